/** Operations on the tree over the log: where an entry stands, and what proves it. Pure. */
import * as documents from '../documents.ts'
import { consistencyQuerySchema, inclusionQuerySchema } from '../queries.ts'
import type { Operation } from './operation.ts'

export const PROVING: readonly Operation[] = [
  {
    method: 'get',
    path: '/log/entries/{id}',
    id: 'getLogEntry',
    tag: 'log',
    status: 200,
    answer: documents.logEntrySchema,
    summary: 'Waar een regel van de eigen organisatie in het logboek staat, met het definitieve ontvangstbewijs',
  },
  {
    method: 'get',
    path: '/log/inclusion',
    id: 'getInclusionProof',
    tag: 'log',
    status: 200,
    query: inclusionQuerySchema,
    answer: documents.inclusionProofSchema,
    summary: 'Bewijs dat een regel in de boom van het logboek staat (RFC 9162)',
  },
  {
    method: 'get',
    path: '/log/consistency',
    id: 'getConsistencyProof',
    tag: 'log',
    status: 200,
    query: consistencyQuerySchema,
    answer: documents.consistencyProofSchema,
    summary: 'Bewijs dat het logboek alleen is aangevuld tussen twee omvangen (RFC 9162)',
  },
]
