/** What was disclosed about a person, for that person: to whom, why, on which ground; and what of it is told to nobody but the officer. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { statementDocumentSchema } from '../../src/api/documents-statement.ts'
import { BSN, OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { subjectOf } from '../../src/cli/demo/questions.ts'
import { tell } from '../../src/cli/demo/story.ts'
import { LIMITS } from '../../src/limits.ts'
import type { DecisionRow } from '../../src/log/decision-index.ts'
import { openParts } from '../../src/log/entry.ts'
import { permitted } from '../support/garage.ts'
import { rotated } from '../support/rotated.ts'
import { SILENT } from '../support/silent.ts'
import { castOf, openWorld, type World } from '../support/world.ts'

const HELD_PURPOSE = 'P-BGP-AANPAK'
const FACTORS = 'purpose categories scope safeguards controller retention risks notification'.split(' ')

let world: World
let officer: string
let caseId: string
let key: string
/** Of the story, the person's own: what was permitted and what left. */
let rows: DecisionRow[]
/** Moves on where a test says so. */
let days = 0
beforeAll(async () => {
  world = await openWorld({ clock: () => new Date(Date.now() + days * 86_400_000) })
  const told = await tell(await castOf(world), SILENT)
  caseId = told.caseId
  officer = await world.token(PEOPLE.officer)
  const found = await world.call(officer, 'POST', '/v1/decisions/_search', {
    ...{ readingPurpose: 'P-RECHT', subject: subjectOf(BSN.garagehouder), outcome: 'permit', limit: 100 },
  })
  rows = (found.body.items as DecisionRow[]).filter(({ type }) => type === 'decision').toReversed()
  key = String(rows[0]?.subject)
})
afterAll(() => world.close())

const ask = (body: object = {}, token = officer) =>
  world.call(token, 'POST', '/v1/statements', {
    ...{ readingPurpose: 'P-RECHT', subject: subjectOf(BSN.garagehouder) },
    ...body,
  })
async function statement(body: object = {}) {
  const reply = await ask(body)
  expect([reply.status, reply.body.errors]).toEqual([200, undefined])
  return statementDocumentSchema.parse(reply.body)
}
async function forOfficer(body: object = {}) {
  const made = await statement(body)
  if (made.for !== 'officer') throw new Error('not for the officer')
  return made
}
const ids = ({ disclosures }: { disclosures: readonly { decisionId: string }[] }) =>
  disclosures.map(({ decisionId }) => decisionId)
const limitation = (purpose: string, validUntil: string) => ({
  ...{ type: 'UAVG41', outcome: 'withheld', scope: { purpose, subject: key }, grounds: 'x', validUntil },
  details: { ground: 'UAVG 41 lid 1 onder d', ...Object.fromEntries(FACTORS.map((factor) => [factor, true])) },
})
const dayIn = (more: number) => new Date(Date.now() + more * 86_400_000).toISOString().slice(0, 10)

describe('a statement', () => {
  it('has what left about this person, oldest first, and nothing of what did not', async () => {
    const made = await forOfficer()
    expect(ids(made)).toEqual(rows.map(({ id }) => id))
    expect(made.disclosures.length).toBeGreaterThan(3)
    expect(made.disclosures.map(({ index }) => index)).toEqual(rows.map(({ index }) => index))
    const one = made.disclosures.find(({ source }) => source.code === 'BEL/heffingen')
    expect(one).toMatchObject({
      state: 'disclosed',
      holder: null,
      source: { title: { nl: expect.any(String) } },
      recipient: { organ: { code: 'BGM' }, department: { code: 'ONDM', title: { nl: expect.any(String) } } },
      hit: null,
      records: 1,
      contactPoint: false,
    })
    expect(one?.purpose).toMatchObject({ code: HELD_PURPOSE, title: { nl: expect.any(String) } })
    expect(one?.legalBasis[0]?.title?.nl).toContain('AVG 6 lid 1')
    expect(one?.task?.article).toBe('Opiumwet 13b')
    expect(one?.fields.length).toBeGreaterThan(0)
    expect(one?.fields.every(({ treatment }) => treatment !== ('withhold' as string))).toBe(true)
  })

  it('tells a hit, and that there was none', async () => {
    const hits = (await forOfficer()).disclosures.filter(({ hit }) => hit !== null)
    expect(hits.length).toBeGreaterThan(0)
    expect(hits.every(({ records }) => records === null)).toBe(true)
  })

  it('never says what the data were, who asked, in which case, or the number', async () => {
    for (const reader of ['officer', 'subject']) {
      const text = JSON.stringify((await ask({ for: reader })).body)
      for (const secret of [BSN.garagehouder, key, caseId, 'p-', PEOPLE.asker.person])
        expect([secret, text.includes(`"${secret}`)]).toEqual([secret, false])
    }
  })

  it('of a person leaves out what is of a RIEC, and the officer is told where to send them', async () => {
    const all = await forOfficer()
    const ofRiec = all.disclosures.filter(({ contactPoint }) => contactPoint)
    expect(ofRiec.length).toBeGreaterThan(0)
    const theirs = await statement({ for: 'subject' })
    expect(ids(theirs)).toEqual(ids(all).filter((id) => !ofRiec.some(({ decisionId }) => decisionId === id)))
    expect(theirs.notes.map(({ code }) => code)).toContain('CONTACT_POINT')
  })

  it('takes a period, of which the end is not included', async () => {
    const middle = String(rows[2]?.at)
    expect(ids(await forOfficer({ from: middle }))).toEqual(rows.slice(2).map(({ id }) => id))
    expect(ids(await forOfficer({ until: middle }))).toEqual(rows.slice(0, 2).map(({ id }) => id))
  })

  it('is of a person, by a number that is one', async () => {
    const company = { type: 'LEGAL', identifier: { type: 'kvk', value: '12345678' } }
    for (const subject of [company, subjectOf('123456789'), { ...company, type: 'NATURAL' }]) {
      const reply = await ask({ subject })
      expect([reply.status, JSON.stringify(reply.body).includes(subject.identifier.value)]).toEqual([400, false])
    }
    expect((await forOfficer({ subject: subjectOf('999990044') })).disclosures).toEqual([])
  })

  it('is for the officer of the organisation, for the rights of a person; each look is in the log, also a refused one', async () => {
    for (const [person, purpose] of [
      [PEOPLE.officer, 'P-AUDIT'],
      [PEOPLE.asker, 'P-RECHT'],
      [{ ...PEOPLE.officer, organ: 'POL', department: null }, 'P-RECHT'],
    ] as const) {
      const size = await world.node.ports.ledger.size()
      expect((await ask({ readingPurpose: purpose }, await world.token(person))).status).toBe(403)
      expect((await world.node.ports.ledger.range(size, 9)).map(({ type }) => type)).toEqual(['read'])
    }
    const size = await world.node.ports.ledger.size()
    await ask({ for: 'subject' })
    const [entry] = await world.node.ports.ledger.range(size, 9)
    const parts = entry && (await openParts(world.node.ports, entry))
    expect(parts).toMatchObject({ act: { statement: 'subject', subject: key }, facts: { act: { purpose: 'P-RECHT' } } })
    expect(JSON.stringify(parts)).not.toContain(BSN.garagehouder)
  })

  it('of another organisation has none of ours', async () => {
    const there = await world.token(PEOPLE.officer, { oin: OIN.testdorp })
    const reply = await ask({}, there)
    expect([reply.status, reply.body.disclosures]).toEqual([200, []])
  })
})

