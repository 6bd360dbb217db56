/**
 * A killed process keeps the page cache; a power cut does not. With a preloaded library that slows, records and fails
 * the calls of the process: durable means synced, and nothing goes before it.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, it } from 'vitest'
import { prepare, type Stage, shim } from './stage.ts'
import { readTrace, replay } from './trace.ts'

let stage: Stage | undefined
afterEach(() => stage?.world.close())

type Receipt = {
  readonly decision: { id: string; leafHash: string }
  readonly settlement: { id: string; leafHash: string }
}

it('starts no fetch before the decision is synced, and gives no reply before the settlement is', async () => {
  stage = await prepare()
  const { env, trace } = shim(stage, { SLUIS_SHIM_DELAY_MS: '120' })
  const { report } = stage.run({}, env)
  expect(report?.answers[0]?.status).toBe(201)
  const [asked, fetched, replied] = [report?.askedAt, report?.fetchedAt[0], report?.answers[0]?.at].map((at) =>
    BigInt(at ?? 0),
  )
  const syncs = syncsOf(trace)
  const within = (from?: bigint, to?: bigint) =>
    syncs.filter((sync) => sync.begin >= (from ?? 0n) && sync.end <= (to ?? 0n))
  expect(within(asked, fetched).length).toBeGreaterThanOrEqual(1)
  expect(within(fetched, replied).length).toBeGreaterThanOrEqual(1)
  for (const sync of within(asked, replied)) expect(sync.end - sync.begin).toBeGreaterThanOrEqual(120_000_000n)
})

it('keeps every answered entry when all writes that were never synced are lost', async () => {
  stage = await prepare()
  const before = new Map(
    readdirSync(stage.dataDir).map((name) => [name, readFileSync(join(stage?.dataDir ?? '', name))]),
  )
  const { env, trace } = shim(stage)
  const { report } = stage.run({ count: 60, concurrent: 12 }, env)
  const answers = (report?.answers ?? []).toSorted((a, b) => (BigInt(a.at) < BigInt(b.at) ? -1 : 1))
  expect(answers.filter((answer) => answer.body.outcome === 'permit')).toHaveLength(60)
  const calls = readTrace(trace)
  for (const cut of [0, 7, 23, 41, 59]) {
    const until = BigInt(answers[cut]?.at ?? 0)
    const folder = join(stage.world.folder, `cut-${cut}`)
    replay(calls, until, before, folder)
    const database = new Database(join(folder, 'sluis.db'))
    const kept = new Map(database.prepare<[], [string, string]>('SELECT id, leaf_hash FROM entries').raw().all())
    for (const { body } of answers.slice(0, cut + 1)) {
      const receipt = body.receipt as Receipt
      expect(kept.get(receipt.decision.id)).toBe(receipt.decision.leafHash)
      expect(kept.get(receipt.settlement.id)).toBe(receipt.settlement.leafHash)
    }
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    database.close()
  }
})

it('loses an entry whose sync is left out of the replay: the check above can fail', async () => {
  stage = await prepare()
  const before = new Map(
    readdirSync(stage.dataDir).map((name) => [name, readFileSync(join(stage?.dataDir ?? '', name))]),
  )
  const { env, trace } = shim(stage)
  const { report } = stage.run({}, env)
  const calls = readTrace(trace).filter((call) => call.kind !== 'sync-end')
  const folder = join(stage.world.folder, 'no-sync')
  replay(calls, BigInt(report?.answers[0]?.at ?? 0), before, folder)
  const database = new Database(join(folder, 'sluis.db'))
  const [answer] = report?.answers ?? []
  const receipt = answer?.body.receipt as Receipt
  expect(database.prepare('SELECT 1 FROM entries WHERE id = ?').get(receipt.decision.id)).toBeUndefined()
  database.close()
})

it.each([
  ['disk full', 'write:ENOSPC', 'record', false],
  ['a sync that fails', 'sync:EIO', 'record', false],
  ['disk full', 'write:ENOSPC', 'settle', true],
  ['a sync that fails', 'sync:EIO', 'settle', true],
] as const)('%s (%s) at %s: 503, and nothing leaves', async (_, failure, moment, fetches) => {
  stage = await prepare()
  const trigger = join(stage.world.folder, 'fail-now')
  const { env } = shim(stage, { SLUIS_SHIM_FAIL: failure, SLUIS_SHIM_FAIL_WHEN: trigger })
  const { report, fetched } = stage.run({ failFrom: { moment, file: trigger } }, env)
  const [answer] = report?.answers ?? []
  expect([answer?.status, answer?.body.type]).toEqual([503, 'https://sluis.example/problems/log-unavailable'])
  expect(answer?.body.disclosure).toBeUndefined()
  expect(fetched).toBe(fetches)
})

function syncsOf(trace: string): { readonly begin: bigint; readonly end: bigint }[] {
  const calls = readTrace(trace).filter((call) => call.path.endsWith('-wal'))
  return calls.flatMap((call, i) => {
    const end = calls.slice(i).find((later) => later.kind === 'sync-end')
    return call.kind === 'sync-begin' && end ? [{ begin: call.at, end: end.at }] : []
  })
}
