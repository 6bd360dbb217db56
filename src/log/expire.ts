/**
 * The sweep: waiting inquiries and unused permits expire, each with an entry of the log; answers kept for a repeat are
 * forgotten. What it does not get to, the next sweep does: until then its expiry counts all the same (src/api/inquiries.ts).
 */
import { joinTrace } from '../domain/trace.ts'
import type { Observer } from '../events.ts'
import type { Inquiries } from '../inquiry-port.ts'
import { LIMITS } from '../limits.ts'
import type { Clock } from '../ports.ts'
import { type ClosingPorts, closeInquiry } from './closing.ts'

type Ports = ClosingPorts & {
  readonly inquiries: Pick<Inquiries, 'due' | 'forgetAnswers'>
  readonly clock: Clock
  readonly observe: Observer
}

/** Resolves with the number of inquiries that expired. Never throws; safe to repeat, also beside another sweep. */
export async function expire(ports: Ports): Promise<number> {
  const at = ports.clock().toISOString()
  let expired = 0
  try {
    let more = true
    while (more) {
      const due = await ports.inquiries.due(at, LIMITS.expiryBatchInquiries)
      // At once: they share a commit. A crash leaves each of them expired with its entry, or due again.
      const closed = await Promise.all(due.map((row) => closeInquiry(ports, row, closing(ports, at))))
      const ended = closed.filter((landed) => landed).length
      expired += ended
      // Of a full batch that nothing came of, another look would find the same.
      more = due.length === LIMITS.expiryBatchInquiries && ended > 0
    }
    await ports.inquiries.forgetAnswers(at)
  } catch {
    ports.observe({ type: 'fault', where: 'expiry', code: 'log-unavailable' })
  }
  return expired
}

function closing(ports: Ports, at: string) {
  return { result: 'expired', caller: null, at, trace: joinTrace(undefined, ports.crypto.random) } as const
}