describe('what is held back under UAVG 41', () => {
  it('is told to nobody but the officer, until it is withdrawn: the person reads what they read before, less it', async () => {
    const before = await statement({ for: 'subject' })
    const { attestationId } = await permitted(
      world.call(officer, 'POST', '/v1/attestations', limitation(HELD_PURPOSE, '2099-12-31')),
    )
    const all = await forOfficer()
    const held = rows.filter(({ purpose }) => purpose === HELD_PURPOSE)
    expect(held.length).toBeGreaterThan(0)
    expect(ids(all)).toEqual(rows.filter((row) => !held.includes(row)).map(({ id }) => id))
    expect(all.heldBack).toMatchObject([
      { attestationId, ground: 'UAVG 41 lid 1 onder d', review: '2099-12-31', disclosures: held.length },
    ])
    expect(all.heldBack[0]?.text.nl).toContain('opnieuw bekijken op 2099-12-31')
    const { disclosures, madeAt: _, ...theirs } = await statement({ for: 'subject' })
    const { disclosures: shown, madeAt: __, ...rest } = before
    expect(theirs).toEqual(rest)
    expect(Object.keys(theirs)).not.toContain('heldBack')
    expect(disclosures).toEqual(shown.filter(({ purpose }) => purpose?.code !== HELD_PURPOSE))
    // To somebody about whom nothing is held back it says the same.
    const other = await statement({ for: 'subject', subject: subjectOf('999990044') })
    expect([other.notes, other.norms]).toEqual([theirs.notes, theirs.norms])
    const path = `/v1/attestations/${attestationId}/withdrawals`
    await permitted(world.call(officer, 'POST', path, { grounds: 'x' }))
    expect((await forOfficer()).heldBack).toEqual([])
    expect(ids(await statement({ for: 'subject' }))).toEqual(ids(before))
  })

  it('is all of it, where the right itself is limited; on its last day, and no longer the day after', async () => {
    await permitted(world.call(officer, 'POST', '/v1/attestations', limitation('P-RECHT', dayIn(0))))
    expect([(await forOfficer()).disclosures, (await statement({ for: 'subject' })).disclosures]).toEqual([[], []])
    expect((await forOfficer()).heldBack.map(({ disclosures }) => disclosures)).toEqual([rows.length])
    days = 1
    const token = await world.token(PEOPLE.officer, {}, { expiresAt: Math.floor(Date.now() / 1_000) + 86_400 + 600 })
    const reply = await ask({}, token)
    expect([reply.body.heldBack, (reply.body.disclosures as unknown[]).length]).toEqual([[], rows.length])
    days = 0
  })
})

it('is found under the keys of pseudonyms that there were before', async () => {
  world = await rotated(world)
  const made = await forOfficer()
  expect([made.disclosures, made.heldBack[0]?.disclosures]).toEqual([[], rows.length])
  const { attestationId } = made.heldBack[0] ?? {}
  await permitted(world.call(officer, 'POST', `/v1/attestations/${attestationId}/withdrawals`, { grounds: 'x' }))
  expect(ids(await forOfficer())).toEqual(rows.map(({ id }) => id))
})

it('of more decisions than one statement may hold asks for a period', async () => {
  const { decisionIndex } = world.node.ports
  const [row] = rows
  if (!row) throw new Error('nothing was asked')
  const size = await world.node.ports.ledger.size()
  const many = Array.from({ length: LIMITS.statementDecisions + 1 }, (_, i) => ({
    ...{ ...row, index: size + 1_000 + i, id: `x${i}`, at: '2031-01-01T00:00:00.000Z' },
  }))
  await decisionIndex.add(many.slice(1), 0)
  expect((await ask({ from: '2030-01-01T00:00:00Z' })).status).toBe(200)
  await decisionIndex.add(many, 0)
  const reply = await ask({ from: '2030-01-01T00:00:00Z' })
  expect([reply.status, reply.body.errors]).toMatchObject([400, [{ pointer: '/from' }]])
})
