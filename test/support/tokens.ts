/** A test issuer: one key made for the run, tokens of any shape signed with it. */
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { type Issuer, issuersSchema } from '../../src/auth/issuers.ts'
import { OIN, type Person } from '../../src/cli/demo/people.ts'

export const ISSUER = 'https://issuer.example'
export const AUDIENCE = 'https://sluis.example'
/** A second issuer of the same organisations, with a key of its own. */
export const OTHER_ISSUER = 'https://other-issuer.example'

export type Claims = Partial<{
  oin: string
  authorised: boolean
  screened: boolean
  trained: boolean
}>

/** What a token may have otherwise than it should. `key`: whose key signs, whatever issuer it names. */
export type Forgery = Partial<{
  issuer: string
  audience: string
  expiresAt: number
  header: Record<string, string>
  payload: Record<string, unknown>
  key: string
}>

export type TestIssuer = {
  readonly issuers: readonly Issuer[]
  token(person: Person, claims?: Claims, forgery?: Forgery): Promise<string>
}

export async function createTestIssuer(): Promise<TestIssuer> {
  const keys = new Map<string, Awaited<ReturnType<typeof generateKeyPair>>['privateKey']>()
  const issuers: unknown[] = []
  for (const issuer of [ISSUER, OTHER_ISSUER]) {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
    keys.set(issuer, privateKey)
    issuers.push(trusted(issuer, { ...(await exportJWK(publicKey)), kid: 'test-1', alg: 'ES256', use: 'sig' }))
  }
  return {
    issuers: issuersSchema.parse(issuers),
    token: ({ person, organ, department, roles }, claims = {}, forgery = {}) => {
      const issuer = forgery.issuer ?? ISSUER
      const key = keys.get(forgery.key ?? issuer)
      if (!key) throw new Error(`no key of ${issuer}`)
      const seconds = Math.floor(Date.now() / 1000)
      return new SignJWT({
        oin: OIN.voorbeeldstad,
        organ,
        ...(department === null ? {} : { department }),
        roles: [...roles],
        authorised: true,
        screened: true,
        trained: true,
        acr: 'substantial',
        ...claims,
        ...forgery.payload,
      })
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'test-1', ...forgery.header })
        .setIssuer(issuer)
        .setAudience(forgery.audience ?? AUDIENCE)
        .setSubject(person)
        .setIssuedAt(seconds)
        .setExpirationTime(forgery.expiresAt ?? seconds + 3_600)
        .sign(key)
    },
  }
}

function trusted(issuer: string, jwk: object) {
  const from = (claim: string) => ({ claim })
  return {
    issuer,
    audience: AUDIENCE,
    jwks: { keys: [jwk] },
    claims: {
      oin: { claim: 'oin', organisations: 'any' },
      organ: from('organ'),
      department: from('department'),
      roles: from('roles'),
      person: from('sub'),
      authorised: from('authorised'),
      screened: from('screened'),
      trained: from('trained'),
    },
  }
}
