/** What was ordered is carried out: at a start, by the sweep, and right after an act that orders it. */
import type { ErasePorts } from './erase.ts'
import { erase } from './erase.ts'
import { nameOf, scopesOf } from './scopes.ts'

/**
 * At a start, before anything is served: a copy of the data or of the keys that is older than the ledger is brought up to
 * it, and so is a ledger that lost lines to what the database knows. Rejects when that cannot be done: what was forgotten
 * must not be shown.
 */
export async function applyLedger(ports: ErasePorts): Promise<void> {
  const { keys, erasures, erasureLedger } = ports
  const living = new Set(await keys.scopes())
  const told = new Map(((await erasureLedger?.all()) ?? []).map((order) => [nameOf(order.target), order]))
  const begun = (await erasures.begun()).map(({ order }) => order)
  for (const order of [...told.values(), ...begun.filter(({ target }) => !told.has(nameOf(target)))]) {
    const held = await erasures.find(order.target)
    const isTold = told.has(nameOf(order.target))
    const isGone = held?.doneAt && !scopesOf(order.target).some((scope) => living.has(scope))
    if (!isTold || !isGone) await erase(ports, order)
  }
  for (const { order } of await erasures.pending()) await erase(ports, order)
}

/** One after the other; what fails now is tried by the next sweep. Never rejects. */
export async function carryOut(ports: ErasePorts): Promise<void> {
  const failed = () => ports.observer({ type: 'fault', where: 'erasure', code: 'not-done' })
  try {
    for (const { order } of await ports.erasures.pending()) await erase(ports, order).catch(failed)
  } catch {
    failed()
  }
}
