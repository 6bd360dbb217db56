/**
 * Does the log say of every key that was destroyed that it was to be, and is every key gone of which it says so? Whoever
 * reaches the keys can erase; here it shows that the log did not order it. In the memory of one line a scope. Pure.
 */

import type { EntryType } from '../domain/codes.ts'
import { scopesOf } from '../erasure/scopes.ts'
import type { FindingCode } from './audit.ts'
import type { OpenedParts } from './entry.ts'
import { IMPORTED_ERASED } from './export/reseal.ts'
import { partOf } from './parts.ts'

export type KeyScopes = {
  /** Whose key was destroyed: as it was before the log was read, for an entry comes before its keys go. */
  readonly destroyed: readonly string[]
  /** Whose key lives: as it is after the log was read. */
  living(): Promise<readonly string[]>
}

export type ErasureAudit = {
  /** In order of index. */
  entry(type: EntryType, opened: OpenedParts | undefined): void
  end(): Promise<void>
}

export function auditErasures(scopes: KeyScopes, tell: (code: FindingCode, at: string) => void): ErasureAudit {
  const named = new Set<string>()
  /** Of the log that goes on here: what another broker erased before it was taken over never had a key here. */
  let own = new Set<string>()
  return {
    entry(type, opened) {
      if (type === 'import') own = new Set()
      const erasure = opened && partOf(opened, 'erasure')
      if (!erasure) return
      for (const scope of scopesOf(erasure.target)) {
        named.add(scope)
        own.add(scope)
      }
    },
    async end() {
      for (const scope of new Set(scopes.destroyed))
        if (!named.has(scope) && scope !== IMPORTED_ERASED) tell('erased-unordered', scope)
      for (const scope of await scopes.living()) if (own.has(scope)) tell('erased-living', scope)
    },
  }
}
