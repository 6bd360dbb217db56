/** What the record of a decision says: outcome, question or act, fields, judgements, norms, obligations. */

import type { z } from 'zod'
import type { decisionRecordSchema } from '../../../api/documents-decision.ts'
import { attestationTypeDocumentSchema } from '../../../api/documents-judging.ts'
import { MODES } from '../../../domain/codes.ts'
import type { readAdl, UsedJudgement } from '../../adl.ts'
import type { Visit } from '../../page.ts'
import { Alert } from '../../parts/alert.tsx'
import { CaseLink } from '../../parts/case.tsx'
import { spokenWord } from '../../parts/certainty.ts'
import { fieldWord, modeWord } from '../../parts/codes.ts'
import { entryWord } from '../../parts/entry.ts'
import { Grounds } from '../../parts/grounds.tsx'
import { Judged } from '../../parts/judged.tsx'
import { NormsNamed, normTitles, spokenNorms } from '../../parts/norms.tsx'
import { codesNamed } from '../../parts/scope.ts'
import { Badge, Code, Link, Moment, Outcome, Pairs, Section, Table } from '../../parts/show.tsx'
import { treatmentWord } from '../../parts/treatment.ts'
import { dayOf, namesOf, numberOf, said, tableOf } from '../../words.ts'
import { Obliged } from './obliged.tsx'

type Decision = z.infer<typeof decisionRecordSchema>
type Read = ReturnType<typeof readAdl>

export async function content(v: Visit, { type, at, grounds, obligations }: Decision, read: Read) {
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
          {await used(v, judgements, read)}
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
async function spoken(v: Visit, read: Read) {
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
function decidingNorms({ fields, findings, outcome }: Read): ReadonlySet<string> {
  if (fields.length > 0) return new Set(fields.flatMap(({ norms }) => norms).sort())
  const decisive = { permit: 'permit', review: 'require', deny: 'deny' }[outcome]
  return new Set(findings.filter(({ effect }) => effect === decisive).map(({ norm }) => norm))
}

async function awaited(v: Visit, missing: Read['missing'], norm: (id: string) => string) {
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

type Rows = readonly (readonly [string, string | null | ReturnType<typeof Link>])[]

async function aboutOf(v: Visit, type: string, { act, action, outcome, question }: Read): Promise<Rows> {
  const { t } = v
  const link = question.caseId && (
    <>
      <CaseLink v={v} id={question.caseId} />
      {v.me.pages.decisions ? (
        <>
          {', '}
          <Link href={`/console/decisions?caseId=${question.caseId}`}>
            {t('alle besluiten erin', 'all decisions in it')}
          </Link>
        </>
      ) : null}
    </>
  )
  if (act) {
    const [judgement, state] = await Promise.all([namesOf(v, 'attestation-types'), namesOf(v, 'case-states')])
    return [
      [t('Handeling', 'Act'), entryWord(v, { type, act: act.kind, outcome })],
      [t('Oordeel', 'Judgement'), act.attestation && judgement(act.attestation.type)],
      [t('Volgende stap', 'Next step'), act.to && state(act.to)],
      [t('Zaak', 'Case'), link],
    ]
  }
  const [purpose, source, basis, task] = await Promise.all([
    namesOf(v, 'purposes'),
    namesOf(v, 'sources'),
    namesOf(v, 'legal-bases'),
    namesOf(v, 'tasks'),
  ])
  const held = question.source?.startsWith('holding/')
  const mode = MODES.find((one) => action === `inquiry.${one}`)
  return [
    [t('Soort', 'Kind'), entryWord(v, { type, outcome, onAccountOf: question.onAccountOf?.act })],
    [
      t('Bron', 'Source'),
      question.source && (held ? t('Een stuk dat de organisatie houdt', 'A held document') : source(question.source)),
    ],
    [t('Soort vraag', 'Kind of question'), mode ? modeWord(v, mode) : null],
    [t('Doel', 'Purpose'), question.purpose && purpose(question.purpose)],
    [t('Wettelijke taak', 'Statutory task'), question.task && task(question.task)],
    [t('Grondslag', 'Legal basis'), question.legalBasis.map(basis).join('; ') || null],
    [t('Zaak', 'Case'), link],
  ]
}

async function whoOf(v: Visit, { asker, policy }: Read): Promise<Rows> {
  const { t } = v
  const department = await namesOf(v, 'departments')
  return [
    [t('Afdeling', 'Department'), asker?.department ? department(asker.department) : null],
    [
      t('Wie (pseudoniem)', 'Who (pseudonym)'),
      asker ? <Code>{asker.person}</Code> : t('vergeten na de bewaartermijn', 'forgotten after its term'),
    ],
    [t('Beleidsversie', 'Policy revision'), <Code>{policy}</Code>],
  ]
}

const DAY_MS = 86_400_000

/** What was judged about another purpose, regime or source stood by, but could not count here. */
async function used(v: Visit, judgements: readonly UsedJudgement[], { question }: Read) {
  const apart = ({ scope }: UsedJudgement) =>
    (['purpose', 'regime', 'source'] as const).some((key) => {
      const [judged, asked] = [scope[key], question[key]]
      return judged !== null && asked !== null && judged !== asked
    })
  const other = judgements.filter(apart)
  return (
    <>
      {
        await judgedTable(
          v,
          judgements.filter((one) => !apart(one)),
        )
      }
      {other.length > 0 ? (
        <details class="sluis-disclosure">
          <summary>
            {v.t('Ook van kracht, over iets anders', 'Also in force, about something else')} (
            {numberOf(v, other.length)})
          </summary>
          {await judgedTable(v, other)}
        </details>
      ) : null}
    </>
  )
}

async function judgedTable(v: Visit, judgements: readonly UsedJudgement[]) {
  const { t } = v
  const items = await tableOf(v, 'attestation-types', attestationTypeDocumentSchema)
  const about = await aboutNames(v)
  const typeOf = (code: string) => items.find((item) => item.code === code)
  return (
    <Table
      caption={t('Geldig toen dit werd besloten', 'In force when this was decided')}
      head={[
        t('Oordeel', 'Judgement'),
        t('Waarover', 'About'),
        t('Uitkomst', 'Outcome'),
        t('Door (pseudoniem)', 'By (pseudonym)'),
        t('Tot', 'Until'),
      ]}
      rows={judgements.map(({ type, outcome, scope, by, validUntilDay, withdrawnByCaller }) => {
        const row = typeOf(type)
        return [
          row ? said(v, row) : type,
          about(scope),
          <>
            <Judged v={v} type={row} outcome={outcome} />
            {withdrawnByCaller ? (
              <>
                {' '}
                <Badge tone="warning">{t('ingetrokken door de vrager', 'withdrawn by the asker')}</Badge>
              </>
            ) : null}
          </>,
          <Code>{by}</Code>,
          validUntilDay === null ? '–' : dayOf(v, new Date(validUntilDay * DAY_MS)),
        ]
      })}
      empty={t('Er was geen oordeel.', 'There was no judgement.')}
    />
  )
}

/** What a judgement is about, in names; whom it is about is not said. */
async function aboutNames(v: Visit): Promise<(scope: UsedJudgement['scope']) => string> {
  const { t } = v
  const named = await codesNamed(v)
  return (scope) => {
    const persons = scope.subject !== null || scope.person !== null ? [t('één persoon', 'one person')] : []
    return [...named(scope), ...persons].join('; ') || t('alles', 'everything')
  }
}
