/**
 * The second gate: between fetch and reply a case, a judgement or the policy may change, an asker may ask twice or
 * withdraw. Whatever happens, nothing leaves twice, and nothing leaves that is no longer lawful.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Reply } from '../../src/cli/demo/client.ts'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal, riec } from '../../src/cli/demo/questions.ts'
import { LIMITS } from '../../src/limits.ts'
import { openParts } from '../../src/log/entry.ts'
import { SourceFailure } from '../../src/source-port.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { openRiec } from '../support/riec.ts'
import { interpose } from '../support/sources.ts'
import { openWorld, type World } from '../support/world.ts'

const TAXES = 'BEL/heffingen'

let world: World
let garage: Garage
let college = ''
let now = Date.now()
let restore = () => {}
beforeAll(async () => {
  world = await openWorld({ clock: () => new Date(now) })
  garage = await openGarage(world, 'B4')
  const { officer } = garage.cast
  college = String((await permitted(officer.post('/v1/attestations', JUDGEMENTS.college67))).attestationId)
  await permitted(officer.post(attestations(), JUDGEMENTS.pc2a('ONDM', 'C-BEL-G')))
})
afterEach(() => restore())
afterAll(() => world.close())

const attestations = () => `/v1/cases/${garage.caseId}/attestations`
const taxes = () => municipal(garage.caseId, TAXES, 'DETAIL', ['aanslag_ozb'])
const ask = () => garage.cast.asker.post('/v1/inquiries', taxes())
const problem = (reply: Reply) => [reply.status, String(reply.body.type).split('/').at(-1)]
const inquiryOf = (reply: Reply) => String(reply.body.inquiry)

/** Does something between the durable decision and the source's answer, once. */
function meanwhile(work: () => Promise<unknown>): void {
  restore = interpose(world, async (query, real) => {
    restore()
    await work()
    return real(query)
  })
}

async function settlements(from: number): Promise<unknown[]> {
  const { ports } = world.node
  const entries = await ports.ledger.range(from, 50)
  const settled = entries.filter((entry) => entry.type === 'settlement')
  return Promise.all(settled.map(async (entry) => (await openParts(ports, entry)).settlement))
}

/** What was asked is aborted in the log and for its asker, and nothing of the record is in the answer. */
async function expectAborted(reply: Reply, code: string, reason: string, before: number): Promise<void> {
  expect(problem(reply)).toEqual([409, code])
  expect(JSON.stringify(reply.body)).not.toContain('1250')
  expect(reply.body.disclosure).toBeUndefined()
  expect(await settlements(before)).toMatchObject([{ result: 'aborted', reason }])
  expect((await garage.cast.asker.get(inquiryOf(reply))).body.status).toBe('aborted')
}

describe('while the source is asked', () => {
  it('a judgement in the case aborts the settlement', async () => {
    const before = await world.node.ports.ledger.size()
    meanwhile(() => permitted(garage.cast.officer.post(attestations(), JUDGEMENTS.pc2a('ONDM', 'C-VERG'))))
    await expectAborted(await ask(), 'case-changed', 'case-changed', before)
  })
  it('a judgement of the organisation that is withdrawn aborts the settlement', async () => {
    const before = await world.node.ports.ledger.size()
    const withdraw = () => garage.cast.officer.post(`/v1/attestations/${college}/withdrawals`, { grounds: 'x' })
    meanwhile(() => permitted(withdraw()))
    const reply = await ask()
    await expectAborted(reply, 'inquiry-aborted', 'judgement-changed', before)
    const again = await garage.cast.asker.post(`${inquiryOf(reply)}/disclosures`)
    expect(again.body.outcome).toBe('deny')
    const given = await permitted(garage.cast.officer.post('/v1/attestations', JUDGEMENTS.college67))
    college = String(given.attestationId)
    const third = await garage.cast.asker.post(`${inquiryOf(reply)}/disclosures`)
    expect(third.body).toMatchObject({ outcome: 'permit', disclosure: { records: [{ aanslag_ozb: 1250.5 }] } })
  })
  it('a judgement that ends at midnight aborts the settlement after it, and carries no repeat', async () => {
    const day = new Date(now).toISOString().slice(0, 10)
    const lasting = { expiresAt: Math.floor(now / 1000) + 2 * 86_400 }
    const asker = await world.token(PEOPLE.asker, {}, lasting)
    const { caseId, cast } = await openGarage(world, 'B4')
    const check = { ...JUDGEMENTS.pc2a('ONDM', 'C-BEL-G'), validUntil: day }
    await permitted(cast.officer.post(`/v1/cases/${caseId}/attestations`, check))
    const body = municipal(caseId, TAXES, 'DETAIL', ['aanslag_ozb'])
    const post = (key: string) => world.call(asker, 'POST', '/v1/inquiries', body, { 'idempotency-key': key })
    const before = now
    now = Date.parse(`${day}T23:59:59.500Z`)
    const first = await post('voor-middernacht')
    expect(first.body).toMatchObject({ outcome: 'permit', disclosure: { records: [{ aanslag_ozb: 1250.5 }] } })
    expect((await post('voor-middernacht')).body).toEqual(first.body)
    const from = await world.node.ports.ledger.size()
    meanwhile(async () => {
      now += 1_000
    })
    const late = await post('over-middernacht')
    const repeated = await post('voor-middernacht')
    now = before
    expect(problem(late)).toEqual([409, 'inquiry-aborted'])
    expect(await settlements(from)).toMatchObject([{ result: 'aborted', reason: 'judgement-changed' }])
    expect(problem(repeated)).toEqual([409, 'idempotency-expired'])
  })
  it('another policy aborts the settlement', async () => {
    const before = await world.node.ports.ledger.size()
    const { engine } = world.node.ports
    const policy = engine.policy()
    const swap = (digest: string) => Object.assign(engine, { policy: () => ({ ...policy, digest }) })
    meanwhile(async () => swap('sha256:another'))
    await expectAborted(await ask(), 'inquiry-aborted', 'policy-changed', before)
    swap(policy.digest)
  })
  it('a hit in the same case is no change of it', async () => {
    const hit = municipal(garage.caseId, TAXES, 'HITNOHIT')
    meanwhile(() => garage.cast.asker.post('/v1/inquiries', hit))
    expect((await ask()).body.outcome).toBe('permit')
  })
  it('weighty reasons of the holder stop what is on its way in a RIEC', async () => {
    const { analyst } = garage.cast
    const opening = { involved: ['COL', 'BD'], source: 'BD/inkomen', to: ['R1', 'R2', 'R3'] }
    const caseId = await openRiec(garage.cast, opening)
    const at = `/v1/cases/${caseId}`
    const question = riec(caseId, 'BD/inkomen', ['openstaande_schuld'])
    const holder = await world.as({ person: 'bd-1', organ: 'BD', department: null, roles: ['R-RIEC-D'] })
    const veto = { type: 'VETO', outcome: 'veto', scope: { source: 'BD/inkomen' }, grounds: 'x' }
    meanwhile(() => permitted(holder.post(`${at}/attestations`, veto)))
    const stopped = await analyst.post('/v1/inquiries', question)
    expect(problem(stopped)).toEqual([409, 'case-changed'])
    expect(JSON.stringify(stopped.body)).not.toContain('42000')
    const again = await analyst.post(`${inquiryOf(stopped)}/disclosures`)
    expect(again.body).toMatchObject({ outcome: 'deny', status: 'refused' })
  })
})

