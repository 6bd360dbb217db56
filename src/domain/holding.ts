/** The Holding: information that is already held, by a case or by an organ, with where each part came from. Pure. */
import { z } from 'zod'
import { FLAGS, HOLDING_KINDS, PERSON_ROLES, REGIMES, SECRETS, WPG_ARTICLES } from './codes.ts'
import type { Json } from './disclosure.ts'

const code = z.string().min(1).max(64)
/** `hit` is what an answer calls existence; the others are members of every object. */
const RESERVED: ReadonlySet<string> = new Set(['hit', 'constructor', 'prototype'])

/** Names of parts and fields are joined with a slash, and must fit a code together. */
export const nameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,29}$/)
  .refine((given) => !RESERVED.has(given), 'is reserved')

/** What norms read of a part; never its content. */
export const partSchema = z.strictObject({
  category: code,
  contributors: z.array(code).max(32),
  origin: code,
  originRegime: z.enum(REGIMES).nullable(),
  receivedFor: z.array(code).max(16),
  derivedFrom: z.array(code).max(32),
  secrecy: z.enum(SECRETS).nullable(),
  verified: z.boolean(),
  disputed: z.boolean(),
  lawful: z.boolean(),
  wpgArticle: z.enum(WPG_ARTICLES).nullable(),
  date: z.iso.date(),
  flags: z.array(z.enum(FLAGS)),
})

/** A field as it is asked: `<part>/<name>`. `format` is what masking and generalising read, as in the catalogue. */
export const heldFieldSchema = z.strictObject({
  part: nameSchema,
  name: nameSchema,
  category: code,
  type: z.enum(['string', 'number', 'boolean', 'array']),
  format: z.string().max(20).nullable(),
  flags: z.array(z.enum(FLAGS)),
  person: z.enum(PERSON_ROLES).nullable(),
})

export const holdingFactsSchema = z.strictObject({
  kind: z.enum(HOLDING_KINDS),
  organ: code,
  department: code.nullable(),
  parts: z.record(nameSchema, partSchema),
  fields: z.record(code, heldFieldSchema),
})
export type HoldingFacts = z.infer<typeof holdingFactsSchema>

/** What stands in it: values by field name, and whom it is about. */
export const holdingContentSchema = z.strictObject({
  title: z.string(),
  subjects: z.array(z.strictObject({ type: z.string(), value: z.string() })),
  values: z.record(
    z.string(),
    z.custom<Json>((value) => value !== undefined),
  ),
})
export type HoldingContent = z.infer<typeof holdingContentSchema>

/** All of it is sealed wherever it is kept: what a part or a field is called is in somebody's words, as its content is. */
export const sealedHoldingSchema = z.strictObject({ facts: holdingFactsSchema, content: holdingContentSchema })

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

/** Whether it has the form of one; whether that is there is another question. */
export function isHoldingSource(source: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(holdingAsked(source) ?? '')
}

/** Whether a holding can have a field of this name; whether it has, only the policy may show. */
export function isHeldField(field: string): boolean {
  const names = field.split('/')
  return names.length === 2 && names.every((one) => nameSchema.safeParse(one).success)
}

/** The field names of a part, in the order of the holding. */
export function fieldsOf({ fields }: HoldingFacts, part: string): string[] {
  return Object.keys(fields).filter((field) => fields[field]?.part === part)
}
