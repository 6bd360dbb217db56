/** How wide an answer is, and whether another is wider: withhold < existence < pseudonymise, generalise, mask < release. */
import { strictness, type Treatment } from '../../../src/domain/codes.ts'
import type { Verdict } from '../../../src/domain/decision.ts'
import type { Screening } from '../../../src/policy/answers.ts'

/** Records are screened beside a decision, and go only as far as both allow. null: none were fetched. */
export type Answer = { readonly decided: Verdict; readonly screening: Screening | null }

/** What is wider after than before, in words; empty: nothing is. */
export function widened(before: Answer, after: Answer): string[] {
  const [a, b] = [before.decided, after.decided]
  const outcome = b.outcome === 'permit' && a.outcome !== 'permit'
  const fields = b.fields.flatMap(({ name, treatment }) => {
    const was = a.fields.find((field) => field.name === name)
    return was && isWider(was.treatment, treatment) ? [`${name}: ${was.treatment} becomes ${treatment}`] : []
  })
  return [...(outcome ? [`${a.outcome} becomes ${b.outcome}`] : []), ...fields, ...widerRecords(before, after)]
}

function widerRecords(before: Answer, after: Answer): string[] {
  return (after.screening?.records ?? []).flatMap((record) => {
    const was = before.screening?.records.find(({ index }) => index === record.index)
    const here = `record ${record.index}`
    if (!was || !record.released || after.decided.outcome !== 'permit') return []
    if (!was.released || before.decided.outcome !== 'permit') return [`${here} stayed, and goes`]
    const fields = after.decided.fields.filter(({ name }) =>
      isWider(treatmentOf(before.decided, was, name), treatmentOf(after.decided, record, name)),
    )
    const persons = was.dropped.filter(
      (item) => !record.dropped.some(({ field, index }) => field === item.field && index === item.index),
    )
    return [
      ...fields.map(({ name }) => `${here}: ${name} goes further`),
      ...persons.map(({ field, index }) => `${here}: ${field}[${index}] stayed, and goes`),
    ]
  })
}

function treatmentOf(decided: Verdict, { treatments }: Screening['records'][number], name: string): Treatment {
  const field = decided.fields.find((one) => one.name === name)
  return [field?.treatment ?? 'withhold', treatments[name] ?? 'release'].reduce((a, b) => (isWider(a, b) ? a : b))
}

/** What screening by itself would open beyond what was decided: the broker stops at that (src/steps/screen.ts). */
export function widerThanDecided({ decided, screening }: Answer): string[] {
  return (screening?.records ?? []).flatMap(({ index, treatments }) =>
    decided.fields
      .filter(({ name, treatment }) => isWider(treatment, treatments[name] ?? treatment))
      .map(({ name }) => `record ${index}: ${name} is ${treatments[name]}`),
  )
}

function isWider(before: Treatment, after: Treatment): boolean {
  return strictness(after) < strictness(before)
}

/** Every norm that spoke. */
export function spokenBy({ decided, screening }: Answer): ReadonlySet<string> {
  return new Set([
    ...[...decided.findings, ...(screening?.obligations ?? [])].map(({ norm }) => norm),
    ...[...decided.fields, ...(screening?.records ?? [])].flatMap(({ norms }) => norms),
  ])
}
