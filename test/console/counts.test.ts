/** Numbers of the decision log in the console, beside its list and in the account of a period. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DecisionRow } from '../../src/log/decision-index.ts'
import type { Browser } from '../support/console.ts'
import { readPdf } from '../support/pdf.ts'
import { anotherOfficer, openToldLog } from '../support/told-log.ts'
import type { World } from '../support/world.ts'

let world: World
let browser: Browser
let rows: DecisionRow[]
beforeAll(async () => {
  ;({ world, rows } = await openToldLog())
})
beforeEach(async () => {
  browser = await anotherOfficer(world)
})
afterAll(() => world.close())

describe('the log', () => {
  it('counts what it shows per outcome and purpose, by each of its filters', async () => {
    const { text } = await browser.get('/console/decisions')
    const of = (kind: string) => rows.filter(({ type }) => type === kind)
    const denied = of('decision').filter(({ outcome }) => outcome === 'deny').length
    expect(text).toMatch(
      new RegExp(`Alles in de lijst, per soort .*Informatieverzoeken per uitkomst .*Geweigerd ${denied} `),
    )
    expect(text).toContain('Informatieverzoeken per doel')
    const before = text.split('Besluiten, het nieuwste eerst')[0]
    expect(before).toMatch(/Van .+ tot en met .+: informatieverzoeken : /)
    expect(before).toMatch(new RegExp(`informatieverzoeken : ${of('decision').length} \\([^)]*geweigerd: ${denied}\\)`))
    expect(before).toContain(`handelingen : ${of('act').length} (`)
    const refused = (await browser.get('/console/decisions?outcome=deny')).text
    expect(refused).toContain(`informatieverzoeken : ${denied} (geweigerd: ${denied}) `)
    const permitted = ({ type, outcome }: DecisionRow) => type === 'decision' && outcome === 'permit'
    const all = rows.filter(permitted).length
    const spoke = (norm: string) => rows.filter((row) => permitted(row) && row.norms.includes(norm)).length
    const norm = rows.flatMap(({ norms }) => norms).find((one) => spoke(one) > 0 && spoke(one) < all) ?? ''
    const some = spoke(norm)
    const found = (await browser.get(`/console/decisions?norm=${norm}`)).text
    expect([found.includes('één voor één'), some < all]).toEqual([false, true])
    expect(found).toContain(`Toegestaan ${some} `)
    const { caseId, source } = rows.find((row) => row.caseId && row.source) ?? {}
    for (const filter of [`caseId=${caseId}`, `source=${source}`, 'legalBasis=LB-6E'])
      expect((await browser.get(`/console/decisions?${filter}`)).text).toContain('Informatieverzoeken per doel')
  })

  it('is narrowed to a kind, and counts inquiries apart from previews, and those that a judgement brought about', async () => {
    const all = rows as (DecisionRow & { onAccountOf?: string | null })[]
    const judged = all.filter(({ onAccountOf }) => onAccountOf)
    const previews = all.filter(({ type }) => type === 'preview')
    expect(judged.length).toBeGreaterThan(0)
    const page = await browser.get('/console/decisions')
    const short = page.text.split('Besluiten, het nieuwste eerst')[0]
    expect(short).toMatch(
      new RegExp(`proefvragen : ${previews.length} \\([^)]*\\), waarvan door een oordeel : ${judged.length} `),
    )
    expect(page.text).toContain('Proefvragen zijn geen informatieverzoeken: er is niets verstrekt.')
    expect(page.html).toContain('href="/console/decisions?type=preview-judged"')
    const chosen = await browser.submit(page, '/console/decisions', { type: 'preview-judged' })
    expect(chosen.at).toBe('/console/decisions?type=preview-judged')
    expect(chosen.text).toContain('Soort: Proefvragen door een oordeel')
    const ids = [...chosen.html.matchAll(/decisions\/([0-9a-f-]{36})\?type=preview-judged/g)].map(([, id]) => id)
    expect(ids).toEqual(judged.slice(0, 25).map(({ id }) => id))
    expect(chosen.text).toMatch(new RegExp(`tot en met .+: proefvragen door een oordeel: ${judged.length} \\(`))
    expect(chosen.text).toContain('Proefvragen door een oordeel per uitkomst')
    expect(chosen.text).not.toMatch(/per soort|Informatieverzoeken per/)
    const asked = await browser.get('/console/decisions?type=decision')
    expect(asked.text).not.toMatch(/Proefvraag|Handelingen:/)
    const without = (await browser.get('/console/decisions?norm=AVG-06')).text
    expect(without).toMatch(/telt Sluis niet apart welke het zelf deed|er is niets verstrekt\.(?! Bij)/)
  })

  it('says of numbers that are not of all there is from when they are', async () => {
    const among = vi.spyOn(world.node.ports.decisionIndex, 'among')
    among.mockResolvedValue({ rows: [], since: '2026-03-02T09:30:00.000Z' })
    const { text } = await browser.get('/console/decisions?norm=AVG-06')
    among.mockRestore()
    expect(text).not.toMatch(/informatieverzoeken ?: \d/)
    expect(text).toMatch(/meer dan 10\.000\. Geteld zijn alleen de nieuwste: die van na 2 (maart|mrt\.?) 2026,? 10:30/)
  })
})

describe('the account', () => {
  it('gives the account of a period, and the same as a PDF that reads aloud', async () => {
    const page = await browser.get('/console/decisions/report')
    const parts = ['Wat is besloten', 'Welke normen het vaakst weigerden', 'Wie in het logboek keek']
    for (const part of [...parts, 'waarvan door Sluis bij een oordeel']) expect(page.text).toContain(part)
    const [, href = ''] = /href="(\/console\/decisions\/report\/pdf[^"]*)"/.exec(page.html) ?? []
    const answer = await browser.raw(href.replaceAll('&amp;', '&'))
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    const read = readPdf(new Uint8Array(await answer.arrayBuffer()))
    expect(read).toMatchObject({
      title: expect.stringMatching(/^Verantwoording over het delen van gegevens, van /),
      language: 'nl-NL',
      tagged: true,
    })
    for (const part of [...parts, 'Informatieverzoeken per doel']) expect(read.text).toContain(part)
    // On the screen it is the picture's own table, and stands there once.
    expect(page.text.split('Informatieverzoeken per doel')).toHaveLength(2)
    expect([...read.tags]).toEqual(expect.arrayContaining(['H1', 'H2', 'Table', 'TH']))
  })
})
