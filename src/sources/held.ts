/**
 * A holding as a source: the same shape as a dataset of the catalogue, and one record a part, so that what screening says
 * of a record it says of a part. Pure.
 */
import type { Relation } from '../domain/codes.ts'
import type { Json, SourceRecord } from '../domain/disclosure.ts'
import { fieldsOf, type HoldingContent, type HoldingFacts } from '../domain/holding.ts'
import type { Identifier } from '../domain/inquiry.ts'
import type { CatalogueSource } from '../policy/facts.ts'
import { dayOf, type RecordInput } from '../policy/input.ts'
import { selectRecords } from './catalogue.ts'
import { comparable } from './identifiers.ts'
import { isList } from './path.ts'

/** Which part each record is, and the facts that screening reads of it. */
export type HeldRecords = { readonly facts: HoldingFacts; readonly parts: readonly string[] }

export function catalogueOf({ organ, department, parts, fields }: HoldingFacts): CatalogueSource {
  const all = Object.values(parts)
  return {
    nl: 'Stuk',
    en: 'Holding',
    organ,
    department,
    collectedFor: [...new Set(all.flatMap((part) => part.receivedFor))],
    lawful: all.every((part) => part.lawful),
    origin: organ,
    subjectTypes: [],
    identifiers: [],
    fields: Object.fromEntries(
      Object.entries(fields).map(([name, { category, type, format, flags }]) => [
        name,
        { category, type, format, flags: [...flags] },
      ]),
    ),
    control: { date: null, wpgArticle: null, brpSecret: null, subject: null, persons: [] },
  }
}

/** One record for each part that was asked, of nobody but the subject; all parts where only existence is asked. */
export function heldRecords(
  facts: HoldingFacts,
  content: HoldingContent,
  asked: readonly string[],
  subject: Identifier | null,
): { readonly held: HeldRecords; readonly records: readonly SourceRecord[] } {
  const about = content.subjects.some(({ type, value }) => type === subject?.type && value === subject.value)
  if (subject !== null && !about) return { held: { facts, parts: [] }, records: [] }
  const source = catalogueOf(facts)
  const parts = Object.keys(facts.parts)
    .map((name) => ({ name, fields: fieldsOf(facts, name).filter((field) => asked.includes(field)) }))
    .filter(({ fields }) => asked.length === 0 || fields.length > 0)
  const records = parts.flatMap(({ fields }) => selectRecords(source, fields, [content.values]))
  return { held: { facts, parts: parts.map(({ name }) => name) }, records }
}

export type HeldContext = {
  /** Days since 1970-01-01, as in the policy input. */
  readonly today: number
  readonly asked: Identifier | null
  /** Relation in the case of who has this number; null: nobody knows. */
  readonly relationOf: (identifier: Identifier) => Relation | null
}

export function heldInputs(
  { facts, parts }: HeldRecords,
  records: readonly SourceRecord[],
  context: HeldContext,
): RecordInput[] {
  return parts.map((name, index) => {
    const part = facts.parts[name]
    return {
      index,
      part: name,
      wpgArticle: part?.wpgArticle ?? null,
      ageDays: part ? context.today - dayOf(part.date) : null,
      brpSecret: part ? part.flags.includes('BRPSECRET') : null,
      // Who is not in it gets no records of it.
      ofSubject: context.asked === null ? null : true,
      persons: personsIn(facts, records[index] ?? {}, context),
    }
  })
}

/**
 * A field with the role of somebody beside the subject is that person, or a list of them: screened like the persons inside
 * a record of a live source. So is a number that is not of who was asked about, whatever role was said. Only a number tells
 * who it is; of a name or an address no relation is known (I).
 */
function personsIn(facts: HoldingFacts, record: SourceRecord, context: HeldContext): RecordInput['persons'] {
  return Object.entries(record).flatMap(([field, value]) => {
    const row = facts.fields[field]
    if (!row || value === null) return []
    const beside = row.person !== null && row.person !== 'SUBJECT'
    const items: readonly Json[] = isList(value) ? value : [value]
    return items.flatMap((item, index) => {
      const another = beside || (row.flags.includes('BSN') && isAnother(item, context))
      return another ? [{ field, index, relation: relationIn(item, context) }] : []
    })
  })
}

/** A number of a person or a company; both pass the same test. */
const NUMBERS = ['bsn', 'rsin'] as const

function isAnother(item: Json, { asked }: HeldContext): boolean {
  return !NUMBERS.some((type) => asked?.type === type && comparable(type, item) === asked.value)
}

function relationIn(item: Json, { relationOf }: HeldContext): Relation | null {
  const relations = NUMBERS.map((type) => {
    const value = comparable(type, item)
    return value === null ? null : relationOf({ type, value })
  })
  return relations.find((relation) => relation !== null) ?? null
}
