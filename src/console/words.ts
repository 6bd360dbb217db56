/** Words of the console: Dutch first, English beside it; moments and days as people here write them. Pure. */
import type { z } from 'zod'
import { codedSchema, pageOf } from '../api/documents.ts'
import { dutchDay } from '../erasure/calendar.ts'
import type { Visit } from './page.ts'

export const LANGUAGES = ['nl', 'en'] as const
export type Language = (typeof LANGUAGES)[number]
export type Tongue = (nl: string, en: string) => string
export type Bilingual = { readonly nl: string; readonly en: string }

export function tongue(language: Language): Tongue {
  return language === 'nl' ? (nl) => nl : (_, en) => en
}

export function said({ language }: Pick<Visit, 'language'>, text: Bilingual): string {
  return text[language]
}

const LOCALE = { nl: 'nl-NL', en: 'en-GB' } as const
const ZONE = 'Europe/Amsterdam'

/** A bare day (`2026-11-27`) is that day: what begins in UTC has begun here, all year. */
export function dayOf({ language }: Pick<Visit, 'language'>, at: string | Date): string {
  return new Intl.DateTimeFormat(LOCALE[language], { dateStyle: 'medium', timeZone: ZONE }).format(new Date(at))
}

export function momentOf({ language }: Pick<Visit, 'language'>, at: string | Date): string {
  const style = { dateStyle: 'medium', timeStyle: 'short', timeZone: ZONE } as const
  return new Intl.DateTimeFormat(LOCALE[language], style).format(new Date(at))
}

export function numberOf({ language }: Pick<Visit, 'language'>, value: number): string {
  return new Intl.NumberFormat(LOCALE[language]).format(value)
}

type Forms = readonly [one: string, many: string]

/** So many of something: `1 regel`, `1.234 regels`. */
export function counted({ language }: Pick<Visit, 'language'>, count: number, nl: Forms, en: Forms): string {
  const [one, many] = language === 'nl' ? nl : en
  return `${numberOf({ language }, count)} ${count === 1 ? one : many}`
}

/** A number among data, as exact as it is: it may be a year or a house number, so nothing groups its digits. */
export function exactNumberOf({ language }: Pick<Visit, 'language'>, value: number): string {
  return new Intl.NumberFormat(LOCALE[language], { useGrouping: false, maximumFractionDigits: 20 }).format(value)
}

/** An amount of money as people write it; in which money the catalogue of sources does not say. Of its digits none is lost. */
export function sumOf({ language }: Pick<Visit, 'language'>, value: number): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 20 }
  return new Intl.NumberFormat(LOCALE[language], digits).format(value)
}

export function amountOf(
  { language }: Pick<Visit, 'language'>,
  value: number,
  unit: 'day' | 'hour' | 'minute' | 'second',
): string {
  return new Intl.NumberFormat(LOCALE[language], { style: 'unit', unit, unitDisplay: 'long' }).format(value)
}

/** How long ago, or until when, in the largest unit that fits: days as the calendar has them, whatever the hour. */
export function agoOf({ language, now }: Pick<Visit, 'language' | 'now'>, at: string): string {
  const seconds = (Date.parse(at) - now.getTime()) / 1_000
  const words = new Intl.RelativeTimeFormat(LOCALE[language], { numeric: 'auto' })
  if (Math.abs(seconds) >= DAY) return words.format(dayNumber(new Date(at)) - dayNumber(now), 'day')
  for (const [unit, size] of [
    ['hour', 3_600],
    ['minute', 60],
  ] as const) {
    if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit)
  }
  return words.format(Math.trunc(seconds), 'second')
}

const DAY = 86_400

/** Days since 1970 of the Dutch day that it is then. */
function dayNumber(at: Date): number {
  return Date.parse(dutchDay(at)) / (DAY * 1_000)
}

export type Vocabulary =
  | 'organs'
  | 'departments'
  | 'categories'
  | 'case-states'
  | 'purposes'
  | 'legal-bases'
  | 'tasks'
  | 'roles'
  | 'crime-forms'
  | 'attestation-types'
  | 'sources'
  | 'obligation-types'
  | 'remedies'

/** A table of the policy: its rows in this shape. */
export async function tableOf<S extends z.ZodType>(
  { vocabulary }: Pick<Visit, 'vocabulary'>,
  name: Vocabulary,
  row: S,
): Promise<readonly z.output<S>[]> {
  const { items } = await vocabulary(`/${name}`, pageOf(row))
  return items
}

/** What codes of one vocabulary are called; a code that is not in it is called by itself. */
export async function namesOf(visit: Visit, vocabulary: Vocabulary): Promise<(code: string) => string> {
  const items = await tableOf(visit, vocabulary, codedSchema)
  const names = new Map(items.map((item) => [item.code, said(visit, item)]))
  return (code) => names.get(code) ?? code
}

/** What a code of any of these tables is called, by the first that has it. */
export async function anyNameOf(visit: Visit, tables: readonly Vocabulary[]): Promise<(code: string) => string> {
  const names = await Promise.all(tables.map((table) => namesOf(visit, table)))
  return (code) => names.map((name) => name(code)).find((name) => name !== code) ?? code
}

/** The same as choices of a form: code and name, by name. */
export async function choicesOf(visit: Visit, vocabulary: Vocabulary): Promise<readonly (readonly [string, string])[]> {
  const items = await tableOf(visit, vocabulary, codedSchema)
  return items.map((item) => [item.code, said(visit, item)] as const).sort((a, b) => a[1].localeCompare(b[1]))
}
