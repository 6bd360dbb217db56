/** An own question, as it is told beside what came of it: never about whom. */
import type { Child } from 'hono/jsx'
import type { z } from 'zod'
import type { inquirySummarySchema } from '../../api/documents.ts'
import type { Visit } from '../page.ts'
import { namesOf } from '../words.ts'
import { CaseLink } from './case.tsx'

export type Question = Pick<z.infer<typeof inquirySummarySchema>, 'source' | 'purpose' | 'caseId'>

export async function questionPairs(v: Visit, asked: Question): Promise<readonly (readonly [string, Child])[]> {
  const { t } = v
  const [source, purpose] = await Promise.all([namesOf(v, 'sources'), namesOf(v, 'purposes')])
  return [
    [t('Bron', 'Source'), source(asked.source)],
    [t('Doel', 'Purpose'), asked.purpose && purpose(asked.purpose)],
    [t('Zaak', 'Case'), asked.caseId && <CaseLink v={v} id={asked.caseId} />],
  ]
}
