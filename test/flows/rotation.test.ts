/** The key of pseudonyms is rotated, twice: whatever was known of a person before is found, counted and told after. */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reply } from '../../src/cli/demo/client.ts'
import { BSN, PEOPLE, type Person } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal, riec, subjectOf } from '../../src/cli/demo/questions.ts'
import { keysCommand } from '../../src/cli/keys.ts'
import { openParts } from '../../src/log/entry.ts'
import { inputOf } from '../../src/log/facts.ts'
import { createNode } from '../../src/node.ts'
import type { PolicyInput } from '../../src/policy/input.ts'
import { ofCase } from '../support/duties.ts'
import { disclosed, type Garage, openGarage, permitted } from '../support/garage.ts'
import { gatheredPart, reportOf, sourceOf } from '../support/holdings.ts'
import { openRiec } from '../support/riec.ts'
import { rotated } from '../support/rotated.ts'
import { interpose } from '../support/sources.ts'
import { castOf, openWorld, type World } from '../support/world.ts'

const PERMITS = 'VERG/vergunningen'
const TAXES = 'BEL/heffingen'
const OWNER: Person = { person: 'demo-eigenaar', organ: 'HEF', department: 'BEL', roles: ['R-OWN'] }

let world: World
let cast: Garage['cast']
let garage: Garage
let approach: Garage
let joint: string
/** What was there before the keys were rotated. */
let before: {
  readonly found: readonly Row[]
  readonly shown: readonly Subject[]
  readonly hit: Facts
  readonly taxes: Reply['body']
  readonly repeated: Reply['body']
  readonly inRecords: unknown
  readonly inHolding: unknown
  readonly holding: string
}

type Row = { readonly id: string; readonly index: number; readonly subject: string }
type Subject = { readonly key: string; readonly relation: string }
type Facts = Pick<PolicyInput, 'attestations' | 'caller'> & Pick<NonNullable<PolicyInput['inquiry']>, 'subject'>

const oldKeys = () => join(world.folder, 'old-keys')
const ask = (question: object) => permitted(cast.asker.post('/v1/inquiries', question))
const hitOf = (caseId: string, bsn?: string) => municipal(caseId, PERMITS, 'HITNOHIT', [], bsn)
const detail = () => municipal(approach.caseId, TAXES, 'DETAIL', ['aanslag_ozb'])
async function inRecords() {
  const inside = [{ naam: 'Wie in het signaal staat', bsn: BSN.pgbHouder }]
  const back = interpose(world, async (query, real) =>
    (await real(query)).map((record) => ({ ...record, leidinggevenden: inside })),
  )
  const reply = await cast.analyst.post('/v1/inquiries', riec(joint, PERMITS, ['leidinggevenden', 'zaaknr']))
  back()
  return disclosed(reply)
}
const inHolding = async (source: string) =>
  disclosed(
    await cast.analyst.post('/v1/inquiries', riec(joint, source, ['controle/bevinding', 'controle/overtreding'])),
  )

async function search(bsn: string = BSN.garagehouder): Promise<readonly Row[]> {
  const body = { readingPurpose: 'P-AUDIT', subject: subjectOf(bsn), limit: 100 }
  return (await cast.officer.post('/v1/decisions/_search', body)).body.items as Row[]
}
const shown = async (caseId: string) => (await cast.regisseur.get(`/v1/cases/${caseId}`)).body.subjects as Subject[]
/** What the decision rested on. */
async function factsOf({ decisionId }: Reply['body']): Promise<Facts> {
  const { ports } = world.node
  const entry = await ports.ledger.entry(String(decisionId))
  const input = entry && inputOf(await openParts(ports, entry))
  if (!input || input === 'erased' || !input.inquiry) throw new Error('no facts')
  return { subject: input.inquiry.subject, attestations: input.attestations, caller: input.caller }
}
async function repeat(): Promise<Reply['body']> {
  const token = await world.token(PEOPLE.asker)
  return (await world.call(token, 'POST', '/v1/inquiries', hitOf(garage.caseId), { 'idempotency-key': 'sleutel-een' }))
    .body
}
const informing = async () => {
  const items = (await cast.asker.get(`/v1/obligations?${ofCase(garage.caseId)}&status=open`)).body.items
  return (items as { obligation: string }[]).filter(({ obligation }) => obligation === 'INFORM_SUBJECT')
}

