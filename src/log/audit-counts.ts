/**
 * Completeness, looked at again from the first entry to the last: are the running numbers of organisations and sources
 * without gaps, and do the tallies and the counters say what the entries do? Without keys as far as leaves show it; whoever
 * opened the decisions gives what they were, and then it is exact. In constant memory but for the last numbers. Pure.
 */
import { NUMBERED_TYPES } from '../domain/codes.ts'
import {
  addCounts,
  type Counters,
  type Counts,
  countsOf,
  countsOfUnlogged,
  NO_COUNTS,
  NONE_UNLOGGED,
  type SourceCall,
  UNLOGGED,
  type Unlogged,
} from '../domain/counters.ts'
import { hex } from '../domain/trace.ts'
import type { Crypto } from '../ports.ts'
import type { AuditedEntry } from './audit.ts'
import { openPartsOf } from './entry.ts'
import { type Leaf, parseLeaf } from './leaf.ts'
import { type Part, partOf } from './parts.ts'

export type StoredCall = SourceCall & { readonly index: number }
/** What is stored beside the entries, in the snapshot of the log; calls and tallies in order of index. */
export type StoredCounts = {
  calls(): Iterable<StoredCall>
  /** With the bytes of its open part. */
  tallies(): Iterable<{ readonly index: number; readonly leaf: Uint8Array; readonly open: Uint8Array | undefined }>
  counters(): Counters | undefined
}
export type CountCode = 'number-wrong' | 'call-wrong' | 'tally-wrong' | 'counters-wrong'
type Tell = (code: CountCode, at: number) => void
type Tally = Part<'tally'>
type Due = { readonly index: number; readonly tally: Tally | undefined }

export type CountAudit = {
  /**
   * Entries one after the other. `leaf`: undefined where it could not be read. `permitted`: what its decision was; null:
   * it is sealed or erased. Gives the call that stands beside the entry.
   */
  entry(entry: AuditedEntry, leaf: Leaf | undefined, permitted: boolean | null): SourceCall | undefined
  end(size: number): void
}

/** What was counted for sure since the last tally that fits, and what may have been the one or the other. */
type Sum = { sure: Counts; looks: number; walks: number; decisions: number; settlements: number }
const NOTHING: Sum = { sure: NO_COUNTS, looks: 0, walks: 0, decisions: 0, settlements: 0 }
/** What the counters stood at then; `whole`: every decision is counted that a settlement may be of. */
type Base = { readonly counts: Counts; readonly unlogged: Unlogged; readonly whole: boolean }

export function auditCounts(stored: StoredCounts, crypto: Pick<Crypto, 'sha256'>, tell: Tell): CountAudit {
  const row = stored.counters()
  const since = row?.since ?? 0
  let sum = { ...NOTHING }
  let base: Base = { counts: NO_COUNTS, unlogged: NONE_UNLOGGED, whole: since === 0 }
  const organisations = numbering()
  const sources = numbering()
  const calls = stepping(stored.calls())
  const tallies = stepping(due(stored, crypto))
  let before: Due | null = null
  /** An entry is missing or cannot be read, which is told elsewhere: what it counted for is not known. */
  let blind = false
  let expectedIndex = 0
  /** Behind an activation every receipt has its number. */
  let always = false

  /** The tally that counts what is before `index` is compared when all of that, and nothing else, was seen. */
  function compare(index: number): void {
    for (let next = tallies.peek(); next; next = tallies.peek()) {
      if (next.tally && next.tally.upTo > index) return
      const { tally } = next
      if (!(tally && tally.upTo === index && follows(tally, before) && saysSame(tally))) tell('tally-wrong', next.index)
      else goOnFrom(tally)
      organisations.startAnew()
      sources.startAnew()
      before = next
      tallies.take()
    }
  }

  /** It is in the tree: what was erased or sealed before it, and what could not be read, leaves no doubt about what comes after. */
  function goOnFrom({ counters, unlogged }: Tally): void {
    sum = { ...NOTHING }
    base = { counts: counters, unlogged, whole: false }
    blind = false
  }

  function saysSame(tally: Tally): boolean {
    const last = tally.organisations.map(({ oin, number }) => [oin, number] as const)
    const called = tally.sources.map(({ holder, source, number }) => [keyOf({ holder, source }), number] as const)
    const counted = blind || (tally.since === since && fits(sum, base, tally.counters, tally.unlogged))
    return counted && organisations.isNow(last) && sources.isNow(called)
  }

  return {
    entry(entry, leaf, permitted) {
      const { index, type, oin, number } = entry
      if (index !== expectedIndex || !leaf) blind = true
      expectedIndex = index + 1
      compare(index)
      // Receipts from before there were numbers come first, if at all; a broker that logs what policy is in force numbers all.
      const expected = NUMBERED_TYPES.includes(type) ? organisations.next(oin) : null
      const older = number === null && expected === 1 && !always
      if (type === 'activation') always = true
      if (number !== expected && !older) tell('number-wrong', index)
      if (number !== null) organisations.given(oin, number)
      if (index >= since && leaf) add(sum, leaf, permitted)
      const call = callAt(calls, index, tell)
      if (call) {
        if (type !== 'decision' || call.number !== sources.next(keyOf(call))) tell('call-wrong', index)
        sources.given(keyOf(call), call.number)
      }
      return call
    },
    end(size) {
      compare(size)
      callAt(calls, Number.POSITIVE_INFINITY, tell)
      for (let rest = tallies.peek(); rest; rest = tallies.peek()) {
        tell('tally-wrong', rest.index)
        tallies.take()
      }
      const grown = row && UNLOGGED.every((kind) => row.unlogged[kind] >= (before?.tally?.unlogged[kind] ?? 0))
      if (!grown || !(blind || fits(sum, base, row.counts, row.unlogged))) tell('counters-wrong', size)
    },
  }
}

