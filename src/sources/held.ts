/**
 * A holding as a source: the same shape as a dataset of the catalogue, and one record a part, so that what screening says
 * of a record it says of a part. Pure.
 */
import type { SourceRecord } from '../domain/disclosure.ts'
import { fieldsOf, type HoldingContent, type HoldingFacts } from '../domain/holding.ts'
import type { Identifier } from '../domain/inquiry.ts'
import type { CatalogueSource } from '../policy/facts.ts'
import { dayOf, type RecordInput } from '../policy/input.ts'
import { selectRecords } from './catalogue.ts'

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

export function heldInputs({ facts, parts }: HeldRecords, today: number, subject: Identifier | null): RecordInput[] {
  return parts.map((name, index) => {
    const part = facts.parts[name]
    return {
      index,
      wpgArticle: part?.wpgArticle ?? null,
      ageDays: part ? today - dayOf(part.date) : null,
      brpSecret: part ? part.flags.includes('BRPSECRET') : null,
      // Who is not in it gets no records of it.
      ofSubject: subject === null ? null : true,
      persons: [],
    }
  })
}
