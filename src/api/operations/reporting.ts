/** Operations that tell about the log: counts, statements, reports. Pure. */
import { accountabilityDocumentSchema, countsDocumentSchema } from '../documents-counts.ts'
import { statementDocumentSchema } from '../documents-statement.ts'
import { accountabilityQuerySchema, countsQuerySchema, statementSchema } from '../queries-reports.ts'
import type { Operation } from './operation.ts'

export const REPORTING: readonly Operation[] = [
  {
    method: 'get',
    path: '/decisions/_counts',
    id: 'countDecisions',
    tag: 'decisions',
    status: 200,
    query: countsQuerySchema,
    answer: countsDocumentSchema,
    summary:
      'Hoe vaak wat is besloten in een periode: per uitkomst, doel, afdeling, grondslag en weigerende norm, en zo nodig per dag of maand; inzien wordt gelogd / How often what was decided in a period',
  },
  {
    method: 'post',
    path: '/statements',
    id: 'makeStatement',
    tag: 'decisions',
    status: 200,
    inLine: true,
    body: statementSchema,
    example: {
      readingPurpose: 'P-RECHT',
      subject: { type: 'NATURAL', identifier: { type: 'bsn', value: '999990019' } },
      for: 'subject',
    },
    answer: statementDocumentSchema,
    summary:
      'Overzicht voor een betrokkene: welke gegevens over hem aan wie zijn gegeven, waarom en op welke grondslag (AVG 15, Wet BRP 3.11), zonder wat erin stond; maken wordt gelogd / Statement of what was disclosed about a person',
  },
  {
    method: 'get',
    path: '/reports/accountability',
    id: 'reportAccountability',
    tag: 'decisions',
    status: 200,
    query: accountabilityQuerySchema,
    answer: accountabilityDocumentSchema,
    summary:
      'Verantwoording over een periode: uitkomsten per doel en grondslag, weigerende normen, wachttijden, te late verplichtingen, wie in het logboek keek, exports en wissingen; inzien wordt gelogd / Account of a period',
  },
]
