/**
 * Every permit without a settlement was cut off between its decision and its settlement: by a crash, or by a log that took
 * no settlement. The start of the only process there is finds them all; the clean-up finds those that are too old to be on
 * their way. Nothing left (the settlement comes first), so each is settled as aborted, and its asker may ask again.
 */
import { hex } from '../domain/trace.ts'
import { type About, keptBy } from '../erasure/scopes.ts'
import type { Observer } from '../events.ts'
import { LIMITS } from '../limits.ts'
import type { Clock, Entry, Ledger, NewEntry, NewId } from '../ports.ts'
import { buildEnding, leafFrom, openParts, type Vault } from './entry.ts'
import { partOf } from './parts.ts'

export type RecoverPorts = Vault & {
  readonly ledger: Pick<Ledger, 'entry' | 'callOf' | 'append'>
  readonly clock: Clock
  readonly newId: NewId
  readonly observer: Observer
}
type Ports = RecoverPorts & { readonly ledger: Pick<Ledger, 'unsettled'> }
type Cut = { readonly decisionId: string; readonly inquiryId: string }

/**
 * Resolves with the number of decisions settled as aborted. Safe to repeat: a crash in between leaves the rest for next
 * time. With `before`, a decision that is not older is left alone: its walk may be under way. Were one under way all the
 * same, the log takes one settlement of a decision: either it is settled here, or it left.
 */
export async function recover(ports: Ports, before: Date | null = null): Promise<number> {
  const reason = before === null ? 'crash' : 'cut-off'
  let aborted = 0
  for (const { decisionId, inquiryId } of await ports.ledger.unsettled()) {
    const decision = await decisionOf(ports, { decisionId, inquiryId })
    if (before && decision.at >= before.toISOString()) continue
    if (await settleAborted(ports, decision, inquiryId, reason)) aborted += 1
  }
  if (aborted > 0) ports.observer({ type: 'recovered', aborted })
  return aborted
}

/** One of them, when what it is about is forgotten. Its walk may be under way: one settlement of a decision lands. */
export async function abortCutOff(
  ports: RecoverPorts & { readonly ledger: Pick<Ledger, 'settlementOf'> },
  cut: Cut,
  reason: string,
): Promise<void> {
  try {
    await settleAborted(ports, await decisionOf(ports, cut), cut.inquiryId, reason)
  } catch (error) {
    if (!(await ports.ledger.settlementOf(cut.decisionId))) throw error
  }
}

async function decisionOf({ ledger }: RecoverPorts, { decisionId, inquiryId }: Cut): Promise<Entry> {
  const decision = await ledger.entry(decisionId)
  if (!decision) throw new Error(`inquiry ${inquiryId} is open, but its decision is not in the log`)
  return decision
}

/** false: what it is about is being forgotten. Who does that settles it, once its keys are gone. */
async function settleAborted(
  ports: RecoverPorts,
  decision: Entry,
  inquiryId: string,
  reason: string,
): Promise<boolean> {
  const at = ports.clock().toISOString()
  const expiresAt = new Date(Date.parse(decision.at) + LIMITS.unusedPermitHours * 3_600_000).toISOString()
  const change = { kind: 'inquiry-status', id: inquiryId, status: 'aborted', at, expiresAt } as const
  const entry = await abortion(ports, decision, at, reason)
  return (await ports.ledger.append({ entry, changes: [change], guard: null })).appended
}

/** Under the policy and in the trace of the decision it settles, with a span of its own. */
async function abortion(ports: RecoverPorts, decision: Entry, at: string, reason: string): Promise<NewEntry> {
  const { policy, trace } = leafFrom(ports.crypto, decision)
  // The source may have been called: under which number is known all the same.
  const call = await ports.ledger.callOf(decision.id)
  return buildEnding(ports, {
    type: 'settlement',
    id: ports.newId(),
    oin: decision.oin,
    settles: decision.id,
    at,
    policy,
    trace: { traceId: trace.traceId, spanId: hex(ports.crypto.random(8)), parentSpanId: trace.spanId },
    about: await aboutOf(ports, decision),
    parts: { settlement: { decisionId: decision.id, result: 'aborted', reason, ...(call ? { call } : {}) } },
  })
}

/** As the decision itself was recorded (src/steps/record.ts); once it is erased, about nothing that is known. */
async function aboutOf(ports: RecoverPorts, entry: Entry): Promise<About> {
  const parts = await openParts(ports, entry)
  const decision = partOf(parts, 'decision')
  // Only a case that was there: what an asker calls a case may be anything.
  const asked = !decision || decision.caseVersion === null ? undefined : partOf(parts, 'request')?.caseId
  return { caseId: asked ?? null, since: entry.at, keptBy: decision ? keptBy(decision) : null }
}
