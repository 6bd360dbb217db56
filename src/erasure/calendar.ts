/**
 * Calendar days for terms of retention. A day is a date, `YYYY-MM-DD`; adding to it is counting in the calendar, so neither
 * a leap day nor summer time can move it. Pure.
 *
 * Two clocks, on purpose. What happened on a day happened on a Dutch day. But dates of a case are written in UTC, and the
 * norms count whole days in UTC (src/policy/input.ts): what a norm counts is counted as that norm does, so that nothing goes
 * before it speaks, and nothing stands once it has. UTC is the later of the two, by two hours at most (I).
 */

/** Calendar units; one of them. */
export type Span = { readonly years: number } | { readonly months: number } | { readonly days: number }

/** 'longest': gone after it. 'shortest': not gone before it is over. */
export type Bound = 'longest' | 'shortest'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** Dutch days by their parts: how a locale writes a date is nobody's promise. */
const DUTCH = new Intl.DateTimeFormat('en', {
  timeZone: 'Europe/Amsterdam',
  calendar: 'gregory',
  numberingSystem: 'latn',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The calendar day in the Netherlands at this moment. */
export function dutchDay(instant: Date): string {
  const parts = new Map(DUTCH.formatToParts(instant).map(({ type, value }) => [type, value]))
  return `${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`
}

/** The first moment of a day (YYYY-MM-DD), and that of the day after, in UTC. */
export function dutchDayBounds(day: string): { readonly from: string; readonly until: string } {
  const midnight = Date.parse(`${day}T00:00:00.000Z`)
  return { from: startOf(midnight), until: startOf(midnight + DAY_MS) }
}

/** The calendar day in UTC, in which dates of a case are written and norms count. */
export function policyDay(instant: Date): string {
  return instant.toISOString().slice(0, 10)
}

/**
 * The last day of a term that began on `day`; that day is not counted. Where the calendar has no such day (29 February, 31
 * April), a longest term ends on the day before, a shortest one on the day after: doubt is in favour of who is protected by
 * the term (I). Throws when `day` is no date.
 */
export function lastDay(day: string, span: Span, bound: Bound): string {
  const [year, month, date] = partsOf(day)
  if ('days' in span) return written(Date.UTC(year, month - 1, date) + span.days * DAY_MS)
  const months = 'years' in span ? span.years * 12 : span.months
  const first = Date.UTC(year, month - 1 + months, 1)
  const next = Date.UTC(year, month + months, 1)
  const wanted = first + (date - 1) * DAY_MS
  if (wanted < next) return written(wanted)
  return written(bound === 'longest' ? next - DAY_MS : next)
}

/** The first day after it. */
export function dayAfter(day: string): string {
  return lastDay(day, { days: 1 }, 'longest')
}

/** Midnight in the Netherlands comes two hours before that of UTC in summer, and one in winter. */
function startOf(midnight: number): string {
  const day = new Date(midnight).toISOString().slice(0, 10)
  const summer = midnight - 2 * HOUR_MS
  return new Date(dutchDay(new Date(summer)) === day ? summer : midnight - HOUR_MS).toISOString()
}

function partsOf(day: string): readonly [number, number, number] {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  const [year, month, date] = [Number(found?.[1]), Number(found?.[2]), Number(found?.[3])]
  if (!found || written(Date.UTC(year, month - 1, date)) !== day) throw new Error('not a calendar day')
  return [year, month, date]
}

function written(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
