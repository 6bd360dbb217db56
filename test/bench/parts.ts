/** What the parts of one question cost by themselves: evaluations, source client, the two entries, one fsync. */
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { AppPorts } from '../../src/api/context.ts'
import { createApp } from '../../src/app.ts'
import { buildEntry, type EntrySpec, openParts } from '../../src/log/entry.ts'
import { type Commitment, parseLeaf } from '../../src/log/leaf.ts'
import { decideVerdict, screenVerdict } from '../../src/policy/evaluate.ts'
import type { PolicyInput } from '../../src/policy/input.ts'
import type { PolicyEngine } from '../../src/policy-port.ts'
import type { Ledger, Write } from '../../src/ports.ts'
import type { Source, SourceQuery, Sources } from '../../src/source-port.ts'
import { openSqlite } from '../../src/storage/sqlite/open.ts'
import { median } from './load.ts'
import type { Ask } from './setup.ts'

export const partsSchema = z.object({
  /** CPU, in microseconds. */
  decide: z.number(),
  screen: z.number(),
  source: z.number(),
  /** Its decision and its settlement: canonical, committed to and sealed. */
  entries: z.number(),
  /** The statements that write these two with their changes, in a commit that 64 questions share. */
  statements: z.number(),
  /** Wall-clock, in milliseconds: one page appended to a file in the data folder, and synced. */
  fsync: z.number(),
})
export type Parts = z.infer<typeof partsSchema>

const PAGE_BYTES = 4_096
const QUESTIONS = 64

/** Asks some real questions, keeps what they asked the engine and the source, and asks that again by itself. */
export async function measureParts(
  ports: AppPorts,
  asks: readonly Ask[],
  folder: string,
  rounds: number,
): Promise<Parts> {
  const decided: PolicyInput[] = []
  const screened: PolicyInput[] = []
  const fetched: { readonly connector: Source; readonly query: SourceQuery }[] = []
  const engine: PolicyEngine = {
    policy: ports.engine.policy,
    evaluate(entrypoint, input) {
      if (entrypoint === 'sluis/decide') decided.push(input)
      if (entrypoint === 'sluis/screen') screened.push(input)
      return ports.engine.evaluate(entrypoint, input)
    },
  }
  const sources: Sources = {
    holder: ports.sources.holder,
    find(oin, name) {
      const connector = ports.sources.find(oin, name)
      if (!connector) return undefined
      const fetch = (query: SourceQuery) => {
        fetched.push({ connector, query })
        return connector.fetch(query)
      }
      return { ...connector, fetch }
    },
  }
  const written: Write[] = []
  const ledger: Ledger = {
    ...ports.ledger,
    append(write) {
      written.push(write)
      return ports.ledger.append(write)
    },
  }
  const app = createApp({ ...ports, engine, sources, ledger })
  const questions = asks.slice(0, QUESTIONS)
  for (const { token, body } of questions) {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const reply = await app.request('/v1/inquiries', { method: 'POST', headers, body })
    if (reply.status !== 201) throw new Error(`a question was answered with ${reply.status}`)
  }
  if (decided.length !== screened.length || decided.length !== fetched.length) {
    throw new Error('a permitted question asks the engine twice and the source once')
  }
  const specs = await Promise.all(written.map((write) => specOf(ports, write)))
  const syncs = [fsyncTime(join(folder, 'fsync'), rounds * 10)]
  const costs = {
    decide: await cpuEach(rounds, decided, (input) => decideVerdict(ports.engine, input)),
    screen: await cpuEach(rounds, screened, (input) => screenVerdict(ports.engine, input)),
    source: await cpuEach(rounds, fetched, ({ connector, query }) => connector.fetch(query)),
    entries: 2 * (await cpuEach(rounds, specs, (spec) => buildEntry(ports, spec))),
    statements: 2 * (await statementsEach(ports, folder, rounds, written)),
  }
  // The lesser of two, apart in time: a disk that is still writing what came before would make the bar easier.
  syncs.push(fsyncTime(join(folder, 'fsync'), rounds * 10))
  return { ...costs, fsync: Math.min(...syncs) }
}

/** An entry as it was before it was sealed. */
async function specOf(ports: AppPorts, { entry }: Write): Promise<EntrySpec> {
  const { type, id, oin, settles, at } = entry
  const { policy, trace } = parseLeaf(entry.leaf)
  const { disclosure, ...parts } = await openParts(ports, { ...entry, index: 0 })
  return {
    ...{ type, id, oin, settles, at, policy, parts, about: { caseId: null, keptBy: null } },
    trace: { ...trace, parentSpanId: trace.parentSpanId ?? null },
    ...(disclosure ? { committed: { disclosure: disclosure as Commitment } } : {}),
  }
}

/** Into an empty database of its own each round, and without the sync, which is waited for but costs no CPU to speak of. */
async function statementsEach(ports: AppPorts, folder: string, rounds: number, written: readonly Write[]) {
  const costs: number[] = []
  for (let round = 0; round <= Math.min(rounds, 5); round += 1) {
    const storage = openSqlite(join(folder, `statements-${round}.db`), { ...ports, observer: () => undefined })
    const before = process.cpuUsage()
    // The cases are not there, so that they cannot be guarded.
    await Promise.all(written.map((write) => storage.ledger.append({ ...write, guard: null })))
    const { user, system } = process.cpuUsage(before)
    if (round > 0) costs.push((user + system) / written.length)
    storage.close()
  }
  return median(costs)
}

/** Median over rounds, the first of them to warm up. */
async function cpuEach<T>(rounds: number, items: readonly T[], work: (item: T) => unknown): Promise<number> {
  const costs: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const before = process.cpuUsage()
    for (const item of items) await work(item)
    const { user, system } = process.cpuUsage(before)
    if (round > 0) costs.push((user + system) / items.length)
  }
  return median(costs)
}

function fsyncTime(file: string, times: number): number {
  const handle = openSync(file, 'w')
  try {
    const page = new Uint8Array(PAGE_BYTES)
    const taken = Array.from({ length: times }, () => {
      writeSync(handle, page)
      const started = performance.now()
      fsyncSync(handle)
      return performance.now() - started
    })
    return median(taken)
  } finally {
    closeSync(handle)
  }
}
