/** Judgements of a case in the order in which they were given, by role and organ; the person stays a pseudonym. */
import type { OpenCaseDocument } from '../../../api/documents-case.ts'
import { attestationTypeDocumentSchema } from '../../../api/documents-judging.ts'
import type { Visit } from '../../page.ts'
import { Badge, Code, Moment, Section, Table } from '../../parts/show.tsx'
import { dayOf, namesOf, tableOf } from '../../words.ts'

type Judgement = OpenCaseDocument['attestations'][number]

export async function timeline(v: Visit, { attestations }: OpenCaseDocument) {
  const { t } = v
  const types = await tableOf(v, 'attestation-types', attestationTypeDocumentSchema)
  const [type, role, organ, department, source, category] = await Promise.all([
    namesOf(v, 'attestation-types'),
    namesOf(v, 'roles'),
    namesOf(v, 'organs'),
    namesOf(v, 'departments'),
    namesOf(v, 'sources'),
    namesOf(v, 'categories'),
  ])
  const about = ({ scope = {} }: Judgement) =>
    [
      ...(scope.source ? [source(scope.source)] : []),
      ...(scope.category ? [category(scope.category)] : []),
      ...(scope.department ? [department(scope.department)] : []),
    ].join(', ')
  const ordered = [...attestations].sort((a, b) => a.at.localeCompare(b.at))
  return (
    <Section title={t('Oordelen in deze zaak', 'Judgements in this case')} id="oordelen">
      <Table
        caption={t('Vaststellingen, de oudste eerst', 'Judgements, oldest first')}
        head={[
          t('Wanneer', 'When'),
          t('Vaststelling', 'Judgement'),
          t('Uitkomst', 'Outcome'),
          t('Door', 'By'),
          t('Motivering', 'Grounds'),
        ]}
        rows={ordered.map((one) => [
          <Moment v={v} at={one.at} />,
          about(one) === '' ? type(one.type) : `${type(one.type)} – ${about(one)}`,
          <Stands v={v} judgement={one} means={types.find(({ code }) => code === one.type)?.outcomes[one.outcome]} />,
          [role(one.role), one.department ? department(one.department) : organ(one.organ)].join(', '),
          one.grounds,
        ])}
        empty={t('Er is nog niets vastgesteld.', 'Nothing was judged yet.')}
      />
    </Section>
  )
}

const MEANS = {
  met: ['positief', 'positive', 'positive'],
  refused: ['negatief', 'negative', 'negative'],
  pending: ['nog niet beslist', 'not decided yet', 'warning'],
} as const

type Standing = { readonly v: Visit; readonly judgement: Judgement; readonly means: keyof typeof MEANS | undefined }

/** What an outcome means is said by the table of judgements; its code stands beside it. */
function Stands({ v, judgement, means }: Standing) {
  const { t } = v
  const { outcome, withdrawnBy, validUntil } = judgement
  const [nl, en, tone] = means === undefined ? [outcome, outcome, 'neutral' as const] : MEANS[means]
  return (
    <>
      <Badge tone={withdrawnBy === null ? tone : 'neutral'}>{t(nl, en)}</Badge> <Code>{outcome}</Code>
      {withdrawnBy === null ? null : (
        <>
          {' '}
          <Badge tone="negative">{t('ingetrokken', 'withdrawn')}</Badge>
        </>
      )}
      {!validUntil ? null : ` ${t('geldt tot en met', 'holds until')} ${dayOf(v, validUntil)}`}
    </>
  )
}
