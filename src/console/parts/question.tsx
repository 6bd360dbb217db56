/** An own question, as it is told beside what came of it: what was asked and why, never about whom. */
import type { Child } from 'hono/jsx'
import type { z } from 'zod'
import type { inquirySummarySchema, OwnQuestion } from '../../api/documents.ts'
import type { Visit } from '../page.ts'
import { namesOf } from '../words.ts'
import { CaseLink } from './case.tsx'
import { fieldWord, levelWord, modeWord, regimeWord } from './codes.ts'

/** The API says who receives; of a question from the form here that is the own department, and nobody wonders. */
type Asked = Omit<OwnQuestion, 'recipient'> & Partial<Pick<OwnQuestion, 'recipient'>>
/** `question` null: forgotten. */
export type Question = Pick<z.infer<typeof inquirySummarySchema>, 'source' | 'purpose' | 'caseId'> & {
  readonly question: Asked | null
}

type Row = readonly [string, Child]

export async function questionPairs(v: Visit, asked: Question): Promise<readonly Row[]> {
  const { t } = v
  const [source, purpose] = await Promise.all([namesOf(v, 'sources'), namesOf(v, 'purposes')])
  return [
    [t('Bron', 'Source'), source(asked.source)],
    [t('Doel', 'Purpose'), asked.purpose && purpose(asked.purpose)],
    [t('Zaak', 'Case'), asked.caseId && <CaseLink v={v} id={asked.caseId} />],
    ...(asked.question ? await claimPairs(v, asked.question) : []),
  ]
}

async function claimPairs(v: Visit, { regime, mode, fields, task, legalBasis, level, recipient }: Asked) {
  const { t } = v
  const [taskName, basis, organ, department] = await Promise.all(
    (['tasks', 'legal-bases', 'organs', 'departments'] as const).map((table) => namesOf(v, table)),
  )
  const place = recipient && [organ?.(recipient.organ), recipient.department && department?.(recipient.department)]
  const rows: readonly Row[] = [
    [t('Hoort bij', 'Belongs to'), regimeWord(v, regime)],
    [t('Wat u wilde weten', 'What you wanted to know'), modeWord(v, mode)],
    [t('Velden', 'Fields'), fields.map((field) => fieldWord(v, field)).join(', ') || null],
    [t('Wettelijke taak', 'Statutory task'), task && taskName?.(task)],
    [t('Grondslag', 'Legal basis'), legalBasis.map((code) => basis?.(code)).join('; ') || null],
    [t('Niveau', 'Level'), level && levelWord(v, level)],
    [t('Ontvanger', 'Recipient'), place?.filter(Boolean).join(', ')],
  ]
  return rows
}