beforeAll(async () => {
  world = await openWorld()
  garage = await openGarage(world, 'B3')
  approach = await openGarage(world, 'B4')
  cast = garage.cast
  const at = `/v1/cases/${garage.caseId}`
  await permitted(cast.officer.post(`${at}/attestations`, JUDGEMENTS.pc1(PERMITS)))
  await permitted(cast.officer.post('/v1/attestations', JUDGEMENTS.college67))
  await permitted(cast.officer.post(`/v1/cases/${approach.caseId}/attestations`, JUDGEMENTS.pc2a('ONDM', 'C-BEL-G')))
  joint = await openRiec(cast, {
    involved: ['COL', 'BGM'],
    source: PERMITS,
    subjects: [BSN.garagehouder, BSN.pgbHouder],
    to: ['R1', 'R2', 'R3'],
  })
  const hit = await factsOf(await ask(hitOf(garage.caseId)))
  const factors = ['purpose', 'categories', 'scope', 'safeguards', 'controller', 'retention', 'risks', 'notification']
  const limitation = {
    type: 'UAVG41',
    outcome: 'withheld',
    scope: { purpose: 'P-RECHT', subject: hit.subject?.key },
    details: { ground: 'UAVG 41 lid 1', ...Object.fromEntries(factors.map((factor) => [factor, true])) },
    grounds: 'x',
    validUntil: '2099-12-31',
  }
  await permitted(cast.officer.post('/v1/attestations', limitation))
  const fields = [
    { name: 'bevinding', value: 'opslag' },
    { name: 'overtreding', value: BSN.pgbHouder, flags: ['BSN'] },
  ]
  const part = gatheredPart({ receivedFor: ['P-RIEC-F'], fields })
  const holding = await sourceOf(cast.analyst.post('/v1/holdings', reportOf({ caseId: joint, parts: [part] })))
  await permitted(cast.officer.post(`/v1/cases/${joint}/attestations`, JUDGEMENTS.necessity(holding)))
  before = {
    repeated: await repeat(),
    hit: await factsOf(await ask(hitOf(garage.caseId))),
    taxes: await ask(detail()),
    inRecords: await inRecords(),
    inHolding: await inHolding(holding),
    holding,
    shown: await shown(garage.caseId),
    found: await search(),
  }
  expect(await informing()).toHaveLength(1)
  cpSync(world.options.keysDir, oldKeys(), { recursive: true })
  for (let times = 0; times < 2; times += 1) {
    const next = await rotated(world)
    world = next
  }
  cast = await castOf(world)
})
afterAll(() => world.close())

