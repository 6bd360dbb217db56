/** Where one lands: by the table of pages and by what waits, never by the name of a role; a look that tells nothing of what waits. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Api } from '../../src/cli/demo/client.ts'
import { PEOPLE, type Person } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { LIMITS } from '../../src/limits.ts'
import { consoleOf, signedIn } from '../support/console.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { openWorld, tickingClock, type World } from '../support/world.ts'

const SOURCE = 'VERG/vergunningen'
const BOTH = { ...PEOPLE.asker, person: 'demo-beide', roles: ['R-CAS', 'R-PRIV'] }
const POLICE = { person: 'demo-politie', organ: 'POL', department: null, roles: ['R-PRIV'] }
const DPO = { person: 'demo-fg', organ: 'COL', department: 'FG', roles: ['R-FG'] }

let world: World
let garage: Garage
beforeAll(async () => {
  world = await openWorld({ clock: tickingClock() })
  garage = await openGarage(world, 'B3')
})
afterAll(() => world.close())

const landing = async (api: Api) => (await api.get('/v1/me?landing=true')).body.landing
const entering = async (person: Person) =>
  (await (await signedIn(consoleOf(world, [person]), person)).get('/console')).at
const question = () => municipal(garage.caseId, SOURCE, 'HITNOHIT')

it('is with what waits for a judgement, for who may give it, until it is given; then with the asker who can go on', async () => {
  const { asker, officer, team } = garage.cast
  expect([await landing(officer), await landing(asker)]).toEqual([null, null])
  expect(await entering(PEOPLE.officer)).toBe('/console/ask')
  await asker.post('/v1/inquiries', question())
  expect(await landing(officer)).toBe('judgements')
  expect(await entering(PEOPLE.officer)).toBe('/console/judgements')
  for (const api of [asker, team, await world.as(POLICE), await world.as(DPO)]) expect(await landing(api)).toBeNull()
  expect(await entering(PEOPLE.asker)).toBe('/console/ask')
  expect((await officer.get('/v1/me')).body.landing).toBeNull()
  await permitted(officer.post(`/v1/cases/${garage.caseId}/attestations`, JUDGEMENTS.pc1(SOURCE)))
  expect([await landing(officer), await landing(asker)]).toEqual([null, 'ask'])
  expect(await entering(PEOPLE.asker)).toBe('/console/inquiries')
})

it('is nobody’s own question, under any role', async () => {
  garage = await openGarage(world, 'B3')
  const both = await world.as(BOTH)
  expect((await both.post('/v1/inquiries', question())).body.status).toBe('waiting')
  expect([await landing(both), await landing(garage.cast.officer)]).toEqual([null, 'judgements'])
})

it('is what the table says: a page without it is landed on by nobody, and one that is closed neither', async () => {
  const { facts } = world.node.ports
  const { officer, asker } = garage.cast
  const before = facts.pages['page/judgements']
  const { landing: _, ...without } = before ?? { roles: [], certainty: 'I' }
  Object.assign(facts.pages, { 'page/judgements': without })
  expect([await landing(officer), await landing(asker)]).toEqual([null, 'ask'])
  Object.assign(facts.pages, { 'page/judgements': before })
  expect(await landing(officer)).toBe('judgements')
  const { engine } = world.node.ports
  const { evaluate } = engine
  const closed: typeof evaluate = (entrypoint, input) => {
    const { resource } = (input as { act?: { resource?: string } }).act ?? {}
    const asked =
      resource === 'page/judgements' ? { ...(input as object), act: { kind: 'read', resource: 'none' } } : input
    return evaluate(entrypoint, asked as typeof input)
  }
  Object.assign(engine, { evaluate: closed })
  expect(await landing(officer)).toBeNull()
  Object.assign(engine, { evaluate })
})

it('looks at so many of what waits and no more, and leaves no entry', async () => {
  const { inquiries, ledger } = world.node.ports
  const { awaited } = inquiries
  const counts: number[] = []
  Object.assign(inquiries, {
    awaited: (oin: string, filter: Parameters<typeof awaited>[1], at: string) => {
      counts.push(filter.count)
      return awaited.call(inquiries, oin, filter, at)
    },
  })
  const size = await ledger.size()
  expect(await landing(garage.cast.officer)).toBe('judgements')
  await garage.cast.officer.get('/v1/me')
  Object.assign(inquiries, { awaited })
  expect([counts, await ledger.size()]).toEqual([[LIMITS.landingLooked], size])
  expect((await garage.cast.officer.get('/v1/me?landing=no')).status).toBe(400)
})
