/**
 * What the log costs as it grows: appending to a log of ten thousand, a million and ten million entries, how far integration
 * is behind under load, and how fast proofs, verifying and evaluating again are. The logs are copies of real entries
 * (log-fill.ts), and are gone afterwards.
 */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { createApp } from '../../src/app.ts'
import type { Observer } from '../../src/events.ts'
import { audit } from '../../src/log/audit.ts'
import { createIntegrator } from '../../src/log/integrator.ts'
import { finalReceipt } from '../../src/log/proving.ts'
import { isDecided, replay } from '../../src/log/replay.ts'
import type { NoteKey } from '../../src/log/tree/note.ts'
import type { NewEntry } from '../../src/ports.ts'
import { openSqlite, type Storage } from '../../src/storage/sqlite/open.ts'
import { openReadOnly } from '../../src/storage/sqlite/read-only.ts'
import { openWorld, type World } from '../support/world.ts'
import { median, quantile } from './load.ts'
import { copyOf, fillTo, type Pair } from './log-fill.ts'
import { prepare } from './setup.ts'

export type LogPlan = {
  /** Entries in the logs that are appended to, smallest first. */
  readonly sizes: readonly number[]
  readonly rounds: number
  /** Pairs that are appended in a round, by 64 callers. */
  readonly pairs: number
  readonly lagMilliseconds: number
  readonly proofs: number
}
export type LogCosts = {
  readonly logs: readonly LogRow[]
  /** Milliseconds from durable to covered by a signed checkpoint, and under how many entries a second. */
  readonly lag: { readonly p50: number; readonly max: number; readonly perSecond: number }
  /** Decisions a second that were evaluated again and compared. */
  readonly replayedPerSecond: number
}
export type LogRow = {
  readonly size: number
  /** Microseconds an entry by 64 callers, medians over rounds. */
  readonly wall: number
  readonly cpu: number
  /** Of the database file, without its checkpointed write-ahead log. */
  readonly bytesPerEntry: number
  /** Final receipts of entries at random places, in milliseconds. */
  readonly proof: { readonly p50: number; readonly p99: number }
  readonly verifiedPerMinute: number
}

type Log = { readonly size: number; readonly path: string; readonly storage: Storage }
/** A world of real inquiries, and what they wrote. */
type Bench = { readonly world: World; readonly pairs: readonly Pair[] }

const CALLERS = 64

export async function measureLog(plan: LogPlan, say: (line: string) => void): Promise<LogCosts> {
  const world = await openWorld()
  const logs: Log[] = []
  try {
    const bench = { world, pairs: await realPairs(world) }
    const replayedPerSecond = await replayRate(world)
    for (const size of plan.sizes) logs.push(await filledLog(bench, size, say))
    const appended = await appendCosts(bench, logs, plan)
    const rows: Omit<LogRow, 'verifiedPerMinute'>[] = []
    for (const [i, log] of logs.entries()) {
      await integratorOf(bench, log.storage).catchUp()
      const proof = await proofTimes(bench, log.storage, plan.proofs)
      const bytesPerEntry = statSync(log.path).size / (await log.storage.ledger.size())
      rows.push({ size: log.size, ...costOf(appended[i] ?? []), bytesPerEntry, proof })
    }
    const lag = await lagUnderLoad(bench, logs, plan.lagMilliseconds)
    for (const { storage } of logs) storage.close()
    const rates = logs.map((log) => verifyRate(bench, log))
    return {
      logs: rows.map((row, i) => ({ ...row, verifiedPerMinute: rates[i] ?? Number.NaN })),
      lag,
      replayedPerSecond,
    }
  } finally {
    await world.close()
  }
}

/** What permitted questions write, asked through the application as everybody asks. */
async function realPairs(world: World): Promise<readonly Pair[]> {
  const { ports } = world.node
  const asks = await prepare(world, { cases: 8, subjectsPerCase: 4, people: 16 })
  const written: NewEntry[] = []
  const append: typeof ports.ledger.append = (write) => {
    written.push(write.entry)
    return ports.ledger.append(write)
  }
  const app = createApp({ ...ports, ledger: { ...ports.ledger, append } })
  for (const { token, body } of asks.slice(0, CALLERS)) {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const reply = await app.request('/v1/inquiries', { method: 'POST', headers, body })
    if (reply.status !== 201) throw new Error(`a question was answered with ${reply.status}`)
  }
  return written.flatMap((decision) => {
    const settlement = written.find(({ settles }) => settles === decision.id)
    return settlement ? [{ decision, settlement }] : []
  })
}

async function filledLog({ world, pairs }: Bench, size: number, say: (line: string) => void): Promise<Log> {
  const path = join(world.folder, `log-${size}.db`)
  const open = () => openSqlite(path, { ...world.node.ports, observer: () => undefined })
  const started = performance.now()
  open().close()
  fillTo(path, size, pairs, world.node.ports)
  const filled = performance.now()
  const storage = open()
  await integratorOf({ world, pairs }, storage).catchUp()
  const seconds = (from: number) => ((performance.now() - from) / 1_000).toFixed(1)
  say(`a log of ${size} entries: made in ${seconds(started)} s, of which its tree ${seconds(filled)} s`)
  return { size, path, storage }
}

function integratorOf({ world }: Bench, tree: Pick<Storage, 'tree'>, observer: Observer = () => undefined) {
  const { crypto, log } = world.node.ports
  return createIntegrator({ tree: tree.tree, crypto, log: log as NoteKey, observer })
}

type Cost = { readonly wall: number; readonly cpu: number }

