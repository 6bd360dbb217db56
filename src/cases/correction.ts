/** A correction as it is asked to be recorded: shape and codes only; who may make it is the policy's word. Pure. */
import { z } from 'zod'
import { fieldsOf, type HoldingContent, type HoldingFacts } from '../domain/holding.ts'
import { identifierOf, notAnIdentifier } from '../domain/identifier.ts'
import { type Identifier, subjectSchema } from '../domain/inquiry.ts'
import { no, ok, type Result } from '../errors.ts'
import { LIMITS } from '../limits.ts'
import type { Facts } from '../policy/facts.ts'
import { unknownCode } from '../policy/listed.ts'
import { typeOf } from './holding.ts'
import { valueProblems as unfit } from './provenance.ts'

const code = z.string().min(1).max(64)

export const correctionRequestSchema = z.strictObject({
  source: code.describe('Bron waarin iets is gecorrigeerd: een code van /sources, of `holding/<id>` van een stuk'),
  subject: subjectSchema.optional().describe('Over wie of wat; verplicht bij een bron die over iemand of iets gaat'),
  caseId: code.optional().describe('Alleen wat in deze zaak is verstrekt'),
  fields: z.array(code).min(1).max(LIMITS.fieldsPerInquiry).describe('Velden die zijn gecorrigeerd of worden betwist'),
  disputed: z
    .boolean()
    .optional()
    .describe('Alleen bij een stuk: de delen met deze velden worden betwist, of (false) niet langer'),
  values: z
    .record(code, z.unknown())
    .optional()
    .describe('Alleen bij een stuk: wat er voortaan staat, voor elk van deze velden; verzegeld bewaard'),
  grounds: z
    .string()
    .min(1)
    .max(4000)
    .describe('Wat er niet klopte, in eigen woorden; blijft verzegeld in het logboek'),
})
export type CorrectionRequest = z.infer<typeof correctionRequestSchema>

/** About whom, or every problem: unknown source or field, a subject that is missing or does not fit. */
export function aboutWhom(facts: Pick<Facts, 'sources'>, request: CorrectionRequest): Result<Identifier | null> {
  const source = Object.hasOwn(facts.sources, request.source) ? facts.sources[request.source] : undefined
  if (!source) {
    const message = unknownCode(facts, 'sources', request.source)
    return no('invalid-input', { problems: [{ pointer: '/source', message }] })
  }
  const problems = request.fields.flatMap((name, i) =>
    Object.hasOwn(source.fields, name)
      ? []
      : [{ pointer: `/fields/${i}`, message: 'this field is not known at this source' }],
  )
  problems.push(...foreign(request, ['disputed', 'values'], 'belongs to what is held; a source corrects itself'))
  const { subject } = request
  if (!subject && source.subjectTypes.length > 0) {
    problems.push({ pointer: '/subject', message: 'this source answers about a subject' })
  }
  const identifier = subject ? identifierOf(subject) : null
  if (subject && !identifier) problems.push({ pointer: '/subject/identifier', message: notAnIdentifier(subject) })
  if (problems.length > 0) return no('invalid-input', { problems })
  return ok(identifier)
}

/** The next version of what is held, and which fields were touched; the old words are in neither. */
export type Corrected = {
  readonly facts: HoldingFacts
  readonly content: HoldingContent
  /** What who received it must hear of: of a dispute every field of the part, for the part is what is disputed. */
  readonly touched: readonly string[]
}
type Held = { readonly value: { readonly facts: HoldingFacts }; readonly content: HoldingContent }

/** Or every problem: an unknown field, a value that is missing, is of another kind or was not announced. */
export function correctedHolding({ value: { facts }, content }: Held, request: CorrectionRequest): Result<Corrected> {
  const { fields, disputed, values } = request
  const problems = [
    ...foreign(request, ['subject', 'caseId'], 'does not belong to a correction of what is held'),
    ...fields.flatMap((name, i) =>
      Object.hasOwn(facts.fields, name) ? [] : [{ pointer: `/fields/${i}`, message: 'this field is not known here' }],
    ),
    ...(values === undefined ? [] : valueProblems(facts, fields, values)),
  ]
  if (disputed === undefined && values === undefined) {
    problems.push({ pointer: '', message: 'must have disputed or values: what is held has to change' })
  }
  const corrected = { ...content, values: { ...content.values, ...(values as HoldingContent['values']) } }
  if (JSON.stringify(corrected).length > LIMITS.bodyBytes) {
    problems.push({ pointer: '/values', message: 'would make this larger than what can be brought in at once' })
  }
  if (problems.length > 0) return no('invalid-input', { problems })
  const named = new Set(fields.flatMap((name) => facts.fields[name]?.part ?? []))
  if (disputed === undefined) return ok({ facts, content: corrected, touched: fields })
  const parts = Object.entries(facts.parts).map(
    ([name, part]) => [name, named.has(name) ? { ...part, disputed } : part] as const,
  )
  const touched = [...named].flatMap((part) => fieldsOf(facts, part))
  return ok({ facts: { ...facts, parts: Object.fromEntries(parts) }, content: corrected, touched })
}

type Problems = { readonly pointer: string; readonly message: string }[]

/** What stands there keeps its kind: how it is masked and read by others depends on it. */
function valueProblems(facts: HoldingFacts, fields: readonly string[], values: Record<string, unknown>): Problems {
  const missing = fields
    .filter((name) => !Object.hasOwn(values, name))
    .map((name) => ({ pointer: pointerTo(name), message: 'is missing' }))
  const given = Object.entries(values).flatMap(([name, value]) => {
    if (!fields.includes(name)) return [{ pointer: pointerTo(name), message: 'is not one of the fields' }]
    const field = Object.hasOwn(facts.fields, name) ? facts.fields[name] : undefined
    if (!field) return []
    if (typeOf(value) !== field.type) return [{ pointer: pointerTo(name), message: `must be ${field.type}` }]
    return unfit({ ...field, value }, pointerTo(name))
  })
  return [...missing, ...given]
}

/** JSON pointer (RFC 6901). */
function pointerTo(name: string): string {
  return `/values/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

function foreign(request: CorrectionRequest, keys: readonly (keyof CorrectionRequest)[], message: string): Problems {
  return keys.filter((key) => request[key] !== undefined).map((key) => ({ pointer: `/${key}`, message }))
}
