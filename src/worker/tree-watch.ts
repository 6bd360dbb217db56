/**
 * Whether the tree of the log still is what a receipt promises. An isolate has no integrator that runs beside its requests:
 * now and then a request looks, at the edge of the tree and at the oldest entry that is not in it. Pure.
 */
import type { Observer } from '../events.ts'
import { LIMITS } from '../limits.ts'
import { IntegrationFault } from '../log/integrator.ts'
import type { Tree } from '../log/tree/grow.ts'
import type { Clock, Ledger } from '../ports.ts'

type Ports = {
  /** As Integrator.check. */
  readonly check: () => Promise<Tree>
  readonly ledger: Pick<Ledger, 'range'>
  readonly clock: Clock
  readonly observe: Observer
}

export type TreeWatch = {
  /**
   * Resolves with whether nothing more should be promised: the tree was altered, or it stands still. Looks at most once in
   * LIMITS.treeLookMs, and observes what is wrong each time. Never rejects: what cannot be looked at is not promised on.
   */
  behind(): Promise<boolean>
  /** Has whoever asks next look: something was found that may be a fault. */
  lookAgain(): void
}

export function createTreeWatch({ check, ledger, clock, observe }: Ports): TreeWatch {
  let known: boolean | null = null
  let looked = 0

  async function look(): Promise<string | null> {
    try {
      const [oldest] = await ledger.range((await check()).size(), 1)
      const latest = clock().getTime() - LIMITS.scheduledIntegrationMinutes * 60_000
      return oldest && Date.parse(oldest.at) < latest ? 'behind' : null
    } catch (error) {
      return codeOf(error)
    }
  }

  return {
    async behind() {
      const now = clock().getTime()
      // Nobody waits for the look of another request: that one may be cut off, and theirs with it.
      if (known !== null && Math.abs(now - looked) < LIMITS.treeLookMs) return known
      looked = now
      const fault = await look()
      if (fault) observe({ type: 'fault', where: 'integrator', code: fault })
      // What could not be looked at is looked at again by whoever comes next.
      known = fault === 'failed' ? null : fault !== null
      return fault !== null
    },
    lookAgain() {
      known = null
    },
  }
}

/** Of what an integrator throws: which fault it is, for an operator. */
export function codeOf(error: unknown): string {
  return error instanceof IntegrationFault ? error.code : 'failed'
}
