/** Shapes of one decision as the log has it, and of one that was evaluated again. Pure. */
import { z } from 'zod'
import { OUTCOMES, REPLAY_RESULTS } from '../domain/codes.ts'
import { obligationSchema } from '../domain/decision.ts'
import { groundsSchema } from '../domain/inquiry.ts'
import { due, owners } from './documents.ts'

const bilingual = z.object({ nl: z.string(), en: z.string() })

/** `record` follows the Authorization Decision Log 1.0.0, level 4; null: no decision, or erased. */
export const decisionRecordSchema = z.object({
  id: z.string(),
  type: z.string(),
  index: z.number().int(),
  at: z.iso.datetime(),
  leafHash: z.string(),
  record: z.record(z.string(), z.unknown()).nullable(),
  grounds: groundsSchema
    .nullable()
    .describe('Waarom de vrager het nodig vond; null: geen informatieverzoek, of gewist'),
  settlement: z.record(z.string(), z.unknown()).nullable(),
  obligations: z
    .array(
      obligationSchema.extend({
        text: bilingual,
        owners,
        owed: z.boolean().describe('Geldt; anders zou het gelden als er was verstrekt, of als dit was gedaan'),
        due: due.describe('Laatste dag waarop het op tijd is; null: geen dag, of het geldt niet'),
      }),
    )
    .nullable()
    .describe('Wat dit besluit oplegt; null: gewist'),
  walks: z
    .array(z.object({ id: z.string(), at: z.iso.datetime(), outcome: z.enum(OUTCOMES).nullable() }))
    .describe('Van een informatieverzoek: alle keren dat het is gevraagd, de eerste eerst; de uitkomst null: gewist'),
})

/** `recorded` and `evaluated` only where they differ. */
export const replaySchema = z.object({
  id: z.string(),
  index: z.number().int(),
  type: z.string(),
  at: z.iso.datetime(),
  policy: z.string(),
  result: z.enum(REPLAY_RESULTS),
  recorded: z.record(z.string(), z.unknown()).optional(),
  evaluated: z.record(z.string(), z.unknown()).optional(),
})
export type DecisionRecord = z.infer<typeof decisionRecordSchema>
