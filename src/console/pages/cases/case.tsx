/** One case: where it stands and may go, who it is about, what was judged, what it holds, what was asked, and when it goes. */
import type { Context } from 'hono'
import { actDocumentSchema } from '../../../api/documents.ts'
import { openCaseDocumentSchema, revealedSchema } from '../../../api/documents-case.ts'
import { SUBJECT_OF } from '../../../domain/identifier.ts'
import { LIMITS } from '../../../limits.ts'
import type { Answered } from '../../api.ts'
import { atFields, type Sent, sent } from '../../form.ts'
import type { PageModule, View, Visit } from '../../page.ts'
import { statesOf } from '../../parts/case.tsx'
import { regimeWord } from '../../parts/codes.ts'
import { FormProblem, faultsOf, labelIn } from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { Code, Link, Moment, Pairs, Section } from '../../parts/show.tsx'
import { ActRefused, type Verdict } from '../../parts/verdict.tsx'
import { dayOf, namesOf } from '../../words.ts'
import { disclosures, holdings, Retention } from './had.tsx'
import { onward } from './onward.tsx'
import { type Faults, type Revealed, subjects } from './subjects.tsx'
import { timeline } from './timeline.tsx'

/** What came of a form of this page, where that is to be shown here. `form`: as it was sent, to be corrected. */
type Done = {
  readonly act?: Answered<Verdict>
  readonly revealed?: Answered<Revealed>
  readonly form?: Sent
}

const idOf = (c: Context): string => c.req.param('id') ?? ''

export const casePage: PageModule = {
  right: 'cases',
  path: '/cases/:id',
  routes: {
    'GET /': (v, c) => shown(v, idOf(c)),
    'POST /reveal': reveal,
    'POST /subjects': async (v, c) => {
      const form = await sent(c)
      const type = form.text('type') as keyof typeof SUBJECT_OF
      const subject = { type: SUBJECT_OF[type], identifier: { type, value: form.text('value') } }
      const body = { subject, relation: form.text('relation'), grounds: form.text('addGrounds') }
      const names = { '/subject/identifier': 'value', value: 'value', relation: 'relation', grounds: 'addGrounds' }
      return acted(v, c, form, 'subjects', body, names)
    },
    'POST /transitions': async (v, c) => {
      const form = await sent(c)
      const body = { to: form.text('to'), grounds: form.text('moveGrounds') }
      return acted(v, c, form, 'transitions', body, { to: 'to', grounds: 'moveGrounds' })
    },
  },
}

type Names = Readonly<Record<string, string>>

async function acted(v: Visit, c: Context, form: Sent, below: 'subjects' | 'transitions', body: unknown, names: Names) {
  const act = await v.api.send('POST', `/cases/${idOf(c)}/${below}`, body, actDocumentSchema)
  if (act.ok && act.value.outcome === 'permit') return c.redirect(`/console/cases/${idOf(c)}`, 303)
  return shown(v, idOf(c), { act: at(act, names), form })
}

/** Who somebody is leaves the screen as an answer does. */
async function reveal(v: Visit, c: Context) {
  const form = await sent(c)
  const body = { subject: form.text('subject'), purpose: form.text('purpose'), grounds: form.text('revealGrounds') }
  const revealed = await v.api.send('POST', `/cases/${idOf(c)}/subjects/_reveal`, body, revealedSchema)
  if (revealed.ok) c.header('refresh', `${LIMITS.answerShownSeconds}; url=/console/cases/${idOf(c)}`)
  const names = { subject: 'subject', purpose: 'purpose', grounds: 'revealGrounds' }
  return shown(v, idOf(c), { revealed: at(revealed, names), form })
}

function at<T>(done: Answered<T>, names: Names): Answered<T> {
  return done.ok ? done : { ok: false, problem: atFields(done.problem, names) }
}

async function shown(v: Visit, id: string, { act, revealed, form }: Done = {}): Promise<Awaited<View>> {
  const { t } = v
  const open = await v.api.get(`/cases/${id}`, openCaseDocumentSchema)
  const { facts } = open
  const [stateOf, purpose, crimeForm, organ] = await Promise.all([
    statesOf(v),
    namesOf(v, 'purposes'),
    namesOf(v, 'crime-forms'),
    namesOf(v, 'organs'),
  ])
  const failed = [act, revealed].find((one) => one?.ok === false)
  const problem = failed?.ok === false ? failed.problem : null
  const faults: Faults | null = failed && form ? { form, errors: faultsOf(v, problem) } : null
  return (
    <Layout
      v={v}
      title={`${t('Zaak', 'Case')} ${open.reference}`}
      lead={`${t('Stap', 'Step')}: ${stateOf(facts.regime, facts.state)}`}
    >
      <FormProblem v={v} problem={problem} named={(field) => labelIn(labelsOf(v), field)} />
      {act?.ok ? <ActRefused v={v} verdict={act.value} /> : null}
      <Section title={t('Waar het om gaat', 'What it is about')}>
        <Pairs
          pairs={[
            [t('Soort', 'Kind'), regimeWord(v, facts.regime)],
            [t('Doelen', 'Purposes'), facts.purposes.map(purpose).join('; ')],
            [t('Vorm van criminaliteit', 'Form of crime'), facts.crimeForm && crimeForm(facts.crimeForm)],
            [t('Gebied', 'Area'), facts.region],
            [t('Betrokken organen', 'Involved organs'), facts.involved.map(organ).join(', ') || null],
            [t('Geopend', 'Opened'), <Moment v={v} at={open.openedAt} ago />],
            [t('Gegevens sinds', 'Data since'), dayOf(v, facts.firstProcessed)],
            [t('Afgesloten', 'Closed'), facts.closedOn && dayOf(v, facts.closedOn)],
            [t('Niet in behandeling genomen', 'Not taken up'), facts.rejectedOn && dayOf(v, facts.rejectedOn)],
            [t('Kenmerk', 'Reference'), open.reference],
            [t('Volledig nummer', 'Full number'), <Code>{open.id}</Code>],
          ]}
        />
        <p class="nl-paragraph">
          <Link href={`/console/ask?case=${open.id}`}>
            {t('Informatie vragen in deze zaak', 'Ask information in this case')}
          </Link>
        </p>
      </Section>
      {await onward(v, open, stateOf, faults)}
      {await subjects(v, open, revealed?.ok ? revealed.value : null, faults)}
      {await timeline(v, open)}
      {await holdings(v, open.id)}
      {await disclosures(v, open.id)}
      <Retention v={v} retention={open.retention} />
    </Layout>
  )
}

function labelsOf({ t }: Visit): Names {
  return {
    value: t('Nummer of adres', 'Number or address'),
    relation: t('Relatie', 'Relation'),
    addGrounds: t('Motivering', 'Grounds'),
    moveGrounds: t('Motivering', 'Grounds'),
    revealGrounds: t('Waarom u dit moet weten', 'Why you must know this'),
    subject: t('Betrokkene', 'Subject'),
    purpose: t('Doel', 'Purpose'),
    to: t('Volgende stap', 'Next step'),
  }
}
