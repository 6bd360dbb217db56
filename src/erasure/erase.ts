/**
 * Forgetting, in this order: it is said in the log, then in the ledger apart from it, then the keys go, then the rows. Each
 * step is durable before the next begins, and each may be done again: whoever finds a row that is not done goes on with it.
 */
import type { PolicyRef } from '../domain/decision.ts'
import { joinTrace } from '../domain/trace.ts'
import type { ErasableKeys } from '../key-port.ts'
import { LIMITS } from '../limits.ts'
import { buildEntry, openParts } from '../log/entry.ts'
import { abortCutOff, type RecoverPorts } from '../log/recover.ts'
import { turn } from '../log/turn.ts'
import type { KeyStanding, Ledger, NewEntry, Write } from '../ports.ts'
import type { ErasureLedger, Erasures, Forgotten } from './erasures.ts'
import type { Order, Target } from './order.ts'
import { scopesOf } from './scopes.ts'
import { countStanding, type Standing } from './standing.ts'

export type ErasePorts = Omit<RecoverPorts, 'keys' | 'ledger'> & {
  readonly keys: ErasableKeys
  readonly ledger: Pick<Ledger, 'entry' | 'callOf' | 'append' | 'settlementOf' | 'size'>
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
  return eraseTogether(ports, [order], looked)
}

/** As many as wait, a batch at a time: each step is one write for all of a batch, and is durable before the next begins. */
export async function eraseAll(ports: ErasePorts, orders: readonly Order[]): Promise<void> {
  for (let from = 0; from < orders.length; from += LIMITS.erasuresTogether)
    await eraseTogether(ports, orders.slice(from, from + LIMITS.erasuresTogether))
}

async function eraseTogether(ports: ErasePorts, orders: readonly Order[], looked?: Looked): Promise<boolean | null> {
  const { erasures, erasureLedger, clock } = ports
  const fresh: Order[] = []
  const targets: Target[] = []
  for (const order of orders) {
    const known = await erasures.find(order.target)
    if (!known?.entryId) fresh.push(order)
    if (!known?.doneAt) targets.push(order.target)
  }
  // A crash before this is durable: nothing was begun. After it: they are pending, and the start or the sweep goes on.
  if (!(await begin(ports, fresh, looked))) return null
  // From here on also an older copy of the database is told. Before the keys go: a key folder that is put back must find it.
  await erasureLedger?.add(orders, clock().toISOString())
  // What was entered before can still be read, so the index says of it what it was; of what comes later it says nothing. A
  // crash here, or an index that cannot follow now: the keys are still there, and the next call begins with it.
  if (targets.length > 0) await ports.catchUp()
  // All of them or none. A crash before it: nothing is gone. After it: nobody can read any of it.
  await ports.keys.destroy(...orders.flatMap(({ target }) => scopesOf(target)))
  if (targets.length === 0) return true
  await forgetRows(ports, targets)
  // The write-ahead log still has pages as they were: it is done when these are gone as well.
  if (!(await erasures.scrub())) return false
  await erasures.done(targets, clock().toISOString())
  for (const _ of targets) ports.observer({ type: 'erased' })
  return true
}

type Counted = { readonly order: Order; readonly entry: NewEntry; readonly standing: readonly KeyStanding[] }

/**
 * Each entry and its row, together. Of two that begin at once, the second finds that it was begun. false: one was not begun.
 * Throws when what stands under its keys grows faster than it is counted: then it is for the next sweep.
 */
async function begin(ports: ErasePorts, orders: readonly Order[], looked?: Looked): Promise<boolean> {
  let left = orders
  let all = true
  for (let time = 0; left.length > 0; time += 1) {
    if (time === LIMITS.erasureCounts) throw new Error('what stands under the keys does not stay as it was counted')
    const counted: Counted[] = []
    for (const order of left) counted.push(await countedFor(ports, order))
    // Together, for they share a commit.
    const begun = await Promise.all(counted.map((one) => enter(ports, one, looked)))
    all &&= !begun.includes(false)
    left = left.filter((_, i) => begun[i] === 'erasure-moved')
  }
  return all
}

async function countedFor(ports: ErasePorts, order: Order): Promise<Counted> {
  const { erasures, clock, newId, crypto } = ports
  const { target, ground } = order
  const ids = await keyIdsOf(ports, target)
  const { keys: standing, scopes } = await standingUnder(ports, target)
  const entry = await buildEntry(ports, {
    type: 'erasure',
    id: newId(),
    oin: target.oin,
    settles: null,
    at: clock().toISOString(),
    // A rule of retention decided, no norm; the policy is the one in force.
    policy: ports.policy(),
    trace: joinTrace(undefined, crypto.random),
    about: { caseId: null, keptBy: null },
    parts: {
      erasure: { target, ground, keys: ids.length, rows: await erasures.count(target, ids), standing: scopes },
    },
  })
  return { order, entry, standing }
}

async function enter(
  { erasures, ledger }: ErasePorts,
  { order, entry, standing }: Counted,
  looked?: Looked,
): Promise<boolean | 'erasure-moved'> {
  try {
    const changes = [{ kind: 'erasure', order, at: entry.at, entryId: entry.id, standing }] as const
    const done = await ledger.append({ entry, changes, guard: null, ...looked })
    return done.appended || (done.reason === 'erasure-moved' && done.reason)
  } catch (error) {
    const begun = await erasures.find(order.target)
    if (!begun?.entryId) throw error
    return true
  }
}

/** A scope has one key at the most (key-sql.ts); where it has none, nothing stands under it, nor comes to. */
async function standingUnder({ keys, erasures, ledger, crypto }: ErasePorts, target: Target) {
  const until = await ledger.size()
  const counted: KeyStanding[] = []
  const scopes: (Standing & { readonly scope: string })[] = []
  for (const scope of scopesOf(target)) {
    const count = countStanding(crypto, scope)
    for (const keyId of await keys.idsOf(scope)) {
      for (let from = 0; from < until; from += LIMITS.erasureCountEntries) {
        const end = Math.min(until, from + LIMITS.erasureCountEntries)
        for (const index of await erasures.standing(keyId, from, end)) count.add(index)
        await turn()
      }
      counted.push({ keyId, until })
    }
    scopes.push({ scope, ...count.value() })
  }
  return { keys: counted, scopes }
}

/**
 * Nothing is sealed under these keys any more: what was under way fails, and is settled here as aborted.
 *
 * The index follows a second time, and one of the two does not do. While others are served it may have read an entry before
 * the keys went and be about to write of it: that row must be there before rows are looked for, or it would stay. Nor can the
 * first time wait until here: who asked without a part in the case is found by what the index says of the decision, and of
 * one that it reads now it says nothing.
 */
async function forgetRows(ports: ErasePorts, targets: readonly Target[]): Promise<void> {
  const { erasures } = ports
  await ports.catchUp()
  const all: Forgotten[] = []
  for (const target of targets) {
    const keyIds = await keyIdsOf(ports, target)
    for (const one of await erasures.open(target, keyIds)) await abortCutOff(ports, one, 'erased')
    const gone: number[] = []
    for (const { index, id } of await erasures.indexed(target)) if (await isErased(ports, id)) gone.push(index)
    all.push({ target, keyIds, gone })
  }
  await erasures.forget(all)
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
