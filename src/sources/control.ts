/** What only a record can tell, read from its control fields for the norms that screen it. Pure. */
import type { Relation } from '../domain/codes.ts'
import type { Json, SourceRecord } from '../domain/disclosure.ts'
import type { Identifier } from '../domain/inquiry.ts'
import type { CatalogueSource } from '../policy/facts.ts'
import { dayOf, type RecordInput } from '../policy/input.ts'
import { comparable, identifierTypeOf } from './identifiers.ts'
import { isList, isObject, pathOf, valuesAt } from './path.ts'

export type ControlContext = {
  readonly source: CatalogueSource
  /** Days since 1970-01-01, as in the policy input. */
  readonly today: number
  /** The identifier asked about, in its normal form; null for a question without a subject. */
  readonly asked: Identifier | null
  /** Relation in the case of who has this identifier, in its normal form; null: none recorded. */
  readonly relationOf: (identifier: Identifier) => Relation | null
}

export function recordInputs(context: ControlContext, records: readonly SourceRecord[]): RecordInput[] {
  const { control } = context.source
  return records.map((record, index) => ({
    index,
    wpgArticle: articleOf(at(record, control.wpgArticle)),
    ageDays: ageOf(at(record, control.date), context.today),
    brpSecret: secretOf(at(record, control.brpSecret)),
    ofSubject: ofSubject(context, at(record, control.subject)),
    persons: control.persons.flatMap(({ field, key }) => personsIn(context, record[field] ?? null, field, key)),
  }))
}

function at(record: SourceRecord, name: string | null): Json {
  if (name === null) return null
  const values = valuesAt(record, pathOf(name))
  // More than one value says nothing about the record as a whole.
  return values.length === 1 ? (values[0] ?? null) : null
}

/** Longer than any article: unreadable, so unknown. */
function articleOf(value: Json): string | null {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && text.length > 0 && text.length <= 64 ? text : null
}

/** Negative for a date to come. */
function ageOf(value: Json, today: number): number | null {
  if (typeof value !== 'string') return null
  const day = dayOf(value)
  return Number.isSafeInteger(day) ? today - day : null
}

/** The BRP writes 0 for no note and a code of 1 to 7 for its kind; other sources write yes or no. What is unclear is secret. */
function secretOf(value: Json): boolean | null {
  if (value === null) return null
  if (typeof value === 'boolean') return value
  if (typeof value === 'number') return value !== 0
  return !(typeof value === 'string' && ['0', '', 'n', 'nee', 'no', 'false'].includes(value.trim().toLowerCase()))
}

/** null where record and question name their subject in different ways (asked by address, recorded by BSN). */
function ofSubject({ source, asked }: ControlContext, value: Json): boolean | null {
  if (asked === null || value === null || source.control.subject === null) return null
  if (identifierTypeOf(source.control.subject, asked.type) !== asked.type) return null
  return comparable(asked.type, value) === asked.value
}

function personsIn(context: ControlContext, value: Json, field: string, key: string): RecordInput['persons'] {
  if (!isList(value)) return []
  const type = identifierTypeOf(key, 'bsn')
  return value.map((item, index) => {
    const identifier = isObject(item) ? comparable(type, item[key]) : null
    const relation = identifier === null ? null : context.relationOf({ type, value: identifier })
    return { field, index, relation }
  })
}
