/** Operations on inquiries. Pure. */
import { inquiryRequestSchema } from '../../domain/inquiry.ts'
import * as documents from '../documents.ts'
import { inquiryQuerySchema } from '../queries.ts'
import type { Operation } from './operation.ts'

export const ASKING: readonly Operation[] = [
  {
    method: 'post',
    path: '/inquiries',
    id: 'createInquiry',
    tag: 'inquiries',
    status: 201,
    body: inquiryRequestSchema,
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
    summary: 'Eigen informatieverzoeken met hun status',
  },
  {
    method: 'post',
    path: '/inquiries/_preview',
    id: 'previewInquiry',
    tag: 'inquiries',
    status: 200,
    body: inquiryRequestSchema,
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
    summary: 'Een eigen informatieverzoek, zonder de gegevens',
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
