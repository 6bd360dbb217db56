/** Shapes of what the API answers about cases: what may come next, when it goes, and who a key of it stands for. Pure. */
import { z } from 'zod'
import { caseFactsSchema } from '../domain/case.ts'
import { RELATIONS, SUBJECT_TYPES } from '../domain/codes.ts'
import { subjectSchema } from '../domain/inquiry.ts'
import { actDocumentSchema, attestationDocumentSchema, missing, retentionDocumentSchema } from './documents.ts'

const reference = z
  .string()
  .describe('Kenmerk zoals mensen het noemen, van het nummer gemaakt: Z, de dag van openen en de laatste zes tekens')
export const caseSummarySchema = z.object({
  id: z.string(),
  reference,
  version: z.number().int(),
  openedAt: z.iso.datetime(),
  regime: z.string(),
  state: z.string(),
  crimeForm: z.string().nullable(),
  purposes: z.array(z.string()),
})
export const caseDocumentSchema = z.object({
  id: z.string(),
  reference,
  oin: z.string(),
  version: z.number().int(),
  openedAt: z.iso.datetime(),
  openedBy: z.string(),
  facts: caseFactsSchema,
  subjects: z.array(z.object({ key: z.string(), type: z.enum(SUBJECT_TYPES), relation: z.enum(RELATIONS) })),
  attestations: z.array(attestationDocumentSchema),
})

const { outcome, reasons } = actDocumentSchema.shape

/** One state that the case may go to from where it is. `outcome` is for the caller, the rest for who may move it at all. */
export const nextStateSchema = z.object({
  to: z.string(),
  roles: z.array(z.string()).describe('Rollen die de zaak daarheen brengen'),
  outcome: outcome.describe('Wat het beleid zegt als de aanvrager haar nu daarheen brengt'),
  missing: z.array(missing).describe('Vaststellingen die er dan nog moeten komen, wie het ook doet'),
  reasons: reasons.describe('Normen die het dan nog tegenhouden, wie het ook doet'),
})

export const openCaseDocumentSchema = caseDocumentSchema.extend({
  next: z.array(nextStateSchema).describe('Waar de zaak heen kan; leeg: hier eindigt zij'),
  retention: retentionDocumentSchema
    .omit({ caseId: true, day: true, of: true })
    .describe('Wanneer de zaak wordt gewist, volgens welke regel, en wat dat tegenhoudt'),
})
export type OpenCaseDocument = z.infer<typeof openCaseDocumentSchema>

/** `purpose` is one of the case; the grounds stay sealed in the log. */
export const revealRequestSchema = z.strictObject({
  subject: z
    .string()
    .regex(/^s-[0-9a-f]{32}$/)
    .describe('Betrokkene: de sleutel die de zaak toont'),
  purpose: z.string().min(1).max(64).describe('Doel van de zaak waarvoor het nummer nodig is'),
  grounds: z.string().min(1).max(4000).describe('Waarom het nodig is, in eigen woorden'),
})
export const revealedSchema = z.object({ key: z.string(), relation: z.enum(RELATIONS), subject: subjectSchema })
