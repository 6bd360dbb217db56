/** Operations on obligations, and on corrections that bring them about. Pure. */
import { correctionRequestSchema } from '../../cases/correction.ts'
import { dischargeRequestSchema } from '../../cases/duties.ts'
import * as documents from '../documents.ts'
import { obligationQuerySchema } from '../queries.ts'
import type { Operation } from './operation.ts'

const TOLD = { how: 'DONE', grounds: 'De afdeling is op 3 maart schriftelijk ingelicht.' }

/** The BSN is an official test number. */
const CORRECTION = {
  source: 'BEL/heffingen',
  subject: { type: 'NATURAL', identifier: { type: 'bsn', value: '999990019' } },
  fields: ['aanslag_ozb'],
  grounds: 'De aanslag stond op een verkeerd pand.',
}

export const DUTIES: readonly Operation[] = [
  {
    method: 'get',
    path: '/obligations',
    id: 'listObligations',
    tag: 'obligations',
    status: 200,
    inLine: true,
    query: obligationQuerySchema,
    answer: documents.pageOf(documents.obligationDocumentSchema),
    summary: 'Verplichtingen van de eigen rol, met hun laatste dag; de privacyfunctionaris en de FG zien ze alle',
  },
  {
    method: 'get',
    path: '/obligations/{id}',
    id: 'getObligation',
    tag: 'obligations',
    status: 200,
    answer: documents.obligationDocumentSchema,
    summary: 'Eén verplichting; inzien wordt gelogd',
  },
  {
    method: 'post',
    path: '/obligations/{id}/discharges',
    id: 'dischargeObligation',
    tag: 'obligations',
    status: 201,
    body: dischargeRequestSchema,
    example: TOLD,
    answer: documents.actDocumentSchema,
    summary: 'Vastleggen dat een verplichting is nagekomen, of met reden vervalt',
  },
  {
    method: 'post',
    path: '/corrections',
    id: 'correct',
    tag: 'obligations',
    status: 201,
    body: correctionRequestSchema,
    example: CORRECTION,
    answer: documents.correctionDocumentSchema,
    summary:
      'Een correctie vastleggen, van een stuk ook doorvoeren, en zien wie de gegevens eerder kreeg en dus moet worden ingelicht',
  },
]
