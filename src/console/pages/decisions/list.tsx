/** Rows of the decision log: inquiries by their source, acts by what was done. */
import type { z } from 'zod'
import { decisionRowSchema, pageOf } from '../../../api/documents.ts'
import type { Visit } from '../../page.ts'
import { entryWord } from '../../parts/entry.ts'
import { Link, Moment, Outcome, Table } from '../../parts/show.tsx'
import { namesOf } from '../../words.ts'

export const rowsSchema = pageOf(decisionRowSchema)
export type Rows = z.infer<typeof rowsSchema>

export async function decisionTable(v: Visit, items: Rows['items']) {
  const { t } = v
  const [purpose, source, department, basis] = await Promise.all([
    namesOf(v, 'purposes'),
    namesOf(v, 'sources'),
    namesOf(v, 'departments'),
    namesOf(v, 'legal-bases'),
  ])
  const about = (name: string) =>
    name.startsWith('holding/') ? t('Stuk dat wordt gehouden', 'Held document') : source(name)
  return (
    <Table
      caption={t('Besluiten, het nieuwste eerst', 'Decisions, newest first')}
      head={[
        t('Wanneer', 'When'),
        t('Wat', 'What'),
        t('Uitkomst', 'Outcome'),
        t('Afdeling', 'Department'),
        t('Doel en grondslag', 'Purpose and basis'),
        t('Normen', 'Norms'),
      ]}
      rows={items.map((row) => [
        <Link href={`/console/decisions/${row.id}`}>
          <Moment v={v} at={row.at} />
        </Link>,
        <>
          {entryWord(v, row)}
          {row.source ? <div class="sluis-small">{about(row.source)}</div> : null}
          {row.holder && row.holder !== row.oin ? (
            <div class="sluis-small">{t('tussen twee organisaties', 'between two organisations')}</div>
          ) : null}
        </>,
        <Outcome v={v} outcome={row.outcome} />,
        <>
          {row.department ? department(row.department) : '–'}
          {row.onAccountOf ? (
            <div class="sluis-small">{t('van de vrager, die dit niet deed', 'of the asker, who did not do this')}</div>
          ) : null}
        </>,
        <>
          {row.purpose ? purpose(row.purpose) : '–'}
          {row.legalBasis.length > 0 ? <div class="sluis-small">{row.legalBasis.map(basis).join('; ')}</div> : null}
        </>,
        <span class="sluis-targets">
          {row.norms.map((norm) => (
            <Link href={`/console/policy/norms/${norm}`}>{norm}</Link>
          ))}
        </span>,
      ])}
      empty={t('Geen besluiten gevonden.', 'No decisions found.')}
    />
  )
}
