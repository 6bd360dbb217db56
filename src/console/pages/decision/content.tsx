/** What the record of a decision says: outcome, question or act, fields, judgements, norms, obligations. */
import type { z } from 'zod'
import type { decisionRecordSchema } from '../../../api/documents-decision.ts'
import type { AdlRead } from '../../adl.ts'
import type { Visit } from '../../page.ts'
import { Alert } from '../../parts/alert.tsx'
import { spokenWord } from '../../parts/certainty.ts'
import { fieldWord } from '../../parts/codes.ts'
import { Grounds } from '../../parts/grounds.tsx'
import { NormsNamed, normTitles, spokenNorms } from '../../parts/norms.tsx'
import { Link, Moment, Outcome, Pairs, Section, Table } from '../../parts/show.tsx'
import { treatmentWord } from '../../parts/treatment.ts'
import { namesOf, numberOf } from '../../words.ts'
import { aboutOf, whoOf } from './asked.tsx'
import { usedJudgements } from './judgements.tsx'
import { Obliged } from './obliged.tsx'

type Decision = z.infer<typeof decisionRecordSchema>

export async function content(v: Visit, { type, at, grounds, obligations }: Decision, read: AdlRead) {
  const { t } = v
  const { outcome, fields, missing, judgements } = read
  const judging = read.question.onAccountOf
  const [role, norm] = await Promise.all([namesOf(v, 'roles'), normTitles(v)])
  return (
    <>
      {type === 'preview' ? (
        <Alert kind="info">
          <p class="nl-paragraph">
            {t(
              'Dit was een proefvraag: er is alleen gekeken wat zou mogen. De bron is niet bevraagd en er is niets verstrekt.',
              'This was a preview: it only looked at what would be allowed. The source was not asked and nothing left.',
            )}
          </p>
          {judging === null ? null : (
            <p class="nl-paragraph">
              {t(
                'De vrager deed dit niet: Sluis keek wat een nieuw oordeel voor deze vraag veranderde.',
                'The asker did not do this: Sluis looked what a new judgement changed for this question.',
              )}{' '}
              <Link href={`/console/decisions/${judging.act}`}>{t('Naar dat oordeel', 'To that judgement')}</Link>
            </p>
          )}
        </Alert>
      ) : null}
      <Section title={t('Uitkomst', 'Outcome')}>
        <p class="nl-paragraph">
          <Outcome v={v} outcome={outcome} /> <Moment v={v} at={at} ago />
        </p>
        {await awaited(v, missing, norm)}
      </Section>
      <Section title={read.act ? t('Wat is gedaan', 'What was done') : t('Wat is gevraagd', 'What was asked')}>
        <Pairs pairs={[...(await aboutOf(v, type, read)), ...(await whoOf(v, read))]} />
      </Section>
      {grounds === null ? null : (
        <Section title={t('Waarom de vrager dit nodig vond', 'Why the asker found this needed')}>
          <Grounds v={v} grounds={grounds} />
        </Section>
      )}
      {read.act ? null : (
        <Section title={t('Velden', 'Fields')}>
          <Table
            caption={t('Wat met elk veld gebeurde', 'What became of each field')}
            head={[t('Veld', 'Field'), t('Behandeling', 'Treatment'), t('Door norm', 'By norm')]}
            rows={fields.map((field) => [
              fieldWord(v, field.name),
              field.waiting ? t('wacht op een oordeel', 'waits for a judgement') : treatmentWord(v, field.treatment),
              <NormsNamed ids={field.norms} title={norm} />,
            ])}
            empty={t('Er zijn geen velden gevraagd.', 'No fields were asked for.')}
          />
        </Section>
      )}
      {judgements === null ? null : (
        <Section title={t('Oordelen die meetelden', 'Judgements that counted')}>
          {await usedJudgements(v, judgements, read)}
        </Section>
      )}
      <Section title={t('De normen die spraken', 'The norms that spoke')}>{await spoken(v, read)}</Section>
      <Section title={t('Wat dit besluit oplegt', 'What this decision obliges to')}>
        <Obliged v={v} type={type} obligations={obligations ?? []} role={role} norm={norm} />
      </Section>
    </>
  )
}

/** What decided is in sight; what only spoke as well is folded. */
async function spoken(v: Visit, read: AdlRead) {
  const decides = decidingNorms(read)
  const others = read.norms.filter((norm) => !decides.has(norm))
  const saying = (norm: string) =>
    [...new Set(read.findings.filter((finding) => finding.norm === norm).map(({ effect }) => effect))]
      .map((effect) => spokenWord(v, effect))
      .join(', ')
  return (
    <>
      {await spokenNorms(v, [...decides], saying)}
      {others.length > 0 ? (
        <details class="sluis-disclosure">
          <summary>
            {v.t('Normen die ook spraken, maar niet beslisten', 'Norms that spoke as well, and did not decide')} (
            {numberOf(v, others.length)})
          </summary>
          {await spokenNorms(v, others, saying)}
        </details>
      ) : null}
    </>
  )
}

/** Of a question those that decided a field; of an act, which has none, those that speak for its outcome. */
function decidingNorms({ fields, findings, outcome }: AdlRead): ReadonlySet<string> {
  if (fields.length > 0) return new Set(fields.flatMap(({ norms }) => norms).sort())
  const decisive = { permit: 'permit', review: 'require', deny: 'deny' }[outcome]
  return new Set(findings.filter(({ effect }) => effect === decisive).map(({ norm }) => norm))
}

async function awaited(v: Visit, missing: AdlRead['missing'], norm: (id: string) => string) {
  if (missing.length === 0) return null
  const { t } = v
  const [judgement, role] = await Promise.all([namesOf(v, 'attestation-types'), namesOf(v, 'roles')])
  return (
    <Table
      caption={t('Oordelen die ontbraken', 'Judgements that were missing')}
      head={[t('Oordeel', 'Judgement'), t('Te geven door', 'To be given by'), t('Norm', 'Norm')]}
      rows={missing.map((one) => [
        judgement(one.attestation),
        one.roles.map(role).join(t(' of ', ' or ')),
        <NormsNamed ids={[one.norm]} title={norm} />,
      ])}
      empty=""
    />
  )
}
