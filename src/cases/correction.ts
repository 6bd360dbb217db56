/** A correction as it is asked to be recorded: shape and codes only; who may make it is the policy's word. Pure. */
import { z } from 'zod'
import { identifierOf, notAnIdentifier } from '../domain/identifier.ts'
import { type Identifier, subjectSchema } from '../domain/inquiry.ts'
import { no, ok, type Result } from '../errors.ts'
import { LIMITS } from '../limits.ts'
import type { Facts } from '../policy/facts.ts'

const code = z.string().min(1).max(64)

export const correctionRequestSchema = z.strictObject({
  source: code.describe('Bron waarin iets is gecorrigeerd: een code van /sources'),
  subject: subjectSchema.optional().describe('Over wie of wat; verplicht bij een bron die over iemand of iets gaat'),
  caseId: code.optional().describe('Alleen wat in deze casus is verstrekt'),
  fields: z.array(code).min(1).max(LIMITS.fieldsPerInquiry).describe('Velden die zijn gecorrigeerd'),
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
  if (!source) return no('invalid-input', { problems: [{ pointer: '/source', message: 'this code is not known' }] })
  const problems = request.fields.flatMap((name, i) =>
    Object.hasOwn(source.fields, name)
      ? []
      : [{ pointer: `/fields/${i}`, message: 'this field is not known at this source' }],
  )
  const { subject } = request
  if (!subject && source.subjectTypes.length > 0) {
    problems.push({ pointer: '/subject', message: 'this source answers about a subject' })
  }
  const identifier = subject ? identifierOf(subject) : null
  if (subject && !identifier) problems.push({ pointer: '/subject/identifier', message: notAnIdentifier(subject) })
  if (problems.length > 0) return no('invalid-input', { problems })
  return ok(identifier)
}
