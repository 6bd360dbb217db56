/** What was ordered is carried out: at a start, by the sweep, and right after an act that orders it. */
import { openParts } from '../log/entry.ts'
import { partOf } from '../log/parts.ts'
import type { ErasePorts } from './erase.ts'
import { erase } from './erase.ts'
import type { HeldErasure } from './erasures.ts'
import type { Target } from './order.ts'
import { groundInAct } from './ordered.ts'
import { nameOf, scopesOf } from './scopes.ts'

export type CarryPorts = ErasePorts & {
  /** Whether a judgement that stands now keeps it. */
  readonly held: (target: Target) => Promise<boolean>
}

/**
 * At a start, before anything is served: a copy of the data or of the keys that is older than the ledger is brought up to
 * it, and so is a ledger that lost lines to what the database knows. Rejects when that cannot be done: what was forgotten
 * must not be shown.
 */
export async function applyLedger(ports: CarryPorts): Promise<void> {
  const { keys, erasures, erasureLedger } = ports
  const living = new Set(await keys.scopes())
  for (const order of (await erasureLedger?.all()) ?? []) {
    const held = await erasures.find(order.target)
    const isGone = held?.doneAt && !scopesOf(order.target).some((scope) => living.has(scope))
    if (!isGone) await erase(ports, order)
  }
  const known = new Set(((await erasureLedger?.all()) ?? []).map(({ target }) => nameOf(target)))
  // Those that it has went just now, where they were not gone.
  for (const row of await erasures.begun()) if (!known.has(nameOf(row.order.target))) await carry(ports, row)
  for (const row of await erasures.pending()) await carry(ports, row)
}

/** One after the other; what fails now is tried by the next sweep. Never rejects. */
export async function carryOut(ports: CarryPorts): Promise<void> {
  const failed = () => ports.observer({ type: 'fault', where: 'erasure', code: 'not-done' })
  try {
    for (const row of await ports.erasures.pending()) await carry(ports, row).catch(failed)
  } catch {
    failed()
  }
}

/**
 * Who writes the database can write an order; only the log can vouch for one. What the job finds to be due needs no row: its
 * entry and its row come together. What was begun is gone on with, for the log says so already; what was only ordered waits
 * while a hold stands that came in between. Rejects as the step does that failed.
 */
async function carry(ports: CarryPorts, row: HeldErasure): Promise<void> {
  const { target } = row.order
  const ground = await groundFor(ports, row)
  if (ground === null) return ports.observer({ type: 'fault', where: 'erasure', code: 'unordered' })
  if (row.entryId === null && (await ports.held(target))) return
  await erase(ports, { target, ground })
}

/** As the entry of the log has it that began or ordered this; null: there is none, or it says something else. */
async function groundFor(
  ports: CarryPorts,
  { order: { target }, entryId, actId }: HeldErasure,
): Promise<string | null> {
  const entry = await ports.ledger.entry(entryId ?? actId ?? '')
  const opened = entry?.oin === target.oin ? await openParts(ports, entry).catch(() => undefined) : undefined
  if (!opened) return null
  if (entryId === null) return target.kind === 'case' ? groundInAct(opened, target.caseId) : null
  const erasure = partOf(opened, 'erasure')
  return erasure && nameOf(erasure.target) === nameOf(target) ? erasure.ground : null
}
