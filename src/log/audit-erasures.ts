/**
 * Does the log say of every key that was destroyed that it was to be, and is every key gone of which it says so? Whoever
 * reaches the keys can erase; here it shows that the log did not order it. And does under each that went what stood there when
 * that was said, no more and no less? Whoever writes the database can put what is not erased under a key that is gone. In
 * the memory of one line a scope. Pure.
 */

import { KEYS_GONE } from '../erasure/order.ts'
import { scopesOf } from '../erasure/scopes.ts'
import { countStanding } from '../erasure/standing.ts'
import type { Crypto, Entry } from '../ports.ts'
import type { FindingCode } from './audit.ts'
import type { KeyRecord } from './audit-keys.ts'
import type { OpenedParts } from './entry.ts'
import { IMPORTED_ERASED } from './export/reseal.ts'
import { type Part, partOf } from './parts.ts'

export type KeyScopes = {
  /** Whose key was destroyed: as it was before the log was read, for an entry comes before its keys go. */
  readonly destroyed: readonly string[]
  /** Whose key lives: as it is after the log was read. */
  living(): Promise<readonly string[]>
}

export type ErasureAudit = {
  /** In order of index. `keys`: what its parts lie under. */
  entry(
    entry: Pick<Entry, 'type' | 'index'>,
    opened: OpenedParts | undefined,
    keys: readonly (KeyRecord | undefined)[],
  ): void
  /** Resolves with the number of erasures that began before parts were counted: what stands under their keys is not known. */
  end(): Promise<number>
}

export function auditErasures(
  crypto: Pick<Crypto, 'sha256'>,
  scopes: KeyScopes,
  tell: (code: FindingCode, at: string) => void,
): ErasureAudit {
  // A key that goes while this reads is of an erasure that this may not see.
  const destroyed = new Set(scopes.destroyed)
  const named = new Set<string>()
  /** Of the log that goes on here: what another broker erased before it was taken over never had a key here. */
  let own = new Set<string>()
  let said: Part<'erasure'>[] = []
  const standing = new Map<string, ReturnType<typeof countStanding>>()
  const under = (scope: string) => standing.get(scope) ?? countStanding(crypto, scope)
  return {
    entry({ type, index }, opened, keys) {
      for (const { scope } of keys.flatMap((key) => key ?? [])) {
        // Of what came erased no key says which: the entry that took it over says how much (audit-keys.ts).
        if (!destroyed.has(scope) || scope === IMPORTED_ERASED) continue
        const count = under(scope)
        count.add(index)
        standing.set(scope, count)
      }
      // Only by what it says: an entry of this type that says nothing would hide all that came before it.
      if (opened && type === 'import' && partOf(opened, 'import')) [own, said] = [new Set(), []]
      const erasure = opened && type === 'erasure' && partOf(opened, 'erasure')
      if (!erasure) return
      said.push(erasure)
      for (const scope of scopesOf(erasure.target)) {
        // Found gone, by whoever's hand: that is no order.
        if (erasure.ground !== KEYS_GONE) named.add(scope)
        own.add(scope)
      }
    },
    async end() {
      for (const scope of destroyed) if (!named.has(scope) && scope !== IMPORTED_ERASED) tell('erased-unordered', scope)
      for (const { scope, parts, digest } of said.flatMap((erasure) => erasure.standing ?? [])) {
        const now = under(scope).value()
        if (destroyed.has(scope) && (now.parts !== parts || now.digest !== digest)) tell('erased-differs', scope)
      }
      for (const scope of await scopes.living()) if (own.has(scope)) tell('erased-living', scope)
      return said.filter((erasure) => erasure.standing === undefined).length
    },
  }
}
