/** Verdicts in words, Dutch first: the same lines for eval, explain and cases. Pure. */
import type { Verdict } from '../../domain/decision.ts'
import type { Answered, Screening } from '../../policy/answers.ts'
import type { Norm } from '../../policy/facts.ts'

const OUTCOME = {
  permit: 'permit: toegestaan / permitted',
  review: 'review: wacht op een vaststelling / waits for a judgement',
  deny: 'deny: geweigerd / refused',
} as const satisfies Record<Verdict['outcome'], string>

export const TREATMENT = {
  release: 'vrij / released',
  mask: 'deels afgedekt / masked',
  generalise: 'vergrofd / generalised',
  pseudonymise: 'gepseudonimiseerd / pseudonymised',
  existence: 'alleen hit of geen hit / hit or no hit only',
  withhold: 'niet / withheld',
} as const satisfies Record<Verdict['fields'][number]['treatment'], string>

export function answerLines(answered: Answered, norms: readonly Norm[]): string[] {
  return answered.kind === 'verdict' ? verdictLines(answered.verdict, norms) : screeningLines(answered.screening, norms)
}

export function outcomeLine(outcome: Verdict['outcome']): string {
  return OUTCOME[outcome]
}

/** What is missing, and what the answer obliges to. */
export function restLines(missing: Verdict['missing'], obligations: Verdict['obligations']): string[] {
  return [...missing.map((need) => `ontbreekt / missing: ${missingText(need)}`), ...obligationLines(obligations)]
}

/** `PC2A (ONDM, C-BEL-G), R-PRIV, BGP-09`: the judgement, about what, by whom, and for which norm. */
export function missingText({ attestation, scope, roles, norm }: Verdict['missing'][number]): string {
  const about = Object.values(scope).join(', ')
  return `${attestation}${about === '' ? '' : ` (${about})`}, ${roles.join(' / ')}, ${norm}`
}

/** `GEM-01 (Gemeentewet 231 jo. AWR 67)`; a norm that the manifest does not know has no article. */
export function named(ids: readonly string[], norms: readonly Norm[]): string {
  const article = (id: string) => norms.find((norm) => norm.id === id)?.article
  return ids.map((id) => (article(id) === undefined ? id : `${id} (${article(id)})`)).join(', ')
}

function verdictLines(verdict: Verdict, norms: readonly Norm[]): string[] {
  const { fields, findings } = verdict
  const spoke = [...new Set(findings.map((one) => `${one.norm} ${one.effect}`))]
  return [
    outcomeLine(verdict.outcome),
    ...fields.map(
      (one) =>
        `${one.name}: ${TREATMENT[one.treatment]}${one.waiting ? ', wacht / waiting' : ''}: ${named(one.norms, norms)}`,
    ),
    ...restLines(verdict.missing, verdict.obligations),
    `gesproken / spoken: ${spoke.join(', ')}`,
  ]
}

function screeningLines({ records, obligations }: Screening, norms: readonly Norm[]): string[] {
  return [
    ...records.flatMap(({ index, released, treatments, dropped, norms: ids }) => [
      `record ${index}: ${released ? 'gaat mee / goes' : 'blijft achter / stays behind'}${ids.length > 0 ? `: ${named(ids, norms)}` : ''}`,
      ...Object.entries(treatments).map(([field, treatment]) => `  ${field}: ${TREATMENT[treatment]}`),
      ...dropped.map((item) => `  ${item.field}[${item.index}]: weggelaten / left out`),
    ]),
    ...obligationLines(obligations),
  ]
}

function obligationLines(obligations: Verdict['obligations']): string[] {
  return obligations.map(({ obligation, norm }) => `verplicht / obliged: ${obligation}, ${norm}`)
}
