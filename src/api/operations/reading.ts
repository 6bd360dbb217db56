/** Operations on the log, and on what can be asked. Pure. */
import { z } from 'zod'
import { suppliedDecisionSchema } from '../../log/supplied.ts'
import * as documents from '../documents.ts'
import { decisionQuerySchema, decisionReadSchema, decisionSearchSchema } from '../queries.ts'
import type { Operation } from './operation.ts'

export const READING: readonly Operation[] = [
  {
    method: 'get',
    path: '/decisions',
    id: 'listDecisions',
    tag: 'decisions',
    status: 200,
    query: decisionQuerySchema,
    answer: documents.pageOf(documents.decisionRowSchema),
    summary: 'Beslissingen in het logboek; inzien is doelgebonden en wordt gelogd',
  },
  {
    method: 'post',
    path: '/decisions/_search',
    id: 'searchDecisions',
    tag: 'decisions',
    status: 200,
    body: decisionSearchSchema,
    answer: documents.pageOf(documents.decisionRowSchema),
    summary: 'Beslissingen over één betrokkene zoeken',
  },
  {
    method: 'get',
    path: '/decisions/{id}',
    id: 'getDecision',
    tag: 'decisions',
    status: 200,
    query: decisionReadSchema,
    answer: z.union([documents.decisionRecordSchema, suppliedDecisionSchema]),
    summary:
      'Eén beslissing zoals zij in het logboek staat; wie de gegevens leverde ziet alleen wat van haar gevraagd is',
  },
  {
    method: 'get',
    path: '/norms',
    id: 'listNorms',
    tag: 'policy',
    status: 200,
    answer: documents.pageOf(documents.normSchema),
    summary: 'De normen die beslissen',
  },
  {
    method: 'get',
    path: '/norms/{id}',
    id: 'getNorm',
    tag: 'policy',
    status: 200,
    answer: documents.normSchema,
    summary: 'Eén norm met artikel, tekst en zekerheid',
  },
  {
    method: 'get',
    path: '/sources',
    id: 'listSources',
    tag: 'policy',
    status: 200,
    answer: documents.pageOf(documents.codedSchema),
    summary: 'Bronnen en hun velden',
  },
  {
    method: 'get',
    path: '/purposes',
    id: 'listPurposes',
    tag: 'policy',
    status: 200,
    answer: documents.pageOf(documents.codedSchema),
    summary: 'Doelen',
  },
  {
    method: 'get',
    path: '/legal-bases',
    id: 'listLegalBases',
    tag: 'policy',
    status: 200,
    answer: documents.pageOf(documents.codedSchema),
    summary: 'Grondslagen en hun voorwaarden',
  },
  {
    method: 'get',
    path: '/policy',
    id: 'getPolicy',
    tag: 'policy',
    status: 200,
    answer: documents.policyDocumentSchema,
    summary: 'De beleidsversie die nu geldt',
  },
  {
    method: 'get',
    path: '/openapi.json',
    id: 'getOpenApi',
    tag: 'policy',
    status: 200,
    answer: z.record(z.string(), z.unknown()),
    open: true,
    summary: 'Deze beschrijving',
  },
]
