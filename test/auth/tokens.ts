/** Issuers and tokens for tests: real keys made here, real signatures, a clock that stands still until told. */
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose'
import { type Issuer, issuersSchema } from '../../src/auth/issuers.ts'
import { trustIssuers } from '../../src/auth/key-sets.ts'
import { createTokenCache } from '../../src/auth/token-cache.ts'
import type { Event } from '../../src/events.ts'
import { departmentSchema, organSchema, roleSchema } from '../../src/policy/facts.ts'
import type { AuthenticatePorts } from '../../src/steps/authenticate.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'

export const OIN = '00000099000000001000'
export const OTHER_OIN = '00000099000000002000'
export const START = Date.parse('2026-03-02T09:00:00Z')
/** Seconds since 1970, as tokens count. */
export const NOW = START / 1_000

export type SigningKey = {
  readonly alg: string
  readonly privateKey: CryptoKey
  readonly jwk: JWK & { readonly kty: string }
}

export async function makeKey(kid: string, alg = 'ES256'): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  const jwk = await exportJWK(publicKey)
  return { alg, privateKey, jwk: { ...jwk, kty: String(jwk.kty), kid, alg, use: 'sig' } }
}

/** Everything a good token says; one change at a time makes it a bad one. */
export const GOOD: JWTPayload = {
  iss: 'https://login.example',
  aud: 'sluis',
  exp: NOW + 600,
  oin: OIN,
  organ: 'BGM',
  department: 'ONDM',
  roles: ['R-CAS'],
  employee_number: 'E-1',
  authorised: true,
  screened: true,
  trained: true,
  acr: 'substantial',
}

export function sign(
  key: SigningKey,
  claims: JWTPayload = GOOD,
  header: Record<string, unknown> = {},
): Promise<string> {
  const given = { alg: key.alg, typ: 'at+jwt', ...(key.jwk.kid === undefined ? {} : { kid: key.jwk.kid }), ...header }
  return new SignJWT(claims).setProtectedHeader(given).sign(key.privateKey)
}

/** An issuer's configuration as an operator writes it. */
export function issuerDocument(keys: readonly SigningKey[], more: Record<string, unknown> = {}) {
  return {
    issuer: 'https://login.example',
    audience: 'sluis',
    jwks: { keys: keys.map(({ jwk }) => jwk) },
    claims: {
      oin: { claim: 'oin', organisations: [OIN, OTHER_OIN] },
      organ: { claim: 'organ' },
      department: { claim: 'department' },
      roles: { claim: 'roles' },
      person: { claim: 'employee_number' },
      authorised: { claim: 'authorised' },
      screened: { claim: 'screened' },
      trained: { claim: 'trained' },
    },
    ...more,
  }
}

export function issuerOf(keys: readonly SigningKey[], more: Record<string, unknown> = {}): Issuer {
  const [issuer] = issuersSchema.parse([issuerDocument(keys, more)])
  if (!issuer) throw new Error('no issuer')
  return issuer
}

const text = { nl: 'x', en: 'x', certainty: 'I' }

export type Stage = {
  readonly ports: AuthenticatePorts
  readonly events: Event[]
  /** Lets time pass. */
  readonly pass: (milliseconds: number) => void
}

/** Ports of `authenticate` around these issuers. */
export function stage(issuers: readonly Issuer[], more: Partial<AuthenticatePorts> = {}): Stage {
  let now = START
  const events: Event[] = []
  const clock = () => new Date(now)
  const ports: AuthenticatePorts = {
    clock,
    crypto: createCrypto(),
    keys: {
      sealing: () => Promise.reject(new Error('not used')),
      opening: () => Promise.reject(new Error('not used')),
      pseudonym: (oin) => new TextEncoder().encode(`pseudonym key of ${oin}`),
      subjects: () => {
        throw new Error('not used')
      },
    },
    facts: {
      organs: { BGM: organSchema.parse({ ...text, participant: true, participantAs: null, kind: 'MUNICIPAL' }) },
      departments: { ONDM: departmentSchema.parse({ ...text, organs: ['BGM'] }) },
      roles: { 'R-CAS': roleSchema.parse(text), 'R-PRIV': roleSchema.parse(text) },
    },
    issuers: trustIssuers(issuers, clock, null),
    tokenCache: createTokenCache(),
    observe: (event) => events.push(event),
    ...more,
  }
  return { ports, events, pass: (milliseconds) => (now += milliseconds) }
}
