/** A case that names its members is theirs: others may not ask in it, work on it or read it, and judging stays open. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reply } from '../../src/cli/demo/client.ts'
import { PEOPLE, type Person } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { openParts } from '../../src/log/entry.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
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