/** Interleaved, and each round the other way around: what the machine does meanwhile meets all logs. The first is to warm up. */
async function appendCosts(bench: Bench, logs: readonly Log[], { rounds, pairs }: LogPlan): Promise<readonly Cost[][]> {
  const costs = logs.map((): Cost[] => [])
  for (let round = 0; round <= rounds; round += 1) {
    for (const i of round % 2 === 0 ? logs.keys() : [...logs.keys()].reverse()) {
      const log = logs[i]
      const cost = log && (await appendCost(bench, log.storage, pairs))
      if (cost && round > 0) costs[i]?.push(cost)
    }
  }
  return costs
}

async function appendCost(bench: Bench, { ledger }: Storage, count: number): Promise<Cost> {
  const ready = Array.from({ length: count }, (_, i) => freshPair(bench, i))
  const before = process.cpuUsage()
  const started = performance.now()
  await byCallers(async () => {
    const pair = ready.pop()
    if (!pair) return false
    await appendPair(ledger, pair)
    return true
  })
  const wall = (performance.now() - started) * 1_000
  const { user, system } = process.cpuUsage(before)
  return { wall: wall / (2 * count), cpu: (user + system) / (2 * count) }
}

function costOf(costs: readonly Cost[]): Cost {
  return { wall: median(costs.map(({ wall }) => wall)), cpu: median(costs.map(({ cpu }) => cpu)) }
}

function freshPair({ world, pairs }: Bench, i: number): Pair {
  const pair = pairs[i % pairs.length]
  if (!pair) throw new Error('nothing to copy')
  return copyOf(world.node.ports, pair, world.node.ports.clock().toISOString())
}

async function appendPair(ledger: Storage['ledger'], { decision, settlement }: Pair): Promise<void> {
  ledger.enter()
  await ledger.append({ entry: decision, changes: [], guard: null })
  await ledger.append({ entry: settlement, changes: [], guard: null })
  ledger.leave()
}

/** Each goes on until there is no more work. */
async function byCallers(work: () => Promise<boolean>): Promise<void> {
  const caller = async () => {
    while (await work()) {
      // the next
    }
  }
  await Promise.all(Array.from({ length: CALLERS }, caller))
}

async function proofTimes({ world }: Bench, { ledger, tree }: Storage, count: number): Promise<LogRow['proof']> {
  const { crypto, log } = world.node.ports
  const size = await ledger.size()
  const taken: number[] = []
  for (let i = 0; i < count; i += 1) {
    const [entry] = await ledger.range(Math.floor((i * 0.618_034 * size) % size), 1)
    if (!entry) throw new Error('an entry that should be there is not')
    const started = performance.now()
    if ((await finalReceipt({ tree, crypto, log }, entry)) === undefined) throw new Error('not integrated')
    taken.push(performance.now() - started)
  }
  taken.sort((a, b) => a - b)
  return { p50: quantile(taken, 0.5), p99: quantile(taken, 0.99) }
}

/** On the largest log: each entry waits from when it is durable until a signed checkpoint covers it. */
async function lagUnderLoad(bench: Bench, logs: readonly Log[], milliseconds: number): Promise<LogCosts['lag']> {
  const storage = logs.at(-1)?.storage
  if (!storage) throw new Error('no log to measure')
  /** When each entry was durable, from the first that was appended here. */
  const first = await storage.ledger.size()
  const durable: number[] = []
  const lags: number[] = []
  let covered = first
  const integrator = integratorOf(bench, storage, (event) => {
    if (event.type !== 'integrated') return
    const now = performance.now()
    for (; covered < event.size; covered += 1) lags.push(now - (durable[covered - first] ?? now))
  })
  integrator.start()
  const ready = Array.from({ length: 1_024 }, (_, i) => freshPair(bench, i))
  const started = performance.now()
  await byCallers(async () => {
    if (performance.now() - started > milliseconds) return false
    const pair = ready.pop() ?? freshPair(bench, durable.length)
    for (const entry of [pair.decision, pair.settlement]) {
      const appended = await storage.ledger.append({ entry, changes: [], guard: null })
      if (appended.appended) durable[appended.place.index - first] = performance.now()
    }
    return true
  })
  const seconds = (performance.now() - started) / 1_000
  await integrator.stop()
  await integrator.catchUp()
  lags.sort((a, b) => a - b)
  return { p50: quantile(lags, 0.5), max: quantile(lags, 1), perSecond: durable.length / seconds }
}

/** All of it: leaves, columns, sequence, numbers, tiles, checkpoint. */
function verifyRate({ world }: Bench, { path }: Log): number {
  const { crypto, log } = world.node.ports
  const stored = openReadOnly(path)
  try {
    const started = performance.now()
    const report = audit({ stored, crypto, log, kept: [], found: ({ code, at }) => unexpected(`${code} ${at}`) })
    return (report.entries / (performance.now() - started)) * 60_000
  } finally {
    stored.close()
  }
}

/** Every decision of the world, whatever it decided. */
async function replayRate({ node: { ports } }: World): Promise<number> {
  const entries = (await ports.ledger.range(0, await ports.ledger.size())).filter(({ type }) => isDecided(type))
  for (const entry of entries) await replay(ports, entry)
  const started = performance.now()
  for (const entry of entries) {
    const { result } = await replay(ports, entry)
    if (result !== 'same') unexpected(`replay of ${entry.type}: ${result}`)
  }
  return entries.length / ((performance.now() - started) / 1_000)
}

function unexpected(what: string): never {
  throw new Error(`a bench measures what is right: ${what}`)
}
