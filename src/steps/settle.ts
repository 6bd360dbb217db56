/**
 * settle: Disclosure -> Settled. What leaves is durable in the log before it leaves: which fields of how many records,
 * and a salted commitment to the exact bytes. A case or a policy that changed meanwhile aborts the settlement.
 */
import { dutiesOf } from '../cases/duties.ts'
import { canonicalText } from '../domain/canonical.ts'
import type { FieldDecision, Obligation } from '../domain/decision.ts'
import type { Disclosure } from '../domain/disclosure.ts'
import { no, ok, type Problem, type Result } from '../errors.ts'
import { KeyDestroyed } from '../key-port.ts'
import { buildEnding, buildEntry, type EntrySpec } from '../log/entry.ts'
import { type Commitment, commitTo } from '../log/leaf.ts'
import type { PolicyEngine } from '../policy-port.ts'
import type { CaseRegister, Change, Clock, Guard, NewId, Place } from '../ports.ts'
import { isOver, standing, standsUntil } from './decide.ts'
import { aboutOf, expiryOf, type RecordedPermit, type RecordPorts } from './record.ts'

/** What redaction hands over: the recorded permit, and what may leave under it. */
export type Redacted = {
  readonly permit: RecordedPermit
  readonly disclosure: Disclosure
  readonly fields: readonly FieldDecision[]
  readonly obligations: readonly Obligation[]
  /** Per record, which norms narrowed it: for the log, never for the caller. */
  readonly screening: unknown
}

export type Settled = {
  readonly redacted: Redacted
  readonly settlement: Place
  /** Canonical JSON (RFC 8785) of the disclosure: these bytes are what was committed to. */
  readonly disclosureText: string
  readonly commitment: Commitment
}

export type SettlePorts = RecordPorts & {
  readonly clock: Clock
  readonly newId: NewId
  readonly engine: PolicyEngine
  readonly cases: Pick<CaseRegister, 'organisationAttestations' | 'judgementCount' | 'holding'>
}

export async function settle(ports: SettlePorts, redacted: Redacted): Promise<Result<Settled>> {
  const { permit, disclosure } = redacted
  const { digest } = permit.decision.policy
  if (ports.engine.policy().digest !== digest) {
    return abort(ports, permit, { code: 'inquiry-aborted' }, 'policy-changed')
  }
  // The case is guarded in the append itself; judgements of the organisation belong to no case, so they are read again. They
  // are counted before that, and the append is refused when one came or went since.
  const judgements = await ports.cases.judgementCount(permit.caller.oin)
  const now = await ports.cases.organisationAttestations(permit.caller.oin)
  if (standing(digest, now) !== standing(digest, permit.register.attestations)) {
    return abort(ports, permit, { code: 'inquiry-aborted' }, 'judgement-changed')
  }
  const holding = permit.register.holding
  if (holding && (await ports.cases.holding(holding.oin, holding.id))?.value.version !== holding.version) {
    return abort(ports, permit, { code: 'inquiry-aborted' }, 'holding-changed')
  }
  // A judgement can also end by itself, at midnight.
  const at = ports.clock().toISOString()
  if (isOver(standsUntil(permit.register.attestations, permit.decision.at), at)) {
    return abort(ports, permit, { code: 'inquiry-aborted' }, 'judgement-changed')
  }
  const disclosureText = canonicalText(disclosure)
  const commitment = commitTo(ports.crypto, new TextEncoder().encode(disclosureText))
  try {
    const settled = {
      result: 'settled',
      fields: redacted.fields,
      records: disclosure.records.length,
      hit: disclosure.hit ?? null,
      obligations: redacted.obligations,
      screening: redacted.screening,
    }
    const entry = await buildEntry(ports, specOf(ports, permit, at, settled, commitment))
    // A crash before this returns: nothing left, and the start-up settles it as aborted. After it: the settlement says
    // what was about to leave; whether the reply arrived, only the receiver's receipt can tell.
    const guard = guardOf(permit)
    const appended = await ports.ledger.append({ entry, changes: changesOf(ports, redacted, at), guard, judgements })
    if (!appended.appended) {
      if (appended.reason === 'judgement-changed') {
        return abort(ports, permit, { code: 'inquiry-aborted' }, 'judgement-changed')
      }
      const ofHolding = guard !== null && 'holdingId' in guard
      if (ofHolding) return abort(ports, permit, { code: 'inquiry-aborted' }, 'holding-changed')
      return abort(ports, permit, { code: 'case-changed' }, 'case-changed')
    }
    return ok({ redacted, settlement: appended.place, disclosureText, commitment })
  } catch (error) {
    // The case was forgotten while its source was asked: there is nothing any more under which it could be settled.
    if (error instanceof KeyDestroyed) return abort(ports, permit, { code: 'case-changed' }, 'case-changed')
    return no('log-unavailable', { inquiryId: permit.decision.inquiryId, entered: true })
  }
}

