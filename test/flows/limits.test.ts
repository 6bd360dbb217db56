/**
 * Limits that a caller, a source or a register meets, over a real socket and with a real source: as much as is allowed
 * goes, one more is refused by its name, and nothing of it leaves. Bounds of one HTTP request stand in manners.test.ts,
 * those of an issuer's keys in issuer-keys.test.ts, those of one part in the test of that part.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Reply } from '../../src/cli/demo/client.ts'
import { OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { municipal } from '../../src/cli/demo/questions.ts'
import type { Attestation } from '../../src/domain/case.ts'
import { LIMITS } from '../../src/limits.ts'
import { giving } from '../support/peer.ts'
import { openScene, problemOf, RECORD, type Scene, SECRET } from '../support/scene.ts'

const CLEAN_UP_MS = 60_000

let scene: Scene
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  scene = await openScene()
})
afterAll(async () => {
  vi.useRealTimers()
  await scene.close()
})

const healthy = giving({ records: [RECORD] })
const repeated = <T>(item: T, count: number): T[] => Array.from({ length: count }, () => item)

async function expectNothing(reply: Reply, expected: readonly [number, string], before: number, reason: string) {
  expect(problemOf(reply)).toEqual(expected)
  expect(JSON.stringify(reply.body)).not.toContain(SECRET)
  expect(await scene.written(before)).toEqual(['decision permit', `settlement aborted ${reason}`])
}

describe('a source', () => {
  it('may give as many records as one inquiry takes, and not one more', async () => {
    scene.source.answer = giving({ records: repeated(RECORD, LIMITS.recordsPerInquiry) })
    const full = await scene.ask()
    expect(full.body.disclosure).toEqual({
      records: repeated({ aanslag_ozb: RECORD.aanslag_ozb, kwijtschelding: false }, LIMITS.recordsPerInquiry),
    })
    scene.source.answer = giving({ records: repeated(RECORD, LIMITS.recordsPerInquiry + 1) })
    const before = await scene.size()
    await expectNothing(await scene.ask(), [502, 'source-failed'], before, 'source-failed')
    scene.source.answer = healthy
  })

  it('is asked as many questions at once as it has places; one more waits, and goes when one comes free', async () => {
    const patient = await openScene(() => ({ connector: { timeoutMs: LIMITS.sourceTimeoutMs } }))
    const held: (() => void)[] = []
    patient.source.answer = (...both) => void held.push(() => healthy(...both))
    const before = await patient.size()
    const replies = Array.from({ length: LIMITS.sourceConcurrent + 1 }, () => patient.ask())
    const standing = async () => [(await patient.size()) - before, held.length]
    await expect.poll(standing).toEqual([LIMITS.sourceConcurrent + 1, LIMITS.sourceConcurrent])
    held.shift()?.()
    await expect.poll(() => held.length).toBe(LIMITS.sourceConcurrent)
    expect(patient.source.asked).toBe(LIMITS.sourceConcurrent + 1)
    for (const answer of held) answer()
    expect(new Set((await Promise.all(replies)).map(({ status }) => status))).toEqual(new Set([201]))
    await patient.close()
  })

  it('may be a file of as many bytes as are held in memory, and not one more', async () => {
    const ask = async (bytes: number) => {
      const own = await openScene(() => ({
        connector: {
          kind: 'file',
          file: 'heffingen.json',
          format: 'json',
          match: { bsn: 'bsn', kvk: 'bsn' },
          timeoutMs: 5_000,
        },
      }))
      try {
        const file = join(own.folder, 'heffingen.json')
        await writeFile(file, JSON.stringify([RECORD]).padEnd(bytes))
        return await own.ask()
      } finally {
        await own.close()
      }
    }
    expect((await ask(LIMITS.sourceFileBytes)).body).toMatchObject({ status: 'settled' })
    expect(problemOf(await ask(LIMITS.sourceFileBytes + 1))).toEqual([502, 'source-failed'])
  })
})

describe('a caller', () => {
  it('may ask a burst and then at a steady pace; one more is told when to come back, and others notice nothing', async () => {
    const hasty = await scene.as({ ...PEOPLE.asker, person: 'demo-haastig' })
    const status = async () => (await hasty.get('/v1/policy')).status
    const burst = await Promise.all(Array.from({ length: LIMITS.callerBurstRequests }, status))
    expect(new Set(burst)).toEqual(new Set([200]))
    const refused = await fetch(`${scene.origin}/v1/policy`, { headers: { authorization: `Bearer ${hasty.token}` } })
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1'])
    scene.pass(1_000 / LIMITS.callerRequestsPerSecond - 1)
    expect(await status()).toBe(429)
    scene.pass(1)
    expect([await status(), await status()]).toEqual([200, 429])
    scene.pass(1_000)
    const paced = await Promise.all(Array.from({ length: LIMITS.callerRequestsPerSecond + 1 }, status))
    expect(paced.filter((one) => one === 200)).toHaveLength(LIMITS.callerRequestsPerSecond)
    expect((await scene.asker.get('/v1/policy')).status).toBe(200)
  })

  it('may bear a token of as many bytes as are read, and not one more', async () => {
    const bare = 'Bearer '.length + (await scene.as(PEOPLE.asker, { payload: { x: '' } })).token.length
    // Base64url turns 3 bytes into 4 characters: the paddings around the bound fall on both sides of it.
    const around = Math.floor(((LIMITS.tokenBytes - bare) * 3) / 4)
    const seen = new Set<boolean>()
    for (let more = -2; more <= 4; more += 1) {
      const someone = await scene.as(PEOPLE.asker, { payload: { x: 'x'.repeat(around + more) } })
      const fits = 'Bearer '.length + someone.token.length <= LIMITS.tokenBytes
      expect((await someone.get('/v1/policy')).status).toBe(fits ? 200 : 401)
      seen.add(fits)
    }
    expect(seen.size).toBe(2)
  })
})

describe('the policy', () => {
  /** A register with so many bytes of judgements that one input for the policy is exactly this large. */
  async function sized(
    bytes: number,
    work: () => Promise<Reply>,
  ): Promise<{ reply: Reply; inputs: readonly number[] }> {
    const { cases, engine } = scene.world.node.ports
    const [{ factsFor }, { evaluate }] = [cases, engine]
    const inputs: number[] = []
    let padding: readonly Attestation[] = []
    Object.assign(cases, {
      factsFor: async (...asked: Parameters<typeof factsFor>) => {
        const facts = await factsFor(...asked)
        return { ...facts, attestations: [...facts.attestations, ...padding] }
      },
    })
    Object.assign(engine, {
      evaluate: (...asked: Parameters<typeof evaluate>) => {
        inputs.push(new TextEncoder().encode(JSON.stringify(asked[1])).length)
        return evaluate(...asked)
      },
    })
    const judgement = (await cases.find(OIN.voorbeeldstad, scene.garage.caseId))?.attestations[0]
    if (!judgement) throw new Error('no judgement')
    const padded = (length: number) => [{ ...judgement, by: 'x'.repeat(length) }]
    padding = padded(0)
    await scene.asker.post('/v1/inquiries/_preview', scene.question)
    padding = padded(bytes - (inputs.pop() ?? 0))
    const reply = await work()
    Object.assign(cases, { factsFor })
    Object.assign(engine, { evaluate })
    return { reply, inputs }
  }
  const preview = () => scene.asker.post('/v1/inquiries/_preview', scene.question)

  it('judges an input of as many bytes as it takes; one more is no decision, and none is written', async () => {
    const within = await sized(LIMITS.policyInputBytes, preview)
    expect(within.inputs).toEqual([LIMITS.policyInputBytes])
    expect([within.reply.status, within.reply.body.outcome]).toEqual([200, 'permit'])
    const before = await scene.size()
    const beyond = await sized(LIMITS.policyInputBytes + 1, preview)
    expect(beyond.inputs).toEqual([LIMITS.policyInputBytes + 1])
    expect(problemOf(beyond.reply)).toEqual([503, 'policy-unavailable'])
    // Counted after the preview that measured: that one was decided, and written.
    expect(await scene.size()).toBe(before + 1)
    expect((await preview()).status).toBe(200)
  })

  it('that can decide and then not screen lets nothing leave', async () => {
    const before = (await scene.size()) + 1
    const { reply, inputs } = await sized(LIMITS.policyInputBytes, scene.ask)
    expect(inputs[1]).toBeGreaterThan(LIMITS.policyInputBytes)
    await expectNothing(reply, [503, 'policy-unavailable'], before, 'screening-fault')
    expect((await scene.ask()).status).toBe(201)
  })
})

