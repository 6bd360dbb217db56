/** Typed questions to the engine: the raw result is checked, and put in one order. Pure. */
import { canonicalText } from '../domain/canonical.ts'
import type { Finding, Verdict } from '../domain/decision.ts'
import { type PolicyEngine, PolicyFault } from '../policy-port.ts'
import type { PolicyInput } from './input.ts'
import { type ScreeningDocument, screeningSchema, type VerdictDocument, verdictDocumentSchema } from './output.ts'

/** May this inquiry be answered? Throws PolicyFault. */
export function decideVerdict(engine: PolicyEngine, input: PolicyInput): Verdict {
  return verdictOf(verdictDocumentSchema.safeParse(engine.evaluate('sluis/decide', input)).data, input)
}

/** May this act on a case or on the log be done? Throws PolicyFault. */
export function actVerdict(engine: PolicyEngine, input: PolicyInput): Verdict {
  return verdictOf(verdictDocumentSchema.safeParse(engine.evaluate('sluis/act', input)).data, input)
}

/** What may each record do? Every record asked about is answered, once. Throws PolicyFault. */
export function screenVerdict(engine: PolicyEngine, input: PolicyInput): Omit<ScreeningDocument, 'canary'> {
  const document = screeningSchema.safeParse(engine.evaluate('sluis/screen', input)).data
  if (document?.canary !== input.now) throw new PolicyFault('the policy answered no screening')
  const records = inOrder(document.records, (one) => one.index)
  const asked = input.records.map((one) => one.index).sort((a, b) => a - b)
  if (canonicalText(records.map((one) => one.index)) !== canonicalText(asked)) {
    throw new PolicyFault('the policy screened other records than it was asked about')
  }
  return {
    records: records.map((one) => ({
      ...one,
      treatments: Object.fromEntries(inOrder(Object.entries(one.treatments), ([name]) => name)),
      dropped: inOrder(
        inOrder(one.dropped, (item) => item.index),
        (item) => item.field,
      ),
      norms: one.norms.toSorted(),
    })),
    obligations: inCanonicalOrder(document.obligations),
  }
}

function verdictOf(document: VerdictDocument | undefined, input: PolicyInput): Verdict {
  if (document?.canary !== input.now) throw new PolicyFault('the policy answered no verdict')
  return {
    outcome: document.outcome,
    fields: inOrder(document.fields, (one) => one.name).map((one) => ({ ...one, norms: one.norms.toSorted() })),
    findings: inCanonicalOrder(document.findings.map(sortedFields)),
    missing: inCanonicalOrder(document.missing.map((one) => ({ ...one, roles: one.roles.toSorted() }))),
    obligations: inCanonicalOrder(document.obligations),
  }
}

function sortedFields(finding: Finding): Finding {
  return finding.fields ? { ...finding, fields: finding.fields.toSorted() } : finding
}

/** Sets leave the guest in hash order (pitfall 14): what is logged and compared needs an order of its own. */
function inCanonicalOrder<T extends { readonly norm: string }>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => compare(a.norm, b.norm) || compare(canonicalText(a), canonicalText(b)))
}

function inOrder<T>(items: readonly T[], key: (item: T) => string | number): T[] {
  return items.toSorted((a, b) => compare(key(a), key(b)))
}

/** By code unit, like RFC 8785; never by locale. */
function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0
}