/** Settles a permit that released nothing, and answers with the problem that stopped it. */
export async function abort(
  ports: SettlePorts,
  permit: RecordedPermit,
  problem: Problem,
  reason: string,
): Promise<{ readonly ok: false; readonly problem: Problem }> {
  const at = ports.clock().toISOString()
  const { inquiryId } = permit.decision
  try {
    const entry = await buildEnding(ports, specOf(ports, permit, at, { result: 'aborted', reason }))
    // The permit was not used: it may be walked again until it expires.
    const expiresAt = expiryOf(permit)
    const change: Change = { kind: 'inquiry-status', id: inquiryId, status: 'aborted', at, expiresAt }
    await ports.ledger.append({ entry, changes: [change], guard: null })
    return { ok: false, problem: { ...problem, inquiryId, entered: true } }
  } catch {
    if (await isSettled(ports, permit)) return { ok: false, problem: { ...problem, inquiryId, entered: true } }
    return no('log-unavailable', { inquiryId, entered: true })
  }
}

/** As aborted, by who forgot the case meanwhile or by the clean-up: nothing left, for the one settlement there is says so. */
async function isSettled({ ledger }: SettlePorts, { decision }: RecordedPermit): Promise<boolean> {
  return (await ledger.settlementOf(decision.id).catch(() => undefined)) !== undefined
}

function specOf(
  ports: SettlePorts,
  permit: RecordedPermit,
  at: string,
  settlement: Record<string, unknown>,
  disclosure?: Commitment,
): EntrySpec {
  return {
    type: 'settlement',
    id: ports.newId(),
    oin: permit.caller.oin,
    settles: permit.decision.id,
    at,
    policy: permit.decision.policy,
    trace: permit.trace,
    about: aboutOf(permit),
    parts: {
      settlement: { decisionId: permit.decision.id, ...(permit.call ? { call: permit.call } : {}), ...settlement },
    },
    // Committed to, never kept: even a bare hash of a small answer could be guessed.
    ...(disclosure ? { committed: { disclosure } } : {}),
  }
}

/** A correction of what is held in a case is a new version of that case as well. */
function guardOf({ inquiry, register }: RecordedPermit): Guard | null {
  if (inquiry.caseId !== null && register.case) return { caseId: inquiry.caseId, version: register.case.version }
  return register.holding && { holdingId: register.holding.id, version: register.holding.version }
}

function changesOf(ports: SettlePorts, { permit, disclosure, obligations }: Redacted, at: string): Change[] {
  const { caller, decision, inquiry, register, subjectKeys } = permit
  const [subjectKey] = subjectKeys
  const changes: Change[] = [{ kind: 'inquiry-status', id: decision.inquiryId, status: 'settled', at, expiresAt: null }]
  if (inquiry.mode === 'HITNOHIT' && disclosure.hit !== undefined && inquiry.caseId && register.case && subjectKey) {
    changes.push({
      kind: 'hit',
      caseId: inquiry.caseId,
      subject: subjectKey,
      source: inquiry.source,
      hit: disclosure.hit,
      decisionId: decision.id,
      at,
    })
  }
  const caseId = register.case ? inquiry.caseId : null
  const { source, recipient: receiver } = inquiry
  const about = { oin: caller.oin, by: caller.person, decision, caseId, source, subjects: subjectKeys, receiver }
  const rejectedDay = permit.input.case?.rejectedDay ?? null
  changes.push(...dutiesOf(ports, { ...about, rejectedDay, obligations }))
  return changes
}
