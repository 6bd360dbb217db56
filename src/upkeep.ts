/** What every entry does around the application: refuse to start, say whether it is ready, tidy up. Pure. */
import type { Forgetting } from './erasure/forgetting.ts'
import { LIMITS } from './limits.ts'
import { expire } from './log/expire.ts'
import { recover } from './log/recover.ts'
import { type TallyPorts, tally } from './log/tally.ts'
import type { Ledger } from './ports.ts'

/** Something that must be right before the broker may start: one line for the operator. */
export class StartFailure extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StartFailure'
  }
}

/** Ready: the log takes entries. What a source cannot do is for its own inquiries to say. */
export async function readiness(ports: { readonly ledger: Pick<Ledger, 'ready'> }): Promise<readonly string[]> {
  try {
    await ports.ledger.ready()
    return []
  } catch {
    return ['log']
  }
}

type UpkeepPorts = Parameters<typeof expire>[0] &
  TallyPorts & {
    readonly ledger: Pick<Ledger, 'unsettled' | 'entry' | 'callOf'>
    readonly carryOut: () => Promise<void>
  }

/**
 * Every minute or so: what was cut off is settled as aborted, what waited too long expires, what was ordered to be forgotten
 * is, and so is what was kept as long as it may be; then all of it is counted. Never throws.
 */
export async function tidyUp(ports: UpkeepPorts, forgetting: Forgetting): Promise<void> {
  const before = new Date(ports.clock().getTime() - LIMITS.cutOffAfterMinutes * 60_000)
  try {
    await recover({ ...ports, observer: ports.observe }, before)
  } catch {
    ports.observe({ type: 'fault', where: 'recovery', code: 'log-unavailable' })
  }
  await expire(ports)
  await ports.carryOut()
  await forgetting.run()
  await tallyUp(ports)
}

/** Also before a stop. Never throws: the next tally counts the same. */
export async function tallyUp(ports: TallyPorts & Pick<UpkeepPorts, 'observe'>): Promise<void> {
  try {
    await tally(ports)
  } catch {
    ports.observe({ type: 'fault', where: 'tally', code: 'log-unavailable' })
  }
}
