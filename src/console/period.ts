/** Periods as people choose them: Dutch days, first and last, and the usual ones by name. Pure. */
import { dayAfter, dutchDay, lastDay } from '../erasure/calendar.ts'
import type { Visit } from './page.ts'

/** `until` is the last day. */
export type Period = { readonly from: string; readonly until: string }

/** Of these thousands of years: a year before the first has another shape. */
const DAY = /^[1-9]\d{3}-\d\d-\d\d$/

/** undefined: no day, or not one that the calendar has. */
export function dayIn(text: string | undefined): string | undefined {
  if (text === undefined || !DAY.test(text)) return undefined
  const at = new Date(`${text}T12:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text ? undefined : text
}

/** As the API takes days: the day after the last. The last day of all that can be written has none after it. */
export function apiDays({ from, until }: Period): { readonly from: string; readonly until: string } {
  return { from, until: dayIn(dayAfter(until)) ?? until }
}

/** Where only one end was given, or none: the year until today. */
export function periodOr(now: Date, from: string | undefined, until: string | undefined): Period {
  const last = dayIn(until) ?? dutchDay(now)
  return { from: dayIn(from) ?? backFrom(last, 364), until: last }
}

export function presets({ t, now }: Pick<Visit, 't' | 'now'>): readonly (readonly [name: string, period: Period])[] {
  const today = dutchDay(now)
  const month = `${today.slice(0, 7)}-01`
  const before = backFrom(month, 1)
  const quarter = `${today.slice(0, 5)}${String(Math.floor((Number(today.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`
  const year = `${today.slice(0, 4)}-01-01`
  const last = backFrom(year, 1)
  return [
    [t('Vandaag', 'Today'), { from: today, until: today }],
    [t('Afgelopen 7 dagen', 'Last 7 days'), { from: backFrom(today, 6), until: today }],
    [t('Deze maand', 'This month'), { from: month, until: today }],
    [t('Vorige maand', 'Last month'), { from: `${before.slice(0, 7)}-01`, until: before }],
    [t('Dit kwartaal', 'This quarter'), { from: quarter, until: today }],
    [t('Dit jaar', 'This year'), { from: year, until: today }],
    [t('Vorig jaar', 'Last year'), { from: `${last.slice(0, 4)}-01-01`, until: last }],
  ]
}

function backFrom(day: string, days: number): string {
  return lastDay(day, { days: -days }, 'longest')
}

/** Of the API, that counts until the day after the last: the last day itself. */
export function dayBefore(day: string): string {
  return backFrom(day, 1)
}
