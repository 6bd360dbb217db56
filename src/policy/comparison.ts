/** One question under two policies: what opens, what closes, and by which norms. Pure. */
import { strictness, type Treatment } from '../domain/codes.ts'
import type { Obligation, Verdict } from '../domain/decision.ts'
import type { Answered, Screening } from './answers.ts'

export type Difference = {
  /** A field, `record 0`, `record 0: field`, an obligation, or the outcome. */
  readonly what: string
  readonly kind: Kind
  /** The field or the obligation by itself, `0` or `0: field` of a record; '' for the outcome. */
  readonly name: string
  /** 'same': no more and no less is open, but it is decided by other norms, or an obligation came or went. */
  readonly direction: 'opens' | 'closes' | 'same'
  readonly before: State
  readonly after: State
}
/** What is compared. */
export const KINDS = ['outcome', 'field', 'record', 'obligation'] as const
type Kind = (typeof KINDS)[number]
export type State = { readonly is: string; readonly norms: readonly string[] }

/** undefined: that policy gave no answer, and then nothing is open. */
export function differencesBetween(before: Answered | undefined, after: Answered | undefined): Difference[] {
  const [a, b] = [standing(before), standing(after)]
  return [...new Set([...a.keys(), ...b.keys()])].sort().flatMap((what) => {
    const [was, is] = [a.get(what) ?? absent(before, b.get(what)), b.get(what) ?? absent(after, a.get(what))]
    const direction = is.rank < was.rank ? 'opens' : is.rank > was.rank ? 'closes' : 'same'
    if (direction === 'same' && was.is === is.is && was.norms.join() === is.norms.join()) return []
    const { kind, name } = a.get(what) ?? b.get(what) ?? NOTHING
    return [
      { what, kind, name, direction, before: { is: was.is, norms: was.norms }, after: { is: is.is, norms: is.norms } },
    ]
  })
}

type Ranked = State & {
  readonly kind: Kind
  readonly name: string
  /** How far it is from open: 0 is released, nothing is further than withheld. */
  readonly rank: number
  /** The rank of an answer that does not mention it; closed where nothing is said. */
  readonly unsaid?: number
}
const OPEN = strictness('release')
const CLOSED = strictness('withhold')
const OUTCOME = 'uitkomst / outcome'
/** Of the outcome, and of what is nowhere. */
const NOTHING = { kind: 'outcome', name: '' } as const

function absent(answered: Answered | undefined, other: Ranked | undefined): Ranked {
  return { ...NOTHING, is: '-', norms: [], rank: (answered && other?.unsaid) ?? CLOSED }
}

function standing(answered: Answered | undefined): ReadonlyMap<string, Ranked> {
  if (!answered) return new Map([[OUTCOME, { ...NOTHING, is: 'geen antwoord / no answer', norms: [], rank: CLOSED }]])
  return new Map(answered.kind === 'verdict' ? ofVerdict(answered.verdict) : ofScreening(answered.screening))
}

function* ofVerdict({ outcome, fields, findings, obligations }: Verdict): Generator<[string, Ranked]> {
  // An act has no fields: what was said of it decided.
  const said = fields.length > 0 ? [] : findings.filter(({ effect }) => effect !== 'oblige').map((one) => one.norm)
  yield [
    OUTCOME,
    { ...NOTHING, is: outcome, norms: [...new Set(said)].sort(), rank: outcome === 'permit' ? OPEN : CLOSED },
  ]
  for (const { name, treatment, waiting, norms } of fields) {
    const rank = waiting ? CLOSED : strictness(treatment)
    yield [name, { kind: 'field', name, is: waiting ? 'waiting' : treatment, norms, rank }]
  }
  yield* ofObligations(obligations)
}

function* ofScreening({ records, obligations }: Screening): Generator<[string, Ranked]> {
  for (const { index, released, treatments, dropped, norms } of records) {
    const record = { kind: 'record', norms } as const
    const rank = released ? OPEN : CLOSED
    yield [`record ${index}`, { ...record, name: `${index}`, is: released ? 'goes' : 'stays', rank }]
    // Screening names only what it narrows: a field that it does not mention goes as it was decided.
    const narrowed = (name: string, treatment: Treatment): [string, Ranked] => [
      `record ${index}: ${name}`,
      { ...record, name: `${index}: ${name}`, is: treatment, rank: strictness(treatment), unsaid: OPEN },
    ]
    for (const [field, treatment] of Object.entries(treatments)) yield narrowed(field, treatment)
    for (const item of dropped) yield narrowed(`${item.field}[${item.index}]`, 'withhold')
  }
  yield* ofObligations(obligations)
}

function* ofObligations(obligations: readonly Obligation[]): Generator<[string, Ranked]> {
  for (const { obligation, norm } of obligations) {
    yield [
      `verplichting / obligation ${obligation}, ${norm}`,
      { kind: 'obligation', name: obligation, is: 'obliged', norms: [norm], rank: CLOSED },
    ]
  }
}
