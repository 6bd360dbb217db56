/**
 * A decision as the organisation that supplied may read it: what was asked of its source, by which organisation, on what
 * ground, and what became of it. Nothing of the case, the grounds, the facts, the subject or the person who asked. Pure.
 */
import { z } from 'zod'
import { OUTCOMES, REGIMES } from '../domain/codes.ts'
import { fieldDecisionSchema, normsOf } from '../domain/decision.ts'
import type { Entry } from '../ports.ts'
import type { OpenedParts } from './entry.ts'
import { partOf } from './parts.ts'

export const suppliedDecisionSchema = z.strictObject({
  id: z.string(),
  at: z.iso.datetime(),
  /** The asking organisation. */
  oin: z.string(),
  department: z.string().nullable(),
  purpose: z.string().nullable(),
  legalBasis: z.array(z.string()),
  regime: z.enum(REGIMES),
  source: z.string(),
  outcome: z.enum(OUTCOMES),
  fields: z.array(fieldDecisionSchema.omit({ norms: true })),
  norms: z.array(z.string()),
  /** Whether it was answered: a permit may have been aborted, and nothing left then. */
  settled: z.boolean(),
})
export type SuppliedDecision = z.infer<typeof suppliedDecisionSchema>

/** null: this organisation supplied nothing here, or what would show that it did is erased. */
export function suppliedDecision(
  oin: string,
  entry: Entry,
  parts: OpenedParts,
  settlement: OpenedParts | null,
): SuppliedDecision | null {
  const request = partOf(parts, 'request')
  const decision = partOf(parts, 'decision')
  if (entry.type !== 'decision' || entry.oin === oin || request?.holder !== oin || !decision) return null
  const { purpose, legalBasis, regime, source } = request
  return {
    id: entry.id,
    at: entry.at,
    oin: entry.oin,
    department: partOf(parts, 'caller')?.department ?? null,
    purpose,
    legalBasis: [...legalBasis].sort(),
    regime,
    source,
    outcome: decision.outcome,
    fields: decision.fields.map(({ name, treatment, waiting }) => ({ name, treatment, waiting })),
    norms: normsOf(decision),
    settled: settlement !== null && partOf(settlement, 'settlement')?.result === 'settled',
  }
}
