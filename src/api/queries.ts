/** Query and search shapes of the API. Pure. */
import { z } from 'zod'
import { caseReferenceIn } from '../cases/reference.ts'
import { DECISION_KINDS, DUTY_STATUSES, OUTCOMES, STATUSES } from '../domain/codes.ts'
import { subjectSchema } from '../domain/inquiry.ts'
import { LIMITS } from '../limits.ts'

export const code = z.string().min(1).max(64)
export const paging = {
  limit: z.coerce.number().int().min(1).max(LIMITS.pageItems).optional(),
  cursor: z.string().max(200).optional(),
}

const reference = z
  .string()
  .max(32)
  .transform((typed, context) => {
    const found = caseReferenceIn(typed)
    if (found === null) context.addIssue({ code: 'custom', message: 'must be a reference such as Z-20261127-4F3A9C' })
    return found ?? z.NEVER
  })

export const inquiryQuerySchema = z.strictObject({
  status: z.enum(STATUSES).optional(),
  caseId: code.optional(),
  source: code.optional(),
  ready: z
    .literal('true')
    .optional()
    .describe('Alleen wat verder kan: wat ontbrak is gegeven of geweigerd; van de nieuwste honderd die wachten'),
  ...paging,
})

export const obligationQuerySchema = z.strictObject({
  status: z.enum(DUTY_STATUSES).optional(),
  owner: code.optional().describe('Rol die het moet doen: een code van /roles'),
  caseId: code.optional(),
  dueBefore: z.iso.date().optional().describe('Alleen wat vóór deze dag klaar moest zijn'),
  ...paging,
})

export const judgementQuerySchema = z.strictObject({
  type: code.optional().describe('Alleen deze vaststelling: een code van /attestation-types'),
  caseId: code.optional(),
  reference: reference.optional().describe('Alleen van de zaak met dit kenmerk, zoals Z-20261127-4F3A9C'),
  expiresBefore: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('Alleen wat vervalt vóór dit moment, als er niet op tijd wordt geoordeeld'),
  inquiry: z.uuid().optional().describe('Alleen waarop dit informatieverzoek wacht'),
  ...paging,
})

/** Of any of these types: a list of codes with commas, such as all that stops something. */
export const attestationQuerySchema = z.strictObject({
  type: z
    .string()
    .regex(/^[A-Z0-9_]{1,64}(,[A-Z0-9_]{1,64}){0,15}$/)
    .optional()
    .describe('Alleen deze soorten: codes van /attestation-types, gescheiden door komma’s'),
})

export const caseQuerySchema = z.strictObject({
  reference: reference.optional().describe('Alleen de zaak met dit kenmerk, zoals Z-20261127-4F3A9C'),
  ...paging,
})
export const holdingQuerySchema = z.strictObject({ caseId: code.optional(), ...paging })

/** Of entries of the log that are decisions. */
export const kind = z
  .enum(DECISION_KINDS)
  .optional()
  .describe(
    'Alleen informatieverzoeken, proefvragen (alle, die van vragers, of die Sluis deed bij een oordeel) of handelingen; zonder: alles',
  )

const filter = {
  /** Why the log is read: P-AUDIT or P-RECHT (WGS 1.8 lid 4). */
  readingPurpose: code,
  from: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
  department: code.optional(),
  purpose: code.optional(),
  legalBasis: code.optional(),
  outcome: z.enum(OUTCOMES).optional(),
  norm: code.optional(),
  caseId: code.optional(),
  source: code.optional(),
  type: kind,
}
export const decisionQuerySchema = z.strictObject({ ...filter, ...paging })
export const decisionSearchSchema = z.strictObject({
  ...filter,
  ...paging,
  limit: z.number().int().min(1).max(LIMITS.pageItems).optional(),
  subject: subjectSchema,
})
/** All of what the search would find, with proofs; a person only in the body. */
export const decisionExportSchema = z.strictObject({
  readingPurpose: code,
  from: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
  department: code.optional(),
  subject: subjectSchema.optional(),
})
/** A period has an end: evaluating again is itself a read in the log. */
export const decisionReplaySchema = z.strictObject({
  readingPurpose: code,
  from: z.iso.datetime({ offset: true }),
  until: z.iso.datetime({ offset: true }),
  limit: z.number().int().min(1).max(LIMITS.pageItems).optional(),
  cursor: paging.cursor,
})
/** Where work waits is looked for only when it is asked. */
export const meQuerySchema = z.strictObject({
  landing: z.literal('true').optional().describe('Ook zoeken waar werk wacht, om daar te beginnen'),
})
/** With a purpose: also in how many decisions it spoke, which is a look in the log. */
export const normReadSchema = z.strictObject({ readingPurpose: code.optional() })
const leaves = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
export const inclusionQuerySchema = z.strictObject({
  index: leaves.describe('Volgnummer van de regel'),
  size: leaves.optional().describe('Omvang van de boom; anders die van het laatste controlepunt'),
})
export const consistencyQuerySchema = z.strictObject({
  first: leaves.describe('Omvang van de eerdere boom'),
  second: leaves.optional().describe('Omvang van de latere boom; anders die van het laatste controlepunt'),
})
export const decisionReadSchema = z.strictObject({ readingPurpose: code })
export const whyNotQuerySchema = z.strictObject({
  readingPurpose: code,
  field: z.string().min(1).max(200).describe('Een veld van de beslissing, hit, of act voor een handeling'),
})
/** As a look in the log: for control, or for the rights of a person. */
export const retentionQuerySchema = z.strictObject({ readingPurpose: code, ...paging })
