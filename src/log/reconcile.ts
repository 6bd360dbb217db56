/**
 * A list that somebody else kept, compared with the log: receipts of a caller, or calls that the owner of a source got. What
 * they have and the log does not, what the log has and they do not, within the numbers that the list spans. Line by line,
 * in the memory of a bit for each number. Pure but for the reading.
 */
import type { EntryType } from '../domain/codes.ts'
import type { SourceCall } from '../domain/counters.ts'
import type { Receipt } from '../domain/receipt.ts'
import type { Place } from '../ports.ts'
import { checkByAny, type LogTrust } from './succession.ts'

/** `intact`: the stored leaf has the hash that stands beside it and in the tree, and says what the columns do. */
type Stored = { readonly intact: boolean }
export type Numbered = Stored & { readonly number: number; readonly id: string; readonly type: EntryType }
export type ListedPlace = Stored & Place & { readonly oin: string; readonly number: number | null }
/** The numbers that the log gave, of one organisation or one source. */
export type Given = { readonly of: string; readonly first: number; readonly last: number }
export type ReconcilePorts = {
  readonly log: LogTrust
  readonly stored: {
    place(id: string): ListedPlace | undefined
    /** Of a settlement: whether it disclosed something. undefined: this decision has no settlement. */
    settlementOf(decisionId: string): (Stored & Place & { readonly disclosed: boolean }) | undefined
    callOf(decisionId: string): SourceCall | undefined
    /** In order of number, both ends included. */
    numbered(oin: string, from: number, to: number): Iterable<Numbered>
    numberedCalls(call: Pick<SourceCall, 'holder' | 'source'>, from: number, to: number): Iterable<Numbered>
    /** Of every organisation; of every source of this holder. */
    given(): Iterable<Given>
    givenCalls(holder: string): Iterable<Given>
  }
  readonly tell: (told: Told) => void
}

export type ToldCode =
  /** The list has it, the log does not. */
  | 'log-missing'
  /** The log gave this number, and the list does not have it. */
  | 'list-missing'
  /** The list has it twice. */
  | 'list-double'
  | 'number-differs'
  /** Another place, leaf or settlement than the log has. */
  | 'entry-differs'
  /** What is stored does not have its hash, or another than is in the tree, or says something else than its columns. */
  | 'entry-altered'
  | 'signature-wrong'
  | 'line-unreadable'
  /** A table of calls that does not name decision and number, each once: none of its lines is compared. */
  | 'header-wrong'
  /** No finding: it was permitted and aborted, so that no receipt was given, or the source may not have been reached. */
  | 'aborted-unlisted'
  /** No finding: a preview that the broker made for a judge has a number, and nobody gets its receipt. */
  | 'preview-unlisted'
  /** No finding: the same receipt again, as a repeat of a request gets it. */
  | 'receipt-again'
  /** No finding: an answer without a receipt. */
  | 'receipt-none'

const NOTES: readonly ToldCode[] = ['aborted-unlisted', 'preview-unlisted', 'receipt-again', 'receipt-none']

/** `at`: where in the list, or whose numbers; `id` of the decision. */
export type Told = { readonly code: ToldCode; readonly at: string; readonly id: string; readonly number: number | null }
export type Listed = { readonly decision: string; readonly number: number }
/** What was compared of the numbers of an organisation or a source; null: the list has none of them. */
export type Span = Given & { readonly compared: readonly [from: number, to: number] | null; readonly outside: number }
export type Reconciled = {
  readonly listed: number
  readonly findings: number
  readonly notes: number
  readonly spans: readonly Span[]
}

export type Reconciliation = {
  receipt(receipt: Receipt, at: string): void
  call(call: Listed, at: string): void
  /** A line that is neither, and one that has nothing to compare. */
  unreadable(at: string, code?: 'line-unreadable' | 'header-wrong'): void
  without(at: string): void
  /** What the log has beyond the list. Called once, at the end. */
  end(): Reconciled
}

export function isFinding(code: ToldCode): boolean {
  return !NOTES.includes(code)
}

