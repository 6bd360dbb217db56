/**
 * Forgetting, in this order: it is said in the log, then in the ledger apart from it, then the keys go, then the rows. Each
 * step is durable before the next begins, and each may be done again: whoever finds a row that is not done goes on with it.
 */
import type { PolicyRef } from '../domain/decision.ts'
import { joinTrace } from '../domain/trace.ts'
import type { ErasableKeys } from '../key-port.ts'
import { buildEntry, openParts } from '../log/entry.ts'
import { abortCutOff, type RecoverPorts } from '../log/recover.ts'
import type { Ledger, Write } from '../ports.ts'
import type { ErasureLedger, Erasures } from './erasures.ts'
import type { Order, Target } from './order.ts'
import { scopesOf } from './scopes.ts'

export type ErasePorts = Omit<RecoverPorts, 'keys' | 'ledger'> & {
  readonly keys: ErasableKeys
  readonly ledger: Pick<Ledger, 'entry' | 'callOf' | 'append' | 'settlementOf'>
  readonly erasures: Erasures
  /** null: there is no folder apart (Workers). */
  readonly erasureLedger: ErasureLedger | null
  readonly policy: () => PolicyRef
  /** Brings the index of decisions up to the log: what it read before the keys went, it has then written. */
  readonly catchUp: () => Promise<void>
}

/** What was looked at before it was ordered by the day, and nobody's act: it is begun only while that is still so. */
export type Looked = Required<Pick<Write, 'guard' | 'judgements'>>

/**
 * Resolves with whether all of it is gone; false: somebody still reads the database as it was, and it is to be done again;
 * null: what was looked at is no longer so, and nothing was begun. Rejects as the step does that failed: what came before it stands, and the next call goes on from there.
 */
export async function erase(ports: ErasePorts, order: Order, looked?: Looked): Promise<boolean | null> {
  const { erasures, erasureLedger, clock } = ports
  const { target } = order
  const known = await erasures.find(target)
  // A crash before this is durable: nothing was begun. After it: it is pending, and the start or the sweep goes on.
  if (!known?.entryId && !(await begin(ports, order, looked))) return null
  // From here on also an older copy of the database is told. Before the keys go: a key folder that is put back must find it.
  await erasureLedger?.add(order, clock().toISOString())
  // What was entered before can still be read, so the index says of it what it was; of what comes later it says nothing. A
  // crash here, or an index that cannot follow now: the keys are still there, and the next call begins with it.
  if (!known?.doneAt) await ports.catchUp()
  // Between two of these: half of it can be read by nobody any more, and the other half goes the next time.
  for (const scope of scopesOf(target)) await ports.keys.destroy(scope)
  if (known?.doneAt) return true
  await forgetRows(ports, target)
  // The write-ahead log still has pages as they were: it is done when these are gone as well.
  if (!(await erasures.scrub())) return false
  await erasures.done(target, clock().toISOString())
  ports.observer({ type: 'erased' })
  return true
}

/** The entry and its row, together. Of two that begin at once, the second finds that it was begun. false: it was not begun. */
async function begin(ports: ErasePorts, order: Order, looked?: Looked): Promise<boolean> {
  const { erasures, ledger, clock, newId, crypto } = ports
  const { target, ground } = order
  const ids = await keyIdsOf(ports, target)
  const at = clock().toISOString()
  const id = newId()
  const entry = await buildEntry(ports, {
    type: 'erasure',
    id,
    oin: target.oin,
    settles: null,
    at,
    // A rule of retention decided, no norm; the policy is the one in force.
    policy: ports.policy(),
    trace: joinTrace(undefined, crypto.random),
    about: { caseId: null, keptBy: null },
    parts: { erasure: { target, ground, keys: ids.length, rows: await erasures.count(target, ids) } },
  })
  try {
    const changes = [{ kind: 'erasure', order, at, entryId: id }] as const
    return (await ledger.append({ entry, changes, guard: null, ...looked })).appended
  } catch (error) {
    const begun = await erasures.find(target)
    if (!begun?.entryId) throw error
    return true
  }
}

/** Nothing is sealed under these keys any more: what was under way fails, and is settled here as aborted. */
async function forgetRows(ports: ErasePorts, target: Target): Promise<void> {
  const { erasures } = ports
  await ports.catchUp()
  const ids = await keyIdsOf(ports, target)
  for (const one of await erasures.open(target, ids)) await abortCutOff(ports, one, 'erased')
  const gone: string[] = []
  for (const id of await erasures.indexed(target)) if (await isErased(ports, id)) gone.push(id)
  await erasures.forget(target, ids, gone)
}

/** What a norm has kept can still be read, and found. What cannot be verified is not shown as if it could. */
async function isErased(ports: ErasePorts, id: string): Promise<boolean> {
  const entry = await ports.ledger.entry(id)
  if (!entry) return true
  try {
    return (await openParts(ports, entry, ['decision'])).decision === 'erased'
  } catch {
    return true
  }
}

async function keyIdsOf({ keys }: ErasePorts, target: Target): Promise<readonly string[]> {
  const ids: string[] = []
  for (const scope of scopesOf(target)) ids.push(...(await keys.idsOf(scope)))
  return ids
}
