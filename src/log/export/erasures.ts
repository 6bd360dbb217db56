/**
 * What an export says was erased: the entries `erasure` of the log itself are in its tree, so nobody can take one out. It says
 * so of the time up to its checkpoint, and of nothing after that. Pure.
 */
import type { Order } from '../../erasure/order.ts'
import { scopesOf } from '../../erasure/scopes.ts'
import type { ReadLine } from './check.ts'
import type { ExportedEntry } from './format.ts'
import { partIn } from './names.ts'

/** As far as this line says. */
export function erasuresIn(line: ReadLine): readonly Order[] {
  if (line.kind !== 'entry') return []
  const erasure = partIn(line, 'erasure')
  return erasure ? [{ target: erasure.target, ground: erasure.ground }] : []
}

/** Of each scope that is gone, what had it go. */
export function scopesGone(orders: readonly Order[]): ReadonlyMap<string, Order> {
  return new Map(orders.flatMap((order) => scopesOf(order.target).map((scope) => [scope, order] as const)))
}

/** The entry as it is once these scopes are gone, and what had some of it go: content of before an erasure stays out. */
export function withoutGone(
  exported: ExportedEntry,
  gone: ReadonlyMap<string, Order>,
): { readonly left: ExportedEntry; readonly by: readonly Order[] } {
  const { parts, sealed } = exported
  const taken = sealed?.filter(({ scope }) => gone.has(scope)) ?? []
  if (!parts || !sealed || taken.length === 0) return { left: exported, by: [] }
  const names = new Set(taken.flatMap((group) => group.parts))
  const kept = Object.entries(parts).map(([name, part]) => [name, names.has(name) ? 'erased' : part] as const)
  return {
    left: { ...exported, parts: Object.fromEntries(kept), sealed: sealed.filter((group) => !taken.includes(group)) },
    by: taken.flatMap(({ scope }) => gone.get(scope) ?? []),
  }
}
