/** Writing a finding about one decision: that nothing is wrong, or what is, what must be done, by whom and by when. */
import type { Context } from 'hono'
import { findingActDocumentSchema } from '../../../api/documents-review.ts'
import { SEVERITIES } from '../../../domain/codes.ts'
import type { ApiProblem } from '../../api.ts'
import { type Sent, sent } from '../../form.ts'
import type { Visit } from '../../page.ts'
import { NotPermitted } from '../../parts/acted.tsx'
import {
  Csrf,
  FormProblem,
  faultsOf,
  OptionField,
  SelectField,
  Submit,
  TextArea,
  TextField,
} from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { Section } from '../../parts/show.tsx'
import { ownProblem } from '../../problems.ts'
import { choicesOf } from '../../words.ts'
import { aboutDecision } from './about.tsx'
import { REVIEW, reviewMenu, severityWord } from './menu.tsx'

const TO_DO = ['followUp', 'owner', 'due'] as const

export async function writeFinding(v: Visit, c: Context) {
  const { t } = v
  const { decision = '', sample } = c.req.query()
  const form = c.req.method === 'POST' ? await sent(c) : null
  const done = form ? await written(v, form, decision, sample) : null
  if (done?.made)
    return c.redirect(`${sample ? `${REVIEW}/samples/${sample}` : `${REVIEW}/findings`}?done=finding`, 303)
  const about = await aboutDecision(v, decision)
  return (
    <Layout v={v} title={t('Bevinding schrijven', 'Write a finding')}>
      {reviewMenu(v)}
      {done?.refused ? <NotPermitted v={v} acted={done.refused} /> : null}
      {about ? <Section title={t('Over dit besluit', 'About this decision')}>{about}</Section> : null}
      <Section title={t('Uw bevinding', 'Your finding')}>
        {await findingForm(v, c, form, done?.problem ?? null)}
      </Section>
    </Layout>
  )
}

async function written(v: Visit, form: Sent, decisionId: string, sampleId: string | undefined) {
  const severity = form.text('severity')
  const foreign = severity === 'NONE' ? TO_DO.filter((name) => form.text(name) !== '') : []
  if (foreign.length > 0) return { problem: nothingToDo(v, foreign) }
  const finding = form.given('finding')
  const toDo = {
    finding: finding ?? '',
    followUp: form.text('followUp'),
    owner: form.text('owner'),
    due: form.text('due'),
  }
  const body = {
    severity,
    decisionId,
    ...(sampleId ? { sampleId } : {}),
    ...(severity === 'NONE' ? (finding ? { finding } : {}) : toDo),
  }
  const given = await v.api.send('POST', '/findings', body, findingActDocumentSchema)
  if (!given.ok) return { problem: given.problem }
  return given.value.outcome === 'permit' ? { made: true } : { refused: given.value }
}

function nothingToDo({ t }: Visit, fields: readonly string[]): ApiProblem {
  const message = t('hoort niet bij ‘niets mis’', 'does not belong to ‘nothing wrong’')
  return { ...ownProblem(400, message), errors: fields.map((name) => ({ pointer: `/${name}`, message })) }
}

async function findingForm(v: Visit, c: Context, form: Sent | null, problem: ApiProblem | null) {
  const { t } = v
  const faults = faultsOf(v, problem)
  const names: Readonly<Record<string, string>> = {
    severity: t('Ernst', 'Severity'),
    finding: t('Wat u heeft gezien', 'What you saw'),
    followUp: t('Wat moet gebeuren', 'What is to be done'),
    owner: t('Wie het moet doen', 'Who is to do it'),
    due: t('Uiterlijk op', 'Due on'),
  }
  const field = (name: string) => ({ name, label: names[name] ?? name, error: faults[name] })
  const { pathname, search } = new URL(c.req.url)
  return (
    <form method="post" action={`${pathname}${search}`} class="sluis-form" autocomplete="off">
      <Csrf v={v} />
      <FormProblem v={v} problem={problem} named={(name) => names[name] ?? name} />
      <OptionField
        {...field('severity')}
        legend={t('Ernst', 'Severity')}
        hint={t(
          'Bij ‘niets mis’ laat u de laatste drie velden leeg.',
          'With ‘nothing wrong’ leave the last three fields empty.',
        )}
        kind="radio"
        required
        choices={SEVERITIES.map((one) => [one, severityWord(v, one)])}
        chosen={form ? [form.text('severity')] : []}
      />
      <TextArea {...field('finding')} value={form?.text('finding') ?? ''} />
      <TextArea {...field('followUp')} value={form?.text('followUp') ?? ''} rows={3} />
      <SelectField
        {...field('owner')}
        choices={await choicesOf(v, 'roles')}
        value={form?.text('owner')}
        none={t('Niemand', 'Nobody')}
      />
      <TextField {...field('due')} type="date" value={form?.text('due')} />
      <Submit>{t('Vastleggen', 'Record')}</Submit>
    </form>
  )
}
