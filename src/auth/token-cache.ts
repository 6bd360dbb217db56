/**
 * Verified tokens, so that a signature is checked once and not with every question. Bounded; a token is never kept past
 * its expiry, nor when a key of its issuer left. Only digests of tokens are held. Pure.
 */
import type { Caller } from '../domain/caller.ts'
import { LIMITS } from '../limits.ts'
import type { KeySet } from './key-sets.ts'

export type Verified = {
  readonly caller: Caller
  /** Milliseconds since 1970, from `exp`. */
  readonly expiresAt: number
  readonly keySet: Pick<KeySet, 'fresh' | 'refresh' | 'generation'>
  /** Generation of the key set, read before the signature was checked. */
  readonly generation: number
}

export type TokenCache = {
  /** `digest`: SHA-256 of the token. Looks at the keys again if due; throws KeysUnavailable. */
  find(digest: string, now: number): Promise<Caller | undefined> | Caller | undefined
  keep(digest: string, verified: Verified): void
}

export function createTokenCache(entries: number = LIMITS.tokenCacheEntries): TokenCache {
  const held = new Map<string, Verified>()

  function current(digest: string, verified: Verified): Caller | undefined {
    if (verified.generation === verified.keySet.generation()) return verified.caller
    held.delete(digest)
    return undefined
  }

  return {
    find(digest, now) {
      const verified = held.get(digest)
      if (!verified) return undefined
      if (now >= verified.expiresAt) {
        held.delete(digest)
        return undefined
      }
      if (verified.keySet.fresh()) return current(digest, verified)
      return verified.keySet.refresh().then(() => current(digest, verified))
    },
    keep(digest, verified) {
      // Oldest first out: tokens live for minutes, so age is as good a guess as use, and costs nothing on a hit.
      if (held.size >= entries && !held.has(digest)) {
        for (const oldest of held.keys()) {
          held.delete(oldest)
          break
        }
      }
      held.set(digest, verified)
    },
  }
}
