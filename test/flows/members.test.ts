/** A case that names its members is theirs: others may not ask in it, work on it or read it, and judging stays open. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reply } from '../../src/cli/demo/client.ts'
import { PEOPLE, type Person } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { openParts } from '../../src/log/entry.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { openRiec } from '../support/riec.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let garage: Garage
const COLLEAGUE = { ...PEOPLE.asker, person: 'demo-collega' }
beforeAll(async () => {
  world = await openWorld()
  garage = await openGarage(world, 'B3')
})
afterAll(() => world.close())

const at = () => `/v1/cases/${garage.caseId}`
const amend = async (members: readonly string[]) =>
  permitted(
    world.call(await world.token(PEOPLE.asker), 'PATCH', at(), { members, grounds: 'Alleen wie het werk doet' }),
  )
const ask = async (person: Person) =>
  (await world.as(person)).post('/v1/inquiries', municipal(garage.caseId, 'VERG/vergunningen', 'HITNOHIT'))
const normsOf = ({ body }: Reply) => (body.reasons as { norm: string }[]).map((reason) => reason.norm)

describe('a case', () => {
  it('that names no members is open to every colleague with a part in it', async () => {
    expect((await (await world.as(COLLEAGUE)).get(at())).status).toBe(200)
    expect((await ask(COLLEAGUE)).body.outcome).toBe('review')
  })

  it('that names them is theirs alone', async () => {
    await amend([PEOPLE.asker.person, PEOPLE.regisseur.person])
    const refused = await ask(COLLEAGUE)
    expect([refused.body.outcome, normsOf(refused)]).toEqual(['deny', ['AWB-01']])
    expect((await (await world.as(COLLEAGUE)).get(at())).status).toBe(404)
    const moved = await (await world.as(COLLEAGUE)).post(`${at()}/transitions`, { to: 'B4', grounds: 'x' })
    expect(moved.status).toBe(404)
    expect((await ask(PEOPLE.asker)).body.outcome).toBe('review')
  })

  it('takes a name however it is written, as a token does', async () => {
    const person = { ...PEOPLE.asker, person: 'demo-ren\u00e9' }
    await amend([PEOPLE.asker.person, ' demo-rene\u0301 '])
    expect((await (await world.as(person)).get(at())).status).toBe(200)
  })

  it('is judged all the same by who is no member', async () => {
    await permitted(garage.cast.officer.post(`${at()}/attestations`, JUDGEMENTS.pc1('VERG/vergunningen')))
    expect((await ask(PEOPLE.asker)).body.outcome).toBe('permit')
  })

  it('shows and logs its members by pseudonym only, with the grounds of who named them', async () => {
    const done = await amend([PEOPLE.asker.person])
    const { members } = (await garage.cast.asker.get(at())).body.facts as { members: string[] }
    expect(members).toEqual([expect.stringMatching(/^p-[0-9a-f]{32}$/)])
    const { ports } = world.node
    const entry = await ports.ledger.entry(String(done.decisionId))
    const act = entry && (await openParts(ports, entry)).act
    expect(act).toMatchObject({ grounds: 'Alleen wie het werk doet', amended: { members } })
    expect(JSON.stringify(act)).not.toContain(PEOPLE.asker.person)
  })

  it('that is opened with members keeps the grounds of its opening in the log', async () => {
    const opening = {
      regime: 'BGP',
      purposes: ['P-BGP-AANPAK'],
      members: [PEOPLE.regisseur.person],
      grounds: 'Melding',
    }
    const opened = await permitted(garage.cast.regisseur.post('/v1/cases', opening))
    const { ports } = world.node
    const entry = await ports.ledger.entry(String(opened.decisionId))
    expect(entry && (await openParts(ports, entry)).act).toMatchObject({ grounds: 'Melding', kind: 'open' })
    expect((await garage.cast.asker.get(`/v1/cases/${String(opened.caseId)}`)).status).toBe(404)
  })
})

describe('a case whose members are none of who should work on it', () => {
  const body = (members: readonly string[], more: object = {}) => ({ members, grounds: 'Naam rechtgezet', ...more })
  const patch = async (caseId: string, person: Person, sent: unknown) =>
    world.call(await world.token(person), 'PATCH', `/v1/cases/${caseId}`, sent)
  const sees = async (caseId: string, person: Person) =>
    (await (await world.as(person)).get(`/v1/cases/${caseId}`)).status === 200

  it('of the municipal track is given back by the privacy officer, who changes nothing else; it is logged', async () => {
    const { caseId } = await openGarage(world, 'B3')
    await permitted(patch(caseId, PEOPLE.regisseur, body(['demo-tikfout'])))
    for (const person of [PEOPLE.regisseur, PEOPLE.asker, { ...PEOPLE.asker, person: 'demo-fg', roles: ['R-FG'] }]) {
      expect((await patch(caseId, person, body([person.person]))).status).toBe(404)
      expect(await sees(caseId, person)).toBe(false)
    }
    const control = { from: '2026-12-01T08:00:00Z', until: '2026-12-01T12:00:00Z' }
    const more = await patch(caseId, PEOPLE.officer, body([PEOPLE.regisseur.person], { control }))
    expect([more.body.outcome, normsOf(more)]).toEqual(['deny', ['AWB-01']])
    expect(await sees(caseId, PEOPLE.regisseur)).toBe(false)

    const done = await permitted(patch(caseId, PEOPLE.officer, body([PEOPLE.regisseur.person])))
    expect(await sees(caseId, PEOPLE.regisseur)).toBe(true)
    const { ports } = world.node
    const entry = await ports.ledger.entry(String(done.decisionId))
    expect(entry && (await openParts(ports, entry)).act).toMatchObject({
      kind: 'amend',
      caseId,
      grounds: 'Naam rechtgezet',
    })
    await permitted(patch(caseId, PEOPLE.regisseur, body([PEOPLE.regisseur.person, PEOPLE.asker.person])))
    expect(await sees(caseId, PEOPLE.asker)).toBe(true)
  })

  it('of a RIEC is given back by who represents an involved participant, and by nobody of another', async () => {
    const caseId = await openRiec(garage.cast, { involved: ['COL', 'BD'], source: 'BD/inkomen' })
    await permitted(patch(caseId, PEOPLE.riec, body(['demo-tikfout'])))
    const police = { person: 'test-politie', organ: 'POL', department: null, roles: ['R-RIEC-D', 'R-PRIV'] }
    const tax = { person: 'test-belastingdienst', organ: 'BD', department: null, roles: ['R-RIEC-D'] }
    for (const person of [PEOPLE.analyst, police]) {
      expect((await patch(caseId, person, body([person.person]))).status).toBe(404)
    }
    await permitted(patch(caseId, tax, body([PEOPLE.analyst.person])))
    expect(await sees(caseId, PEOPLE.analyst)).toBe(true)
    await permitted(patch(caseId, PEOPLE.riec, body([])))
    expect(await sees(caseId, PEOPLE.riec)).toBe(true)
  })
})
