/** What the entrypoints may answer. Anything else is no answer at all, and refuses. Pure. */
import { z } from 'zod'
import { scopeSchema } from '../domain/case.ts'
import { OUTCOMES, TREATMENTS } from '../domain/codes.ts'
import { fieldDecisionSchema, findingSchema, missingSchema, obligationSchema } from '../domain/decision.ts'

/** Rules copy scopes from the question, where a part that was not given is null: a null part is no part. */
const scope = z.preprocess(withoutNulls, scopeSchema)

function withoutNulls(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null))
}

/** `canary` repeats input.now: an engine that lost its input cannot pass. */
export const verdictDocumentSchema = z.strictObject({
  canary: z.string(),
  outcome: z.enum(OUTCOMES),
  fields: z.array(fieldDecisionSchema),
  findings: z.array(findingSchema.extend({ scope: scope.optional() })),
  missing: z.array(missingSchema.extend({ scope })),
  obligations: z.array(obligationSchema),
})
export type VerdictDocument = z.infer<typeof verdictDocumentSchema>

/**
 * Screening: per record whether it may go, and what happens to its fields. `treatments` lists only fields that screening
 * touches; `findings` name the norms per record for the log, never for the caller.
 */
export const screeningSchema = z.strictObject({
  canary: z.string(),
  records: z.array(
    z.strictObject({
      index: z.number().int(),
      released: z.boolean(),
      treatments: z.record(z.string(), z.enum(TREATMENTS)),
      dropped: z.array(z.strictObject({ field: z.string(), index: z.number().int() })),
      norms: z.array(z.string()),
    }),
  ),
  obligations: z.array(obligationSchema),
})
export type ScreeningDocument = z.infer<typeof screeningSchema>

/** Named on every evaluation: entrypoint 0 of a bundle must never be trusted to be the right one. */
export const ENTRYPOINTS = ['sluis/decide', 'sluis/screen', 'sluis/act'] as const
export type Entrypoint = (typeof ENTRYPOINTS)[number]