describe('time', () => {
  it('an answer is kept for a repeat as long as is said, and forgotten from then on', async () => {
    const { asker, world } = scene
    const ask = () =>
      fetch(`${scene.origin}/v1/inquiries`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${asker.token}`,
          'content-type': 'application/json',
          'idempotency-key': 'tijd-1234',
        },
        body: JSON.stringify(scene.question),
      })
    const first = await (await ask()).text()
    scene.pass(LIMITS.idempotencyMinutes * 60_000 - 1)
    expect(await (await ask()).text()).toBe(first)
    scene.pass(1)
    const late = await ask()
    expect([late.status, ((await late.json()) as Reply['body']).type]).toEqual([
      409,
      'https://sluis.example/problems/idempotency-expired',
    ])
    const forgetting = vi.spyOn(world.node.ports.inquiries, 'forgetAnswers')
    scene.pass(1)
    await vi.advanceTimersByTimeAsync(CLEAN_UP_MS)
    await expect.poll(() => forgetting.mock.results.length).toBe(1)
    expect(await forgetting.mock.results[0]?.value).toBe(1)
  })

  it('a question waits for a judgement as long as is said, then is expired, and stays so', async () => {
    const { asker, garage, world } = scene
    const question = municipal(garage.caseId, 'VERG/vergunningen', 'DETAIL', ['zaaknr'])
    const [first, other] = [await asker.post('/v1/inquiries', question), await asker.post('/v1/inquiries', question)]
    expect(first.body).toMatchObject({ outcome: 'review', status: 'waiting' })
    const [path, asked] = [first, other].map(({ body }) => `/v1/inquiries/${String(body.id)}`)
    scene.pass(LIMITS.waitingInquiryDays * 86_400_000 - 1)
    expect((await asker.get(`${path}`)).body.status).toBe('waiting')
    expect((await asker.post(`${asked}/disclosures`)).body).toMatchObject({ outcome: 'review', status: 'waiting' })
    scene.pass(1)
    expect((await asker.get(`${path}`)).body.status).toBe('expired')
    expect(problemOf(await asker.post(`${path}/disclosures`))).toEqual([409, 'inquiry-closed'])
    // Who asked again waits anew.
    expect((await asker.get(`${asked}`)).body.status).toBe('waiting')
    scene.pass(1)
    await vi.advanceTimersByTimeAsync(CLEAN_UP_MS)
    const due = () => world.node.ports.inquiries.due(scene.now().toISOString(), 10)
    await expect.poll(due).toEqual([])
    expect((await asker.get('/v1/inquiries?status=expired')).body.items).toContainEqual(
      expect.objectContaining({ id: first.body.id }),
    )
  })
})
