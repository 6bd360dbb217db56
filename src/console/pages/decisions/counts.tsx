/** How often what was decided in the period of the list, per outcome and per purpose. */
import { type CountsDocument, countsDocumentSchema } from '../../../api/documents-counts.ts'
import { OUTCOMES } from '../../../domain/codes.ts'
import type { Visit } from '../../page.ts'
import { Alert } from '../../parts/alert.tsx'
import { Bars } from '../../parts/bars.tsx'
import { OutcomeBars } from '../../parts/outcomes.tsx'
import { Link, outcomeWord, Section } from '../../parts/show.tsx'
import { apiDays, periodOr } from '../../period.ts'
import { dayOf, momentOf, numberOf, said } from '../../words.ts'
import type { Filters } from './filters.tsx'

const TONE = { permit: 'positive', review: 'warning', deny: 'negative' } as const

export async function countsOf(v: Visit, { from, until, ...exact }: Filters): Promise<CountsDocument> {
  const counted = { readingPurpose: v.readingPurpose(), ...apiDays(periodOr(v.now, from, until)), ...exact }
  return v.api.get('/decisions/_counts', countsDocumentSchema, counted)
}

type Props = { readonly v: Visit; readonly filters: Filters; readonly counts: CountsDocument }

/** Above a long list: what it comes to, with the way to the rest of the numbers. No sum where not all is counted. */
export function InShort({ v, filters, counts }: Props) {
  const { t } = v
  const { total, outcomes, partly } = counts
  const each = OUTCOMES.filter((one) => outcomes[one] > 0).map(
    (one) => `${outcomeWord(v, one).toLowerCase()}: ${numberOf(v, outcomes[one])}`,
  )
  const sum = `${t('besluiten', 'decisions')}: ${numberOf(v, total)}${total > 0 ? ` (${each.join(', ')})` : ''}.`
  return (
    <p class="nl-paragraph">
      {partly ? null : `${spanned(v, filters)}, ${sum} `}
      <Link href="#aantallen">{t('Naar de aantallen', 'To the numbers')}</Link>
    </p>
  )
}

/** Of what is counted: where no period was chosen, the year until today. */
function spanned(v: Visit, { from, until }: Filters): string {
  const period = periodOr(v.now, from, until)
  const [first, last] = [period.from, period.until].map((day) => dayOf(v, day))
  return v.t(`Van ${first} tot en met ${last}`, `From ${first} to ${last}`)
}

export function Counts({ v, filters, counts }: Props) {
  const { t } = v
  return (
    <Section title={t('Aantallen', 'Numbers')} id="aantallen">
      <p class="nl-paragraph">
        {`${spanned(v, filters)}, `}
        {t('zonder wat de organisatie aan anderen leverde.', 'without what the organisation supplied to others.')}
      </p>
      {counts.partly ? <Partly v={v} {...counts.partly} /> : null}
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

type PartlyProps = { readonly v: Visit; readonly most: number; readonly since: string }
function Partly({ v, most, since }: PartlyProps) {
  const [many, moment] = [numberOf(v, most), momentOf(v, since)]
  return (
    <Alert kind="info">
      <p class="nl-paragraph">
        {v.t(
          `Bij deze filters moet Sluis besluiten één voor één bekijken, en het zijn er meer dan ${many}. Geteld zijn alleen de nieuwste: die van na ${moment}. Kiest u een kortere periode, dan telt Sluis alles.`,
          `With these filters Sluis has to look at decisions one by one, and there are more than ${many}. Only the newest were counted: those after ${moment}. Choose a shorter period and Sluis counts them all.`,
        )}
      </p>
    </Alert>
  )
}
