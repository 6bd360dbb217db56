/** What was ordered is carried out: at a start, by the sweep, and right after an act that orders it. */
import { openParts } from '../log/entry.ts'
import { partOf } from '../log/parts.ts'
import type { ErasePorts } from './erase.ts'
import { erase, eraseAll } from './erase.ts'
import type { HeldErasure } from './erasures.ts'
import { type GonePorts, leftOfGone } from './gone.ts'
import type { Order, Target } from './order.ts'
import { groundInAct } from './ordered.ts'
import { nameOf, scopesOf } from './scopes.ts'

export type CarryPorts = ErasePorts & {
  /** Whether a judgement that stands now keeps it. */
  readonly held: (target: Target) => Promise<boolean>
  /** Holds may have been lost, and nobody has looked yet: what is only ordered waits. Absent: nobody ever stops it. */
  readonly stopped?: () => boolean
}

export type ApplyPorts = CarryPorts & Pick<GonePorts, 'keys'>

/**
 * At a start, before anything is served: a copy of the data or of the keys that is older than the ledger is brought up to
 * it, and so is a ledger that lost lines to what the database knows, and rows to the keys that went. Batch by batch; cut off
 * anywhere, the next start goes on with what is not gone yet. Rejects when that cannot be done: what was forgotten must not be
 * shown.
 */
export async function applyLedger(ports: ApplyPorts): Promise<void> {
  const { keys, erasures, erasureLedger } = ports
  const living = new Set(await keys.scopes())
  const told = (await erasureLedger?.all()) ?? []
  const back: Order[] = []
  for (const order of told) {
    const held = await erasures.find(order.target)
    const isGone = held?.doneAt && !scopesOf(order.target).some((scope) => living.has(scope))
    if (!isGone) back.push(order)
  }
  await eraseAll(ports, back)
  const known = new Set(told.map(({ target }) => nameOf(target)))
  // Those that it has went just now, where they were not gone.
  const untold = (await erasures.begun()).filter(({ order }) => !known.has(nameOf(order.target)))
  await eraseAll(ports, await vouchedFor(ports, untold))
  await eraseAll(ports, await vouchedFor(ports, await erasures.pending()))
  // The hold of what nobody ordered may be lost with the rest, and it may be what shows who destroyed the keys.
  if (ports.stopped?.() !== true) await eraseAll(ports, await leftOfGone(ports))
}

async function vouchedFor(ports: CarryPorts, rows: readonly HeldErasure[]): Promise<readonly Order[]> {
  const orders: Order[] = []
  for (const row of rows) {
    const order = await vouched(ports, row)
    if (order) orders.push(order)
  }
  return orders
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

async function carry(ports: CarryPorts, row: HeldErasure): Promise<void> {
  const order = await vouched(ports, row)
  if (order) await erase(ports, order)
}

/**
 * Who writes the database can write an order; only the log can vouch for one. What the job finds to be due needs no row: its
 * entry and its row come together. What was begun is gone on with, for the log says so already; what was only ordered waits
 * while a hold stands that came in between, or could have been lost. null: it does not, or it waits.
 */
async function vouched(ports: CarryPorts, row: HeldErasure): Promise<Order | null> {
  const { target } = row.order
  const ground = await groundFor(ports, row)
  if (ground === null) ports.observer({ type: 'fault', where: 'erasure', code: 'unordered' })
  if (ground === null) return null
  if (row.entryId === null && (ports.stopped?.() === true || (await ports.held(target)))) return null
  return { target, ground }
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
