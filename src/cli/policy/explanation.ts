/** An explanation as one document, and in words, Dutch first. Pure. */
import type { PolicyRef, Verdict } from '../../domain/decision.ts'
import { actVerdict, decideVerdict } from '../../policy/evaluate.ts'
import { type ExplainedUnit, explainedUnits, type NormText, normTexts, type Spoken } from '../../policy/explanation.ts'
import type { Facts } from '../../policy/facts.ts'
import type { PolicyInput } from '../../policy/input.ts'
import { whyNot } from '../../policy/why-not.ts'
import type { PolicyEngine } from '../../ports.ts'
import type { AuthoredNorm } from './norms.ts'
import { outcomeLine, restLines, TREATMENT } from './words.ts'

type ChangeText = { readonly kind: string; readonly to: string; readonly nl: string; readonly en: string }
type Unit = ExplainedUnit & {
  /** null: it is open. Else every smallest set of changes that would open it; empty: none was found. */
  readonly whyNot: readonly (readonly ChangeText[])[] | null
}
type AuthoredText = NormText & Pick<AuthoredNorm, 'inferred'>
export type Explanation = {
  readonly policy: PolicyRef
  readonly outcome: Verdict['outcome']
  readonly units: readonly Unit[]
  readonly missing: Verdict['missing']
  readonly obligations: Verdict['obligations']
  readonly norms: readonly AuthoredText[]
  readonly search: { readonly evaluations: number; readonly complete: boolean }
}

/** Throws PolicyFault. */
export function explained(
  engine: PolicyEngine,
  facts: Facts,
  norms: readonly AuthoredNorm[],
  input: PolicyInput,
  limit: number,
): Explanation {
  const ask = (asked: PolicyInput) => (asked.act ? actVerdict : decideVerdict)(engine, asked)
  const verdict = ask(input)
  const { units: closed, evaluations, complete } = whyNot(facts, input, ask, limit)
  const units = explainedUnits(facts, input, verdict).map((unit) => {
    const openings = closed.find((one) => one.unit === unit.unit)?.openings
    const texts = openings?.map((changes) => changes.map(({ kind, to, words }) => ({ kind, to, ...words })))
    return { ...unit, whyNot: texts ?? null }
  })
  const { outcome, missing, obligations, findings } = verdict
  const named = [...findings.map((one) => one.norm), ...units.flatMap((unit) => unit.norms)]
  return {
    policy: engine.policy(),
    outcome,
    units,
    missing,
    obligations,
    norms: authored(norms, named),
    search: { evaluations, complete },
  }
}

function authored(norms: readonly AuthoredNorm[], ids: readonly string[]): AuthoredText[] {
  const inferred = new Map(norms.map((norm) => [norm.id, norm.inferred]))
  return normTexts(norms, ids).map((text) => ({ ...text, inferred: inferred.get(text.id) ?? null }))
}

/** Sets of changes shown to a person; --json gives them all. */
const SHOWN = 20

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

function whyNotLines(openings: readonly (readonly ChangeText[])[], search: Explanation['search']): string[] {
  const [first] = openings
  const tried = `${search.evaluations} beoordelingen / evaluations`
  const bounded = search.complete
    ? []
    : [`    de grens is bereikt: er kan meer zijn / the bound is reached: there may be more (${tried})`]
  if (!first) {
    return [
      `  waarom niet: geen één of twee wijzigingen openen dit / why not: no one or two changes open it (${tried})`,
      ...bounded,
    ]
  }
  const head =
    first.length === 1
      ? '  waarom niet: één van deze wijzigingen zou dit openen / why not: one of these changes would open it'
      : '  waarom niet: één van deze paren zou dit openen / why not: one of these pairs would open it'
  return [
    head,
    ...openings
      .slice(0, SHOWN)
      .flatMap((changes) => [
        `    - ${changes.map((change) => change.nl).join('; en ')}`,
        `      ${changes.map((change) => change.en).join('; and ')}`,
      ]),
    ...(openings.length > SHOWN ? [`    en nog / and ${openings.length - SHOWN} (--json)`] : []),
    ...(first.length === 1 ? [] : bounded),
  ]
}

function normLines({ id, title, article, certainty, text, inferred }: AuthoredText): string[] {
  return [
    `${id}: ${title.nl} / ${title.en}`,
    `  ${article} (${certainty})`,
    `  ${text.nl.trim()}`,
    `  ${text.en.trim()}`,
    ...(inferred === null ? [] : [`  aangenomen / inferred: ${inferred.trim()}`]),
  ]
}
