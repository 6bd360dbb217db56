/** A test issuer: one key made for the run, tokens of any shape signed with it. */
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { type Issuer, issuersSchema } from '../../src/auth/issuers.ts'
import { OIN, type Person } from '../../src/cli/demo/people.ts'

export const ISSUER = 'https://issuer.example'
export const AUDIENCE = 'https://sluis.example'

export type Claims = Partial<{
  oin: string
  authorised: boolean
  screened: boolean
  trained: boolean
}>

export type TestIssuer = {
  readonly issuers: readonly Issuer[]
  token(person: Person, claims?: Claims): Promise<string>
}

export async function createTestIssuer(): Promise<TestIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk = { ...(await exportJWK(publicKey)), kid: 'test-1', alg: 'ES256', use: 'sig' }
  const from = (claim: string) => ({ claim })
  const issuers = issuersSchema.parse([
    {
      issuer: ISSUER,
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
    },
  ])
  return {
    issuers,
    token: ({ person, organ, department, roles }, claims = {}) =>
      new SignJWT({
        oin: OIN.voorbeeldstad,
        organ,
        ...(department === null ? {} : { department }),
        roles: [...roles],
        authorised: true,
        screened: true,
        trained: true,
        acr: 'substantial',
        ...claims,
      })
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'test-1' })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(person)
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(privateKey),
  }
}
