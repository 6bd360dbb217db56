/** Query and body shapes of reviewing. Pure. */
import { z } from 'zod'
import { FINDING_STATUSES, SEVERITIES } from '../domain/codes.ts'
import { LIMITS } from '../limits.ts'
import { code, paging } from './queries.ts'

/** A seed of 16 bytes or more: nobody tries them all until the sample is to their liking by chance. */
const SEED = /^([0-9a-f]{2}){16,32}$/

export const sampleRequestSchema = z.strictObject({
  readingPurpose: code,
  from: z.iso.datetime({ offset: true }),
  until: z.iso.datetime({ offset: true }),
  department: code.optional(),
  size: z.number().int().min(1).max(LIMITS.sampleSize),
  seed: z
    .string()
    .regex(SEED)
    .optional()
    .describe('Hexadecimaal, 16 tot 32 bytes: dezelfde seed geeft dezelfde steekproef; anders kiest de sluis er een'),
  grounds: z.string().min(1).max(4000).describe('Waarom deze steekproef: blijft verzegeld in het logboek'),
})
export const sampleQuerySchema = z.strictObject({ readingPurpose: code, ...paging })

export const findingQuerySchema = z.strictObject({
  status: z.enum(FINDING_STATUSES).optional(),
  severity: z.enum(SEVERITIES).optional(),
  owner: code.optional().describe('Rol die het moet doen: een code van /roles'),
  decisionId: z.uuid().optional(),
  ...paging,
})
