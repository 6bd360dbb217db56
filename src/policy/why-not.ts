/**
 * Why not: the smallest changes of fact that would open what is closed, found by asking again. Pure.
 *
 * One change is tried, then two. What no one or two changes open, they may turn from a no into a wait: that is told apart,
 * and only where it was seen to open once what it waits for is given. It is no advice to an asker but a look at how the
 * norms work, for officers and authors: a recipe for getting data is exactly what a refusal must not be.
 */
import { canonicalText } from '../domain/canonical.ts'
import { strictness, type Treatment } from '../domain/codes.ts'
import type { Verdict } from '../domain/decision.ts'
import type { Change } from './change.ts'
import { possibleChanges } from './changes.ts'
import type { Facts } from './facts.ts'
import type { PolicyInput } from './input.ts'
import { withMissing } from './judgement-changes.ts'

export type Opening = {
  readonly changes: readonly Change[]
  /** How it goes then; null: it is an act, which is permitted. */
  readonly treatment: Treatment | null
}
export type Lift = {
  /** None: it waits already. */
  readonly changes: readonly Change[]
  /** What it waits for then; with all of these it opens. */
  readonly missing: Verdict['missing']
}
export type WhyNot = {
  /** A field, `hit`, or `act` for an act, which is permitted as a whole. */
  readonly unit: string
  /** Every smallest set that opens it, what goes furthest first: all of one change, else all of two; empty: none was found. */
  readonly openings: readonly Opening[]
  /** Where nothing opens it: every smallest set after which it waits. */
  readonly lifts: readonly Lift[]
}
export type Search = {
  readonly units: readonly WhyNot[]
  readonly evaluations: number
  /** False when the bound ended the search before every pair was tried: there may be more. */
  readonly complete: boolean
}

export const ACT = 'act'

type Found = { readonly openings: Opening[]; readonly lifts: Lift[] }
/** Gives what is to be evaluated, and is given the verdict. */
type Asking<T> = Generator<PolicyInput, T, Verdict>

type Ask = (input: PolicyInput) => Verdict

/** `ask` evaluates; at most `limit` evaluations, the first of them the question as it stands. */
export function whyNot(facts: Facts, input: PolicyInput, ask: Ask, limit: number): Search {
  const search = whyNotSteps({ facts, input }, ask, limit)
  for (;;) {
    const step = search.next()
    if (step.done) return step.value
  }
}

type Sought = {
  readonly facts: Facts
  readonly input: PolicyInput
  /** Of this unit alone. */
  readonly unit?: string
}

/** The same, a step for each evaluation: who has others to attend to lets them go first in between. */
export function* whyNotSteps({ facts, input, unit }: Sought, ask: Ask, limit: number): Generator<void, Search> {
  const search = searching(facts, input, limit, unit)
  let step = search.next()
  while (!step.done) {
    step = search.next(ask(step.value))
    yield
  }
  return step.value
}

