/** Samples of decisions: drawing one, and the list of those that were drawn. */
import type { Context } from 'hono'
import type { z } from 'zod'
import { pageOf } from '../../../api/documents.ts'
import { sampleActDocumentSchema, sampleSummarySchema } from '../../../api/documents-review.ts'
import { dutchDayBounds } from '../../../erasure/calendar.ts'
import { type ApiProblem, ApiRefusal } from '../../api.ts'
import { type Sent, sent } from '../../form.ts'
import type { Visit } from '../../page.ts'
import { NotPermitted } from '../../parts/acted.tsx'
import { Csrf, FormProblem, faultsOf, SelectField, Submit, TextArea, TextField } from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { Link, Moment, NextPage, Section, Table } from '../../parts/show.tsx'
import { choicesOf, dayOf, namesOf, numberOf } from '../../words.ts'
import { doneWord, REVIEW, reviewMenu } from './menu.tsx'

const samplesPage = pageOf(sampleSummarySchema)
type Sample = z.infer<typeof sampleSummarySchema>
const AT = `${REVIEW}/samples`

export async function samples(v: Visit, c: Context) {
  // Who may not open the log is not asked why they read it; of who said so before, the API says whether they may.
  if (v.session.readingPurpose === null && !v.me.pages.decisions) return absent(v)
  const { cursor, done } = c.req.query()
  const readingPurpose = v.readingPurpose()
  try {
    const page = await v.api.get('/samples', samplesPage, { readingPurpose, cursor, limit: 50 })
    return listed(v, page, { done })
  } catch (error) {
    if (!(error instanceof ApiRefusal) || error.problem.status !== 403) throw error
    return absent(v)
  }
}

export async function draw(v: Visit, c: Context) {
  const form = await sent(c)
  const readingPurpose = v.readingPurpose()
  const department = form.given('department')
  const seed = form.given('seed')?.toLowerCase()
  const body = {
    readingPurpose,
    from: dayBound(form.text('from'), 'from'),
    until: dayBound(form.text('until'), 'until'),
    ...(department ? { department } : {}),
    size: Number(form.text('size')),
    ...(seed ? { seed } : {}),
    grounds: form.text('grounds'),
  }
  const drawn = await v.api.send('POST', '/samples', body, sampleActDocumentSchema)
  if (drawn.ok && drawn.value.sampleId) return c.redirect(`${AT}/${drawn.value.sampleId}?done=drawn`, 303)
  if (drawn.ok) return listed(v, { items: [], next: null }, { given: form, refused: drawn.value })
  const page = await v.api.get('/samples', samplesPage, { readingPurpose, limit: 50 })
  return listed(v, page, { given: form, problem: drawn.problem })
}

/** What is no day goes as it is, for the API to say so. */
function dayBound(day: string, end: 'from' | 'until'): string {
  return /^\d{4}-\d\d-\d\d$/.test(day) ? dutchDayBounds(day)[end] : day
}

type Shown = {
  readonly done?: string | undefined
  readonly given?: Sent
  readonly problem?: ApiProblem
  readonly refused?: z.infer<typeof sampleActDocumentSchema>
}

async function listed(v: Visit, { items, next }: z.infer<typeof samplesPage>, shown: Shown) {
  const { t } = v
  const department = await namesOf(v, 'departments')
  return (
    <Layout
      v={v}
      title={t('Steekproeven', 'Samples')}
      lead={t(
        'Besluiten die het toeval koos. Wie de beginwaarde (seed) en het logboek heeft, kan dezelfde steekproef opnieuw trekken.',
        'Decisions that chance chose. Whoever has the seed and the log can draw the same sample again.',
      )}
    >
      {reviewMenu(v)}
      {doneWord(v, shown.done)}
      {shown.refused ? <NotPermitted v={v} acted={shown.refused} /> : null}
      <details class="sluis-disclosure" open={shown.given !== undefined || items.length === 0 || undefined}>
        <summary>{t('Een steekproef trekken', 'Draw a sample')}</summary>
        {await drawForm(v, shown)}
      </details>
      <Section title={t('Getrokken steekproeven', 'Samples drawn')}>
        <Table
          caption={t('Steekproeven', 'Samples')}
          head={[
            t('Getrokken', 'Drawn'),
            t('Periode', 'Period'),
            t('Afdeling', 'Department'),
            t('Besluiten', 'Decisions'),
            t('Uit', 'Out of'),
            t('Bekeken', 'Reviewed'),
          ]}
          rows={items.map((one) => [
            <Link href={`${AT}/${one.id}`}>
              <Moment v={v} at={one.at} />
            </Link>,
            periodOf(v, one),
            one.department ? department(one.department) : t('alle', 'all'),
            numberOf(v, one.drawn),
            numberOf(v, one.population),
            numberOf(v, one.reviewed),
          ])}
          numbers={[3, 4, 5]}
          empty={t('Er is nog geen steekproef getrokken.', 'No sample was drawn yet.')}
        />
        <NextPage v={v} next={next} />
      </Section>
    </Layout>
  )
}

async function drawForm(v: Visit, { given, problem = undefined }: Shown) {
  const { t } = v
  const faults = faultsOf(v, problem ?? null)
  const names: Readonly<Record<string, string>> = {
    from: t('Van', 'From'),
    until: t('Tot en met', 'Up to and including'),
    size: t('Hoeveel besluiten', 'How many decisions'),
    seed: t('Beginwaarde van het toeval (seed)', 'Seed'),
    department: t('Afdeling', 'Department'),
    grounds: t('Waarom deze steekproef', 'Why this sample'),
  }
  const field = (name: string) => ({ name, label: names[name] ?? name, value: given?.text(name), error: faults[name] })
  return (
    <form method="post" action={AT} class="sluis-form sluis-form--columns">
      <Csrf v={v} />
      <div class="sluis-actions">
        <FormProblem v={v} problem={problem ?? null} named={(name) => names[name] ?? name} />
      </div>
      <TextField {...field('from')} type="date" required />
      <TextField {...field('until')} type="date" required />
      <SelectField {...field('department')} choices={await choicesOf(v, 'departments')} none={t('Alle', 'All')} />
      <TextField {...field('size')} value={given?.text('size') ?? '25'} inputmode="numeric" required />
      <TextField
        {...field('seed')}
        hint={t(
          'Leeg: Sluis kiest er een. Anders 32 tot 64 tekens 0-9 en a-f.',
          'Empty: sluis chooses one. Otherwise 32 to 64 characters 0-9 and a-f.',
        )}
        autocomplete="off"
      />
      <TextArea {...field('grounds')} value={given?.text('grounds') ?? ''} rows={2} required />
      <div class="sluis-actions">
        <Submit>{t('Steekproef trekken', 'Draw the sample')}</Submit>
      </div>
    </form>
  )
}

/** `until` is the first moment after it. */
export function periodOf(v: Visit, { from, until }: Pick<Sample, 'from' | 'until'>): string {
  const last = new Date(Date.parse(until) - 1)
  return v.t(`${dayOf(v, from)} tot en met ${dayOf(v, last)}`, `${dayOf(v, from)} up to ${dayOf(v, last)}`)
}

function absent(v: Visit) {
  const { t } = v
  return (
    <Layout v={v} title={t('Steekproeven', 'Samples')}>
      {reviewMenu(v)}
      <p class="nl-paragraph">
        {t(
          'Steekproeven zijn voor wie het logboek controleert. Uw rol kan ze niet inzien.',
          'Samples are for who controls the log. Your role cannot look at them.',
        )}
      </p>
    </Layout>
  )
}
