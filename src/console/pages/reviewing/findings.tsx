/** Findings: of one's own role, or all for who reviews; one with its words and what was done about it, until it is closed. */
import type { Context } from 'hono'
import type { z } from 'zod'
import { pageOf } from '../../../api/documents.ts'
import { findingActDocumentSchema, findingDocumentSchema, findingSummarySchema } from '../../../api/documents-review.ts'
import { FINDING_STATUSES, SEVERITIES } from '../../../domain/codes.ts'
import { sent } from '../../form.ts'
import type { Visit } from '../../page.ts'
import { NotPermitted } from '../../parts/acted.tsx'
import { Csrf, FormProblem, faultsOf, OptionField, SelectField, Submit, TextArea } from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { Opens } from '../../parts/opens.tsx'
import { Link, Moment, NextPage, Pairs, Section, Table } from '../../parts/show.tsx'
import { choicesOf, namesOf } from '../../words.ts'
import { Due, doneWord, REVIEW, reviewMenu, SeverityBadge, severityWord } from './menu.tsx'

export const findingsPage = pageOf(findingSummarySchema)
type Summary = z.infer<typeof findingSummarySchema>
type Finding = z.infer<typeof findingDocumentSchema>
const AT = `${REVIEW}/findings`

export async function findings(v: Visit, c: Context) {
  const { t } = v
  const { status, severity, owner, decisionId, cursor, done } = c.req.query()
  const filter = { status, severity, owner, decisionId, cursor, limit: 50 }
  const { items, next } = await v.api.get('/findings', findingsPage, filter)
  return (
    <Layout
      v={v}
      title={t('Bevindingen', 'Findings')}
      lead={t(
        'Wat bij de controle van besluiten is gevonden. U ziet wat uw rol moet opvolgen; wie controleert ziet alles.',
        'What reviewing decisions found. You see what your role is to follow up; who reviews sees all of it.',
      )}
    >
      {reviewMenu(v)}
      {doneWord(v, done)}
      <form method="get" action={AT} class="sluis-form sluis-form--columns">
        <SelectField
          name="status"
          label={t('Stand', 'Status')}
          choices={FINDING_STATUSES.map((one) => [one, statusWord(v, one)])}
          value={status}
          none={t('Alle', 'All')}
        />
        <SelectField
          name="severity"
          label={t('Ernst', 'Severity')}
          choices={SEVERITIES.map((one) => [one, severityWord(v, one)])}
          value={severity}
          none={t('Alle', 'All')}
        />
        <SelectField
          name="owner"
          label={t('Wie het moet doen', 'Who is to do it')}
          choices={await choicesOf(v, 'roles')}
          value={owner}
          none={t('Alle', 'All')}
        />
        <div class="sluis-actions">
          <Submit>{t('Tonen', 'Show')}</Submit>
        </div>
      </form>
      <Section title={t('Lijst', 'List')}>
        {await findingsTable(v, items)}
        <NextPage v={v} next={next} />
      </Section>
    </Layout>
  )
}

export async function findingsTable(v: Visit, items: readonly Summary[]) {
  const { t } = v
  const [role, source] = await Promise.all([namesOf(v, 'roles'), namesOf(v, 'sources')])
  return (
    <Table
      caption={t('Bevindingen', 'Findings')}
      head={[
        t('Gevonden', 'Found'),
        t('Ernst', 'Severity'),
        t('Bron', 'Source'),
        t('Wie', 'Who'),
        t('Uiterlijk', 'Due'),
        t('Stand', 'Status'),
      ]}
      rows={items.map((one) => [
        <Link href={`${AT}/${one.id}`}>
          <Moment v={v} at={one.at} />
        </Link>,
        <SeverityBadge v={v} severity={one.severity} />,
        one.source ? source(one.source) : '–',
        one.owner ? role(one.owner) : '–',
        <Due v={v} due={one.due} overdue={one.overdue} />,
        statusWord(v, one.status),
      ])}
      empty={t('Er zijn geen bevindingen.', 'There are no findings.')}
    />
  )
}

function statusWord({ t }: Visit, status: Summary['status']): string {
  return status === 'open' ? t('open', 'open') : t('gesloten', 'closed')
}

