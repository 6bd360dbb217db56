/** The Disclosure: what leaves, only released fields, treated as decided. Pure. */
import type { Treatment } from './codes.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type SourceRecord = { readonly [field: string]: Json }

/** `hit` is present when the question, or all that remains of it, is whether something is known. */
export type Disclosure = { readonly hit?: boolean; readonly records: readonly SourceRecord[] }

/** What may happen to one record, after screening. `items` are positions inside arrays that stay behind. */
export type RecordTreatment = {
  readonly index: number
  readonly released: boolean
  /** By field name, or by path inside a field (`bewoners[].bsn`). What is named nowhere is withheld. */
  readonly treatments: Readonly<Record<string, Treatment>>
  readonly dropped: readonly { readonly field: string; readonly index: number }[]
}
