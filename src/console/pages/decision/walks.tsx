/** The walks of one inquiry: each time it was asked, with its own decision. */
import type { z } from 'zod'
import type { decisionRecordSchema } from '../../../api/documents-decision.ts'
import type { Visit } from '../../page.ts'
import { Link, Moment, Outcome, Table } from '../../parts/show.tsx'
import { addressOf, type Filters } from '../decisions/filters.tsx'

type Props = { readonly v: Visit; readonly decision: z.infer<typeof decisionRecordSchema>; readonly from: Filters }

export function Walks({ v, decision, from }: Props) {
  const { t } = v
  return (
    <Table
      caption={t('Alle keren dat dit is gevraagd', 'All times that this was asked')}
      head={[t('Keer', 'Time'), t('Wanneer', 'When'), t('Uitkomst', 'Outcome')]}
      rows={decision.walks.map(({ id, at, outcome }, i) => [
        String(i + 1),
        id === decision.id ? (
          <>
            <Moment v={v} at={at} /> <strong>{t('(dit besluit)', '(this decision)')}</strong>
          </>
        ) : (
          <Link href={addressOf(from, `/console/decisions/${id}`)}>
            <Moment v={v} at={at} />
          </Link>
        ),
        outcome ? <Outcome v={v} outcome={outcome} /> : t('gewist', 'erased'),
      ])}
      empty=""
    />
  )
}
