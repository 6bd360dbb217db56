/** Query and body shapes of what is told about the log: statements, counts and reports. Pure. */
import { z } from 'zod'
import { OUTCOMES } from '../domain/codes.ts'
import { subjectSchema } from '../domain/inquiry.ts'
import { STATEMENT_FOR } from './documents-statement.ts'
import { kind } from './queries.ts'

const code = z.string().min(1).max(64)
const moment = z.iso.datetime({ offset: true }).optional()

export const statementSchema = z.strictObject({
  readingPurpose: code.describe('P-RECHT: voor de rechten van een betrokkene'),
  subject: subjectSchema
    .refine(({ type }) => type === 'NATURAL', 'must be a person')
    .describe('De betrokkene: iemand, geen bedrijf of zaak'),
  from: moment,
  until: moment.describe('Tot dit moment, dat zelf niet meetelt'),
  for: z
    .enum(STATEMENT_FOR)
    .default('officer')
    .describe('subject: om te geven aan de betrokkene, zonder wat alleen de functionaris mag weten'),
})

/** Days in the Netherlands. */
const period = {
  readingPurpose: code,
  from: z.iso.date().describe('Eerste dag, in Nederland'),
  until: z.iso.date().describe('De dag na de laatste'),
}

export const countsQuerySchema = z.strictObject({
  ...period,
  department: code.optional(),
  purpose: code.optional(),
  outcome: z.enum(OUTCOMES).optional(),
  legalBasis: code.optional(),
  norm: code.optional(),
  caseId: code.optional(),
  source: code.optional(),
  type: kind,
  per: z.enum(['day', 'month']).optional().describe('Ook per dag of per maand'),
})

export const accountabilityQuerySchema = z.strictObject(period)

/** As the log writes it; null: none was given. */
export function momentOf(moment: string | undefined): string | null {
  return moment === undefined ? null : new Date(moment).toISOString()
}
