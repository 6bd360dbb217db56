/**
 * The decision log: filters in the address, so that a view can be shared; a person is searched by POST, page after page, and
 * stands in no address. Each look is a read in the log, for the purpose of this visit.
 */
import type { Context } from 'hono'
import { type Answered, ApiRefusal, fitting } from '../api.ts'
import { sent } from '../form.ts'
import type { PageModule, Visit } from '../page.ts'
import { CASE_FILTER, DAY_FILTER, filteredBy, type Unfit } from '../parts/filter.ts'
import { Csrf, FormProblem, labelIn, Submit } from '../parts/form.tsx'
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
import { Link, NextPage, Section } from '../parts/show.tsx'
import { Counts, countsOf, InShort } from './decisions/counts.tsx'
import { addressOf, filterPanel, filtersIn, queryOf, typedLabels } from './decisions/filters.tsx'
import { decisionTable, type Rows, rowsSchema } from './decisions/list.tsx'
import { exported, reportOf, table, takingSection } from './decisions/taking.tsx'

const PAGE = 25

export const decisionsPage: PageModule = {
  right: 'decisions',
  path: '/decisions',
  routes: {
    'GET /': (v, c) => listed(v, c),
    'POST /': filteredBy('/console/decisions', { ...CASE_FILTER, from: DAY_FILTER, until: DAY_FILTER }, listed),
    'GET /table': table,
    'POST /export': exported,
    'POST /search': searched,
    // Who goes back in the history, or reloads: what was found has no address.
    'GET /search': (_, c) => c.redirect('/console/decisions'),
    'GET /export': (_, c) => c.redirect('/console/decisions'),
  },
}

async function listed(v: Visit, c: Context, given?: Unfit) {
  const { t } = v
  const filters = filtersIn(given?.given ?? c.req.query())
  const cursor = c.req.query('cursor')
  const rows = await v.api.get('/decisions', rowsSchema, { ...queryOf(v, filters), cursor, limit: PAGE })
  const counted = cursor ? null : await fitting(() => countsOf(v, filters))
  const unfit = given ?? (counted instanceof ApiRefusal ? { given: filters, problem: counted.problem } : undefined)
  const counts = counted instanceof ApiRefusal ? null : counted
  return (
    <Layout
      v={v}
      title={t('Besluiten', 'Decisions')}
      lead={t(
        'Alle besluiten van uw organisatie, het nieuwste eerst. Wat u hier bekijkt, wordt geregistreerd.',
        'All decisions of your organisation, newest first. What you look at here is logged.',
      )}
    >
      <p class="nl-paragraph">
        <Link href={reportOf(filters)}>
          {t('Verantwoording over een periode, ook als PDF', 'Account of a period, also as PDF')}
        </Link>
      </p>
      {unfit ? <FormProblem v={v} problem={unfit.problem} named={(field) => labelIn(typedLabels(v), field)} /> : null}
      {await filterPanel(v, filters, unfit)}
      <details class="sluis-disclosure">
        <summary>
          {t('Zoeken op persoon, bedrijf, adres of voertuig', 'Search by person, business, address or vehicle')}
        </summary>
        {subjectForm(v)}
      </details>
      <Section title={t('Lijst', 'List')}>
        {counts ? <InShort v={v} filters={filters} counts={counts} /> : null}
        {cursor ? (
          <p class="nl-paragraph">
            {t('Hoeveel het er samen zijn, staat op de ', 'How many there are stands on the ')}
            <Link href={addressOf(filters)}>{t('eerste bladzijde', 'first page')}</Link>.
          </p>
        ) : null}
        {await decisionTable(v, rows.items, filters)}
        <NextPage v={v} next={rows.next} />
      </Section>
      {counts ? <Counts v={v} filters={filters} counts={counts} /> : null}
      <Section title={t('Meenemen', 'Take along')} id="meenemen">
        {takingSection(v, filters)}
      </Section>
    </Layout>
  )
}

async function searched(v: Visit, c: Context) {
  const { t } = v
  const form = await sent(c)
  const given = identifiedIn(form)
  const asked = {
    readingPurpose: v.readingPurpose(),
    subject: subjectIn(given),
    cursor: form.given('cursor'),
    limit: PAGE,
  }
  const found = await v.api.send('POST', '/decisions/_search', asked, rowsSchema)
  return (
    <Layout
      v={v}
      title={t('Besluiten over wie of wat u zocht', 'Decisions about whom or what you searched')}
      lead={t(
        'Dat u hiernaar zocht, staat in het logboek. Waarnaar u zocht, staat er alleen als pseudoniem.',
        'The log says that you searched for this; for what, it says only by a pseudonym.',
      )}
    >
      <p class="nl-paragraph">
        <Link href="/console/decisions">{t('Terug naar alle besluiten', 'Back to all decisions')}</Link>
      </p>
      {found.ok ? await results(v, given, found.value) : again(v, given, found)}
    </Layout>
  )
}

async function results(v: Visit, given: Identified, rows: Rows) {
  const { t } = v
  return (
    <>
      <Section title={t('Gevonden', 'Found')}>
        <p class="nl-paragraph">
          {t(
            'Hier staan geen aantallen: Sluis telt besluiten per uitkomst, doel en afdeling, en niet per persoon.',
            'There are no numbers here: Sluis counts decisions per outcome, purpose and department, and not per person.',
          )}
        </p>
        {await decisionTable(v, rows.items)}
        {rows.next ? (
          <form method="post" action="/console/decisions/search">
            <Csrf v={v} />
            <IdentifierKept given={given} />
            <input type="hidden" name="cursor" value={rows.next} />
            <Submit kind="secondary">{t('Volgende bladzijde', 'Next page')}</Submit>
          </form>
        ) : null}
      </Section>
      <Section title={t('Meenemen', 'Take along')}>{takingSection(v, {}, given)}</Section>
    </>
  )
}

function again(v: Visit, given: Identified, { problem }: Extract<Answered<Rows>, { ok: false }>) {
  return (
    <>
      <IdentifierProblem v={v} problem={problem} />
      {subjectForm(v, given, identifierError(v, problem))}
    </>
  )
}

function subjectForm(v: Visit, given?: Identified, error?: string) {
  return (
    <form method="post" action="/console/decisions/search" class="sluis-form" autocomplete="off">
      <Csrf v={v} />
      <IdentifierFields v={v} given={given} error={error} />
      <Submit>{v.t('Zoeken', 'Search')}</Submit>
    </form>
  )
}