describe('one release', () => {
  it('for one decision: the log takes no second settlement of it', async () => {
    const { ports } = world.node
    const asked = await permitted(ask())
    const settled = await ports.ledger.settlementOf(String(asked.decisionId))
    if (!settled) throw new Error('there is no settlement')
    const { index: _, ...entry } = settled
    const twice = { ...entry, id: ports.newId() }
    await expect(ports.ledger.append({ entry: twice, changes: [], guard: null })).rejects.toThrow()
  })
  it('of one inquiry at a time: who asks again meanwhile is told so', async () => {
    const failing = interpose(world, () => Promise.reject(new SourceFailure('unreachable')))
    const failed = await ask()
    failing()
    expect(failed.status).toBe(502)
    const path = `${inquiryOf(failed)}/disclosures`
    const before = await world.node.ports.ledger.size()
    const replies = await Promise.all(Array.from({ length: 5 }, () => garage.cast.asker.post(path)))
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, 409, 409, 409, 409])
    expect(problem(replies.find((reply) => reply.status === 409) as Reply)).toEqual([409, 'inquiry-in-flight'])
    expect(await settlements(before)).toMatchObject([{ result: 'settled', records: 1 }])
    const row = (await garage.cast.asker.get(inquiryOf(failed))).body
    expect(row).toMatchObject({ status: 'settled', decisions: [expect.any(String), expect.any(String)] })
    expect(problem(await garage.cast.asker.post(path))).toEqual([409, 'inquiry-closed'])
  })
  it('is not undone by withdrawing it meanwhile, and what was withdrawn is not released', async () => {
    const token = await world.token(PEOPLE.asker)
    const failing = interpose(world, () => Promise.reject(new SourceFailure('timeout')))
    const path = inquiryOf(await ask())
    failing()
    let during: Reply | undefined
    meanwhile(async () => {
      during = await world.call(token, 'DELETE', path)
    })
    expect((await garage.cast.asker.post(`${path}/disclosures`)).body.outcome).toBe('permit')
    expect(problem(during as Reply)).toEqual([409, 'inquiry-in-flight'])
    expect(problem(await world.call(token, 'DELETE', path))).toEqual([409, 'inquiry-closed'])
  })
})

describe('a permit that was not used because its source failed', () => {
  it('tells a source that is down from one that is not connected, and names the inquiry', async () => {
    const cases = [
      ['unreachable', 502, 'source-failed'],
      ['wrong-type', 502, 'source-failed'],
      ['circuit-open', 503, 'source-unavailable'],
    ] as const
    for (const [kind, status, code] of cases) {
      restore = interpose(world, () => Promise.reject(new SourceFailure(kind)))
      const reply = await ask()
      restore()
      expect(problem(reply)).toEqual([status, code])
      expect((await garage.cast.asker.get(inquiryOf(reply))).body).toMatchObject({
        status: 'aborted',
        outcome: 'permit',
      })
    }
  })
  it('may be asked again until it expires, and not after', async () => {
    const hours = LIMITS.unusedPermitHours * 3_600_000
    for (const [wait, expected] of [
      [hours - 1_000, 201],
      [hours, 409],
    ] as const) {
      restore = interpose(world, () => Promise.reject(new SourceFailure('unreachable')))
      const path = inquiryOf(await ask())
      restore()
      const decided = now
      now = decided + wait
      const bearer = await world.token(PEOPLE.asker, {}, { expiresAt: Math.floor(now / 1000) + 600 })
      const again = await world.call(bearer, 'POST', `${path}/disclosures`)
      const shown = await world.call(bearer, 'GET', path)
      now = decided
      expect(again.status).toBe(expected)
      expect(shown.body.status).toBe(expected === 201 ? 'settled' : 'expired')
    }
  })
})
