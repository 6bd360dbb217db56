/**
 * The port of what is counted beside the index of decisions, off the request path: its adapters keep it in the transactions
 * of the index and are held to the same contract suite. Everything here is about one organisation at a time.
 */
import type { DecisionKind, EntryType, Outcome } from '../domain/codes.ts'
import { dayAfter } from '../erasure/calendar.ts'
import type { DecisionRow } from './decision-index.ts'

/** What an entry of the log adds to the counts, in the order of the log. Adding it again changes nothing. */
export type Counted =
  | {
      readonly kind: 'decided'
      readonly row: DecisionRow
      readonly inquiry: string
      /** Norms that refused all of it or a part; none, where nothing permitted it. */
      readonly refused: readonly string[]
      /** Of an inquiry that begins to wait: the judgements that are missing. null: it does not. */
      readonly missing: readonly string[] | null
      /** A preview that Sluis made with a judgement, to show what it changes. */
      readonly account: boolean
    }
  /** `caseId` null: for the whole organisation, so for what waits in any case. */
  | {
      readonly kind: 'judged'
      readonly index: number
      readonly oin: string
      readonly caseId: string | null
      readonly missing: string
      readonly at: string
    }
  | {
      readonly kind: 'looked'
      readonly index: number
      readonly oin: string
      readonly at: string
      readonly type: EntryType
      readonly purpose: string
      readonly resource: string
      readonly outcome: Outcome
      /** Pseudonym; null: forgotten by now, and the roles with it. */
      readonly person: string | null
      readonly roles: readonly string[]
    }
  | {
      readonly kind: 'erased'
      readonly index: number
      readonly oin: string
      readonly at: string
      readonly ground: string
    }

/** Days in the Netherlands, as dates; `until` is not included. */
export type Period = { readonly from: string; readonly until: string }
export type CountFilter = Period & {
  readonly type?: EntryType
  readonly department?: string
  readonly purpose?: string
  readonly outcome?: Outcome
  /** Of what it is counted by: one legal basis, norm or source. */
  readonly code?: string
}
/** Of which there are no counts: looked at one by one. */
export type AmongFilter = Omit<CountFilter, 'code' | 'type'> & {
  readonly type?: DecisionKind
  readonly legalBasis?: string
  readonly norm?: string
  readonly caseId?: string
  readonly source?: string
}

/**
 * Of which: all; by legal basis (each decision under each of its bases); by norm that refused (under each); by source; of previews
 * those that were made with a judgement.
 */
export type CountedBy = 'all' | 'basis' | 'refused' | 'source' | 'account'
/** `span`: a day or a month; `code`: the legal basis, the norm or the source. '' where there is none. */
export const COUNT_GROUPS = ['span', 'code', 'type', 'department', 'purpose', 'outcome'] as const
export type CountGroup = (typeof COUNT_GROUPS)[number]
export type AmongGroup = Exclude<CountGroup, 'code'>
export type CountRow<Group extends CountGroup> = Readonly<Record<Group, string>> & { readonly decisions: number }
export type Spread = 'day' | 'month'
/** How many took that many seconds, shortest first. */
export type Duration = { readonly purpose: string | null; readonly seconds: number; readonly inquiries: number }
export type LookRow = {
  readonly type: EntryType
  readonly purpose: string
  readonly resource: string
  readonly outcome: Outcome
  /** null: forgotten. */
  readonly person: string | null
  readonly roles: readonly string[]
  readonly looks: number
}

export type DecisionCounts = {
  /**
   * What a period of any length takes to read does not grow with the log: whole months are counted as months. With a spread
   * of days each day is read, so the period must be short.
   */
  counts<Group extends CountGroup>(
    oin: string,
    by: CountedBy,
    filter: CountFilter,
    groups: readonly Group[],
    spread?: Spread,
  ): Promise<readonly CountRow<Group>[]>
  /**
   * Of any filter: looks at decisions, newest first, at most `most` of what is rarest in the filter. `since`: there are more, and of
   * those at this moment and before none is counted; null: all are.
   */
  among<Group extends AmongGroup>(
    oin: string,
    filter: AmongFilter,
    groups: readonly Group[],
    most: number,
    spread?: Spread,
  ): Promise<{ readonly rows: readonly CountRow<Group>[]; readonly since: string | null }>
  /** Of inquiries that began to wait in the period: until the first judgement that was missing, and until the answer. */
  durations(oin: string, of: 'judged' | 'answered', period: Period): Promise<readonly Duration[]>
  looks(oin: string, period: Period): Promise<readonly LookRow[]>
  /** How much was forgotten, by the rule that said so. */
  erasures(oin: string, period: Period): Promise<ReadonlyMap<string, number>>
}

/** The days and whole months that a period is made of, in order: at most 60 days, whatever its length; of a spread of days, all. */
export function spansOf({ from, until }: Period, spread: Spread = 'month'): readonly string[] {
  const spans: string[] = []
  let day = from
  while (day < until) {
    const next = nextMonth(day)
    if (spread === 'month' && day.endsWith('-01') && next <= until) {
      spans.push(day.slice(0, 7))
      day = next
    } else {
      spans.push(day)
      day = dayAfter(day)
    }
  }
  return spans
}

function nextMonth(day: string): string {
  const [year, month] = day.split('-').map(Number)
  return new Date(Date.UTC(year ?? 0, month ?? 0, 1)).toISOString().slice(0, 10)
}
