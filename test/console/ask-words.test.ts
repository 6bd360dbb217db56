/** What who asks reads about the law: no more than the norms say, and codes small behind words. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { GROUNDS, municipal } from '../../src/cli/demo/questions.ts'
import { type Browser, consoleOf, signedIn } from '../support/console.ts'
import { type Garage, openGarage } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let garage: Garage
let asker: Browser
beforeAll(async () => {
  world = await openWorld()
  garage = await openGarage(world, 'B3')
  asker = await signedIn(consoleOf(world, [PEOPLE.asker]), PEOPLE.asker)
})
afterAll(() => world.close())

it('says of each track without a case what it is for, no more than the norm about it says', async () => {
  const { norms } = world.node.ports
  const page = await asker.submit(await asker.get('/console/ask'), '/console/ask', { ...GROUNDS, go: 'next' })
  expect(page.text).toContain('voor een taak van uw eigen afdeling, buiten een zaak om')
  for (const [words, norm] of [
    ['om u deze gegevens te geven', norms.get('WGS-29')?.text.nl],
    ['alleen voor wie de wet noemt', norms.get('BIB-01')?.title.nl],
  ] as const) {
    expect([page.text.includes(words), norm?.includes(words)]).toEqual([true, true])
  }
})

it('says how sure each norm is in a sentence with its code, of which the page of the norm has the rest', async () => {
  const { body } = await garage.cast.asker.post(
    '/v1/inquiries',
    municipal(garage.caseId, 'WMO/voorzieningen', 'HITNOHIT'),
  )
  const reasons = body.reasons as { norm: string; certainty: string }[]
  expect([body.outcome, reasons.length > 0]).toEqual(['deny', true])
  const page = await asker.get(`/console/inquiries/${String(body.id)}`)
  for (const { norm, certainty } of reasons) {
    const told = page.html.split(`>${norm}</a>`)[1]?.split('</li>')[0] ?? ''
    expect(told).toMatch(new RegExp(`(Deze norm|Een jurist) [^.<]*\\(${certainty}\\)\\.`))
    expect(told).not.toContain('Zekerheid')
  }
})
