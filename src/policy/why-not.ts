/**
 * Why not: the smallest changes of fact that would open what is closed, found by asking again. Pure.
 *
 * One change is tried, then two. It is no advice to an asker but a look at how the norms work, for officers and authors:
 * a recipe for getting data is exactly what a refusal must not be.
 */
import { canonicalText } from '../domain/canonical.ts'
import type { Verdict } from '../domain/decision.ts'
import { type Change, possibleChanges } from './changes.ts'
import type { Facts } from './facts.ts'
import type { PolicyInput } from './input.ts'

export type WhyNot = {
  /** A field, `hit`, or `act` for an act, which is permitted as a whole. */
  readonly unit: string
  /** Every smallest set that opens it: all of one change, else all of two; empty: none was found. */
  readonly openings: readonly (readonly Change[])[]
}
export type Search = {
  readonly units: readonly WhyNot[]
  readonly evaluations: number
  /** False when the bound ended the search before every pair was tried: there may be more. */
  readonly complete: boolean
}

export const ACT = 'act'

/** `ask` evaluates; at most `limit` evaluations, the first of them the question as it stands. */
export function whyNot(facts: Facts, input: PolicyInput, ask: (input: PolicyInput) => Verdict, limit: number): Search {
  let evaluations = 1
  const now = ask(input)
  const found = new Map<string, (readonly Change[])[]>(closedUnits(now).map((unit) => [unit, []]))
  const unsolved = () => [...found].filter(([, sets]) => sets.length === 0).map(([unit]) => unit)

  /** Notes what these changes open of `units`; undefined: the bound is reached. */
  function attempt(changes: readonly Change[], units: readonly string[]): Verdict | undefined {
    if (evaluations >= limit) return undefined
    evaluations += 1
    const verdict = ask(changes.reduce((changed, change) => change.apply(changed), input))
    const open = openUnits(verdict)
    for (const unit of units) if (open.has(unit)) found.get(unit)?.push(changes)
    return verdict
  }

  const report = (complete: boolean): Search => ({
    units: [...found].map(([unit, openings]) => ({ unit, openings })),
    evaluations,
    complete,
  })

  const closed = unsolved()
  if (closed.length === 0) return report(true)
  const before = saying(now)
  const tried: Tried[] = []
  for (const change of possibleChanges(facts, input)) {
    const verdict = attempt([change], closed)
    if (!verdict) return report(false)
    const after = saying(verdict)
    tried.push({ change, place: tried.length, helps: helps(before, after), against: after.against.size })
  }
  const left = unsolved()
  if (left.length === 0) return report(true)
  for (const pair of pairs(tried)) if (!attempt(pair, left)) return report(false)
  return report(true)
}

/** What goes, by name: neither withheld nor waiting. */
export function openUnits({ fields, outcome }: Verdict): ReadonlySet<string> {
  const open = fields.filter((field) => field.treatment !== 'withhold' && !field.waiting).map((field) => field.name)
  return new Set(fields.length === 0 && outcome === 'permit' ? [ACT] : open)
}

function closedUnits(verdict: Verdict): string[] {
  const open = openUnits(verdict)
  const all = verdict.fields.length === 0 ? [ACT] : verdict.fields.map((field) => field.name)
  return all.filter((unit) => !open.has(unit))
}

type Saying = { readonly against: ReadonlySet<string>; readonly permits: ReadonlySet<string> }

function saying({ findings }: Verdict): Saying {
  const those = (...effects: readonly string[]) =>
    new Set(findings.filter((one) => effects.includes(one.effect)).map((one) => canonicalText(one)))
  return { against: those('deny', 'require', 'treat'), permits: those('permit') }
}

/** Something that stood in the way is gone, or a permit has come: likely half of a pair. */
function helps(before: Saying, after: Saying): boolean {
  return (
    [...before.against].some((one) => !after.against.has(one)) ||
    [...after.permits].some((one) => !before.permits.has(one))
  )
}

type Tried = {
  readonly change: Change
  /** In the order of possible changes, in which they are applied: a judgement fits the question as it is changed. */
  readonly place: number
  readonly helps: boolean
  /** How many findings stand in the way after it. */
  readonly against: number
}

/** Likely pairs first, so that a bounded search finds what there is to find: of what helps most, then what helps, then all. */
function* pairs(tried: readonly Tried[]): Generator<readonly Change[]> {
  const likely = tried.toSorted(
    (a, b) => Number(b.helps) - Number(a.helps) || a.against - b.against || a.place - b.place,
  )
  for (const [at, b] of likely.entries()) {
    for (const a of likely.slice(0, at)) {
      if (a.change.slot !== b.change.slot) yield a.place < b.place ? [a.change, b.change] : [b.change, a.change]
    }
  }
}
