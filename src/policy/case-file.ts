/** What was tried out, as a file of policies/cases: the facts, and what follows from them now. Pure. */
import type { Verdict } from '../domain/decision.ts'
import type { PolicyInput } from './input.ts'

type Title = { readonly nl: string; readonly en: string }
type Tried = Pick<Verdict, 'outcome' | 'missing' | 'findings'> & {
  readonly units: readonly {
    readonly unit: string
    readonly treatment: string | null
    readonly norms: readonly string[]
  }[]
  readonly input: Pick<PolicyInput, 'attestations'>
}

/** `given` as it was sent; judgements that were only named stand there as they were judged with. */
export function caseFrom(title: Title, given: Readonly<Record<string, unknown>>, tried: Tried): object {
  const { outcome, missing, findings, units, input } = tried
  const fields = units.flatMap(({ unit, treatment, norms }) =>
    treatment === null ? [] : [[unit, { treatment, norms }]],
  )
  return {
    title,
    given: { ...given, ...(input.attestations.length > 0 ? { attestations: input.attestations } : {}) },
    expect: {
      outcome,
      fields: Object.fromEntries(fields),
      missing,
      // An act has no fields: which norms spoke is all that there is to expect of it.
      ...(fields.length === 0 ? { spoke: { permit: spoke(findings, 'permit'), deny: spoke(findings, 'deny') } } : {}),
    },
  }
}

function spoke(findings: Verdict['findings'], effect: 'permit' | 'deny'): string[] {
  return [...new Set(findings.filter((one) => one.effect === effect).map(({ norm }) => norm))].sort()
}
