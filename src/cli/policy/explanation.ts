/** An explanation as one document, and in words, Dutch first. Pure. */
import type { PolicyRef, Verdict } from '../../domain/decision.ts'
import type { Change } from '../../policy/change.ts'
import { actVerdict, decideVerdict } from '../../policy/evaluate.ts'
import { type ExplainedUnit, explainedUnits, type NormText, normTexts, type Spoken } from '../../policy/explanation.ts'
import type { Facts } from '../../policy/facts.ts'
import type { PolicyInput } from '../../policy/input.ts'
import { type Lift, type Opening, whyNot } from '../../policy/why-not.ts'
import type { PolicyEngine } from '../../policy-port.ts'
import { type FactsRead, factLines, factsRead } from './facts-read.ts'
import type { AuthoredNorm } from './norms.ts'
import { whyNotLines } from './why-not-lines.ts'
import { outcomeLine, restLines, TREATMENT } from './words.ts'

export type ChangeText = { readonly kind: string; readonly to: string; readonly nl: string; readonly en: string }
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

/** Throws PolicyFault. */
export function explained(
  engine: PolicyEngine,
  facts: Facts,
  norms: readonly AuthoredNorm[],
  input: PolicyInput,
  { factsPage, limit }: { readonly factsPage: string; readonly limit: number },
): Explanation {
  const ask = (asked: PolicyInput) => (asked.act ? actVerdict : decideVerdict)(engine, asked)
  const verdict = ask(input)
  const { units: closed, evaluations, complete } = whyNot(facts, input, ask, limit)
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
    search: { evaluations, complete },
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

function textOf({ kind, to, words }: Change): ChangeText {
  return { kind, to, ...words }
}

export function explanationLines(explanation: Explanation): string[] {
  const { outcome, policy, units, missing, obligations, norms, search } = explanation
  return [
    `${outcomeLine(outcome)} (beleid / policy ${policy.revision})`,
    ...groups(units).flatMap(([names, unit]) => ['', ...unitLines(names, unit, search)]),
    '',
    ...restLines(missing, obligations),
    '',
    ...norms.flatMap(normLines),
  ]
}

/** Fields about which the same is said, by their names together. */
function groups(units: readonly Unit[]): [names: string, unit: Unit][] {
  const found = new Map<string, [string, Unit]>()
  for (const unit of units) {
    const key = JSON.stringify({ ...unit, unit: null })
    found.set(key, [[...(found.get(key)?.slice(0, 1) ?? []), unit.unit].join(', '), unit])
  }
  return [...found.values()]
}

function unitLines(names: string, unit: Unit, search: Explanation['search']): string[] {
  const { treatment, waiting, norms, spoken } = unit
  const what = [treatment === null ? 'de handeling als geheel / the act as a whole' : TREATMENT[treatment]]
  const nobody = spoken.some((one) => one.decides)
    ? []
    : [`geen norm staat het toe / no norm permits it: ${norms.join(', ')}`]
  return [
    `${names}: ${[...what, ...(waiting ? ['wacht / waiting'] : []), ...nobody].join(', ')}`,
    ...spoken.map((one) => `  ${one.norm} ${said(one)}${one.decides ? ': beslist / decides' : ''}`),
    ...(unit.whyNot ? whyNotLines(unit.whyNot, search) : []),
  ]
}

function said({ effect, treatment, attestation, obligation }: Spoken): string {
  return [effect, treatment, attestation, obligation].filter((word) => word !== undefined).join(' ')
}

function normLines({
  id,
  title,
  article,
  certainty,
  text,
  inferred,
  facts,
  tables,
}: Explanation['norms'][number]): string[] {
  return [
    `${id}: ${title.nl} / ${title.en}`,
    `  ${article} (${certainty})`,
    `  ${text.nl.trim()}`,
    `  ${text.en.trim()}`,
    ...(inferred === null ? [] : [`  aangenomen / inferred: ${inferred.trim()}`]),
    ...factLines({ facts, tables }),
  ]
}
