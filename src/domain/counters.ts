/**
 * What the broker counts, so that nothing can be left out unnoticed. Pure.
 *
 * - received: every request that is entered in the log (a walk of an inquiry, a preview, an act, a look, a repeat, a
 *   withdrawal; also a preview that the broker makes itself, to show a judge what a judgement does), and every request that
 *   was refused or failed before there was anything to enter. Looking at what is one's own is neither, and is not counted.
 *   Of the console: a sign-in that failed counts as a 401, and one for which the provider was away as a 5xx.
 * - answered: a walk whose settlement disclosed something, a permitted act or look, a preview, a repeat, a withdrawal.
 * - refused: a walk that was denied or waits for a judgement, a refused act or look, a request refused without an entry (4xx).
 * - failed: a permitted walk that was settled as aborted, and a request that failed without an entry (5xx).
 *
 * So received = answered + refused + failed + the permits that are on their way.
 */
import type { EntryType } from './codes.ts'

export const COUNTERS = ['received', 'answered', 'refused', 'failed'] as const
export type Counter = (typeof COUNTERS)[number]
export type Counts = Readonly<Record<Counter, number>>

/** Requests without an entry, by status of their answer; never by who asked. */
export const UNLOGGED = ['400', '401', '403', '413', '429', '4xx', '5xx'] as const
export type UnloggedKind = (typeof UNLOGGED)[number]
export type Unlogged = Readonly<Record<UnloggedKind, number>>

export const NO_COUNTS: Counts = { received: 0, answered: 0, refused: 0, failed: 0 }
export const NONE_UNLOGGED: Unlogged = { '400': 0, '401': 0, '403': 0, '413': 0, '429': 0, '4xx': 0, '5xx': 0 }

/** Both as they stand in the store; `since`: index of the first entry that is counted. */
export type Counters = { readonly since: number; readonly counts: Counts; readonly unlogged: Unlogged }

/** A call to a source under a permitted decision: its running number for the organisation that holds the source. */
export type SourceCall = { readonly holder: string; readonly source: string; readonly number: number }

/** One snapshot of the log: how long it is, what was counted, and the last numbers that were given. */
export type Standing = {
  readonly size: number
  readonly counters: Counters
  readonly organisations: readonly { readonly oin: string; readonly number: number }[]
  readonly sources: readonly SourceCall[]
}

/** What an entry says by itself: of a walk, an act or a look whether it was permitted, of the others how it ended; who did it, if anybody. */
export type Ending = { readonly permitted: boolean; readonly settled: boolean; readonly named: boolean }

const RECEIVED: Counts = { ...NO_COUNTS, received: 1 }
const ANSWERED: Counts = { ...RECEIVED, answered: 1 }
const REFUSED: Counts = { ...RECEIVED, refused: 1 }

const COUNTED: Readonly<Record<EntryType, (ending: Ending) => Counts>> = {
  decision: ({ permitted }) => (permitted ? RECEIVED : REFUSED),
  preview: () => ANSWERED,
  settlement: ({ settled }) => (settled ? { ...NO_COUNTS, answered: 1 } : { ...NO_COUNTS, failed: 1 }),
  act: ({ permitted }) => (permitted ? ANSWERED : REFUSED),
  read: ({ permitted }) => (permitted ? ANSWERED : REFUSED),
  repeat: () => ANSWERED,
  closing: ({ named }) => (named ? ANSWERED : NO_COUNTS),
  activation: () => NO_COUNTS,
  export: ({ named, permitted }) => (named ? (permitted ? ANSWERED : REFUSED) : NO_COUNTS),
  import: () => NO_COUNTS,
  key: () => NO_COUNTS,
  origin: () => NO_COUNTS,
  erasure: () => NO_COUNTS,
  tally: () => NO_COUNTS,
}

export function countsOf(type: EntryType, ending: Ending): Counts {
  return COUNTED[type](ending)
}

export function unloggedKind(status: number): UnloggedKind {
  const own = UNLOGGED.find((kind) => kind === String(status))
  return own ?? (status < 500 ? '4xx' : '5xx')
}

export function addCounts(a: Counts, b: Counts): Counts {
  return {
    received: a.received + b.received,
    answered: a.answered + b.answered,
    refused: a.refused + b.refused,
    failed: a.failed + b.failed,
  }
}

/** The counters of requests without an entry. */
export function countsOfUnlogged(unlogged: Unlogged): Counts {
  const { '5xx': failed, ...others } = unlogged
  const refused = Object.values(others).reduce((total, count) => total + count, 0)
  return { received: refused + failed, answered: 0, refused, failed }
}