export async function finding(v: Visit, c: Context) {
  const { t } = v
  const id = c.req.param('id') ?? ''
  const sentNow = c.req.method === 'POST' ? await followUp(v, c, id) : null
  if (sentNow?.next) return c.redirect(sentNow.next, 303)
  const one = await v.api.get(`/findings/${id}`, findingDocumentSchema)
  return (
    <Layout v={v} title={t('Bevinding', 'Finding')}>
      {reviewMenu(v)}
      {doneWord(v, c.req.query('done'))}
      {sentNow?.refused ? <NotPermitted v={v} acted={sentNow.refused} /> : null}
      <Section title={t('Wat is gevonden', 'What was found')}>{await facts(v, one)}</Section>
      <Section title={t('Wat eraan is gedaan', 'What was done about it')}>
        <Table
          caption={t('Opvolging', 'Follow-up')}
          head={[t('Wanneer', 'When'), t('Wat', 'What')]}
          rows={one.actions.map(({ at, words, closes }) => [
            <Moment v={v} at={at} />,
            `${words ?? t('gewist', 'erased')}${closes ? t(' (gesloten)', ' (closed)') : ''}`,
          ])}
          empty={t('Nog niets.', 'Nothing yet.')}
        />
      </Section>
      {one.status === 'open' ? (
        <Section title={t('Opvolging vastleggen', 'Record follow-up')}>{followUpForm(v, id, sentNow)}</Section>
      ) : null}
    </Layout>
  )
}

async function facts(v: Visit, one: Finding) {
  const { t } = v
  const [role, source] = await Promise.all([namesOf(v, 'roles'), namesOf(v, 'sources')])
  const gone = t('gewist', 'erased')
  return (
    <Pairs
      pairs={[
        [t('Ernst', 'Severity'), <SeverityBadge v={v} severity={one.severity} />],
        [t('Bevinding', 'Finding'), one.finding ?? (one.severity === 'NONE' ? null : gone)],
        [t('Wat moet gebeuren', 'What is to be done'), one.severity === 'NONE' ? null : (one.followUp ?? gone)],
        [t('Wie', 'Who'), one.owner && role(one.owner)],
        [t('Uiterlijk', 'Due'), one.due && <Due v={v} due={one.due} overdue={one.overdue} />],
        [t('Stand', 'Status'), statusWord(v, one.status)],
        [t('Gevonden', 'Found'), <Moment v={v} at={one.at} ago />],
        [t('Gesloten', 'Closed'), one.closedAt && <Moment v={v} at={one.closedAt} />],
        [t('Bron', 'Source'), one.source && source(one.source)],
        [
          t('Besluit', 'Decision'),
          <Opens v={v} page="decision" href={`/console/decisions/${one.decisionId}`}>
            {one.decisionId}
          </Opens>,
        ],
        [
          t('Steekproef', 'Sample'),
          one.sampleId && <Link href={`${REVIEW}/samples/${one.sampleId}`}>{one.sampleId}</Link>,
        ],
      ]}
    />
  )
}

async function followUp(v: Visit, c: Context, id: string) {
  const form = await sent(c)
  const words = form.text('words')
  const close = form.all('close').includes('yes')
  const done = await v.api.send('POST', `/findings/${id}/actions`, { words, close }, findingActDocumentSchema)
  const shown = { words, close }
  if (!done.ok) return { ...shown, next: null, refused: null, problem: done.problem }
  if (done.value.outcome !== 'permit') return { ...shown, next: null, refused: done.value, problem: null }
  return { ...shown, next: `${AT}/${id}?done=${close ? 'closed' : 'followed'}`, refused: null, problem: null }
}

function followUpForm(v: Visit, id: string, sentNow: Awaited<ReturnType<typeof followUp>> | null) {
  const { t } = v
  const problem = sentNow?.problem ?? null
  return (
    <form method="post" action={`${AT}/${id}`} class="sluis-form" autocomplete="off">
      <Csrf v={v} />
      <FormProblem v={v} problem={problem} named={() => t('Wat is gedaan', 'What was done')} />
      <TextArea
        name="words"
        label={t('Wat is gedaan', 'What was done')}
        value={sentNow?.words ?? ''}
        error={faultsOf(v, problem).words}
        required
      />
      <OptionField
        name="close"
        kind="checkbox"
        legend={t('Klaar', 'Done')}
        hint={t('Sluiten doet wie controleert.', 'Closing is for who reviews.')}
        chosen={sentNow?.close ? ['yes'] : []}
        choices={[['yes', t('Hiermee is de bevinding gesloten', 'With this the finding is closed')]]}
      />
      <Submit>{t('Vastleggen', 'Record')}</Submit>
    </form>
  )
}
