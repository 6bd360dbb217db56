/** Shapes of what the API answers about samples and findings. Pure. */
import { z } from 'zod'
import { FINDING_STATUSES, REDRAW_RESULTS, SEVERITIES } from '../domain/codes.ts'
import { actDocumentSchema, decisionRowSchema } from './documents.ts'

/** `due` null, `owner` null: there is nothing to do. */
export const findingSummarySchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  sampleId: z.string().nullable(),
  decisionId: z.string(),
  caseId: z.string().nullable(),
  source: z.string().nullable(),
  severity: z.enum(SEVERITIES),
  owner: z.string().nullable().describe('Rol die het moet doen'),
  due: z.iso.date().nullable().describe('Laatste dag waarop het op tijd is'),
  overdue: z.boolean(),
  status: z.enum(FINDING_STATUSES),
  actId: z.string().describe('De handeling waarmee zij is vastgelegd: wie het was staat in het logboek'),
  closedAt: z.iso.datetime().nullable(),
})

/** Words are null once they are erased. */
export const findingDocumentSchema = findingSummarySchema.extend({
  finding: z.string().nullable(),
  followUp: z.string().nullable(),
  actions: z.array(
    z.object({
      id: z.string(),
      at: z.iso.datetime(),
      words: z.string().nullable(),
      closes: z.boolean(),
      actId: z.string(),
    }),
  ),
})
export const findingActDocumentSchema = actDocumentSchema.extend({
  findingId: z.string().optional(),
  actionId: z.string().optional(),
})

/** What it was drawn from and how, so that anybody with the log can draw it again (src/log/sampling.ts). */
export const sampleSummarySchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  department: z.string().nullable(),
  seed: z.string(),
  seedGiven: z.boolean().describe('Wie de steekproef nam koos de seed zelf'),
  size: z.number().int(),
  population: z.number().int().describe('Uit hoeveel beslissingen is getrokken'),
  upTo: z.number().int().describe('Volgnummer in het logboek waaronder is getrokken'),
  drawn: z.number().int().describe('Hoeveel beslissingen erin zitten'),
  reviewed: z.number().int().describe('Over hoeveel daarvan er een bevinding is'),
})
/** `decision` null: its content was erased. */
export const sampleDocumentSchema = sampleSummarySchema.extend({
  decisions: z.array(
    z.object({
      index: z.number().int(),
      id: z.string(),
      decision: decisionRowSchema.nullable(),
      findings: z.array(findingSummarySchema),
    }),
  ),
})
export const sampleActDocumentSchema = actDocumentSchema.extend({
  sampleId: z.string().optional(),
  population: z.number().int().optional(),
  drawn: z.number().int().optional(),
})
export const redrawSchema = z.object({
  id: z.string(),
  result: z
    .enum(REDRAW_RESULTS)
    .describe(
      'same: hetzelfde kwam eruit. erased: sindsdien is er gewist, en wat er nog is klopt. differs: het klopt niet',
    ),
})
