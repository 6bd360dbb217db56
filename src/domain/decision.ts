/** Finding and Decision: what the norms say, and what follows field by field. Pure. */
import { z } from 'zod'
import { scopeSchema } from './case.ts'
import { EFFECTS, OUTCOMES, TREATMENTS } from './codes.ts'

/**
 * What one norm says. Without `fields` and `category` it speaks about the whole inquiry. Kept small: titles, articles
 * and texts are joined from the manifest, never carried through the guest.
 */
export const findingSchema = z.strictObject({
  norm: z.string(),
  effect: z.enum(EFFECTS),
  fields: z.array(z.string()).optional(),
  category: z.string().optional(),
  treatment: z.enum(TREATMENTS).optional(),
  attestation: z.string().optional(),
  scope: scopeSchema.optional(),
  obligation: z.string().optional(),
  /** A deny that leaves hit / no hit alone (default: it covers existence too). */
  existence: z.literal(false).optional(),
  /** The only reason this caller may see: they have no part in the case, so no case fact may show through. */
  discreet: z.literal(true).optional(),
})
export type Finding = z.infer<typeof findingSchema>

export const fieldDecisionSchema = z.strictObject({
  name: z.string(),
  treatment: z.enum(TREATMENTS),
  /** Waits only for attestations: it has a permit, no deny and an unmet require. */
  waiting: z.boolean(),
  /** Deciding norms: the findings at the winning precedence, sorted. */
  norms: z.array(z.string()),
})
export type FieldDecision = z.infer<typeof fieldDecisionSchema>

export const missingSchema = z.strictObject({
  attestation: z.string(),
  scope: scopeSchema,
  roles: z.array(z.string()),
  norm: z.string(),
})

export const obligationSchema = z.strictObject({ obligation: z.string(), norm: z.string() })
export type Obligation = z.infer<typeof obligationSchema>

/** Digest of compiled rules, tables and local settings; the revision is its short name. */
export const policyRefSchema = z.strictObject({ revision: z.string(), digest: z.string() })
export type PolicyRef = z.infer<typeof policyRefSchema>

/** Outcome of one evaluation, for an inquiry or an act. Lists are sorted: results are compared byte for byte. */
const verdictShape = {
  outcome: z.enum(OUTCOMES),
  fields: z.array(fieldDecisionSchema),
  findings: z.array(findingSchema),
  missing: z.array(missingSchema),
  obligations: z.array(obligationSchema),
}
export const verdictSchema = z.strictObject(verdictShape)
export type Verdict = z.infer<typeof verdictSchema>

/** Every norm that spoke, sorted. */
export function normsOf({ findings, fields }: Pick<Verdict, 'findings' | 'fields'>): string[] {
  const norms = [...findings.map((finding) => finding.norm), ...fields.flatMap((field) => field.norms)]
  return [...new Set(norms)].sort()
}

/** A Decision is a verdict with an identity, bound to the case version and the policy revision it was made under. */
export const decisionSchema = z.strictObject({
  ...verdictShape,
  id: z.string(),
  /** First decision of the inquiry; equal to `id` on the first walk. */
  inquiryId: z.string(),
  at: z.string(),
  policy: policyRefSchema,
  caseVersion: z.number().int().nullable(),
})
export type Decision = z.infer<typeof decisionSchema>
