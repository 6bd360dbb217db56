/** The Inquiry: what is asked, why and for whom. Claims, not facts. Pure. */
import { z } from 'zod'
import { IDENTIFIER_TYPES, LEVELS, type Level, MODES, REGIMES, SUBJECT_TYPES } from './codes.ts'

const code = z.string().min(1).max(64)

export const identifierSchema = z.strictObject({ type: z.enum(IDENTIFIER_TYPES), value: z.string().min(1).max(200) })
export type Identifier = z.infer<typeof identifierSchema>

export const subjectSchema = z.strictObject({ type: z.enum(SUBJECT_TYPES), identifier: identifierSchema })
export type Subject = z.infer<typeof subjectSchema>

export const groundsSchema = z.strictObject({
  necessity: z.string().max(4000).optional(),
  proportionality: z.string().max(4000).optional(),
  subsidiarity: z.string().max(4000).optional(),
})

/**
 * Body of POST /v1/inquiries. What is lawful is not decided here: a missing purpose, task, basis, ground or level, BULK
 * or AUTO, or a case one has no part in stay askable and get a logged deny.
 */
export const inquiryRequestSchema = z.strictObject({
  regime: z.enum(REGIMES).describe('Spoor: BGP is het binnengemeentelijke protocol, WGS het RIEC'),
  purpose: code.optional().describe('Doel: een code van /purposes'),
  task: code.optional().describe('Wettelijke taak waarvoor u vraagt, zoals Opiumwet:13b'),
  legalBasis: z.array(code).max(16).optional().describe('Grondslagen: codes van /legal-bases'),
  caseId: z.string().min(1).max(64).optional().describe('Zaak waarvoor u vraagt'),
  source: code.describe('Bron: een code van /sources'),
  subject: subjectSchema.optional().describe('Over wie of wat'),
  mode: z.enum(MODES).describe('HITNOHIT vraagt of er iets bekend is, DETAIL vraagt de velden onder fields'),
  level: z.enum(LEVELS).optional().describe('Strategisch, tactisch of operationeel'),
  fields: z.array(code).max(64).optional().describe('Velden van de bron; bij DETAIL verplicht'),
  grounds: groundsSchema.optional().describe('Waarom het nodig is en niet met minder kan, in eigen woorden'),
  /** Who receives; absent: the caller's own department (or organ, where it has none). The kind is derived, never claimed. */
  recipient: z
    .strictObject({ organ: code.optional(), department: code.optional() })
    .optional()
    .describe('Wie ontvangt; zonder is dat de eigen afdeling'),
})
export type InquiryRequest = z.infer<typeof inquiryRequestSchema>

/** A validated question: codes exist, identifiers pass their checks, claims are normalised; nothing is believed yet. */
export type Inquiry = {
  readonly regime: InquiryRequest['regime']
  readonly purpose: string | null
  readonly task: string | null
  readonly legalBasis: readonly string[]
  readonly caseId: string | null
  readonly source: string
  readonly subject: Subject | null
  readonly mode: InquiryRequest['mode']
  readonly level: Level | null
  /** Field names of the source, sorted and unique; empty for a question about existence. */
  readonly fields: readonly string[]
  readonly grounds: { readonly necessity: string; readonly proportionality: string; readonly subsidiarity: string }
  readonly recipient: { readonly organ: string; readonly department: string | null }
}
