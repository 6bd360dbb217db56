/** Periods of the decision log and of the account of it: what cannot be counted is said by its field, and the last day is in it. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { type Browser, consoleOf, signedIn } from '../support/console.ts'
import { readPdf } from '../support/pdf.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let browser: Browser
beforeAll(async () => {
  world = await openWorld()
  browser = await signedIn(consoleOf(world, [PEOPLE.officer]), PEOPLE.officer)
})
afterAll(() => world.close())

it('says by its field which period cannot be counted, in an address as well', async () => {
  const page = await browser.get('/console/decisions?from=2026-01-01&until=9999-12-31')
  expect(page.status).toBe(200)
  expect(page.html).toMatch(/id="until-error"[^>]*>mag hoogstens 3660 dagen na de eerste dag liggen/)
  expect([page.text.includes('Geen besluiten gevonden'), page.text.includes('Aantallen')]).toEqual([true, false])
  const turned = await browser.submit(page, '/console/decisions', { from: '2026-03-02', until: '2026-03-01' })
  expect(turned.html).toMatch(/id="until-error"[^>]*>mag niet voor de eerste dag liggen/)
  expect((await browser.get('/console/decisions?until=9999-12-31')).html).not.toContain('until-error')
  const report = await browser.get('/console/decisions/report?from=2026-01-01&until=9999-12-31')
  expect([report.status, report.html.includes('id="until-error"')]).toEqual([200, true])
  expect(report.html).not.toContain('report/pdf')
})

it('leads to the account of its period before anything else', async () => {
  const { html } = await browser.get('/console/decisions?from=2026-01-01&until=2026-01-31&outcome=deny')
  const before = html.split('aria-label="Periode"')[0] ?? ''
  expect(before).toContain('href="/console/decisions/report?from=2026-01-01&amp;until=2026-01-31"')
  expect((await browser.get('/console/review')).html).toContain('href="/console/decisions/report"')
})

it('names the last day in the name and the title of the PDF, as the page does', async () => {
  const january = await browser.raw('/console/decisions/report/pdf?from=2026-01-01&until=2026-01-31')
  expect(january.headers.get('content-disposition')).toContain('verantwoording-2026-01-01-tot-en-met-2026-01-31.pdf')
  expect(readPdf(new Uint8Array(await january.arrayBuffer())).title).toMatch(/tot en met 31 jan(uari|\.)? 2026$/)
  const page = await browser.get('/console/decisions/report?from=2026-01-01&until=2026-01-31')
  expect(page.text).toMatch(/tot en met 31 jan(uari|\.)? 2026/)
})
