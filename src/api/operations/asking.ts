/** Operations on inquiries. Pure. */
import { inquiryRequestSchema } from '../../domain/inquiry.ts'
import * as documents from '../documents.ts'
import { inquiryQuerySchema } from '../queries.ts'
import type { Operation } from './operation.ts'

/** The BSN is an official test number. */
const QUESTION = {
  regime: 'BGP',
  purpose: 'P-BGP-AANPAK',
  task: 'Opiumwet:13b',
  legalBasis: ['LB-6E'],
  caseId: '01a20efe-d941-74be-ade4-31505e529f98',
  source: 'BEL/heffingen',
  subject: { type: 'NATURAL', identifier: { type: 'bsn', value: '999990019' } },
  mode: 'DETAIL',
  level: 'OPS',
  fields: ['aanslag_ozb', 'kwijtschelding'],
  grounds: {
    necessity: 'Nodig om te bepalen of de bestuurlijke aanpak kan beginnen.',
    proportionality: 'Alleen de velden die voor deze stap nodig zijn.',
    subsidiarity: 'De afdeling heeft zelf geen andere bron.',
  },
}

export const ASKING: readonly Operation[] = [
  {
    method: 'post',
    path: '/inquiries',
    id: 'createInquiry',
    tag: 'inquiries',
    status: 201,
    body: inquiryRequestSchema,
    example: QUESTION,
    answer: documents.inquiryDocumentSchema,
    repeatable: true,
    summary: 'Een informatieverzoek doen: het antwoord, of de norm die in de weg staat',
  },
  {
    method: 'get',
    path: '/inquiries',
    id: 'listInquiries',
    tag: 'inquiries',
    status: 200,
    query: inquiryQuerySchema,
    answer: documents.pageOf(documents.inquirySummarySchema),
    summary: 'Eigen informatieverzoeken met hun status, en wat is geworden van waar zij op wachten',
  },
  {
    method: 'post',
    path: '/inquiries/_preview',
    id: 'previewInquiry',
    tag: 'inquiries',
    status: 200,
    body: inquiryRequestSchema,
    example: QUESTION,
    answer: documents.inquiryDocumentSchema,
    summary: 'Vooraf zien wat de beslissing zou zijn; er wordt niets opgehaald',
  },
  {
    method: 'get',
    path: '/inquiries/{id}',
    id: 'getInquiry',
    tag: 'inquiries',
    status: 200,
    answer: documents.inquiryDetailSchema,
    summary: 'Een eigen informatieverzoek: wat u vroeg en wat ervan kwam, zonder de gegevens',
  },
  {
    method: 'delete',
    path: '/inquiries/{id}',
    id: 'withdrawInquiry',
    tag: 'inquiries',
    status: 200,
    answer: documents.inquirySummarySchema,
    summary: 'Een wachtend informatieverzoek intrekken',
  },
  {
    method: 'post',
    path: '/inquiries/{id}/disclosures',
    id: 'createDisclosure',
    tag: 'inquiries',
    status: 201,
    answer: documents.inquiryDocumentSchema,
    repeatable: true,
    summary: 'Hetzelfde verzoek opnieuw laten beoordelen, na een vaststelling of een storing',
  },
]
