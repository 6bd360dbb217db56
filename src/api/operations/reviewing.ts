/** Operations of who oversees: samples of decisions, findings with their follow-up, and how the broker fares. Pure. */
import { findingActionRequestSchema, findingRequestSchema } from '../../domain/finding.ts'
import { pageOf } from '../documents.ts'
import { healthSchema } from '../documents-health.ts'
import * as documents from '../documents-review.ts'
import { decisionReadSchema } from '../queries.ts'
import { findingQuerySchema, sampleQuerySchema, sampleRequestSchema } from '../queries-review.ts'
import type { Operation } from './operation.ts'

const SAMPLE = {
  readingPurpose: 'P-AUDIT',
  from: '2026-01-01T00:00:00Z',
  until: '2026-04-01T00:00:00Z',
  department: 'ONDM',
  size: 25,
  seed: '00112233445566778899aabbccddeeff',
  grounds: 'Kwartaalcontrole van het ondermijningsteam.',
}
const FINDING = {
  decisionId: '01920000-0000-7000-8000-000000000001',
  severity: 'LOW',
  finding: 'De noodzaak is in één zin gegeven, zonder verwijzing naar het signaal.',
  followUp: 'Met het team bespreken hoe een vraag wordt onderbouwd.',
  owner: 'R-CAS',
  due: '2099-05-01',
}

export const REVIEWING: readonly Operation[] = [
  {
    method: 'post',
    path: '/samples',
    id: 'drawSample',
    tag: 'reviews',
    status: 201,
    inLine: true,
    body: sampleRequestSchema,
    example: SAMPLE,
    answer: documents.sampleActDocumentSchema,
    summary: 'Een aselecte steekproef uit de beslissingen van een periode, die ieder met de seed opnieuw kan trekken',
  },
  {
    method: 'get',
    path: '/samples',
    id: 'listSamples',
    tag: 'reviews',
    status: 200,
    query: sampleQuerySchema,
    answer: pageOf(documents.sampleSummarySchema),
    summary: 'Steekproeven, en hoeveel ervan is bekeken; inzien is doelgebonden en wordt gelogd',
  },
  {
    method: 'get',
    path: '/samples/{id}',
    id: 'getSample',
    tag: 'reviews',
    status: 200,
    query: decisionReadSchema,
    answer: documents.sampleDocumentSchema,
    summary: 'Eén steekproef: haar beslissingen, en de bevindingen per beslissing',
  },
  {
    method: 'get',
    path: '/samples/{id}/redraw',
    id: 'redrawSample',
    tag: 'reviews',
    status: 200,
    inLine: true,
    query: decisionReadSchema,
    answer: documents.redrawSchema,
    summary: 'Een steekproef opnieuw trekken, en zien of hetzelfde eruit komt',
  },
  {
    method: 'post',
    path: '/findings',
    id: 'writeFinding',
    tag: 'reviews',
    status: 201,
    body: findingRequestSchema,
    example: FINDING,
    answer: documents.findingActDocumentSchema,
    summary: 'Een bevinding over een beslissing vastleggen, ook dat niets mis is; niet over een eigen vraag',
  },
  {
    method: 'get',
    path: '/findings',
    id: 'listFindings',
    tag: 'reviews',
    status: 200,
    inLine: true,
    query: findingQuerySchema,
    answer: pageOf(documents.findingSummarySchema),
    summary: 'Bevindingen van de eigen rol, zonder hun woorden; wie controleert ziet ze alle',
  },
  {
    method: 'get',
    path: '/findings/{id}',
    id: 'getFinding',
    tag: 'reviews',
    status: 200,
    answer: documents.findingDocumentSchema,
    summary: 'Eén bevinding met haar woorden en wat eraan is gedaan; inzien wordt gelogd',
  },
  {
    method: 'post',
    path: '/findings/{id}/actions',
    id: 'followUpFinding',
    tag: 'reviews',
    status: 201,
    body: findingActionRequestSchema,
    example: { words: 'Besproken in het overleg van 3 maart.', close: false },
    answer: documents.findingActDocumentSchema,
    summary: 'Vastleggen wat aan een bevinding is gedaan; sluiten doet wie controleert',
  },
  {
    method: 'get',
    path: '/health',
    id: 'getHealth',
    tag: 'reviews',
    status: 200,
    answer: healthSchema,
    summary:
      'Hoe de sluis ervoor staat: logboek, getuigen, bronnen, beleid, bewaren, verplichtingen en stops; niets over personen',
  },
]
