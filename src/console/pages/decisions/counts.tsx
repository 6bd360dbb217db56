/** How often what was decided in the period of the list, per outcome and per purpose. */
import { countsDocumentSchema } from '../../../api/documents-counts.ts'
import { OUTCOMES } from '../../../domain/codes.ts'
import type { Visit } from '../../page.ts'
import { Bars } from '../../parts/bars.tsx'
import { OutcomeBars } from '../../parts/outcomes.tsx'
import { outcomeWord, Section } from '../../parts/show.tsx'
import { apiDays, periodOr } from '../../period.ts'
import { dayOf, said } from '../../words.ts'
import type { Filters } from './filters.tsx'

const TONE = { permit: 'positive', review: 'warning', deny: 'negative' } as const

/** null: it cannot be counted by these filters, and other numbers than those of the list would mislead. */
export async function countsSection(v: Visit, { from, until, ...exact }: Filters) {
  const { department, purpose, outcome, ...others } = exact
  if (Object.keys(others).length > 0) return null
  const { t } = v
  const period = periodOr(v.now, from, until)
  const counted = { readingPurpose: v.readingPurpose(), ...apiDays(period), department, purpose, outcome }
  const counts = await v.api.get('/decisions/_counts', countsDocumentSchema, counted)
  const day = (date: string) => dayOf(v, `${date}T12:00:00Z`)
  return (
    <Section title={t('Aantallen', 'Numbers')} id="aantallen">
      <p class="nl-paragraph">
        {t(
          `Van ${day(period.from)} tot en met ${day(period.until)}, zonder wat de organisatie aan anderen leverde.`,
          `From ${day(period.from)} to ${day(period.until)}, without what the organisation supplied to others.`,
        )}
      </p>
      <Bars
        v={v}
        title={t('Besluiten per uitkomst', 'Decisions per outcome')}
        of={t('Uitkomst', 'Outcome')}
        bars={OUTCOMES.map((one) => ({
          label: outcomeWord(v, one),
          count: counts.outcomes[one],
          tone: TONE[one],
        }))}
      />
      <OutcomeBars
        v={v}
        title={t('Besluiten per doel', 'Decisions per purpose')}
        of={t('Doel', 'Purpose')}
        rows={counts.purposes.map(({ code, title, outcomes }) => ({
          label: title ? said(v, title) : (code ?? t('Zonder doel (handelingen)', 'Without a purpose (acts)')),
          outcomes,
        }))}
      />
    </Section>
  )
}
