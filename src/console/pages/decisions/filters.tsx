/** What the decision log is filtered by: the form, the active filters with the way to drop each, and what the API is asked. */
import { pageOf } from '../../../api/documents.ts'
import { listedNormSchema } from '../../../api/documents-vocabulary.ts'
import { ID } from '../../../api/paging.ts'
import { caseReference } from '../../../cases/reference.ts'
import { DECISION_KINDS, OUTCOMES } from '../../../domain/codes.ts'
import { dutchDayBounds } from '../../../erasure/calendar.ts'
import type { Query } from '../../api.ts'
import type { Visit } from '../../page.ts'
import { caseHint } from '../../parts/case.tsx'
import { kindWord } from '../../parts/entry.ts'
import type { Unfit } from '../../parts/filter.ts'
import { type Choice, Csrf, faultsOf, SelectField, Submit, TextField } from '../../parts/form.tsx'
import { Presets } from '../../parts/period.tsx'
import { Link, outcomeWord } from '../../parts/show.tsx'
import { dayIn, type Period } from '../../period.ts'
import { choicesOf, dayOf, said } from '../../words.ts'

const EXACT = ['type', 'outcome', 'department', 'purpose', 'legalBasis', 'source', 'norm', 'caseId'] as const
const NAMES = ['from', 'until', ...EXACT] as const
type Name = (typeof NAMES)[number]
export type Filters = Readonly<Partial<Record<Name, string>>>

/** Only what is a filter, and a day or a case only where it is one: what else stands in an address is not passed on. */
export function filtersIn(given: Readonly<Record<string, string>>): Filters {
  const exact = EXACT.filter((name) => (name === 'caseId' ? ID.test(given[name] ?? '') : given[name])).map((name) => [
    name,
    given[name],
  ])
  const days = (['from', 'until'] as const).filter((name) => dayIn(given[name])).map((name) => [name, given[name]])
  return Object.fromEntries([...exact, ...days])
}

export function addressOf(filters: Filters, path = '/console/decisions'): string {
  const query = new URLSearchParams(Object.entries(filters)).toString()
  return query === '' ? path : `${path}?${query}`
}

/** Days of the form are Dutch days, both of them counted; the API takes moments. */
export function queryOf(v: Visit, { from, until, ...exact }: Filters): Query {
  return { readingPurpose: v.readingPurpose(), ...exact, ...momentsOf({ from, until }) }
}

export function momentsOf({ from, until }: { readonly [name in 'from' | 'until']?: string | undefined }) {
  return {
    ...(from ? { from: dutchDayBounds(from).from } : {}),
    ...(until ? { until: dutchDayBounds(until).until } : {}),
  }
}

type Words = Readonly<Record<Name, { readonly label: string; readonly choices?: readonly Choice[] }>>

async function wordsOf(v: Visit): Promise<Words> {
  const { t } = v
  const typed = typedLabels(v)
  const norms = async () => (await v.api.get('/norms', pageOf(listedNormSchema))).items
  const [departments, purposes, bases, sources, items] = await Promise.all([
    choicesOf(v, 'departments'),
    choicesOf(v, 'purposes'),
    choicesOf(v, 'legal-bases'),
    choicesOf(v, 'sources'),
    norms(),
  ])
  return {
    from: { label: typed.from },
    until: { label: typed.until },
    type: { label: t('Soort', 'Kind'), choices: DECISION_KINDS.map((kind) => [kind, kindWord(v, kind)]) },
    outcome: {
      label: t('Uitkomst', 'Outcome'),
      choices: OUTCOMES.map((outcome) => [outcome, outcomeWord(v, outcome)]),
    },
    department: { label: t('Afdeling', 'Department'), choices: departments },
    purpose: { label: t('Doel', 'Purpose'), choices: purposes },
    legalBasis: { label: t('Grondslag', 'Legal basis'), choices: bases },
    source: { label: t('Bron', 'Source'), choices: sources },
    norm: { label: t('Norm', 'Norm'), choices: items.map(({ id, title }) => [id, `${id} ${said(v, title)}`]) },
    caseId: { label: typed.caseId },
  }
}

/** Of the fields that are typed in, and may be wrong. */
export const typedLabels = ({ t }: Pick<Visit, 't'>) => ({
  from: t('Van', 'From'),
  until: t('Tot en met', 'Up to and including'),
  caseId: t('Nummer van de zaak', 'Number of the case'),
})

export async function filterPanel(v: Visit, filters: Filters, unfit?: Unfit) {
  const { t } = v
  const words = await wordsOf(v)
  const errors = faultsOf(v, unfit?.problem ?? null)
  return (
    <>
      <Presets v={v} hrefOf={(period: Period) => addressOf({ ...filters, ...period })} />
      {active(v, filters, words)}
      <details class="sluis-disclosure" open={unfit ? true : undefined}>
        <summary>{t('Filteren', 'Filter')}</summary>
        <form method="post" action="/console/decisions" class="sluis-form sluis-form--columns" autocomplete="off">
          <Csrf v={v} />
          {(['from', 'until'] as const).map((name) => (
            <TextField name={name} type="date" label={words[name].label} value={filters[name]} error={errors[name]} />
          ))}
          {EXACT.map((name) => {
            const { label, choices } = words[name]
            if (!choices) {
              const value = (unfit?.given ?? filters)[name]
              return <TextField name={name} label={label} hint={caseHint(v)} value={value} error={errors[name]} />
            }
            return (
              <SelectField name={name} label={label} choices={choices} value={filters[name]} none={t('Alle', 'All')} />
            )
          })}
          <div class="sluis-actions">
            <Submit>{t('Tonen', 'Show')}</Submit>
          </div>
        </form>
      </details>
    </>
  )
}

function active(v: Visit, filters: Filters, words: Words) {
  const { t } = v
  const given = NAMES.flatMap((name) => {
    const value = filters[name]
    return value === undefined ? [] : [{ name, value }]
  })
  if (given.length === 0) return null
  return (
    <section aria-label={t('Actieve filters', 'Active filters')}>
      <ul class="sluis-chips">
        {given.map(({ name, value }) => {
          const { label, choices = [] } = words[name]
          const isDay = name === 'from' || name === 'until'
          const said = choices.find(([code]) => code === value)?.[1] ?? (isDay ? dayOf(v, value) : caseReference(value))
          const { [name]: _, ...rest } = filters
          return (
            <li>
              <a class="sluis-chip" href={addressOf(rest)}>
                {`${label}: ${said} `}
                <span aria-hidden="true">×</span>
                <span class="sluis-unseen">{t('(filter weghalen)', '(remove filter)')}</span>
              </a>
            </li>
          )
        })}
        <li>
          <Link href="/console/decisions">{t('Alle filters weghalen', 'Remove all filters')}</Link>
        </li>
      </ul>
    </section>
  )
}
