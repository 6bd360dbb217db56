/**
 * Rows that are left of what the key folder knows as gone: the data was put back from before it was forgotten, and so was, or
 * was lost, the ledger that says so. Nobody can read what lay under the keys any more, but whose case it was, under which
 * pseudonyms, still stands there, and in each later backup: so it goes as well.
 *
 * This is not taken for an order. Whoever reaches the key folder can destroy keys, and the log must not say afterwards that it
 * was to be: the entry has a ground of its own, and for `sluis log verify --parts` such keys stay unordered. What a judgement
 * of the organisation holds stays, for it may be what shows that.
 */
import type { Erasures } from './erasures.ts'
import { KEYS_GONE, type Order, type Target } from './order.ts'
import { caseOfScope, dayOfScope, nameOf, scopesOf } from './scopes.ts'

export type GonePorts = {
  readonly erasures: Pick<Erasures, 'begun' | 'ownerOf' | 'count' | 'indexed'>
  readonly keys: {
    /** Scopes whose key was destroyed. */
    destroyed(): readonly string[]
    idsOf(scope: string): Promise<readonly string[]>
  }
  /** Whether a judgement that stands now keeps it. */
  readonly held: (target: Target) => Promise<boolean>
}

export async function leftOfGone(ports: GonePorts): Promise<readonly Order[]> {
  const { erasures, keys } = ports
  const destroyed = new Set(keys.destroyed())
  // What the log says that it erased is not looked at again.
  for (const { order } of await erasures.begun()) for (const scope of scopesOf(order.target)) destroyed.delete(scope)
  const found = new Map<string, Target>()
  for (const scope of destroyed) {
    const target = await targetOf(ports, scope)
    if (target && scopesOf(target).every((one) => destroyed.has(one))) found.set(nameOf(target), target)
  }
  const orders: Order[] = []
  for (const target of found.values())
    if ((await isLeft(ports, target)) && !(await ports.held(target))) orders.push({ target, ground: KEYS_GONE })
  return orders
}

async function targetOf({ erasures }: GonePorts, scope: string): Promise<Target | null> {
  const caseId = caseOfScope(scope)
  if (caseId === null) return dayOfScope(scope)
  const oin = await erasures.ownerOf(caseId)
  return oin === undefined ? null : { kind: 'case', oin, caseId }
}

async function isLeft({ erasures, keys }: GonePorts, target: Target): Promise<boolean> {
  const ids: string[] = []
  for (const scope of scopesOf(target)) ids.push(...(await keys.idsOf(scope)))
  const rows = Object.values(await erasures.count(target, ids))
  return rows.some((count) => count > 0) || (await erasures.indexed(target)).length > 0
}
