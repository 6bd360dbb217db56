/** One case as who works on it sees it: where it may go and what that takes, when it goes, and who its subjects are. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCaseDocumentSchema, revealedSchema } from '../../src/api/documents-case.ts'
import { BSN, PEOPLE, type Person } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, subjectOf } from '../../src/cli/demo/questions.ts'
import { openParts } from '../../src/log/entry.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let garage: Garage
beforeAll(async () => {
  world = await openWorld()
  garage = await openGarage(world, 'B2')
})
afterAll(() => world.close())

const shown = async (who: keyof Garage['cast'] = 'asker') =>
  openCaseDocumentSchema.parse((await garage.cast[who].get(`/v1/cases/${garage.caseId}`)).body)

describe('where a case may go', () => {
  it('is said with what it takes, also to who may not bring it there', async () => {
    const officer = await shown('officer')
    expect(officer.next.map(({ to }) => to)).toEqual(['B0', 'B3', 'B6'])
    expect(new Set(officer.next.map(({ outcome }) => outcome))).toEqual(new Set(['deny']))
    const research = officer.next.find(({ to }) => to === 'B3')
    expect(research?.roles).toEqual(['R-TEAM', 'R-REG', 'R-CAS', 'R-COORD'])
    expect(research?.reasons.map(({ norm, effect }) => [norm, effect])).toEqual([['BGP-03', 'deny']])
  })

  it('follows what is judged: it is permitted once nothing is missing, and that is what an act then says', async () => {
    const to = async () => (await shown()).next.find((one) => one.to === 'B3')
    expect((await to())?.outcome).not.toBe('permit')
    await permitted(garage.cast.team.post(`/v1/cases/${garage.caseId}/attestations`, JUDGEMENTS.w3))
    expect(await to()).toMatchObject({ outcome: 'permit', missing: [], reasons: [] })
    const moved = garage.cast.asker.post(`/v1/cases/${garage.caseId}/transitions`, { to: 'B3', grounds: 'x' })
    await permitted(moved)
    expect((await shown()).next.map((one) => one.to)).toEqual(['B4', 'B6'])
  })
})

it('says when it is to be forgotten, as the list of what is kept says it to who may read that', async () => {
  const { retention } = await shown()
  expect(retention.held).not.toBe(undefined)
  const listed = await garage.cast.officer.get('/v1/retention?readingPurpose=P-AUDIT')
  const row = (listed.body.items as Record<string, unknown>[]).find(({ caseId }) => caseId === garage.caseId)
  expect(row).toMatchObject(retention)
})

describe('who a subject is', () => {
  const reveal = async (person: Person, change: object = {}) => {
    const key = (await shown()).subjects[0]?.key
    const asked = { subject: key, purpose: 'P-BGP-AANPAK', grounds: 'Nodig voor een brief.', ...change }
    const path = `/v1/cases/${garage.caseId}/subjects/_reveal`
    return world.call(await world.token(person), 'POST', path, asked)
  }

  it('is shown to who works on the case, for a purpose of it, and each look is in the log with its grounds', async () => {
    const { ports } = world.node
    expect(JSON.stringify(await shown())).not.toContain(BSN.garagehouder)
    const before = await ports.ledger.size()
    const reply = await reveal(PEOPLE.asker)
    expect([BSN.garagehouder, BSN.pgbHouder].map((bsn) => subjectOf(bsn))).toContainEqual(
      revealedSchema.parse(reply.body).subject,
    )
    await reveal(PEOPLE.asker)
    const entries = await ports.ledger.range(before, 9)
    const reads = await Promise.all(entries.map((entry) => openParts(ports, entry)))
    const looks = reads.filter(({ facts }) => JSON.stringify(facts).includes('"resource":"subject"'))
    expect(looks).toHaveLength(2)
    expect(looks[0]).toMatchObject({
      act: { revealed: reply.body.key, grounds: 'Nodig voor een brief.', caseId: garage.caseId },
      facts: { act: { purpose: 'P-BGP-AANPAK' } },
      decision: { outcome: 'permit' },
    })
  })

  it('is not shown for another purpose, without grounds, or for a key of no subject', async () => {
    expect((await reveal(PEOPLE.asker, { purpose: 'P-AUDIT' })).status).toBe(403)
    expect((await reveal(PEOPLE.asker, { grounds: '' })).status).toBe(400)
    expect((await reveal(PEOPLE.asker, { subject: `s-${'0'.repeat(32)}` })).status).toBe(400)
  })

  it('is not shown to who only reviews the case, and to who has no part in it there is no case', async () => {
    const before = await world.node.ports.ledger.size()
    const officer = await reveal(PEOPLE.officer)
    expect([officer.status, officer.body.subject]).toEqual([403, undefined])
    const clerk = await reveal({ person: 'demo-elders', organ: 'UWV', department: null, roles: ['R-CAS'] })
    expect(clerk.status).toBe(404)
    const refused = (await world.node.ports.ledger.range(before, 9)).filter(({ type }) => type === 'read')
    expect(refused.length).toBeGreaterThanOrEqual(2)
  })
})
