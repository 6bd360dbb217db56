/** How often what was decided in the period of the list: by kind, and of inquiries per outcome and per purpose. */
import { type CountsDocument, countsDocumentSchema } from '../../../api/documents-counts.ts'
import { DECISION_KINDS, type DecisionKind, OUTCOMES } from '../../../domain/codes.ts'
import { totalOf } from '../../../log/tallies.ts'
import type { Visit } from '../../page.ts'
import { Alert } from '../../parts/alert.tsx'
import { Bars } from '../../parts/bars.tsx'
import { kindWord } from '../../parts/entry.ts'
import { OutcomeBars } from '../../parts/outcomes.tsx'
import { Link, outcomeWord, Section } from '../../parts/show.tsx'
import { apiDays, periodOr } from '../../period.ts'
import { dayOf, momentOf, numberOf, said } from '../../words.ts'
import { addressOf, type Filters } from './filters.tsx'

const TONE = { permit: 'positive', review: 'warning', deny: 'negative' } as const

export async function countsOf(v: Visit, { from, until, ...exact }: Filters): Promise<CountsDocument> {
  const counted = { readingPurpose: v.readingPurpose(), ...apiDays(periodOr(v.now, from, until)), ...exact }
  return v.api.get('/decisions/_counts', countsDocumentSchema, counted)
}

type Props = { readonly v: Visit; readonly filters: Filters; readonly counts: CountsDocument }
type Tally = CountsDocument['outcomes']

/** Above a long list: what it comes to, with the way to the rest of the numbers. No sum where not all is counted. */
export function InShort({ v, filters, counts }: Props) {
  const kind = kindIn(filters)
  const period = spanned(v, filters)
  const link = <Link href="#aantallen">{v.t('Naar de aantallen', 'To the numbers')}</Link>
  if (counts.partly) return <p class="nl-paragraph">{link}</p>
  if (kind) {
    const word = `${period}: ${kindWord(v, kind).toLowerCase()}: ${summed(v, counts.outcomes)}. `
    return (
      <p class="nl-paragraph">
        {word}
        {link}
      </p>
    )
  }
  return (
    <>
      <p class="nl-paragraph">{`${period}:`}</p>
      <KindsInShort v={v} filters={filters} counts={counts} />
      <p class="nl-paragraph">{link}</p>
    </>
  )
}

/** Each leads to the list of its own. */
function KindsInShort({ v, filters, counts }: Props) {
  const { inquiries, acts, previewOutcomes, judgedPreviewOutcomes: judged } = counts
  const kinds: readonly (readonly [DecisionKind, Tally])[] = [
    ['decision', inquiries.outcomes],
    ['act', acts],
    ['preview', previewOutcomes],
  ]
  const link = (one: DecisionKind, word: string) => <Link href={addressOf({ ...filters, type: one })}>{word}</Link>
  return (
    <ul class="utrecht-unordered-list">
      {kinds
        .filter(([one, tally]) => one === 'decision' || totalOf(tally) > 0)
        .map(([one, tally]) => (
          <li class="utrecht-unordered-list__item">
            {link(one, kindWord(v, one).toLowerCase())}
            {`: ${summed(v, tally)}`}
            {one === 'preview' && judged && totalOf(judged) > 0 ? (
              <>
                {v.t(', waarvan ', ', of which ')}
                {link('preview-judged', v.t('door een oordeel', 'by a judgement'))}
                {`: ${numberOf(v, totalOf(judged))}`}
              </>
            ) : null}
          </li>
        ))}
    </ul>
  )
}

function kindIn({ type }: Filters): DecisionKind | undefined {
  return DECISION_KINDS.find((kind) => kind === type)
}

function summed(v: Visit, tally: Tally): string {
  const each = OUTCOMES.filter((one) => tally[one] > 0).map(
    (one) => `${outcomeWord(v, one).toLowerCase()}: ${numberOf(v, tally[one])}`,
  )
  return `${numberOf(v, totalOf(tally))}${each.length > 0 ? ` (${each.join(', ')})` : ''}`
}

/** Of what is counted: where no period was chosen, the year until today. */
function spanned(v: Visit, { from, until }: Filters): string {
  const period = periodOr(v.now, from, until)
  const [first, last] = [period.from, period.until].map((day) => dayOf(v, day))
  return v.t(`Van ${first} tot en met ${last}`, `From ${first} to ${last}`)
}

/** Of a kind that was chosen, or of the inquiries alone: what was only tried, and what was done in cases, is no sharing of data. */
export function Counts({ v, filters, counts }: Props) {
  const { t } = v
  const kind = kindIn(filters)
  const { outcomes, purposes } = kind ? counts : counts.inquiries
  const word = kindWord(v, kind ?? 'decision')
  return (
    <Section title={t('Aantallen', 'Numbers')} id="aantallen">
      <p class="nl-paragraph">
        {`${spanned(v, filters)}, `}
        {t('zonder wat de organisatie aan anderen leverde.', 'without what the organisation supplied to others.')}
      </p>
      {counts.partly ? <Partly v={v} {...counts.partly} /> : null}
      {kind ? null : <Kinds v={v} counts={counts} />}
      <Bars
        v={v}
        title={`${word} ${t('per uitkomst', 'per outcome')}`}
        of={t('Uitkomst', 'Outcome')}
        bars={OUTCOMES.map((one) => ({
          label: outcomeWord(v, one),
          count: outcomes[one],
          tone: TONE[one],
        }))}
      />
      <OutcomeBars
        v={v}
        title={`${word} ${t('per doel', 'per purpose')}`}
        of={t('Doel', 'Purpose')}
        rows={purposes.map(({ code, title, outcomes }) => ({
          label: title ? said(v, title) : (code ?? t('Zonder doel', 'Without a purpose')),
          outcomes,
        }))}
      />
    </Section>
  )
}

function Kinds({ v, counts }: Pick<Props, 'v' | 'counts'>) {
  const { t } = v
  const { inquiries, previewOutcomes, judgedPreviewOutcomes: judged, acts } = counts
  const label = t('waarvan door Sluis bij een oordeel', 'of which by Sluis with a judgement')
  return (
    <>
      <OutcomeBars
        v={v}
        title={t('Alles in de lijst, per soort', 'All in the list, by kind')}
        of={t('Soort', 'Kind')}
        rows={[
          { label: kindWord(v, 'decision'), outcomes: inquiries.outcomes },
          { label: kindWord(v, 'act'), outcomes: acts },
          { label: kindWord(v, 'preview'), outcomes: previewOutcomes },
          ...(judged ? [{ label, outcomes: judged }] : []),
        ]}
      />
      <p class="nl-paragraph">
        {t(
          'Proefvragen zijn geen informatieverzoeken: er is niets verstrekt.',
          'Previews are no inquiries: nothing left.',
        )}
        {judged || totalOf(previewOutcomes) === 0
          ? ''
          : t(
              ' Bij deze filters telt Sluis niet apart welke het zelf deed bij een oordeel. Kies daarvoor een soort.',
              ' With these filters Sluis does not count apart which it made itself with a judgement. Choose a kind for that.',
            )}
      </p>
    </>
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
