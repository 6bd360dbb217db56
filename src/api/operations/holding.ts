/** Operations on what is held. Pure. */
import { holdingRequestSchema } from '../../cases/holding.ts'
import * as documents from '../documents.ts'
import { holdingQuerySchema } from '../queries.ts'
import type { Operation } from './operation.ts'

const REPORT = {
  kind: 'DOCUMENT',
  title: 'Bestuurlijke rapportage',
  subjects: [{ type: 'NATURAL', identifier: { type: 'bsn', value: '999990019' } }],
  parts: [
    {
      name: 'rapport',
      category: 'C-POL8',
      origin: 'POL',
      contributors: ['POL'],
      receivedFor: ['P-13B'],
      verified: true,
      lawful: true,
      wpgArticle: '8',
      date: '2026-01-05',
      flags: ['CRIM'],
      fields: [
        { name: 'korte_omschrijving', value: 'Synthetische tekst.' },
        { name: 'melder', value: 'Synthetische naam', person: 'REPORTER' },
      ],
    },
  ],
  grounds: 'Ontvangen van de politie voor een besluit van de burgemeester.',
}

export const HOLDING: readonly Operation[] = [
  {
    method: 'post',
    path: '/holdings',
    id: 'hold',
    tag: 'holdings',
    status: 201,
    body: holdingRequestSchema,
    example: REPORT,
    answer: documents.holdingActDocumentSchema,
    summary: 'Een stuk of een resultaat vastleggen, met de herkomst van elk deel',
  },
  {
    method: 'get',
    path: '/holdings',
    id: 'listHoldings',
    tag: 'holdings',
    status: 200,
    query: holdingQuerySchema,
    answer: documents.pageOf(documents.holdingDocumentSchema),
    summary: 'Stukken van een zaak, of van het orgaan zelf; de herkomst, nooit de inhoud',
  },
  {
    method: 'get',
    path: '/holdings/{id}',
    id: 'getHolding',
    tag: 'holdings',
    status: 200,
    answer: documents.titledHoldingDocumentSchema,
    summary: 'De herkomst van een stuk; inzien wordt gelogd',
  },
]
