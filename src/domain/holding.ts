/** The Holding: information that is already held, by a case or by an organ, with where each part came from. Pure. */
import { z } from 'zod'
import { FLAGS, HOLDING_KINDS, PERSON_ROLES, REGIMES } from './codes.ts'
import type { Json } from './disclosure.ts'

const code = z.string().min(1).max(64)
/** Names of parts and fields are joined with a slash, and must fit a code together. */
const name = z.string().regex(/^[a-z][a-z0-9_]{0,29}$/)

/** What norms read of a part; never its content. */
export const partSchema = z.strictObject({
  category: code,
  contributors: z.array(code).max(32),
  origin: code,
  originRegime: z.enum(REGIMES).nullable(),
  receivedFor: z.array(code).max(16),
  derivedFrom: z.array(code).max(32),
  secrecy: code.nullable(),
  verified: z.boolean(),
  disputed: z.boolean(),
  lawful: z.boolean(),
  wpgArticle: code.nullable(),
  date: z.iso.date(),
  flags: z.array(z.enum(FLAGS)),
})

/** A field as it is asked: `<part>/<name>`. `format` is what masking and generalising read, as in the catalogue. */
export const heldFieldSchema = z.strictObject({
  part: name,
  name,
  category: code,
  type: z.enum(['string', 'number', 'boolean', 'array', 'object']),
  format: z.string().max(20).nullable(),
  flags: z.array(z.enum(FLAGS)),
  person: z.enum(PERSON_ROLES).nullable(),
})

export const holdingFactsSchema = z.strictObject({
  kind: z.enum(HOLDING_KINDS),
  organ: code,
  department: code.nullable(),
  parts: z.record(name, partSchema),
  fields: z.record(code, heldFieldSchema),
})
export type HoldingFacts = z.infer<typeof holdingFactsSchema>

/** What stands in it: values by field name, and whom it is about. Sealed wherever it is kept. */
export const holdingContentSchema = z.strictObject({
  title: z.string(),
  subjects: z.array(z.strictObject({ type: z.string(), value: z.string() })),
  values: z.record(
    z.string(),
    z.custom<Json>((value) => value !== undefined),
  ),
})
export type HoldingContent = z.infer<typeof holdingContentSchema>

export type Holding = {
  readonly id: string
  readonly oin: string
  /** null: an organ holds it, for no case. */
  readonly caseId: string | null
  /** Grows by one with each correction. */
  readonly version: number
  readonly at: string
  /** Pseudonym of the person who brought it in. */
  readonly by: string
  readonly facts: HoldingFacts
}

const PREFIX = 'holding/'

/** A holding is asked under the name of a source. */
export function sourceOfHolding(id: string): string {
  return `${PREFIX}${id}`
}

/** Id of the holding that is asked; null: another source. */
export function holdingAsked(source: string): string | null {
  return source.startsWith(PREFIX) ? source.slice(PREFIX.length) : null
}

/** The field names of a part, in the order of the holding. */
export function fieldsOf({ fields }: HoldingFacts, part: string): string[] {
  return Object.keys(fields).filter((field) => fields[field]?.part === part)
}
