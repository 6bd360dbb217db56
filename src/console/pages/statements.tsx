/**
 * What was disclosed about a person: for the officer, or to be given to the person. The person is in the body of a POST and
 * nowhere else: each form that goes on with the same person carries them, and no address, title or name of a file has them.
 */
import type { Context } from 'hono'
import { STATEMENT_FOR, type StatementDocument, statementDocumentSchema } from '../../api/documents-statement.ts'
import type { Answered } from '../api.ts'
import { type Sent, sent } from '../form.ts'
import type { PageModule, Visit } from '../page.ts'
import { Alert } from '../parts/alert.tsx'
import { Csrf, OptionField, Submit, TextField } from '../parts/form.tsx'
import {
  type Identified,
  IdentifierFields,
  IdentifierKept,
  IdentifierProblem,
  identifiedIn,
  identifierError,
  subjectIn,
} from '../parts/identifier.tsx'
import { Layout } from '../parts/layout.tsx'
import { Link, Pairs } from '../parts/show.tsx'
import { Chapters, Contents } from '../parts/told.tsx'
import { dayIn } from '../period.ts'
import { momentsOf } from './decisions/filters.tsx'
import { download } from './decisions/taking.tsx'
import { toldStatement } from './statement/told.ts'

type Asked = Identified & { readonly from: string; readonly until: string; readonly for: string }

export const statementsPage: PageModule = {
  right: 'statements',
  path: '/statements',
  routes: {
    'GET /': (v) => formPage(v),
    'POST /': made,
    'POST /pdf': printed,
    'POST /json': raw,
    'GET /pdf': (_, c) => c.redirect('/console/statements'),
    'GET /json': (_, c) => c.redirect('/console/statements'),
  },
}

async function askedIn(c: Context): Promise<Asked> {
  const form = await sent(c)
  const day = (form: Sent, name: string) => dayIn(form.text(name)) ?? ''
  return { ...identifiedIn(form), from: day(form, 'from'), until: day(form, 'until'), for: form.text('for') }
}

function stated(v: Visit, asked: Asked): Promise<Answered<StatementDocument>> {
  const body = {
    // Whatever the log is read for in this visit: a statement is for the rights of a person, and for nothing else.
    readingPurpose: 'P-RECHT',
    subject: subjectIn(asked),
    ...momentsOf(asked),
    for: asked.for,
  }
  return v.api.send('POST', '/statements', body, statementDocumentSchema)
}

async function made(v: Visit, c: Context) {
  const { t } = v
  const asked = await askedIn(c)
  const found = await stated(v, asked)
  if (!found.ok) return formPage(v, asked, found)
  const { title, lead, facts, chapters } = toldStatement(v, found.value)
  return (
    <Layout v={v} title={title} lead={lead}>
      {found.value.for === 'officer' ? (
        <Alert kind="warning">
          <p class="nl-paragraph">
            {t(
              'Dit is de versie voor de functionaris. Geef de betrokkene de andere versie: daarin staat niet of iets wordt achtergehouden.',
              'This is the version for the officer. Give the person the other version: it does not say whether something is held back.',
            )}
          </p>
        </Alert>
      ) : null}
      <div class="sluis-actions">
        <Again v={v} asked={asked} action="/console/statements/pdf" label={t('PDF downloaden', 'Download PDF')} />
        <Again v={v} asked={asked} action="/console/statements/json" label={t('JSON downloaden', 'Download JSON')} />
        <Again
          v={v}
          asked={{ ...asked, for: found.value.for === 'officer' ? 'subject' : 'officer' }}
          action="/console/statements"
          label={
            found.value.for === 'officer'
              ? t('Versie voor de betrokkene', 'Version for the person')
              : t('Versie voor de functionaris', 'Version for the officer')
          }
        />
        <Link href="/console/statements">{t('Nieuw overzicht', 'New statement')}</Link>
      </div>
      <Pairs pairs={facts} />
      <Contents v={v} chapters={chapters} />
      <Chapters chapters={chapters} />
    </Layout>
  )
}

type AgainProps = { readonly v: Visit; readonly asked: Asked; readonly action: string; readonly label: string }

function Again({ v, asked, action, label }: AgainProps) {
  return (
    <form method="post" action={action}>
      <Csrf v={v} />
      <IdentifierKept given={asked} />
      <input type="hidden" name="from" value={asked.from} />
      <input type="hidden" name="until" value={asked.until} />
      <input type="hidden" name="for" value={asked.for} />
      <Submit kind="secondary">{label}</Submit>
    </form>
  )
}

async function printed(v: Visit, c: Context) {
  const { t, language } = v
  const asked = await askedIn(c)
  const found = await stated(v, asked)
  if (!found.ok) return formPage(v, asked, found)
  const told = toldStatement(v, found.value)
  const pdf = await v.print({
    ...told,
    language,
    foot: `${v.me.organisation.name ?? v.me.organisation.oin} – ${told.title}`,
    page: (number, of) => t(`Bladzijde ${number} van ${of}`, `Page ${number} of ${of}`),
    madeAt: new Date(found.value.madeAt),
  })
  return download(pdf, 'application/pdf', 'overzicht.pdf')
}

async function raw(v: Visit, c: Context) {
  const asked = await askedIn(c)
  const found = await stated(v, asked)
  if (!found.ok) return formPage(v, asked, found)
  return download(`${JSON.stringify(found.value, null, 2)}\n`, 'application/json; charset=utf-8', 'overzicht.json')
}

function formPage(v: Visit, asked?: Asked, refused?: Extract<Answered<never>, { ok: false }>) {
  const { t } = v
  const problem = refused?.problem ?? null
  return (
    <Layout
      v={v}
      title={t('Betrokkene', 'Data subject')}
      lead={t(
        'Een overzicht van wat over iemand is verstrekt, aan wie, waarvoor en op welke grondslag (AVG 15, Wet BRP 3.11). Dat u het maakt, staat in het logboek.',
        'A statement of what was disclosed about somebody, to whom, for what and on what basis (GDPR 15, Wet BRP 3.11). The log says that you make it.',
      )}
    >
      <IdentifierProblem v={v} problem={problem} />
      <form method="post" action="/console/statements" class="sluis-form" autocomplete="off">
        <Csrf v={v} />
        <IdentifierFields v={v} types={['bsn']} given={asked} error={identifierError(v, problem)} />
        <TextField name="from" type="date" label={t('Vanaf (mag leeg)', 'From (may be empty)')} value={asked?.from} />
        <TextField
          name="until"
          type="date"
          label={t('Tot en met (mag leeg)', 'Up to and including (may be empty)')}
          value={asked?.until}
        />
        <OptionField
          name="for"
          kind="radio"
          legend={t('Voor wie is het overzicht', 'For whom is the statement')}
          required
          chosen={[asked?.for ?? 'officer']}
          choices={STATEMENT_FOR.map((reader) => [
            reader,
            reader === 'officer'
              ? t('Voor mij: ook wat wordt achtergehouden', 'For me: also what is held back')
              : t('Om aan de betrokkene te geven', 'To give to the person'),
          ])}
        />
        <Submit>{t('Overzicht maken', 'Make the statement')}</Submit>
      </form>
    </Layout>
  )
}
