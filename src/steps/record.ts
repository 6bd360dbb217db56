/**
 * record: Decision -> Recorded. Durable in the log before anything is read from a source. Only this file makes a
 * `Recorded`, and only a `Recorded` permit can be fetched: nobody can forget to record.
 */

import { type DutyPorts, dutiesOf, owedOf } from '../cases/duties.ts'
import { awaitsOf } from '../domain/awaited.ts'
import type { SourceCall } from '../domain/counters.ts'
import { type About, keptBy, scopeOfContent } from '../erasure/scopes.ts'
import { no, ok, type Result } from '../errors.ts'
import type { Keys } from '../key-port.ts'
import { LIMITS } from '../limits.ts'
import { sealContent } from '../log/content.ts'
import { buildEntry } from '../log/entry.ts'
import { factsToRecord } from '../log/facts.ts'
import type { Change, Crypto, InquiryRow, Ledger, Place } from '../ports.ts'
import type { Sources } from '../source-port.ts'
import type { Decided } from './decide.ts'
import { boundTo, type Repeatable } from './repeat.ts'

declare const recorded: unique symbol

export type Recorded = Decided & {
  readonly [recorded]: true
  readonly place: Place
  readonly number: number | null
  /** The call to the source that it permits, under its number for whoever holds the source; null: none is made. */
  readonly call: SourceCall | null
}
/** A durable permit: the only key that opens a source. */
export type RecordedPermit = Recorded & { readonly decision: { readonly outcome: 'permit' } }

type Calling = Pick<SourceCall, 'holder' | 'source'>

export type RecordPorts = DutyPorts & {
  readonly crypto: Crypto
  readonly keys: Keys
  readonly ledger: Ledger
  readonly sources: Pick<Sources, 'holder' | 'find'>
}

export async function record(
  ports: RecordPorts,
  decided: Decided,
  asked: Repeatable | null = null,
): Promise<Result<Recorded>> {
  try {
    const entry = await buildEntry(ports, {
      type: decided.walk.kind === 'preview' ? 'preview' : 'decision',
      id: decided.decision.id,
      oin: decided.caller.oin,
      settles: null,
      at: decided.decision.at,
      policy: decided.decision.policy,
      trace: decided.trace,
      about: aboutOf(decided),
      parts: partsOf(decided, ports.sources.holder(decided.caller.oin, decided.inquiry.source)),
    })
    const changes = decided.walk.kind === 'preview' ? [] : await changesOf(ports, decided, asked)
    // A crash before this returns: no fetch happened, and the entry is either there or not. A crash after it: the
    // inquiry is 'open' in the log and is settled as aborted at the next start (src/log/recover.ts).
    const calling = callOf(ports, decided)
    const appended = await ports.ledger.append({ entry, changes, guard: null, ...(calling ? { call: calling } : {}) })
    // Its case was forgotten since it was decided about: nothing was recorded, and nothing is fetched.
    if (!appended.appended) return no(appended.reason === 'case-changed' ? 'case-changed' : 'log-unavailable')
    const { place, number } = appended
    const call = calling && appended.call !== null ? { ...calling, number: appended.call } : null
    return ok({ ...decided, place, number, call } as Recorded)
  } catch {
    return no('log-unavailable')
  }
}

export function isPermit(value: Recorded): value is RecordedPermit {
  return value.decision.outcome === 'permit' && value.walk.kind !== 'preview'
}

/** What is held is read from the register, and what is not connected is not called. */
function callOf({ sources }: RecordPorts, { caller, inquiry, decision, walk, register }: Decided): Calling | null {
  const { source } = inquiry
  const calls = decision.outcome === 'permit' && walk.kind !== 'preview' && !register.holding
  return calls && sources.find(caller.oin, source) ? { holder: sources.holder(caller.oin, source), source } : null
}

/** What the decision and its settlement are about; a preview provides nothing that is to be kept. */
export function aboutOf({ inquiry, register, decision, walk }: Decided): About {
  return {
    caseId: register.case ? inquiry.caseId : null,
    since: decision.at,
    keptBy: walk.kind === 'preview' ? null : keptBy(decision),
  }
}

function partsOf(decided: Decided, holder: string): Record<string, unknown> {
  const { inquiry, decision, walk } = decided
  const { grounds, subject, ...question } = inquiry
  const account = walk.kind === 'preview' && walk.onAccountOf ? { onAccountOf: walk.onAccountOf } : {}
  return {
    caller: decided.caller,
    // Identifiers never enter the log: the subject is there by its pseudonym only.
    request: { ...question, holder, subjectType: subject?.type ?? null, inquiryId: decision.inquiryId, ...account },
    subject: { key: decided.subjectKeys[0] ?? null },
    grounds,
    facts: factsToRecord(decided.input),
    decision,
  }
}

async function changesOf(ports: RecordPorts, decided: Decided, asked: Repeatable | null): Promise<Change[]> {
  const { caller, decision, inquiry, walk } = decided
  // What is claimed to be a case and is none may be anything, also somebody's number: it stays in what is sealed. So does
  // a case in which the asker has no part: it shows as one that is not there, now and when they look back.
  const discreet = decision.findings.some((finding) => finding.discreet)
  const caseId = decided.register.case && !discreet ? inquiry.caseId : null
  const row: InquiryRow = {
    id: decision.inquiryId,
    oin: caller.oin,
    person: caller.person,
    department: caller.department,
    caseId,
    source: inquiry.source,
    purpose: inquiry.purpose,
    createdAt: walk.kind === 'again' ? walk.createdAt : decision.at,
    updatedAt: decision.at,
    expiresAt: expiryOf(decided),
    outcome: decision.outcome,
    status: ({ permit: 'open', review: 'waiting', deny: 'refused' } as const)[decision.outcome],
    decisions: walk.kind === 'again' ? [...walk.decisions, decision.id] : [decision.id],
    question: await sealContent(ports, scopeOfQuestion(decided), `inquiry:${decision.inquiryId}`, inquiry),
  }
  // What a permit obliges to comes once something leaves (settle.ts).
  const obligations = owedOf('decision', decision, false)
  const { source, recipient: receiver } = inquiry
  const { subjectKeys: subjects } = decided
  const about = { oin: caller.oin, by: caller.person, decision, caseId, source, subjects, receiver }
  const rejectedDay = decided.input.case?.rejectedDay ?? null
  const duties = dutiesOf(ports, { ...about, rejectedDay, obligations })
  const waiting = decision.outcome === 'review' && !discreet
  const inquired = { kind: 'inquiry', row, ...(waiting ? { awaits: awaitsOf(decision) } : {}) } as const
  if (!asked) return [inquired, ...duties]
  const { caseVersion } = decision
  const bound = await boundTo(ports, asked, scopeOfQuestion(decided), { inquiryId: row.id, caseId, caseVersion })
  return [inquired, { kind: 'idempotency', row: bound }, ...duties]
}

/** Also of one that asks about a case without a part in it: what it says of the case goes with the case. */
export function scopeOfQuestion({ caller, inquiry, register, decision }: Decided): string {
  return scopeOfContent(caller.oin, register.case ? inquiry.caseId : null, decision.at)
}

/** A question that waits for a judgement, and a permit that is not used, do not wait for ever; a refusal does not wait. */
export function expiryOf({ decision }: Decided): string | null {
  const hours = { permit: LIMITS.unusedPermitHours, review: LIMITS.waitingInquiryDays * 24, deny: null }[
    decision.outcome
  ]
  return hours === null ? null : new Date(Date.parse(decision.at) + hours * 3_600_000).toISOString()
}
