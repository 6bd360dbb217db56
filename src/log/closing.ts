/** closing: an inquiry ends without an answer. Its entry and its new status land together, or neither does. Pure. */
import type { Caller } from '../domain/caller.ts'
import type { Trace } from '../domain/trace.ts'
import type { PolicyEngine } from '../policy-port.ts'
import type { InquiryRow, Ledger, NewId } from '../ports.ts'
import { buildEnding, type Vault } from './entry.ts'

export type ClosingPorts = Vault & {
  readonly ledger: Pick<Ledger, 'append'>
  readonly engine: Pick<PolicyEngine, 'policy'>
  readonly newId: NewId
}

export type Closing = {
  readonly result: 'withdrawn' | 'expired'
  /** null: nobody did it, its time was over. */
  readonly caller: Caller | null
  readonly at: string
  readonly trace: Trace
}

/**
 * false: meanwhile it was walked again or ended otherwise; nothing was written. Safe to repeat: at most one closing of an
 * inquiry lands. Throws when the log cannot be written.
 */
export async function closeInquiry(
  ports: ClosingPorts,
  { id, oin, caseId }: Pick<InquiryRow, 'id' | 'oin' | 'caseId'>,
  { result, caller, at, trace }: Closing,
): Promise<boolean> {
  const entry = await buildEnding(ports, {
    type: 'closing',
    id: ports.newId(),
    oin,
    settles: null,
    at,
    // No norm decided this; the policy is the one in force.
    policy: ports.engine.policy(),
    trace,
    about: { caseId, keptBy: null },
    parts: { ...(caller ? { caller } : {}), closing: { inquiryId: id, result } },
  })
  const changes = [{ kind: 'inquiry-status', id, status: result, at, expiresAt: null }] as const
  const { appended } = await ports.ledger.append({ entry, changes, guard: { inquiryId: id, ends: result, at } })
  return appended
}
