/** What was told of a person stands on the screen of who asked, once: on no page of who judges or oversees, in no metric or event. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { BSN, PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import type { Event } from '../../src/events.ts'
import { type Browser, consoleOf, signedIn } from '../support/console.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'

const MOST = 70
const TAXES = 'BEL/heffingen'

let world: World
let garage: Garage
let officer: Browser
let now = Date.now()
const events: Event[] = []
/** What the source said of the person, and numbers of persons. */
let told: readonly string[] = []
beforeAll(async () => {
  world = await openWorld({ clock: () => new Date(now), observe: (event) => events.push(event) })
  garage = await openGarage(world, 'B4')
  const { officer: privacy, asker } = garage.cast
  const at = `/v1/cases/${garage.caseId}/attestations`
  await permitted(privacy.post('/v1/attestations', JUDGEMENTS.college67))
  await permitted(privacy.post(at, JUDGEMENTS.pc2a('ONDM', 'C-BEL-G')))
  const answer = await permitted(
    asker.post('/v1/inquiries', municipal(garage.caseId, TAXES, 'DETAIL', ['aanslag_ozb'])),
  )
  // Something waits for a judgement of the officer.
  await asker.post('/v1/inquiries', municipal(garage.caseId, 'TH/controles', 'DETAIL', ['bevinding']))
  const values = [...JSON.stringify(answer.disclosure).matchAll(/"aanslag_ozb":"?([^",}]+)/g)].map(
    ([, value = '']) => value,
  )
  told = [...values, ...Object.values(BSN)]
  expect(values.length).toBeGreaterThan(0)
  officer = await signedIn(consoleOf(world, [PEOPLE.officer, PEOPLE.asker]), PEOPLE.officer)
})
afterAll(() => world.close())
beforeEach(later)
/** What a caller may ask again; what waits for the tree does not seem to have waited for as long. */
async function later() {
  await world.node.ports.integrate()
  now += 10_000
}

it('no page that the officer can get to has it, nor a preview of a judgement', async () => {
  const routeOf = (href: string) =>
    href.replace(/[?#].*$/, '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[A-Z]+-\d\d$/g, ':id')
  const seen = new Map([['/console', '/console']])
  const wrong: string[] = []
  for (const [route, href] of seen) {
    await later()
    const { html } = await officer.get(href)
    wrong.push(...told.filter((value) => html.includes(value)).map((value) => `${route} ${value}`))
    for (const [, link = ''] of html.matchAll(/href="(\/console[^"]*)"/g))
      if (!/\/assets\/|\/pdf/.test(link) && !seen.has(routeOf(link)) && seen.size < MOST)
        seen.set(routeOf(link), link.replaceAll('&amp;', '&'))
  }
  const routes = [...seen.keys()]
  for (const route of ['/console/decisions/:id', '/console/judgements/waiting/:id/0', '/console/cases/:id'])
    expect(routes).toContain(route)
  const waiting = seen.get('/console/judgements/waiting/:id/0') ?? ''
  const form = { outcome: 'granted', grounds: 'x', act: 'preview' }
  const preview = await officer.submit(await officer.get(waiting), '/console/judgements/waiting', form)
  wrong.push(...told.filter((value) => preview.html.includes(value)).map((value) => `preview ${value}`))
  expect(wrong).toEqual([])
})

it('nor has a metric or an event, whatever was asked, searched or sent wrongly', async () => {
  const search = await officer.get('/console/decisions')
  await officer.submit(search, '/console/decisions/search', { identifierType: 'bsn', value: BSN.garagehouder })
  await officer.submit(search, '/console/decisions/search', { identifierType: 'bsn', value: '123456789' })
  await officer.submit(search, '/console/decisions', { caseId: BSN.garagehouder })
  await officer.raw(`/console/login/callback?error=${BSN.garagehouder}&state=${BSN.garagehouder}`)
  const text = (await world.node.ports.metrics?.()) ?? ''
  expect(text).toContain('sluis_inquiry_seconds')
  const person = [
    ...Object.values(PEOPLE).map((one) => one.person),
    garage.caseId,
    ...told.slice(-Object.keys(BSN).length),
  ]
  for (const value of person) {
    expect(text, value).not.toContain(value)
    expect(JSON.stringify(events), value).not.toContain(value)
  }
})