function add(sum: Sum, { type, parts }: Leaf, permitted: boolean | null): void {
  const ending = { settled: Object.hasOwn(parts, 'disclosure'), named: Object.hasOwn(parts, 'caller') }
  const looked = type === 'act' || type === 'read' || (type === 'export' && ending.named)
  const unknown = permitted === null && (looked || type === 'decision')
  const counted = countsOf(type, { ...ending, permitted: permitted ?? true })
  sum.sure = addCounts(sum.sure, unknown ? { ...NO_COUNTS, received: counted.received } : counted)
  if (unknown && looked) sum.looks += 1
  if (unknown && !looked) sum.walks += 1
  if (type === 'decision') sum.decisions += 1
  if (type === 'settlement') sum.settlements += 1
}

/** Of a look that is sealed it is known that it was answered or refused; of a walk, only that it may have been refused. */
function fits({ sure, looks, walks, decisions, settlements }: Sum, base: Base, counts: Counts, unlogged: Unlogged) {
  const [without, before] = [countsOfUnlogged(unlogged), countsOfUnlogged(base.unlogged)]
  const entered = (name: keyof Counts) => counts[name] - without[name] - (base.counts[name] - before[name]) - sure[name]
  const answered = entered('answered')
  const refused = entered('refused') - (looks - answered)
  // What was decided before that may be settled since.
  const most = base.whole ? Math.min(walks, decisions - settlements) : walks
  const exact = entered('received') === 0 && entered('failed') === 0
  return exact && answered >= 0 && answered <= looks && refused >= 0 && refused <= most
}

/** A tally goes on from the one before it, and so do the refusals in it. */
function follows({ upTo, previous, unlogged, refusals }: Tally, before: Due | null): boolean {
  const earlier = before?.tally?.unlogged ?? NONE_UNLOGGED
  const same = UNLOGGED.every((kind) => unlogged[kind] === earlier[kind] + refusals[kind])
  return same && previous === (before?.index ?? null) && upTo > (before?.index ?? -1)
}

function* due(stored: StoredCounts, { sha256 }: Pick<Crypto, 'sha256'>): Generator<Due> {
  const crypto = { sha256Hex: (bytes: Uint8Array) => hex(sha256(bytes)) }
  for (const { index, leaf, open } of stored.tallies())
    yield { index, tally: open && opened(crypto, leaf, open, index) }
}

/** undefined: it is not what the leaf commits to, or counts what comes after itself. */
function opened(crypto: Pick<Crypto, 'sha256Hex'>, leaf: Uint8Array, open: Uint8Array, index: number) {
  try {
    const tally = partOf(openPartsOf(crypto, parseLeaf(leaf), open), 'tally')
    return tally && tally.upTo <= index ? tally : undefined
  } catch {
    return undefined
  }
}

/** The call beside this entry; one beside an entry that is not there is told. */
function callAt(calls: Stepping<StoredCall>, index: number, tell: Tell): StoredCall | undefined {
  for (let next = calls.peek(); next && next.index <= index; next = calls.peek()) {
    calls.take()
    if (next.index === index) return next
    tell('call-wrong', next.index)
  }
  return undefined
}

function keyOf({ holder, source }: Pick<SourceCall, 'holder' | 'source'>): string {
  return `${holder} ${source}`
}

/** Running numbers by name, and which of them moved since the last tally. */
function numbering() {
  const last = new Map<string, number>()
  let moved = new Set<string>()
  return {
    next: (name: string) => (last.get(name) ?? 0) + 1,
    given(name: string, number: number) {
      last.set(name, number)
      moved.add(name)
    },
    isNow: (said: readonly (readonly [string, number])[]) =>
      said.length === moved.size && said.every(([name, number]) => moved.has(name) && last.get(name) === number),
    startAnew() {
      moved = new Set()
    },
  }
}

type Stepping<T> = { peek(): T | undefined; take(): void }

function stepping<T>(all: Iterable<T>): Stepping<T> {
  const iterator = all[Symbol.iterator]()
  let next = iterator.next()
  return {
    peek: () => (next.done ? undefined : next.value),
    take() {
      next = iterator.next()
    },
  }
}
