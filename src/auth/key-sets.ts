/**
 * Key sets of issuers: looked at again now and then, so that keys rotate without a restart. Time is injected; the
 * network only through a loader.
 *
 * A key that leaves the set stops counting at the next look: after `freshMs` at the latest, for tokens verified before
 * as well. While the issuer cannot be reached, the last known keys serve until `staleMs`; then nothing is verified.
 */
import { createLocalJWKSet, createRemoteJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose'
import { LIMITS } from '../limits.ts'
import type { Clock } from '../ports.ts'
import type { Issuer, Jwks } from './issuers.ts'

/** No key to verify with: not the caller's fault, so not a 401. */
export class KeysUnavailable extends Error {
  constructor() {
    super('keys unavailable')
    this.name = 'KeysUnavailable'
  }
}

export type KeySet = {
  /** Key for this header; looks again for an unknown key id, but not more often than the cooldown. Throws KeysUnavailable. */
  readonly find: JWTVerifyGetKey
  /** True while the keys at hand are young enough to go on without looking. */
  fresh(): boolean
  /** Looks again if due. Throws KeysUnavailable. */
  refresh(): Promise<void>
  /** Rises when a key left the set or changed: what it verified before no longer counts. */
  generation(): number
}

export type KeySetTiming = { readonly freshMs: number; readonly cooldownMs: number; readonly staleMs: number }

/** Gives the key set as it is now, or throws. The same object again means that nothing changed. */
export type KeyLoader = () => Promise<JSONWebKeySet>

export function createKeySet(load: KeyLoader, clock: Clock, timing: KeySetTiming): KeySet {
  let held:
    | { readonly document: JSONWebKeySet; readonly find: JWTVerifyGetKey; readonly ids: readonly string[] }
    | undefined
  let generation = 0
  let loadedAt = Number.NEGATIVE_INFINITY
  let triedAt = Number.NEGATIVE_INFINITY
  let pending: Promise<void> | undefined
  const since = (instant: number) => clock().getTime() - instant

  async function look(): Promise<void> {
    triedAt = clock().getTime()
    try {
      const document = await load()
      if (document !== held?.document) {
        const find = createLocalJWKSet(document)
        const ids = document.keys.map(identityOf)
        if (held?.ids.some((id) => !ids.includes(id))) generation += 1
        held = { document, find, ids }
      }
      loadedAt = clock().getTime()
    } catch {
      // Unreachable or unreadable: the keys at hand serve on, and `usable` knows how old they are.
    } finally {
      pending = undefined
    }
  }

  /** Without any key yet, every second: an issuer that starts later than we do should not cost a whole cooldown. */
  async function lookIfDue(): Promise<void> {
    const cooldown = held ? timing.cooldownMs : Math.min(timing.cooldownMs, LIMITS.keySetRetryMs)
    if (!pending && since(triedAt) >= cooldown) pending = look()
    await pending
  }

  function usable(): JWTVerifyGetKey {
    if (!held || since(loadedAt) > timing.staleMs) throw new KeysUnavailable()
    return held.find
  }

  const keySet: KeySet = {
    fresh: () => since(loadedAt) < timing.freshMs,
    generation: () => generation,
    async refresh() {
      if (!keySet.fresh()) await lookIfDue()
      usable()
    },
    async find(header, token) {
      await keySet.refresh()
      try {
        return await usable()(header, token)
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
        await lookIfDue()
        return await usable()(header, token)
      }
    },
  }
  return keySet
}

export const REMOTE: KeySetTiming = {
  freshMs: LIMITS.keySetFreshMs,
  cooldownMs: LIMITS.keySetCooldownMs,
  staleMs: LIMITS.keySetStaleMs,
}
/** A file costs one look at its date; a minute bridges a rewrite in progress, no more. */
const FILE: KeySetTiming = { freshMs: 1_000, cooldownMs: 1_000, staleMs: 60_000 }
const FIXED: KeySetTiming = { freshMs: Number.POSITIVE_INFINITY, cooldownMs: 0, staleMs: Number.POSITIVE_INFINITY }

/** jose does the fetching: no redirects, only 200, only a well-formed set, within the time given. */
export function remoteKeys(url: string): KeyLoader {
  const remote = createRemoteJWKSet(new URL(url), {
    timeoutDuration: LIMITS.keySetTimeoutMs,
    cacheMaxAge: Number.POSITIVE_INFINITY,
  })
  return async () => {
    await remote.reload()
    const document = remote.jwks()
    if (!document) throw new KeysUnavailable()
    return document
  }
}

export type TrustedIssuer = { readonly issuer: Issuer; readonly keySet: KeySet }
/** By the exact `iss` of a token. */
export type TrustedIssuers = ReadonlyMap<string, TrustedIssuer>

/** `keysInFile` reads key files where the platform has files. */
export function trustIssuers(
  issuers: readonly Issuer[],
  clock: Clock,
  keysInFile: ((path: string) => KeyLoader) | null,
): TrustedIssuers {
  return new Map(
    issuers.map((issuer) => [issuer.issuer, { issuer, keySet: openKeySet(issuer.jwks, clock, keysInFile) }]),
  )
}

function openKeySet(jwks: Jwks, clock: Clock, keysInFile: ((path: string) => KeyLoader) | null): KeySet {
  if ('url' in jwks) return createKeySet(remoteKeys(jwks.url), clock, REMOTE)
  if ('keys' in jwks) return createKeySet(async () => ({ keys: jwks.keys }), clock, FIXED)
  if (!keysInFile) throw new KeysUnavailable()
  return createKeySet(keysInFile(jwks.file), clock, FILE)
}

/** Two keys are one when all that verification looks at is equal. */
function identityOf(key: JSONWebKeySet['keys'][number]): string {
  return JSON.stringify([key.kty, key.kid, key.alg, key.use, key.crv, key.x, key.y, key.n, key.e])
}
