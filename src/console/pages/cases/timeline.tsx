/** Judgements of a case in the order in which they were given, by role and organ; the person stays a pseudonym. */
import type { OpenCaseDocument } from '../../../api/documents-case.ts'
import { type AttestationTypeDocument, attestationTypeDocumentSchema } from '../../../api/documents-judging.ts'
import type { Visit } from '../../page.ts'
import { Judged } from '../../parts/judged.tsx'
import { Badge, Moment, Section, Table } from '../../parts/show.tsx'
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
        caption={t('Oordelen, het oudste eerst', 'Judgements, oldest first')}
        head={[
          t('Wanneer', 'When'),
          t('Oordeel', 'Judgement'),
          t('Uitkomst', 'Outcome'),
          t('Door', 'By'),
          t('Motivering', 'Grounds'),
        ]}
        rows={ordered.map((one) => [
          <Moment v={v} at={one.at} />,
          about(one) === '' ? type(one.type) : `${type(one.type)} – ${about(one)}`,
          <Stands v={v} judgement={one} type={types.find(({ code }) => code === one.type)} />,
          [role(one.role), one.department ? department(one.department) : organ(one.organ)].join(', '),
          one.grounds,
        ])}
        empty={t('Er is nog geen oordeel.', 'Nothing was judged yet.')}
      />
    </Section>
  )
}

type Standing = { readonly v: Visit; readonly judgement: Judgement; readonly type: AttestationTypeDocument | undefined }

function Stands({ v, judgement, type }: Standing) {
  const { t } = v
  const { outcome, withdrawnBy, validUntil } = judgement
  return (
    <>
      <Judged v={v} type={type} outcome={outcome} over={withdrawnBy !== null} />
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
