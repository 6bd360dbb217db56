/** What the table of retention says, in the words of the table. Pure. */
import type { z } from 'zod'
import type { Finding } from '../erasure/finding.ts'
import type { AppPorts } from './context.ts'
import type { retentionDocumentSchema } from './documents.ts'

type Shown = z.infer<typeof retentionDocumentSchema>

export function retentionView({ retention }: Pick<AppPorts, 'retention'>, finding: Finding): Shown {
  const { target, ground, goes, due, held } = finding
  const row = ground === null ? undefined : retention.rows[ground]
  return {
    caseId: target.kind === 'case' ? target.caseId : null,
    day: target.kind === 'day' ? target.day : null,
    of: target.kind === 'day' ? target.of : null,
    ground,
    text: row ? { nl: row.nl, en: row.en } : null,
    reason: row?.reason ?? null,
    article: row?.article ?? null,
    certainty: row?.certainty ?? null,
    goes,
    due,
    held,
  }
}
