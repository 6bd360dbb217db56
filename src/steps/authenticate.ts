/**
 * authenticate: bearer token -> Caller. A JWT access token (RFC 9068) of a trusted issuer, in the Authorization header
 * only (RFC 6750, 2.1). Whatever is wrong with a token, the answer is one and the same 401; the cause goes to operators.
 */
import { decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose'
import { isAccessToken, normalPerson, readClaims } from '../auth/claims.ts'
import { KeysUnavailable, type TrustedIssuer, type TrustedIssuers } from '../auth/key-sets.ts'
import type { TokenCache } from '../auth/token-cache.ts'
import type { Caller } from '../domain/caller.ts'
import { hex } from '../domain/trace.ts'
import { type Bilingual, no, ok, type Result } from '../errors.ts'
import type { Observer } from '../events.ts'
import type { Keys } from '../key-port.ts'
import { LIMITS } from '../limits.ts'
import type { Facts } from '../policy/facts.ts'
import type { Clock, Crypto } from '../ports.ts'

export type AuthenticatePorts = {
  readonly clock: Clock
  readonly crypto: Crypto
  readonly keys: Keys
  readonly facts: Pick<Facts, 'organs' | 'departments' | 'roles'>
  readonly issuers: TrustedIssuers
  readonly tokenCache: TokenCache
  readonly observe: Observer
}

const utf8 = new TextEncoder()
const SCHEME = 'bearer '

export async function authenticate(
  ports: AuthenticatePorts,
  authorization: string | undefined,
): Promise<Result<Caller>> {
  const token = tokenOf(authorization)
  if (token === undefined) return refuse(ports, 'no-token')
  try {
    const now = ports.clock().getTime()
    const digest = ports.crypto.sha256Hex(utf8.encode(token))
    const found = ports.tokenCache.find(digest, now)
    const held = found instanceof Promise ? await found : found
    // Codes are looked up again on a hit: the tables may have changed since.
    if (held) return known(ports.facts, held)
    return await verify(ports, token, digest, now)
  } catch (error) {
    if (error instanceof KeysUnavailable) {
      ports.observe({ type: 'fault', where: 'authenticate', code: 'keys-unavailable' })
      return no('keys-unavailable')
    }
    // Errors of jose have stable codes without content of the token.
    return refuse(ports, error instanceof errors.JOSEError ? error.code : 'malformed-token')
  }
}

async function verify(ports: AuthenticatePorts, token: string, digest: string, now: number): Promise<Result<Caller>> {
  const trusted = issuerOf(ports.issuers, token)
  if (!trusted) return refuse(ports, 'unknown-issuer')
  const { issuer, keySet } = trusted
  const generation = keySet.generation()
  const { payload } = await jwtVerify(token, keySet.find, {
    issuer: issuer.issuer,
    audience: issuer.audience,
    algorithms: issuer.algorithms,
    typ: issuer.typ,
    requiredClaims: ['exp'],
    clockTolerance: issuer.clockToleranceSeconds,
    currentDate: new Date(now),
  })
  if (!isAccessToken(issuer, payload)) return refuse(ports, 'not-an-access-token')
  const caller = callerOf(ports, trusted, payload)
  if (!caller) return refuse(ports, 'claims-missing')
  ports.tokenCache.keep(digest, { caller, expiresAt: Number(payload.exp) * 1_000, keySet, generation })
  return known(ports.facts, caller)
}

function tokenOf(authorization: string | undefined): string | undefined {
  if (authorization === undefined || authorization.length > LIMITS.tokenBytes) return undefined
  if (authorization.slice(0, SCHEME.length).toLowerCase() !== SCHEME) return undefined
  const token = authorization.slice(SCHEME.length).trimStart()
  return token === '' ? undefined : token
}

/** The issuer a token claims to be from: only picks the keys to check that claim with. */
function issuerOf(issuers: TrustedIssuers, token: string): TrustedIssuer | undefined {
  const { iss } = decodeJwt(token)
  return typeof iss === 'string' ? issuers.get(iss) : undefined
}

function callerOf(ports: AuthenticatePorts, { issuer }: TrustedIssuer, payload: JWTPayload): Caller | undefined {
  const claimed = readClaims(issuer.claims, payload)
  if (!claimed) return undefined
  return { ...claimed, roles: [...claimed.roles], person: personKeyOf(ports, claimed.oin, claimed.person) }
}

/**
 * One identity per person and organisation, whatever role or issuer: the issuer is no part of it, so that nobody judges
 * their own question with a second login.
 */
export function personKeyOf(ports: Pick<AuthenticatePorts, 'crypto' | 'keys'>, oin: string, person: string): string {
  return `p-${hex(ports.crypto.hmac(ports.keys.pseudonym(oin), `person:${normalPerson(person)}`)).slice(0, 32)}`
}

/** The one refusal that tells more: whoever holds a genuine token may know which code of it means nothing here. */
function known(facts: AuthenticatePorts['facts'], caller: Caller): Result<Caller> {
  if (!Object.hasOwn(facts.organs, caller.organ)) return no('unknown-organ', { detail: named(caller.organ) })
  if (caller.department !== null && !Object.hasOwn(facts.departments, caller.department)) {
    return no('unknown-department', { detail: named(caller.department) })
  }
  for (const role of caller.roles) {
    if (!Object.hasOwn(facts.roles, role)) return no('unknown-role', { detail: named(role) })
  }
  return ok(caller)
}

function refuse(ports: AuthenticatePorts, code: string): Result<never> {
  ports.observe({ type: 'fault', where: 'authenticate', code })
  return no('unauthenticated')
}

/** A code is called alike in each language. */
function named(code: string): Bilingual {
  return { nl: code, en: code }
}
