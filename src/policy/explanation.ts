/** Which norms spoke about each field, and which of them decided. Pure: joins a verdict with the manifest. */
import { canonicalText } from '../domain/canonical.ts'
import type { Finding, Verdict } from '../domain/decision.ts'
import type { Facts, Norm } from './facts.ts'
import type { PolicyInput } from './input.ts'
import { ACT } from './why-not.ts'

export type Spoken = Pick<Finding, 'norm' | 'effect' | 'treatment' | 'attestation' | 'obligation'> & {
  /** Among the findings at the winning precedence. */
  readonly decides: boolean
}
export type ExplainedUnit = {
  readonly unit: string
  readonly treatment: Verdict['fields'][number]['treatment'] | null
  readonly waiting: boolean
  readonly norms: readonly string[]
  readonly spoken: readonly Spoken[]
}
export type NormText = Pick<Norm, 'id' | 'article' | 'certainty' | 'title' | 'text'>

/** Per field, or for the act as a whole, what was said about it: a norm once for each effect. */
export function explainedUnits(facts: Facts, input: PolicyInput, verdict: Verdict): ExplainedUnit[] {
  if (verdict.fields.length === 0) {
    const decides = verdict.findings.filter((one) => one.effect === actPrecedence(verdict)).map((one) => one.norm)
    const norms = [...new Set(decides)]
    return [{ unit: ACT, treatment: null, waiting: false, norms, spoken: spoken(verdict.findings, norms) }]
  }
  const source = input.inquiry ? facts.sources[input.inquiry.source] : undefined
  return verdict.fields.map(({ name, treatment, waiting, norms }) => {
    const category = source?.fields[name]?.category
    const about = verdict.findings.filter((one) =>
      name === 'hit' ? one.existence !== false : speaksAbout(one, name, category),
    )
    return { unit: name, treatment, waiting, norms, spoken: spoken(about, norms) }
  })
}

/** What the manifest says about these norms; a norm of an older policy is not there. */
export function normTexts(norms: readonly Norm[], ids: readonly string[]): NormText[] {
  return norms
    .filter(({ id }) => ids.includes(id))
    .map(({ id, article, certainty, title, text }) => ({ id, article, certainty, title, text }))
}

function actPrecedence({ outcome }: Verdict): Finding['effect'] {
  return ({ deny: 'deny', review: 'require', permit: 'permit' } as const)[outcome]
}

function speaksAbout({ fields, category }: Finding, name: string, own: string | undefined): boolean {
  return fields?.includes(name) ?? (category === undefined || category === own)
}

const PRECEDENCE = ['deny', 'require', 'treat', 'permit'] as const

function spoken(findings: readonly Finding[], norms: readonly string[]): Spoken[] {
  const winning = PRECEDENCE.find((effect) => findings.some((one) => one.effect === effect && norms.includes(one.norm)))
  const all = findings.map(({ norm, effect, treatment, attestation, obligation }) => ({
    norm,
    effect,
    ...(treatment === undefined ? {} : { treatment }),
    ...(attestation === undefined ? {} : { attestation }),
    ...(obligation === undefined ? {} : { obligation }),
    decides: effect === winning && norms.includes(norm),
  }))
  const once = new Map(all.map((one) => [canonicalText(one), one]))
  return [...once.values()]
}
