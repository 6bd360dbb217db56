/** An explanation as one document: what was said about each field, why, and what would open it. Pure. */
import type { PolicyRef, Verdict } from '../domain/decision.ts'
import type { PolicyEngine } from '../policy-port.ts'
import type { Change, JudgementNamed } from './change.ts'
import { actVerdict, decideVerdict } from './evaluate.ts'
import { type ExplainedUnit, explainedUnits, type NormText, normTexts } from './explanation.ts'
import type { Facts } from './facts.ts'
import { type FactsRead, factsRead } from './facts-read.ts'
import type { AuthoredNorm } from './inferred.ts'
import type { PolicyInput } from './input.ts'
import { type Lift, type Opening, type Search, whyNotSteps } from './why-not.ts'

export type ChangeText = {
  readonly kind: string
  readonly to: string
  readonly nl: string
  readonly en: string
  readonly judgement?: JudgementNamed
}
type Changes = { readonly changes: readonly ChangeText[] }
export type WhyNot = {
  /** Every smallest set of changes that would open it, and how it goes then (null: an act); empty: none was found. */
  readonly openings: readonly (Changes & Pick<Opening, 'treatment'>)[]
  /** Where nothing opens it: every smallest set after which it waits, and for what; it was seen to open with that. */
  readonly lifts: readonly (Changes & Pick<Lift, 'missing'>)[]
}
type Unit = ExplainedUnit & {
  /** null: it is open. */
  readonly whyNot: WhyNot | null
}
type AuthoredText = NormText & Pick<AuthoredNorm, 'inferred'>
export type Explanation = {
  readonly policy: PolicyRef
  readonly outcome: Verdict['outcome']
  readonly units: readonly Unit[]
  readonly missing: Verdict['missing']
  readonly obligations: Verdict['obligations']
  /** Everything that was said, also about what was not asked. */
  readonly findings: Verdict['findings']
  readonly norms: readonly (AuthoredText & Omit<FactsRead, 'norm'>)[]
  readonly search: { readonly evaluations: number; readonly complete: boolean }
}

type Explained = {
  readonly engine: PolicyEngine
  readonly facts: Facts
  readonly norms: readonly AuthoredNorm[]
  readonly input: PolicyInput
  /** Text of policies/FACTS.md. */
  readonly factsPage: string
}

/** With at most `limit` evaluations. Throws PolicyFault. */
export function explained(of: Explained, limit: number): Explanation {
  const search = explainedSteps(of, limit)
  for (;;) {
    const step = search.next()
    if (step.done) return step.value
  }
}

/** The same, step by step. Throws PolicyFault. */
export function* explainedSteps(of: Explained, limit: number): Generator<void, Explanation> {
  const verdict = asked(of)(of.input)
  const { units, evaluations, complete } = yield* whyNotSteps(of, asked(of), limit)
  return { ...documentOf(of, verdict, units), search: { evaluations, complete } }
}

/** What was said, without a search for what would open it. Throws PolicyFault. */
export function said(of: Explained): Omit<Explanation, 'search'> {
  return documentOf(of, asked(of)(of.input), [])
}

function asked({ engine }: Explained): (input: PolicyInput) => Verdict {
  return (input) => (input.act ? actVerdict : decideVerdict)(engine, input)
}

function documentOf(
  { engine, facts, norms, input, factsPage }: Explained,
  verdict: Verdict,
  closed: Search['units'],
): Omit<Explanation, 'search'> {
  const units = explainedUnits(facts, input, verdict).map((unit) => {
    const found = closed.find((one) => one.unit === unit.unit)
    const textual = found && {
      openings: found.openings.map(({ changes, treatment }) => ({ changes: changes.map(textOf), treatment })),
      lifts: found.lifts.map(({ changes, missing }) => ({ changes: changes.map(textOf), missing })),
    }
    return { ...unit, whyNot: textual ?? null }
  })
  const { outcome, missing, obligations, findings } = verdict
  const named = [...findings.map((one) => one.norm), ...units.flatMap((unit) => unit.norms)]
  return {
    policy: engine.policy(),
    outcome,
    units,
    missing,
    obligations,
    findings,
    norms: withFacts(authored(norms, named), factsPage, input),
  }
}

function authored(norms: readonly AuthoredNorm[], ids: readonly string[]): AuthoredText[] {
  const inferred = new Map(norms.map((norm) => [norm.id, norm.inferred]))
  return normTexts(norms, ids).map((text) => ({ ...text, inferred: inferred.get(text.id) ?? null }))
}

function withFacts(texts: readonly AuthoredText[], page: string, input: PolicyInput): Explanation['norms'] {
  const read = new Map(
    factsRead(
      page,
      texts.map(({ id }) => id),
      input,
    ).map((one) => [one.norm, one]),
  )
  return texts.map((text) => ({
    ...text,
    facts: read.get(text.id)?.facts ?? [],
    tables: read.get(text.id)?.tables ?? [],
  }))
}

function textOf({ kind, to, words, judgement }: Change): ChangeText {
  return { kind, to, ...words, ...(judgement ? { judgement } : {}) }
}