describe('after the key of pseudonyms was rotated', () => {
  it('a question that is repeated gets the answer that it got', async () => {
    expect(before.repeated.outcome).toBe('permit')
    expect(await repeat()).toEqual(before.repeated)
  })

  it('the relation of a subject, and the hit that was found, are what they were', async () => {
    // No hit was recorded yet under the key of today.
    const { subject } = await factsOf(await ask(hitOf(garage.caseId)))
    expect(subject).toEqual({ ...before.hit.subject, hit: true })
    expect([subject?.relation, subject?.key]).toEqual([
      'SIGNAL',
      before.shown.find(({ key }) => key === subject?.key)?.key,
    ])
    // Before a hit, no more would be told than whether there is one (BGP-06).
    const reply = await cast.asker.post('/v1/inquiries', municipal(garage.caseId, PERMITS, 'DETAIL', ['zaaknr']))
    expect(disclosed(reply)).toEqual([{ zaaknr: 'VERG-0001' }])
  })

  it('a search for a subject finds what was recorded under every key, newest first', async () => {
    const { decisionId } = await ask(hitOf(garage.caseId))
    const found = await search()
    const ids = found.map(({ id }) => id)
    expect(before.found.length).toBeGreaterThan(4)
    expect([ids[0], ...ids.slice(-before.found.length)]).toEqual([decisionId, ...before.found.map(({ id }) => id)])
    expect(found.map(({ index }) => index)).toEqual(found.map(({ index }) => index).toSorted((a, b) => b - a))
    expect(found[0]?.subject).not.toBe(found.at(-1)?.subject)
    expect(found[0]?.subject).toMatch(/^s-[0-9a-f]{32}$/)
    expect((await search(BSN.huisgenoot)).length).toBe(0)
  })

  it('who is named inside a record, or in what is held, is still who was recorded in the case', async () => {
    expect(before.inRecords).toEqual([expect.objectContaining({ leidinggevenden: [expect.anything()] })])
    expect(await inRecords()).toEqual(before.inRecords)
    expect(before.inHolding).toEqual([{ 'controle/bevinding': 'opslag', 'controle/overtreding': BSN.pgbHouder }])
    expect(await inHolding(before.holding)).toEqual(before.inHolding)
  })

  it('a judgement about a subject still is about them, in a case from before and in a new one', async () => {
    const limits = ({ attestations }: Facts) => attestations.find(({ type }) => type === 'UAVG41')?.scope.subject
    expect(limits(before.hit)).toBe(before.hit.subject?.key)
    const old = await factsOf(await ask(hitOf(garage.caseId)))
    expect([limits(old), old.subject?.key]).toEqual([before.hit.subject?.key, before.hit.subject?.key])
    const fresh = await openGarage(world, 'B3')
    await permitted(cast.officer.post(`/v1/cases/${fresh.caseId}/attestations`, JUDGEMENTS.pc1(PERMITS)))
    const asked = await factsOf(await ask(hitOf(fresh.caseId)))
    expect(asked.subject?.key).not.toBe(before.hit.subject?.key)
    expect((await shown(fresh.caseId)).map(({ key }) => key)).toContain(asked.subject?.key)
    expect(limits(asked)).toBe(asked.subject?.key)
    const other = await factsOf(await ask(hitOf(fresh.caseId, BSN.pgbHouder)))
    expect(limits(other)).toBe(before.hit.subject?.key)
  })

  it('a correction finds who received before, and who receives now', async () => {
    const { decisionId } = await ask(detail())
    const owner = await world.as(OWNER)
    const correction = { source: TAXES, subject: subjectOf(BSN.garagehouder), fields: ['aanslag_ozb'], grounds: 'x' }
    const { disclosures } = await permitted(owner.post('/v1/corrections', correction))
    const ids = (disclosures as { decisionId: string }[]).map((one) => one.decisionId)
    expect(ids).toEqual([decisionId, before.taxes.decisionId])
  })

  it('nobody is owed twice what they were owed already', async () => {
    await ask(hitOf(garage.caseId))
    expect(await informing()).toHaveLength(1)
    await ask(hitOf(garage.caseId, BSN.pgbHouder))
    expect(await informing()).toHaveLength(2)
  })

  it('who acts is who they were: nobody judges their own question by a rotation', async () => {
    const { caller } = await factsOf(await ask(hitOf(garage.caseId)))
    expect(caller.person).toBe(before.hit.caller.person)
  })

  it('a subject recorded again is no second one, and keeps the pseudonym that the case shows', async () => {
    const again = { subject: subjectOf(BSN.garagehouder), relation: 'DIRECT', grounds: 'x' }
    await permitted(cast.regisseur.post(`/v1/cases/${garage.caseId}/subjects`, again))
    const now = await shown(garage.caseId)
    expect(now.map(({ key }) => key)).toEqual(before.shown.map(({ key }) => key))
    expect(now.filter(({ relation }) => relation === 'DIRECT')).toHaveLength(1)
  })

  it('no key is rotated beside the broker, and the keys of before are no keys to start with', async () => {
    const { dataDir, keysDir, anchorDir } = world.options
    const env = { SLUIS_DATA_DIR: dataDir, SLUIS_KEYS_DIR: keysDir, SLUIS_ANCHOR_DIR: String(anchorDir) }
    const io = { env, out: () => {}, err: () => {} }
    for (const which of ['master', 'pseudonym'])
      await expect(keysCommand(['rotate', which], io)).rejects.toMatchObject({ kind: 'locked' })
    expect((await search()).length).toBeGreaterThan(before.found.length)
    await world.stop()
    await expect(createNode({ ...world.options, keysDir: oldKeys() })).rejects.toThrow('has 1 of 3 keys of pseudonyms')
    const again = await createNode(world.options)
    await again.close()
  })
})
