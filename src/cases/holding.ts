/** A holding as it is asked to be kept: shape and codes only; who may bring it in is the policy's word. Pure. */
import { z } from 'zod'
import type { Caller } from '../domain/caller.ts'
import { HOLDING_KINDS, PERSON_ROLES } from '../domain/codes.ts'
import type { Json } from '../domain/disclosure.ts'
import { type HoldingContent, type HoldingFacts, nameSchema, partSchema } from '../domain/holding.ts'
import { identifierOf, notAnIdentifier } from '../domain/identifier.ts'
import { subjectSchema } from '../domain/inquiry.ts'
import { no, ok, type Problem, type Result } from '../errors.ts'
import { LIMITS } from '../limits.ts'
import type { Facts } from '../policy/facts.ts'
import { unknownCode } from '../policy/listed.ts'
import { aboutNobody, flagsByName, provenanceProblems } from './provenance.ts'

const FORMATS = ['amount', 'postcode', 'date', 'iban', 'name', 'address'] as const

const fieldSchema = z.strictObject({
  name: nameSchema,
  value: z
    .unknown()
    .describe('Wat er staat: tekst, getal, ja of nee, of een lijst daarvan; een BSN staat in een eigen veld'),
  format: z.enum(FORMATS).optional().describe('Hoe het kan worden gemaskeerd of minder precies gemaakt'),
  flags: partSchema.shape.flags.optional(),
  person: z.enum(PERSON_ROLES).optional().describe('Van wie het is, als het van een persoon in het stuk is'),
})

const { contributors, originRegime, derivedFrom, secrecy, wpgArticle, flags } = partSchema.shape
/** What nobody says of a part is unknown: without contributors, consent of all is not to be had. */
const givenPartSchema = partSchema.omit({ disputed: true }).extend({
  name: nameSchema,
  contributors: contributors.max(LIMITS.contributorsPerPart).default([]),
  originRegime: originRegime.default(null),
  derivedFrom: derivedFrom.max(LIMITS.contributorsPerPart).default([]),
  secrecy: secrecy.default(null),
  wpgArticle: wpgArticle.default(null),
  flags: flags.default([]),
  fields: z.array(fieldSchema).min(1).max(LIMITS.fieldsPerInquiry),
})

export const holdingRequestSchema = z.strictObject({
  caseId: z.string().min(1).max(64).optional().describe('Zaak waar het stuk bij hoort; zonder houdt het orgaan het'),
  kind: z.enum(HOLDING_KINDS).describe('Een stuk (DOCUMENT), of een resultaat van gezamenlijke verwerking (RESULT)'),
  title: z.string().min(1).max(200).describe('Hoe het stuk heet; verzegeld bewaard'),
  subjects: z.array(subjectSchema).max(LIMITS.subjectsPerHolding).optional().describe('Over wie het gaat'),
  parts: z.array(givenPartSchema).min(1).max(LIMITS.partsPerHolding).describe('Delen, elk met een eigen herkomst'),
  grounds: z.string().min(1).max(4000).describe('Hoe het is verkregen, in eigen woorden'),
})
export type AskedHolding = z.infer<typeof holdingRequestSchema>

type Tables = Pick<Facts, 'categories' | 'organs' | 'purposes' | 'sources' | 'lift'>
type Problems = { readonly pointer: string; readonly message: string }[]
export type Drafted = { readonly facts: HoldingFacts; readonly content: HoldingContent }

/** The holding to be, held by the caller's organ and department; or every problem. */
export function draftedHolding(tables: Tables, asked: AskedHolding, caller: Caller): Result<Drafted> {
  const request = flagged(tables, asked)
  const holder = request.kind === 'RESULT' ? caller.organ : null
  const problems: Problems = [
    ...twice(request.parts, '/parts'),
    ...aboutNobody(request.parts, request.subjects ?? []),
    ...request.parts.flatMap((part, i) => {
      const unknown = codeProblems(tables, part, `/parts/${i}`)
      // What is said with a code that nobody knows contradicts nothing.
      const contradictions = unknown.length > 0 ? [] : provenanceProblems(tables, part, holder, `/parts/${i}`)
      return [...unknown, ...contradictions, ...twice(part.fields, `/parts/${i}/fields`)]
    }),
  ]
  const fields = request.parts.reduce((count, part) => count + part.fields.length, 0)
  if (fields > LIMITS.fieldsPerHolding) {
    problems.push({ pointer: '/parts', message: `must have at most ${LIMITS.fieldsPerHolding} fields together` })
  }
  const subjects = (request.subjects ?? []).flatMap((subject, i) => {
    const identifier = identifierOf(subject)
    if (!identifier) problems.push({ pointer: `/subjects/${i}/identifier`, message: notAnIdentifier(subject) })
    return identifier ?? []
  })
  if (problems.length > 0) return no('invalid-input', { problems } satisfies Partial<Problem>)
  return ok({ facts: factsOf(request, caller), content: { title: request.title, subjects, values: valuesOf(request) } })
}

/** As it was asked, and with what the catalogue knows of its fields. */
function flagged({ sources }: Tables, asked: AskedHolding) {
  const parts = asked.parts.map((part) => ({
    ...part,
    fields: part.fields.map(({ flags = [], person = null, format = null, ...field }) => ({
      ...field,
      format,
      person,
      flags: flagsByName(sources, field.name, flags),
    })),
  }))
  return { ...asked, parts }
}
type Flagged = ReturnType<typeof flagged>

function factsOf({ kind, parts }: Flagged, caller: Caller): HoldingFacts {
  const kept = parts.map(({ name, fields: _, ...part }) => [name, { ...part, disputed: false }] as const)
  const fields = parts.flatMap((part) =>
    part.fields.flatMap(({ name, value, format, flags, person }) => {
      const type = typeOf(value)
      const held = { part: part.name, name, category: part.category, format, flags, person }
      return type === null ? [] : [[`${part.name}/${name}`, { ...held, type }] as const]
    }),
  )
  const { organ, department } = caller
  return { kind, organ, department, parts: Object.fromEntries(kept), fields: Object.fromEntries(fields) }
}

/** The body was read as JSON: what a field holds is JSON too. */
function valuesOf({ parts }: Flagged): HoldingContent['values'] {
  return Object.fromEntries(
    parts.flatMap((part) => part.fields.map((field) => [`${part.name}/${field.name}`, field.value as Json])),
  )
}

/** null: nothing that can be held. */
export function typeOf(value: unknown): HoldingFacts['fields'][string]['type'] | null {
  if (Array.isArray(value)) return 'array'
  const type = typeof value
  return type === 'string' || type === 'number' || type === 'boolean' ? type : null
}

function codeProblems(tables: Tables, part: Flagged['parts'][number], at: string): Problems {
  const named = [
    ['category', 'categories', [part.category]],
    ['origin', 'organs', [part.origin]],
    ['contributors', 'organs', part.contributors],
    ['derivedFrom', 'organs', part.derivedFrom],
    ['receivedFor', 'purposes', part.receivedFor],
  ] as const
  return named.flatMap(([key, table, codes]) =>
    codes
      .filter((one) => !Object.hasOwn(tables[table], one))
      .map((one) => ({ pointer: `${at}/${key}`, message: unknownCode(tables, table, one) })),
  )
}

function twice(items: readonly { readonly name: string }[], at: string): Problems {
  return items.flatMap(({ name }, i) =>
    items.findIndex((other) => other.name === name) < i
      ? [{ pointer: `${at}/${i}/name`, message: 'stands here twice' }]
      : [],
  )
}
