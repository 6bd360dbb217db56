/** Rows of the decision log: inquiries by their source, acts by what was done. */
import type { Child } from 'hono/jsx'
import type { z } from 'zod'
import { decisionRowSchema, pageOf } from '../../../api/documents.ts'
import type { Visit } from '../../page.ts'
import { entryWord } from '../../parts/entry.ts'
import { Link, Moment, Outcome, Table } from '../../parts/show.tsx'
import { namesOf } from '../../words.ts'
import { addressOf, type Filters } from './filters.tsx'

export const rowsSchema = pageOf(decisionRowSchema)
export type Rows = z.infer<typeof rowsSchema>

/** Each leads to its decision with the filters it was found by, which it leads back to. */
export async function decisionTable(v: Visit, items: Rows['items'], filters: Filters = {}) {
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
        <Link href={addressOf(filters, `/console/decisions/${row.id}`)}>
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
        <Norms v={v} row={row} />,
      ])}
      empty={t('Geen besluiten gevonden.', 'No decisions found.')}
    />
  )
}

/** Those that refused first, and apart from the others. */
function Norms({ v, row }: { readonly v: Visit; readonly row: Rows['items'][number] }) {
  const { t } = v
  const { norms, refused = [], outcome } = row
  const others = norms.filter((norm) => !refused.includes(norm))
  if (refused.length === 0) return <NormLinks ids={norms} />
  const word = outcome === 'deny' ? t('Weigerde:', 'Refused:') : t('Weigerde een deel:', 'Refused a part:')
  return (
    <>
      <NormLinks ids={refused} word={<strong>{word}</strong>} />
      {others.length > 0 ? <NormLinks ids={others} word={<span>{t('Sprak ook:', 'Spoke as well:')}</span>} /> : null}
    </>
  )
}

function NormLinks({ ids, word }: { readonly ids: readonly string[]; readonly word?: Child }) {
  return (
    <span class="sluis-targets">
      {word}
      {ids.map((norm) => (
        <Link href={`/console/policy/norms/${norm}`}>{norm}</Link>
      ))}
    </span>
  )
}
