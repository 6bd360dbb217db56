/** What was asked or done in a decision, and by whom: as pairs. */
import { MODES } from '../../../domain/codes.ts'
import type { AdlRead } from '../../adl.ts'
import type { Visit } from '../../page.ts'
import { CaseLink } from '../../parts/case.tsx'
import { modeWord } from '../../parts/codes.ts'
import { entryWord } from '../../parts/entry.ts'
import { Code, Link } from '../../parts/show.tsx'
import { namesOf } from '../../words.ts'

type Rows = readonly (readonly [string, string | null | ReturnType<typeof Link>])[]

export async function aboutOf(v: Visit, type: string, { act, action, outcome, question }: AdlRead): Promise<Rows> {
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

export async function whoOf(v: Visit, { asker, policy }: AdlRead): Promise<Rows> {
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
