/** Obligations with their last day: those of one's own role, or all for who oversees; one is done, or waived with grounds. */
import type { Context } from 'hono'
import type { z } from 'zod'
import { actDocumentSchema, obligationDocumentSchema, pageOf } from '../../../api/documents.ts'
import { DUTY_STATUSES } from '../../../domain/codes.ts'
import { sent } from '../../form.ts'
import type { Visit } from '../../page.ts'
import { NotPermitted } from '../../parts/acted.tsx'
import { CaseLink, caseHint } from '../../parts/case.tsx'
import type { Unfit } from '../../parts/filter.ts'
import {
  Csrf,
  FormProblem,
  faultsOf,
  labelIn,
  OptionField,
  SelectField,
  Submit,
  TextArea,
  TextField,
} from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { Opens } from '../../parts/opens.tsx'
import { Link, Moment, NextPage, Pairs, Section } from '../../parts/show.tsx'
import { dayIn } from '../../period.ts'
import { choicesOf, namesOf, said } from '../../words.ts'
import { dutyWord, obligationGroups } from './duties.tsx'
import { Due, doneWord, REVIEW, reviewMenu } from './menu.tsx'

export const obligationsPage = pageOf(obligationDocumentSchema)
type Obligation = z.infer<typeof obligationDocumentSchema>
const AT = `${REVIEW}/obligations`

export async function obligations(v: Visit, c: Context, unfit?: Unfit) {
  const { t } = v
  const given = unfit?.given ?? c.req.query()
  // Without a choice: what is still to be done.
  const { status = 'open', owner, caseId, cursor } = given
  const dueBefore = unfit ? dayIn(given.dueBefore) : given.dueBefore
  const filter = { status, owner, dueBefore, caseId: unfit ? undefined : caseId, cursor, limit: 50 }
  const { items, next } = await v.api.get('/obligations', obligationsPage, filter)
  // What is late comes first, whatever page it would be on.
  const apart = status === 'open' && !dueBefore && !cursor
  const today = v.now.toISOString().slice(0, 10)
  const late = apart ? await v.api.get('/obligations', obligationsPage, { ...filter, dueBefore: today }) : null
  const rest = late ? items.filter(({ overdue }) => !overdue) : items
  const errors = faultsOf(v, unfit?.problem ?? null)
  const labels = {
    dueBefore: t('Had klaar moeten zijn vóór', 'Was due before'),
    caseId: t('Nummer van de zaak', 'Number of the case'),
  }
  const none = t('Er zijn geen verplichtingen.', 'There are no obligations.')
  return (
    <Layout
      v={v}
      title={t('Verplichtingen', 'Obligations')}
      lead={t(
        'Wat na een besluit moet gebeuren, en uiterlijk wanneer. U ziet wat uw rol moet doen; wie toeziet ziet alles.',
        'What must be done after a decision, and by when. You see what your role is to do; who oversees sees all of it.',
      )}
    >
      {reviewMenu(v)}
      {doneWord(v, given.done)}
      {unfit ? <FormProblem v={v} problem={unfit.problem} named={(field) => labelIn(labels, field)} /> : null}
      <form method="post" action={AT} class="sluis-form sluis-form--columns" autocomplete="off">
        <Csrf v={v} />
        <SelectField
          name="status"
          label={t('Stand', 'Status')}
          choices={[...DUTY_STATUSES.map((one) => [one, dutyWord(v, one)] as const), ['', t('Alle', 'All')]]}
          value={status}
        />
        <SelectField
          name="owner"
          label={t('Wie het moet doen', 'Who is to do it')}
          choices={await choicesOf(v, 'roles')}
          value={owner}
          none={t('Alle', 'All')}
        />
        <TextField name="dueBefore" type="date" label={labels.dueBefore} value={dueBefore} error={errors.dueBefore} />
        <TextField name="caseId" label={labels.caseId} hint={caseHint(v)} value={caseId} error={errors.caseId} />
        <div class="sluis-actions">
          <Submit>{t('Tonen', 'Show')}</Submit>
        </div>
      </form>
      {late && late.items.length > 0 ? (
        <Section title={t('Te laat', 'Overdue')}>
          {await obligationGroups(v, late.items, none)}
          {late.next === null ? null : (
            <p class="nl-paragraph">
              <Link href={`${AT}?status=open&dueBefore=${today}`}>
                {t('Alles wat te laat is', 'All that is overdue')}
              </Link>
            </p>
          )}
        </Section>
      ) : null}
      {late && late.items.length > 0 && rest.length === 0 && next === null ? null : (
        <Section title={late ? t('Op tijd', 'In time') : t('Lijst', 'List')}>
          {await obligationGroups(v, rest, none)}
          <NextPage v={v} next={next} />
        </Section>
      )}
    </Layout>
  )
}

