/** Trusted issuers: whose tokens count, and which claim says what about the caller. Pure. */
import { z } from 'zod'

/** The development issuer, and where in the key folder its keys lie: production knows them to refuse them. */
export const DEV_ISSUER = 'urn:sluis:development-issuer'
export const DEV_FOLDER = 'dev-issuer'
export const DEV_KEY_FILE = 'private.json'
export const DEV_KEY_SET_FILE = 'jwks.json'

/** Symmetric algorithms and `none` are not in the vocabulary at all. */
export const ALGORITHMS = ['ES256', 'ES384', 'ES512', 'PS256', 'PS384', 'PS512', 'EdDSA', 'Ed25519', 'RS256'] as const
const DEFAULT_ALGORITHMS = ['ES256', 'PS256', 'EdDSA'] as const

/** RFC 9068, 2.1: what an access token calls itself, so that no other JWT passes for one. */
const ACCESS_TOKEN = 'at+jwt'

/** Claims that ID tokens carry as well (OpenID Connect Core, 2): demanding these tells the two kinds apart no better. */
const SHARED_CLAIMS = ['iss', 'sub', 'aud', 'exp', 'iat', 'nbf', 'jti', 'auth_time', 'acr', 'amr', 'azp', 'sid']

/** Claims that only ID tokens carry (OpenID Connect Core, 2 and 3.3.2.11). */
export const ID_TOKEN_CLAIMS = ['nonce', 'at_hash', 'c_hash'] as const

const oin = z.string().regex(/^\d{20}$/, 'is not an OIN of 20 digits')

/** A claim by its exact name, or by the keys that lead to it: names may hold dots, so dots do not part them. */
const claimPath = z.union([z.string().min(1).max(200), z.array(z.string().min(1).max(200)).min(1).max(4)])
export type ClaimPath = z.infer<typeof claimPath>

const from = z.strictObject({ claim: claimPath })
const fixed = <T extends z.ZodType>(type: T) => z.union([from, z.strictObject({ value: type })])
const flag = fixed(z.boolean())
const code = z.string().regex(/^[\w.-]{1,64}$/, 'is not a code')

const claimsSchema = z.strictObject({
  /** An organisation is a wall: an issuer speaks for one organisation, or for those it is named for. */
  oin: z.union([
    z.strictObject({ value: oin }),
    from.extend({ organisations: z.union([z.literal('any'), z.array(oin).min(1)]) }),
  ]),
  organ: fixed(code),
  /** Absent, here or in the token: a partner without departments. */
  department: fixed(code).optional(),
  /** A list, or a text with blanks between. */
  roles: fixed(z.array(code)),
  /**
   * What names the person within the organisation, such as an employee number. Never a constant. Issuers of one
   * organisation use the same claim: who judges must be another person than who asked, whatever issuer they used.
   */
  person: from,
  authorised: flag,
  screened: flag,
  trained: flag,
  assurance: fixed(z.string().min(1).max(200)).default({ claim: 'acr' }),
})
export type ClaimsMapping = z.infer<typeof claimsSchema>

const jwksSchema = z.union([
  z.strictObject({ url: z.url().refine(isSafe, 'must be https; plain http only on this machine') }),
  z.strictObject({ file: z.string().min(1).max(1000) }),
  z.strictObject({ keys: z.array(z.looseObject({ kty: z.string() })).min(1) }),
])
export type Jwks = z.infer<typeof jwksSchema>

const issuerSchema = z
  .strictObject({
    issuer: z.string().min(1).max(1000),
    audience: z.string().min(1).max(1000),
    jwks: jwksSchema,
    /** RS256 only where it is named: OAuth NL still asks for it, newer profiles do not. */
    algorithms: z
      .array(z.enum(ALGORITHMS))
      .min(1)
      .default([...DEFAULT_ALGORITHMS]),
    typ: z.string().min(1).max(100).default(ACCESS_TOKEN),
    /** Claims a token must have: `true` for any value, or a text that the claim is, or has among its words. */
    requiredClaims: z.record(z.string().min(1), z.union([z.literal(true), z.string().min(1)])).default({}),
    clockToleranceSeconds: z.number().int().min(0).max(60).default(0),
    claims: claimsSchema,
  })
  .refine(
    (issuer) => !isLenient(issuer) || Object.keys(issuer.requiredClaims).some((c) => !SHARED_CLAIMS.includes(c)),
    {
      path: ['requiredClaims'],
      message:
        'must name a claim that ID tokens do not have (such as scope or client_id), because RS256 or another typ is allowed',
    },
  )
export type Issuer = z.infer<typeof issuerSchema>

export const issuersSchema = z
  .array(issuerSchema)
  .min(1)
  .superRefine((issuers, context) => {
    for (const [i, issuer] of issuers.entries()) {
      const earlier = issuers.slice(0, i)
      if (earlier.some((other) => other.issuer === issuer.issuer)) {
        context.addIssue({ code: 'custom', path: [i, 'issuer'], message: 'is configured twice' })
      }
      if (earlier.some((other) => meets(other, issuer) && !samePerson(other, issuer))) {
        const message = 'must be the claim by which the other issuers of this organisation name the person'
        context.addIssue({ code: 'custom', path: [i, 'claims', 'person', 'claim'], message })
      }
    }
  })

/** More than RFC 9068 with the default algorithms: then required claims must keep ID tokens out. */
export function isLenient(issuer: { readonly typ: string; readonly algorithms: readonly string[] }): boolean {
  return issuer.typ !== ACCESS_TOKEN || issuer.algorithms.includes('RS256')
}

/** Two issuers that may speak for one and the same organisation. */
function meets(one: Issuer, other: Issuer): boolean {
  const [a, b] = [organisationsOf(one), organisationsOf(other)]
  return a === 'any' || b === 'any' || a.some((each) => b.includes(each))
}

function organisationsOf({ claims }: Issuer): 'any' | readonly string[] {
  return 'value' in claims.oin ? [claims.oin.value] : claims.oin.organisations
}

function samePerson(one: Issuer, other: Issuer): boolean {
  return JSON.stringify([one.claims.person.claim].flat()) === JSON.stringify([other.claims.person.claim].flat())
}

/** By a name that leads nowhere else, as `URL` writes it. */
export function isThisMachine(hostname: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

/** TLS, or this machine; no credentials in it. */
export function isSafe(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  if (username !== '' || password !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && isThisMachine(hostname))
}
