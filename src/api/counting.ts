/** What counts are called: codes with their words, and the bounds of what may be counted. Pure. */

import type { z } from 'zod'
import { no, ok, type Result } from '../errors.ts'
import { LIMITS } from '../limits.ts'
import { type Tallied, talliedBy } from '../log/tallies.ts'
import type { Norm } from '../policy/facts.ts'
import type { CountsDocument, refusingNormSchema } from './documents-counts.ts'

type Titled = { readonly nl: string; readonly en: string }
export type Table = Readonly<Record<string, Titled>>
type Named = CountsDocument['purposes'][number]

const DAY_MS = 86_400_000

/** '' is how counts write that there was none. */
export function codedOf(table: Table, name: string): { code: string | null; title: Titled | null } {
  const row = Object.hasOwn(table, name) ? table[name] : undefined
  return { code: name || null, title: row ? { nl: row.nl, en: row.en } : null }
}

export function namedBy<R extends { readonly outcome: string; readonly decisions: number }>(
  rows: readonly R[],
  nameOf: (row: R) => string,
  table: Table,
): Named[] {
  return talliedBy(rows, nameOf).map(([name, outcomes]: readonly [string, Tallied]) => ({
    ...codedOf(table, name),
    outcomes,
  }))
}

/** Those that refused most first. */
export function refusingNorms(
  norms: ReadonlyMap<string, Norm>,
  rows: readonly { readonly code: string; readonly decisions: number }[],
): z.infer<typeof refusingNormSchema>[] {
  return rows
    .toSorted((a, b) => b.decisions - a.decisions || (a.code < b.code ? -1 : 1))
    .map(({ code, decisions }) => {
      const norm = norms.get(code)
      const { article = null, title = null, text = null } = norm ?? {}
      return { norm: code, article, title, text, decisions }
    })
}

/** At least a day, and not more than may be counted. */
export function bounded(
  { from, until }: { readonly from: string; readonly until: string },
  days: number = LIMITS.reportedDays,
): Result<null> {
  if (until <= from)
    return no('invalid-input', { problems: [{ pointer: '/until', message: 'must be a day after from' }] })
  if (Date.parse(until) - Date.parse(from) <= days * DAY_MS) return ok(null)
  const message = `must be at most ${days} days after from`
  return no('invalid-input', { problems: [{ pointer: '/until', message }] })
}
