/** The account of a period: on the screen, and the same as a PDF. */
import type { Context } from 'hono'
import { type AccountabilityDocument, accountabilityDocumentSchema } from '../../api/documents-counts.ts'
import { type ApiProblem, ApiRefusal, fitting } from '../api.ts'
import type { PageModule, Visit } from '../page.ts'
import { FormProblem, faultsOf, labelIn, Submit, TextField } from '../parts/form.tsx'
import { Layout } from '../parts/layout.tsx'
import { OutcomeBars } from '../parts/outcomes.tsx'
import { Presets } from '../parts/period.tsx'
import { Link, Pairs, Section } from '../parts/show.tsx'
import { Chapters } from '../parts/told.tsx'
import { apiDays, dayBefore, type Period, periodOr } from '../period.ts'
import { namesOf, said } from '../words.ts'
import { download } from './decisions/taking.tsx'
import { perPurpose, spanned, toldAccount } from './report/told.ts'

export const reportPage: PageModule = {
  right: 'decisions',
  path: '/decisions/report',
  routes: { 'GET /': shown, 'GET /pdf': printed },
}

const periodIn = (v: Visit, c: Context): Period => periodOr(v.now, c.req.query('from'), c.req.query('until'))

async function accountOf(v: Visit, period: Period): Promise<AccountabilityDocument> {
  const query = { readingPurpose: v.readingPurpose(), ...apiDays(period) }
  return v.api.get('/reports/accountability', accountabilityDocumentSchema, query)
}

async function shown(v: Visit, c: Context) {
  const period = periodIn(v, c)
  const account = await fitting(() => accountOf(v, period))
  if (account instanceof ApiRefusal) {
    return (
      <Layout v={v} title={v.t('Verantwoording', 'Account')}>
        {periodForm(v, period, account.problem)}
      </Layout>
    )
  }
  const { t } = v
  const { title, lead, facts, chapters } = toldAccount(v, account, await wordsOf(v), true)
  const purposes = account.inquiries.purposes.map(({ code, title: named, outcomes }) => ({
    label: named ? said(v, named) : (code ?? t('Zonder doel', 'Without a purpose')),
    outcomes,
  }))
  return (
    <Layout v={v} title={title} lead={lead}>
      {periodForm(v, period)}
      <Pairs pairs={facts} />
      <Section title={t('In beeld', 'At a glance')}>
        <OutcomeBars v={v} title={perPurpose(v)} of={t('Doel', 'Purpose')} rows={purposes} />
      </Section>
      <Chapters chapters={chapters} />
    </Layout>
  )
}

function periodForm(v: Visit, { from, until }: Period, problem: ApiProblem | null = null) {
  const { t } = v
  const labels = { from: t('Van', 'From'), until: t('Tot en met', 'Up to and including') }
  const errors = faultsOf(v, problem)
  return (
    <>
      {problem ? <FormProblem v={v} problem={problem} named={(field) => labelIn(labels, field)} /> : null}
      <Presets v={v} hrefOf={(preset) => `/console/decisions/report?from=${preset.from}&until=${preset.until}`} />
      <form method="get" action="/console/decisions/report" class="sluis-form sluis-form--columns">
        <TextField name="from" type="date" label={labels.from} value={from} error={errors.from} />
        <TextField name="until" type="date" label={labels.until} value={until} error={errors.until} />
        <div class="sluis-actions">
          <Submit>{t('Tonen', 'Show')}</Submit>
          {problem ? null : (
            <Link href={`/console/decisions/report/pdf?from=${from}&until=${until}`}>
              {t('Als PDF downloaden', 'Download as PDF')}
            </Link>
          )}
        </div>
      </form>
    </>
  )
}

async function printed(v: Visit, c: Context): Promise<Response> {
  const { t, language } = v
  const account = await accountOf(v, periodIn(v, c))
  const told = toldAccount(v, account, await wordsOf(v))
  const pdf = await v.print({
    ...told,
    title: `${told.title}, ${spanned(v, account)}`,
    language,
    foot: `${v.me.organisation.name ?? v.me.organisation.oin} – ${told.title}`,
    page: (number, of) => t(`Bladzijde ${number} van ${of}`, `Page ${number} of ${of}`),
    madeAt: new Date(account.madeAt),
  })
  return download(pdf, 'application/pdf', `verantwoording-${account.from}-tot-en-met-${dayBefore(account.until)}.pdf`)
}

async function wordsOf(v: Visit) {
  return { role: await namesOf(v, 'roles') }
}