export function reconcile({ log, stored, tell }: ReconcilePorts): Reconciliation {
  const receipts = new Map<string, Seen>()
  const calls = new Map<string, Seen & { readonly call: SourceCall }>()
  const total = { listed: 0, findings: 0, notes: 0 }
  const told = (one: Told) => {
    total[isFinding(one.code) ? 'findings' : 'notes'] += 1
    tell(one)
  }

  function unlisted(seen: Seen, whose: string, entries: Iterable<Numbered>): void {
    for (const { number, id, type, intact } of entries) {
      if (seen.has(number)) continue
      const settled = stored.settlementOf(id)
      const one = { at: whose, id, number }
      if (!intact || settled?.intact === false) told({ code: 'entry-altered', ...one })
      // Only what is as it was hashed can excuse that the list lacks it.
      const preview = intact && type === 'preview'
      const aborted = settled?.intact === true && !settled.disclosed
      told({ code: preview ? 'preview-unlisted' : aborted ? 'aborted-unlisted' : 'list-missing', ...one })
    }
  }

  function spans(): readonly Span[] {
    const listedOf = (given: Iterable<Given>, all: ReadonlyMap<string, Seen>) =>
      [...given].map((one): Span => {
        const compared = all.get(one.of)?.span() ?? null
        const numbers = one.last - one.first + 1
        return { ...one, compared, outside: compared ? numbers - overlap(one, compared) : numbers }
      })
    const holders = new Set([...calls.values()].map(({ call }) => call.holder))
    return [
      ...(receipts.size === 0 ? [] : listedOf(stored.given(), receipts)),
      ...[...holders].flatMap((holder) => listedOf(stored.givenCalls(holder), calls)),
    ]
  }

  return {
    receipt(receipt, at) {
      total.listed += 1
      const { decision, settlement, number } = receipt
      const say = (code: ToldCode) => told({ code, at, id: decision.id, number })
      if (checkByAny(log, receipt) !== 'signed') say('signature-wrong')
      const place = stored.place(decision.id)
      if (!place) return say('log-missing')
      if (place.number !== number) say('number-differs')
      const settled = settlement && stored.settlementOf(decision.id)
      if (!place.intact || settled?.intact === false) say('entry-altered')
      if (!isSame(decision, place) || (settlement && !(settled && isSame(settlement, settled)))) say('entry-differs')
      if (place.number === null) return
      const seen = keptIn(receipts, place.oin, () => numbersSeen())
      if (seen.has(place.number)) say('receipt-again')
      seen.add(place.number)
    },
    call({ decision: id, number }, at) {
      total.listed += 1
      const call = stored.callOf(id)
      if (!call) return told({ code: 'log-missing', at, id, number })
      if (stored.place(id)?.intact !== true) told({ code: 'entry-altered', at, id, number })
      if (call.number !== number) told({ code: 'number-differs', at, id, number })
      const seen = keptIn(calls, whoseCall(call), () => ({ ...numbersSeen(), call }))
      if (seen.has(call.number)) told({ code: 'list-double', at, id, number })
      seen.add(call.number)
    },
    unreadable(at, code = 'line-unreadable') {
      told({ code, at, id: '', number: null })
    },
    without(at) {
      told({ code: 'receipt-none', at, id: '', number: null })
    },
    end() {
      for (const [oin, seen] of receipts) unlisted(seen, oin, stored.numbered(oin, ...seen.span()))
      for (const [whose, seen] of calls) unlisted(seen, whose, stored.numberedCalls(seen.call, ...seen.span()))
      return { ...total, spans: spans() }
    },
  }
}

function overlap({ first, last }: Given, [from, to]: readonly [number, number]): number {
  return Math.max(0, Math.min(last, to) - Math.max(first, from) + 1)
}

export function whoseCall({ holder, source }: Pick<SourceCall, 'holder' | 'source'>): string {
  return `${holder} ${source}`
}

function isSame(a: Place, b: Place): boolean {
  return a.id === b.id && a.index === b.index && a.leafHash === b.leafHash
}

function keptIn<K, T>(all: Map<K, T>, key: K, make: () => T): T {
  const made = all.get(key) ?? make()
  all.set(key, made)
  return made
}

type Seen = ReturnType<typeof numbersSeen>
const CHUNK_BITS = 32_768

/** A set of numbers: a bit each, in chunks that are made when something falls into them. */
function numbersSeen() {
  const chunks = new Map<number, Uint8Array>()
  let [least, most] = [Number.POSITIVE_INFINITY, 0]
  const place = (number: number) => [(number % CHUNK_BITS) >> 3, 1 << (number & 7)] as const
  return {
    has(number: number): boolean {
      const [byte, bit] = place(number)
      return ((chunks.get(Math.floor(number / CHUNK_BITS))?.[byte] ?? 0) & bit) !== 0
    },
    add(number: number): void {
      const [byte, bit] = place(number)
      const chunk = keptIn(chunks, Math.floor(number / CHUNK_BITS), () => new Uint8Array(CHUNK_BITS / 8))
      chunk[byte] = (chunk[byte] ?? 0) | bit
      least = Math.min(least, number)
      most = Math.max(most, number)
    },
    span: (): readonly [number, number] => [least, most],
  }
}