export async function obligation(v: Visit, c: Context) {
  const { t } = v
  const id = c.req.param('id') ?? ''
  const sentNow = c.req.method === 'POST' ? await discharge(v, c, id) : null
  if (sentNow?.done) return c.redirect(`${AT}?done=ended`, 303)
  const one = await v.api.get(`/obligations/${id}`, obligationDocumentSchema)
  return (
    <Layout v={v} title={t('Verplichting', 'Obligation')}>
      {reviewMenu(v)}
      {sentNow?.refused ? <NotPermitted v={v} acted={sentNow.refused} /> : null}
      <Section title={t('Wat moet gebeuren', 'What is to be done')}>{await facts(v, one)}</Section>
      {one.status === 'open' ? <Section title={t('Afdoen', 'End it')}>{dischargeForm(v, id, sentNow)}</Section> : null}
    </Layout>
  )
}

async function facts(v: Visit, one: Obligation) {
  const { t } = v
  const [role, source, organ, department] = await Promise.all([
    namesOf(v, 'roles'),
    namesOf(v, 'sources'),
    namesOf(v, 'organs'),
    namesOf(v, 'departments'),
  ])
  const recipient = one.recipient && [
    organ(one.recipient.organ),
    one.recipient.department && department(one.recipient.department),
  ]
  return (
    <Pairs
      pairs={[
        [t('Verplichting', 'Obligation'), said(v, one.text)],
        [
          t('Volgens', 'According to'),
          <Link href={`/console/policy/norms/${one.norm}`}>{one.article ?? one.norm}</Link>,
        ],
        [t('Wie', 'Who'), one.owners.map(role).join(t(' of ', ' or '))],
        [t('In te lichten', 'To be told'), recipient?.filter(Boolean).join(', ')],
        [t('Uiterlijk', 'Due'), <Due v={v} due={one.due} overdue={one.overdue} />],
        [t('Stand', 'Status'), dutyWord(v, one.status)],
        [t('Ontstaan', 'Since'), <Moment v={v} at={one.createdAt} ago />],
        [t('Afgedaan', 'Ended'), one.endedAt && <Moment v={v} at={one.endedAt} />],
        [t('Bron', 'Source'), one.source && source(one.source)],
        [t('Zaak', 'Case'), one.caseId && <CaseLink v={v} id={one.caseId} />],
        [
          t('Besluit', 'Decision'),
          <Opens v={v} page="decision" href={`/console/decisions/${one.decisionId}`}>
            {one.decisionId}
          </Opens>,
        ],
      ]}
    />
  )
}

async function discharge(v: Visit, c: Context, id: string) {
  const form = await sent(c)
  const [how, grounds] = [form.text('how'), form.text('grounds')]
  const acted = await v.api.send('POST', `/obligations/${id}/discharges`, { how, grounds }, actDocumentSchema)
  if (!acted.ok) return { how, grounds, done: false, refused: null, problem: acted.problem }
  const done = acted.value.outcome === 'permit'
  return { how, grounds, done, refused: done ? null : acted.value, problem: null }
}

function dischargeForm(v: Visit, id: string, sentNow: Awaited<ReturnType<typeof discharge>> | null) {
  const { t } = v
  const problem = sentNow?.problem ?? null
  const faults = faultsOf(v, problem)
  const names: Readonly<Record<string, string>> = {
    how: t('Hoe', 'How'),
    grounds: t('Wat is gedaan, of waarom niet', 'What was done, or why not'),
  }
  return (
    <form method="post" action={`${AT}/${id}`} class="sluis-form" autocomplete="off">
      <Csrf v={v} />
      <FormProblem v={v} problem={problem} named={(name) => names[name] ?? name} />
      <OptionField
        name="how"
        kind="radio"
        required
        legend={t('Hoe', 'How')}
        error={faults.how}
        chosen={sentNow ? [sentNow.how] : []}
        choices={[
          ['DONE', t('Het is gedaan', 'It was done')],
          ['WAIVED', t('Het vervalt, om deze reden', 'It is waived, for this reason')],
        ]}
      />
      <TextArea
        name="grounds"
        label={names.grounds ?? ''}
        hint={t('Blijft verzegeld in het logboek.', 'Stays sealed in the log.')}
        value={sentNow?.grounds ?? ''}
        error={faults.grounds}
        required
      />
      <Submit>{t('Vastleggen', 'Record')}</Submit>
    </form>
  )
}
