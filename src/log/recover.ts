/**
 * Every permit without a settlement was cut off between its decision and its settlement: by a crash, or by a log that took
 * no settlement. The start of the only process there is finds them all; the clean-up finds those that are too old to be on
 * their way. Nothing left (the settlement comes first), so each is settled as aborted, and its asker may ask again.
 */
import { hex } from '../domain/trace.ts'
import type { Observer } from '../events.ts'
import { LIMITS } from '../limits.ts'
import type { Clock, Entry, Ledger, NewEntry, NewId } from '../ports.ts'
import { scopeOf } from './content.ts'
import { buildEntry, leafFrom, openParts, type Vault } from './entry.ts'
import { partOf } from './parts.ts'

type Ports = Vault & {
  readonly ledger: Pick<Ledger, 'unsettled' | 'entry' | 'append'>
  readonly clock: Clock
  readonly newId: NewId
  readonly observer: Observer
}

/**
 * Resolves with the number of decisions settled as aborted. Safe to repeat: a crash in between leaves the rest for next
 * time. With `before`, a decision that is not older is left alone: its walk may be under way. Were one under way all the
 * same, the log takes one settlement of a decision: either it is settled here, or it left.
 */
export async function recover(ports: Ports, before: Date | null = null): Promise<number> {
  const reason = before === null ? 'crash' : 'cut-off'
  let aborted = 0
  for (const { decisionId, inquiryId } of await ports.ledger.unsettled()) {
    const decision = await ports.ledger.entry(decisionId)
    if (!decision) throw new Error(`inquiry ${inquiryId} is open, but its decision is not in the log`)
    if (before && decision.at >= before.toISOString()) continue
    const at = ports.clock().toISOString()
    const expiresAt = new Date(Date.parse(decision.at) + LIMITS.unusedPermitHours * 3_600_000).toISOString()
    const change = { kind: 'inquiry-status', id: inquiryId, status: 'aborted', at, expiresAt } as const
    await ports.ledger.append({ entry: await abortion(ports, decision, at, reason), changes: [change], guard: null })
    aborted += 1
  }
  if (aborted > 0) ports.observer({ type: 'recovered', aborted })
  return aborted
}

/** Under the policy and in the trace of the decision it settles, with a span of its own. */
async function abortion(ports: Ports, decision: Entry, at: string, reason: string): Promise<NewEntry> {
  const { policy, trace } = leafFrom(ports.crypto, decision)
  const request = partOf(await openParts(ports, decision), 'request')
  return buildEntry(ports, {
    type: 'settlement',
    id: ports.newId(),
    oin: decision.oin,
    settles: decision.id,
    at,
    policy,
    trace: { traceId: trace.traceId, spanId: hex(ports.crypto.random(8)), parentSpanId: trace.spanId },
    scope: scopeOf(decision.oin, request?.caseId ?? null),
    parts: { settlement: { decisionId: decision.id, result: 'aborted', reason } },
  })
}
