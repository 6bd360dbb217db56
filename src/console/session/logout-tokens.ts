/** Logout tokens (OpenID Connect Back-Channel Logout 1.0, 2.6): whose sessions the provider says are over. Time is injected. */
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { KeysUnavailable } from '../../auth/key-sets.ts'
import { LIMITS } from '../../limits.ts'
import type { Clock } from '../../ports.ts'
import { SignInFailure } from './sign-in.ts'

export type LogoutParts = {
  readonly clock: Clock
  readonly issuer: string
  readonly clientId: string
}
export type LoggedOut = { readonly subject?: string; readonly providerSession?: string }

const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
/** Between its clock and ours; the same as for ID tokens (openid-client). */
const TOLERANCE_SECONDS = 30

export function logoutTokens(
  { clock, issuer, clientId }: LogoutParts,
  remembered: number = LIMITS.logoutTokensRemembered,
) {
  /** `jti` -> until when a token with it would still be taken. */
  const used = new Map<string, number>()

  /** null: none of this provider, for us, of now. Throws SignInFailure when its keys cannot be had. */
  async function read(token: string, find: JWTVerifyGetKey, algorithms: string[]): Promise<LoggedOut | null> {
    if (token.length > LIMITS.tokenBytes) return null
    const now = clock()
    try {
      const { payload } = await jwtVerify(token, find, {
        issuer,
        audience: clientId,
        algorithms,
        typ: 'logout+jwt',
        requiredClaims: ['iat', 'exp', 'jti', 'events'],
        maxTokenAge: LIMITS.logoutTokenMs / 1_000,
        clockTolerance: TOLERANCE_SECONDS,
        currentDate: now,
      })
      const who = whoOf(payload)
      return who && isFirst(String(payload.jti), now.getTime()) ? who : null
    } catch (error) {
      if (error instanceof KeysUnavailable) throw new SignInFailure('keys-unavailable', { unavailable: true })
      if (error instanceof errors.JOSEError) return null
      throw error
    }
  }

  /** Were there more than are remembered, the oldest is let go: a session that ends twice harms less than one that stays. */
  function isFirst(id: string, now: number): boolean {
    if (used.has(id)) return false
    for (const [seen, until] of used) {
      if (until >= now && used.size < remembered) break
      used.delete(seen)
    }
    used.set(id, now + LIMITS.logoutTokenMs + 2 * TOLERANCE_SECONDS * 1_000)
    return true
  }

  return { read }
}

function whoOf({ sub, sid, events, nonce, jti }: JWTPayload): LoggedOut | null {
  const event = isRecord(events) ? events[EVENT] : undefined
  if (!isRecord(event) || nonce !== undefined || typeof jti !== 'string' || jti === '') return null
  const named = (value: unknown): value is string => typeof value === 'string' && value !== ''
  if ((sub !== undefined && !named(sub)) || (sid !== undefined && !named(sid))) return null
  if (sub === undefined && sid === undefined) return null
  return { ...(sub === undefined ? {} : { subject: sub }), ...(sid === undefined ? {} : { providerSession: sid }) }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
