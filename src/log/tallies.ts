/** Counts put together: by name and outcome, and how long half and nine of ten took. Pure. */
import type { Outcome } from '../domain/codes.ts'
import type { Duration } from './decision-counts.ts'

export type Tallied = Record<Outcome, number>
type Row = { readonly outcome: string; readonly decisions: number }

/** Of each outcome, together. */
export function tallyOf(rows: readonly Row[]): Tallied {
  const of = (outcome: Outcome) =>
    rows.filter((row) => row.outcome === outcome).reduce((sum, { decisions }) => sum + decisions, 0)
  return { permit: of('permit'), review: of('review'), deny: of('deny') }
}

/** What is left of these rows without those: both are grouped by the same, and those are among these. */
export function without<R extends Pick<Row, 'decisions'>>(rows: readonly R[], less: readonly R[]): readonly R[] {
  const keyOf = ({ decisions: _, ...of }: R) => JSON.stringify(Object.entries(of).sort())
  const taken = new Map(less.map((row) => [keyOf(row), row.decisions]))
  const left = rows.map((row) => ({ ...row, decisions: row.decisions - (taken.get(keyOf(row)) ?? 0) }))
  return left.filter(({ decisions }) => decisions > 0)
}

/** By what `nameOf` says, most decisions first; of as many, in the order of their names. */
export function talliedBy<R extends Row>(rows: readonly R[], nameOf: (row: R) => string): readonly [string, Tallied][] {
  const names = [...new Set(rows.map(nameOf))].sort()
  return names
    .map((name): [string, Tallied] => [name, tallyOf(rows.filter((row) => nameOf(row) === name))])
    .sort(([, a], [, b]) => totalOf(b) - totalOf(a))
}

export function totalOf({ permit, review, deny }: Tallied): number {
  return permit + review + deny
}

export type Wait = { readonly inquiries: number; readonly median: number | null; readonly p90: number | null }

/** `durations` shortest first. The value that at least that part took at most: one of those that were. */
export function waitOf(durations: readonly Duration[]): Wait {
  const sorted = durations.toSorted((a, b) => a.seconds - b.seconds)
  const inquiries = sorted.reduce((sum, one) => sum + one.inquiries, 0)
  const at = (part: number): number | null => {
    let seen = 0
    for (const one of sorted) {
      seen += one.inquiries
      if (seen >= part * inquiries) return one.seconds
    }
    return null
  }
  return { inquiries, median: at(0.5), p90: at(0.9) }
}
