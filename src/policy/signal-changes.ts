/** What could be otherwise about a signal: what its reporter says of it, what it is about, and whether it was taken up. Pure. */
import { type Change, change, codes, row, type Words } from './change.ts'
import type { Facts } from './facts.ts'
import type { PolicyInput } from './input.ts'

type Case = NonNullable<PolicyInput['case']>
type Signal = NonNullable<Case['signal']>

const CLAIM = {
  objective: {
    nl: 'duidelijke, objectieve aanwijzingen uit eigen concrete waarnemingen',
    en: 'clear, objective indications from own concrete observations',
  },
  necessary: { nl: 'gezamenlijke verwerking is noodzakelijk', en: 'joint processing is necessary' },
  several: { nl: 'er zijn meer deelnemers nodig', en: 'several participants are needed' },
  region: { nl: 'het gaat over deze regio', en: 'it is about this region' },
} as const satisfies Record<keyof Signal, Words>
const ALL_CLAIMS: Signal = { objective: true, necessary: true, several: true, region: true }

const ALL: Words = {
  nl: 'alle vier: eigen waarnemingen, noodzaak, meer deelnemers, deze regio',
  en: 'all four: own observations, necessity, several participants, this region',
}
const TAKEN_UP: Words = { nl: 'niet negatief', en: 'not negative' }

/** Of the case, or of the one that is to be opened (BGS 2.16). */
export function signalChanges(facts: Facts, { act, case: held }: PolicyInput): Change[] {
  const opening = act?.kind === 'open' ? act : null
  const about = opening ?? held
  // Nobody reports a signal on the municipal track with demands of its own.
  if (about?.regime !== 'WGS') return []
  const put =
    (value: Partial<Pick<Case, 'signal' | 'crimeForm' | 'signalOutcome'>>): Change['apply'] =>
    (input) =>
      opening
        ? { ...input, act: input.act && { ...input.act, ...value } }
        : { ...input, case: input.case && { ...input.case, ...value } }
  const { signal } = about
  const open = signal ? (Object.keys(CLAIM) as (keyof Signal)[]).filter((claim) => !signal[claim]) : []
  const signalOf = (input: PolicyInput) => (opening ? input.act : input.case)?.signal ?? ALL_CLAIMS
  return [
    ...open.map((claim) =>
      change(
        'claim',
        claim,
        CLAIM[claim],
        (input) => put({ signal: { ...signalOf(input), [claim]: true } })(input),
        `claim ${claim}`,
      ),
    ),
    // Who reports for the first time, or anew, says all four at once.
    ...(signal === null || open.length > 1 ? [change('claim', 'all', ALL, put({ signal: ALL_CLAIMS }))] : []),
    ...codes(facts.crime_forms)
      .filter((form) => form !== about.crimeForm)
      .map((form) => change('crimeForm', form, row(facts.crime_forms, form), put({ crimeForm: form }))),
    ...(!opening && typeof held?.signalOutcome === 'string'
      ? [change('assessment', 'not negative', TAKEN_UP, put({ signalOutcome: null }))]
      : []),
  ]
}
