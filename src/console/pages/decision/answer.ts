/** What the API answers to who asks for one decision. Pure. */
import { z } from 'zod'
import { decisionRecordSchema } from '../../../api/documents-decision.ts'
import { suppliedDecisionSchema } from '../../../log/supplied.ts'

/** What was supplied to another organisation has another shape: of that one only what was asked of the source is told. */
export const decisionAnswerSchema = z.union([decisionRecordSchema, suppliedDecisionSchema])
export type DecisionAnswer = z.infer<typeof decisionAnswerSchema>
