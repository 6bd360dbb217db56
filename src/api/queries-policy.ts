/** Query and body shapes of operations on policies. Pure. */
import { z } from 'zod'
import { LIMITS } from '../limits.ts'

export const revisionsQuerySchema = z.strictObject({
  cursor: z.string().max(256).optional(),
  limit: z.coerce.number().int().min(1).max(LIMITS.pageItems).optional(),
})

export const differenceQuerySchema = z.strictObject({
  cases: z
    .enum(['true', 'false'])
    .default('false')
    .describe('Ook de casussen die met de installatie meekwamen aan beide voorleggen; dat kost seconden'),
})

export const evaluationRequestSchema = z.strictObject({
  input: z
    .record(z.string(), z.unknown())
    .describe('Verzonnen feiten: policy-invoer, of het deel dat anders is dan policies/default.json'),
  judgements: z
    .array(z.string().min(1).max(64))
    .max(32)
    .default([])
    .describe('Soorten vaststellingen die een ander dan de aanvrager over deze vraag zou hebben gegeven'),
  whyNot: z.boolean().default(false).describe('Ook zoeken naar wat zou openen wat dicht bleef; voor wie dat mag zien'),
})
export type EvaluationRequest = z.infer<typeof evaluationRequestSchema>