/** `only`: of this unit alone. */
function* searching(facts: Facts, input: PolicyInput, limit: number, only?: string): Asking<Search> {
  let evaluations = 0
  /** undefined: the bound is reached. */
  function* evaluated(asked: PolicyInput): Asking<Verdict | undefined> {
    if (evaluations >= limit) return undefined
    evaluations += 1
    return yield asked
  }
  const now = yield input
  evaluations = 1
  const waited = waitingUnits(now)
  const wanted = closedUnits(now).filter((unit) => only === undefined || unit === only)
  const found = new Map<string, Found>(wanted.map((unit) => [unit, { openings: [], lifts: [] }]))
  const unsolved = () => [...found].filter(([, { openings }]) => openings.length === 0).map(([unit]) => unit)

  /** Notes what these changes open of `units`, or make wait. undefined: the bound is reached. */
  function* attempt(changes: readonly Change[], units: readonly string[]): Asking<Verdict | undefined> {
    const asked = changes.reduce((changed, change) => change.apply(changed), input)
    const verdict = yield* evaluated(asked)
    if (!verdict) return undefined
    const told = inWords(changes, input)
    for (const unit of units) {
      const treatment = openUnits(verdict).get(unit)
      if (treatment !== undefined) found.get(unit)?.openings.push({ changes: told, treatment })
    }
    const waiting = waitingUnits(verdict)
    const fresh = unsolved().filter((unit) => waiting.has(unit) && !waited.has(unit))
    yield* lift(asked, verdict, told, fresh)
    return verdict
  }

  /** Only what opens once it has what it waits for: the minimisation table may withhold it all the same. */
  function* lift(
    asked: PolicyInput,
    { missing }: Verdict,
    changes: readonly Change[],
    units: readonly string[],
  ): Asking<void> {
    const those = units.filter(
      (unit) => (found.get(unit)?.lifts[0]?.changes.length ?? changes.length) === changes.length,
    )
    if (those.length === 0 || missing.length === 0) return
    const then = yield* evaluated(withMissing(facts, asked, missing))
    const open = then && openUnits(then)
    for (const unit of those) if (open?.has(unit)) found.get(unit)?.lifts.push({ changes, missing })
  }

  const report = (complete: boolean): Search => ({
    units: [...found].map(([unit, { openings, lifts }]) => ({
      unit,
      openings: openings.toSorted((a, b) => furthest(a) - furthest(b)),
      lifts: openings.length > 0 ? [] : lifts,
    })),
    evaluations,
    complete,
  })

  const closed = unsolved()
  if (closed.length === 0) return report(true)
  yield* lift(
    input,
    now,
    [],
    [...waited].filter((unit) => found.has(unit)),
  )
  const before = saying(now)
  const tried: Tried[] = []
  for (const change of possibleChanges(facts, input)) {
    const verdict = yield* attempt([change], closed)
    if (!verdict) return report(false)
    const after = saying(verdict)
    tried.push({ change, place: tried.length, helps: helps(before, after), against: after.against.size })
  }
  const left = unsolved()
  if (left.length === 0) return report(true)
  // What waits for one judgement after a change is opened by the two together: those pairs first.
  const lifted = [...found.values()].flatMap(({ lifts }) => lifts.filter(({ missing }) => missing.length === 1))
  for (const pair of pairs(tried, lifted)) if (!(yield* attempt(pair, left))) return report(false)
  return report(true)
}

function furthest({ treatment }: Opening): number {
  return treatment === null ? 0 : strictness(treatment)
}

/** Each as it is after those before it. */
function inWords(changes: readonly Change[], input: PolicyInput): readonly Change[] {
  let so = input
  return changes.map((change) => {
    const words = change.wordsAfter?.(so) ?? change.words
    const judgement = change.judgementAfter?.(so)
    so = change.apply(so)
    return { ...change, words, ...(judgement ? { judgement } : {}) }
  })
}

/** What goes, by name, and how: neither withheld nor waiting. */
export function openUnits({ fields, outcome }: Verdict): ReadonlyMap<string, Treatment | null> {
  if (fields.length === 0) return new Map(outcome === 'permit' ? [[ACT, null]] : [])
  const open = fields.filter((field) => field.treatment !== 'withhold' && !field.waiting)
  return new Map(open.map(({ name, treatment }) => [name, treatment]))
}

function waitingUnits({ fields, outcome }: Verdict): ReadonlySet<string> {
  if (fields.length === 0) return new Set(outcome === 'review' ? [ACT] : [])
  return new Set(fields.filter((field) => field.waiting).map((field) => field.name))
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

/**
 * Each pair once, likely ones first, so that a bounded search finds what there is to find: a change that made it wait with
 * the judgement that it waits for, then of what helps most, then what helps, then all.
 */
function* pairs(tried: readonly Tried[], lifted: readonly Lift[]): Generator<readonly Change[]> {
  const given = new Set<string>()
  for (const [a, b] of candidates(tried, lifted)) {
    const [first, second] = a.place < b.place ? [a, b] : [b, a]
    const key = `${first.place} ${second.place}`
    if (first.change.slot === second.change.slot || given.has(key)) continue
    given.add(key)
    yield [first.change, second.change]
  }
}

function* candidates(tried: readonly Tried[], lifted: readonly Lift[]): Generator<readonly [Tried, Tried]> {
  for (const { changes, missing } of lifted) {
    const made = tried.find(({ change }) => changes.some(({ to, slot }) => change.to === to && change.slot === slot))
    const judged = tried.filter(({ change }) => missing.some((need) => change.to.startsWith(`${need.attestation}:`)))
    for (const one of judged) if (made) yield [made, one]
  }
  const likely = tried.toSorted(
    (a, b) => Number(b.helps) - Number(a.helps) || a.against - b.against || a.place - b.place,
  )
  for (const [at, b] of likely.entries()) for (const a of likely.slice(0, at)) yield [a, b]
}
