/** decide: Caller, Inquiry, case facts, now -> Decision. CPU only, but for one snapshot of the case register. */
import type { Caller } from '../domain/caller.ts'
import type { Attestation } from '../domain/case.ts'
import type { Decision } from '../domain/decision.ts'
import type { Identifier, Inquiry } from '../domain/inquiry.ts'
import type { Pseudonyms } from '../domain/pseudonyms.ts'
import { hex, type Trace } from '../domain/trace.ts'
import { no, ok, type Result } from '../errors.ts'
import type { Keys } from '../key-port.ts'
import { inquiryInput } from '../policy/assemble.ts'
import { decideVerdict } from '../policy/evaluate.ts'
import type { PolicyInput } from '../policy/input.ts'
import { type PolicyEngine, PolicyFault } from '../policy-port.ts'
import type { CaseRegister, Clock, Crypto, NewId, RegisterFacts } from '../ports.ts'

/** An inquiry with its decision, and all that the decision rested on: enough to record it and to compute it again. */
export type Decided = {
  readonly caller: Caller
  readonly inquiry: Inquiry
  /** Pseudonyms of the subject, the current one first: what is recorded is recorded under that. None: about nobody. */
  readonly subjectKeys: readonly string[]
  readonly register: RegisterFacts
  readonly input: PolicyInput
  readonly decision: Decision
  readonly walk: Walk
  readonly trace: Trace
}

/** First walk, a later walk of an earlier inquiry, or a preview that fetches nothing. */
export type Walk =
  | { readonly kind: 'first' }
  | {
      readonly kind: 'again'
      readonly inquiryId: string
      readonly decisions: readonly string[]
      readonly createdAt: string
    }
  | { readonly kind: 'preview'; readonly inquiryId?: string; readonly onAccountOf?: OnAccountOf }

/** Why an inquiry that waits was previewed: the act that gave or withdrew a judgement, and which judgement. */
export type OnAccountOf = { readonly act: string; readonly attestation: string }

export type DecidePorts = {
  readonly clock: Clock
  readonly newId: NewId
  readonly crypto: Crypto
  readonly keys: Keys
  readonly cases: CaseRegister
  readonly engine: PolicyEngine
}

export async function decide(
  ports: DecidePorts,
  caller: Caller,
  inquiry: Inquiry,
  walk: Walk,
  trace: Trace,
): Promise<Result<Decided>> {
  const subjectKeys = inquiry.subject ? pseudonymsOf(ports, caller.oin, inquiry.subject.identifier) : []
  const register = await ports.cases.factsFor(caller.oin, inquiry.caseId, subjectKeys, inquiry.source, caller.person)
  const now = ports.clock()
  const input = inquiryInput(caller, inquiry, register, subjectKeys, now)
  try {
    // The revision is read beside the evaluation, without a pause between: both belong to the same engine.
    const policy = ports.engine.policy()
    const verdict = decideVerdict(ports.engine, input)
    const id = ports.newId()
    const inquiryId = walk.kind === 'first' ? id : (walk.inquiryId ?? id)
    const decision = {
      ...verdict,
      id,
      inquiryId,
      at: now.toISOString(),
      policy,
      caseVersion: register.case?.version ?? null,
    }
    return ok({ caller, inquiry, subjectKeys, register, input, decision, walk, trace })
  } catch (error) {
    if (error instanceof PolicyFault) return no('policy-unavailable')
    throw error
  }
}

/**
 * What a decision rests on beside the version of its case: the policy, and the judgements that speak for the whole
 * organisation. Compared before something leaves: a stop that came meanwhile is a stop.
 */
export function standing(policyDigest: string, attestations: readonly Attestation[]): string {
  const stands = attestations.filter((one) => one.caseId === null && one.withdrawnBy === null)
  const ids = stands.map((one) => one.id)
  return [policyDigest, ...ids.sort()].join(' ')
}

/** Last day on which every judgement that counted at `at` still does; null: none of them ends. */
export function standsUntil(attestations: readonly Attestation[], at: string): string | null {
  const ends = attestations.flatMap(({ validUntil }) => validUntil ?? []).filter((day) => day >= at.slice(0, 10))
  return ends.sort()[0] ?? null
}

/** Whether that day is over. */
export function isOver(until: string | null, now: string): boolean {
  return until !== null && now.slice(0, 10) > until
}

/**
 * Keyed pseudonyms of a subject within one organisation, under the current key and under all that were before it: the only
 * form in which subjects are compared or searched. What is recorded is recorded under the first.
 */
export function pseudonymsOf(
  { crypto, keys }: Pick<DecidePorts, 'crypto' | 'keys'>,
  oin: string,
  { type, value }: Identifier,
): Pseudonyms {
  const under = (key: Uint8Array) => `s-${hex(crypto.hmac(key, `${type}:${value}`)).slice(0, 32)}`
  const [current, ...earlier] = keys.subjects(oin)
  return [under(current), ...earlier.map(under)]
}
