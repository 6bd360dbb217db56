/** Taking the log along: as a table, as records with their proofs, and as an account of a period. */
import type { Context } from 'hono'
import { type Sent, sent } from '../../form.ts'
import type { Visit } from '../../page.ts'
import { Csrf, Submit } from '../../parts/form.tsx'
import { type Identified, IdentifierKept, identifiedIn, subjectIn } from '../../parts/identifier.tsx'
import { Link } from '../../parts/show.tsx'
import { addressOf, type Filters, filtersIn, momentsOf, queryOf } from './filters.tsx'

/** Not in the table: what was found by a person has no address. */
export function takingSection(v: Visit, filters: Filters, found?: Identified) {
  const { t } = v
  return (
    <ul class="utrecht-unordered-list">
      {found ? null : (
        <li class="utrecht-unordered-list__item">
          <Link href={addressOf(filters, '/console/decisions/table')}>
            {t('Tabel voor een rekenblad (CSV)', 'Table for a spreadsheet (CSV)')}
          </Link>
          {t(', met deze filters', ', with these filters')}
        </li>
      )}
      {found ? null : (
        <li class="utrecht-unordered-list__item">
          <Link href={reportOf(filters)}>{t('Verantwoording over deze periode', 'Account of this period')}</Link>
          {t(', ook als PDF', ', also as PDF')}
        </li>
      )}
      <li class="utrecht-unordered-list__item">
        <form method="post" action="/console/decisions/export">
          <Csrf v={v} />
          {found ? <IdentifierKept given={found} /> : null}
          {(['from', 'until', 'department'] as const).map((name) =>
            filters[name] ? <input type="hidden" name={name} value={filters[name]} /> : null,
          )}
          <p class="nl-paragraph">
            {t(
              'Volledige regels met bewijs (NDJSON, Authorization Decision Log), van deze periode en afdeling. Dit staat zelf ook in het logboek.',
              'Whole records with proofs (NDJSON, Authorization Decision Log), of this period and department. The log says that you took them.',
            )}
          </p>
          <Submit kind="secondary">{t('Regels meenemen', 'Take records')}</Submit>
        </form>
      </li>
    </ul>
  )
}

/** The account of the period of these filters. */
export function reportOf({ from, until }: Filters): string {
  return addressOf({ ...(from ? { from } : {}), ...(until ? { until } : {}) }, '/console/decisions/report')
}

export async function table(v: Visit, c: Context): Promise<Response> {
  const query = queryOf(v, filtersIn(c.req.query()))
  const answer = await v.api.raw('/decisions', { query, headers: { accept: 'text/csv' } })
  return download(answer.body, answer.headers.get('content-type') ?? 'text/csv', 'besluiten.csv')
}

export async function exported(v: Visit, c: Context): Promise<Response> {
  const form = await sent(c)
  const body = {
    readingPurpose: v.readingPurpose(),
    ...momentsOf(filtersIn({ from: form.text('from'), until: form.text('until') })),
    department: form.given('department'),
    ...subjectOf(form),
  }
  const headers = { 'content-type': 'application/json', accept: 'application/x-ndjson' }
  const answer = await v.api.raw('/decisions/_export', { method: 'POST', headers, body: JSON.stringify(body) })
  return download(answer.body, 'application/x-ndjson', 'besluiten.ndjson')
}

function subjectOf(form: Sent) {
  const given = identifiedIn(form)
  return given.identifier === '' ? {} : { subject: subjectIn(given) }
}

export function download(body: ConstructorParameters<typeof Response>[0], type: string, name: string): Response {
  return new Response(body, {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
  })
}
