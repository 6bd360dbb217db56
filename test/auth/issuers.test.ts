/** Issuer configuration: what would let a wrong token pass is refused before the server starts. */
import { beforeAll, describe, expect, it } from 'vitest'
import { issuersSchema } from '../../src/auth/issuers.ts'
import { issuerDocument, makeKey, OIN, OTHER_OIN, type SigningKey } from './tokens.ts'

let key: SigningKey
beforeAll(async () => {
  key = await makeKey('k1')
})

const pathsOf = (document: unknown): string[] => {
  const parsed = issuersSchema.safeParse(document)
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('/'))
}
const one = (more: Record<string, unknown> = {}) => issuerDocument([key], more)
const claims = (more: Record<string, unknown>) => ({ claims: { ...one().claims, ...more } })

describe('issuers', () => {
  it('accepts a plain issuer, with ES256, PS256 and EdDSA and typ at+jwt', () => {
    expect(issuersSchema.parse([one()])).toMatchObject([{ algorithms: ['ES256', 'PS256', 'EdDSA'], typ: 'at+jwt' }])
  })

  it.each(['HS256', 'none', 'RS1'])('knows no algorithm %s', (alg) => {
    expect(pathsOf([one({ algorithms: [alg] })])).toEqual(['0/algorithms/0'])
  })

  it.each([{ typ: 'JWT' }, { algorithms: ['ES256', 'RS256'] }])(
    'refuses %j without a claim that ID tokens do not have',
    (lenient) => {
      expect(pathsOf([one(lenient)])).toEqual(['0/requiredClaims'])
      expect(pathsOf([one({ ...lenient, requiredClaims: { azp: true, sub: true } })])).toEqual(['0/requiredClaims'])
      expect(pathsOf([one({ ...lenient, requiredClaims: { scope: 'sluis' } })])).toEqual([])
    },
  )

  it.each([
    ['http://keys.example/jwks', false],
    ['https://user:word@keys.example/jwks', false],
    ['ftp://keys.example/jwks', false],
    ['https://keys.example/jwks', true],
    ['http://localhost:8081/jwks', true],
  ])('key set at %s: %s', (url, fine) => {
    expect(pathsOf([one({ jwks: { url } })]).length === 0).toBe(fine)
  })

  it('refuses a constant person: then everybody would be one', () => {
    expect(pathsOf([one(claims({ person: { value: 'x' } }))])).toEqual(['0/claims/person/claim', '0/claims/person'])
  })

  it('refuses an organisation claim that does not say for which organisations the issuer speaks', () => {
    expect(pathsOf([one(claims({ oin: { claim: 'oin' } }))])).toEqual(['0/claims/oin'])
    expect(pathsOf([one(claims({ oin: { claim: 'oin', organisations: 'any' } }))])).toEqual([])
    expect(pathsOf([one(claims({ oin: { value: OIN } }))])).toEqual([])
  })

  it('refuses the same issuer twice', () => {
    expect(pathsOf([one(), one()])).toEqual(['1/issuer'])
  })

  it('refuses two issuers of one organisation that name the person by different claims', () => {
    const other = (oin: unknown) => one({ issuer: 'https://b.example', ...claims({ person: { claim: 'sub' }, oin }) })
    expect(pathsOf([one(), other({ value: OIN })])).toEqual(['1/claims/person/claim'])
    expect(pathsOf([one(), other({ claim: 'oin', organisations: 'any' })])).toEqual(['1/claims/person/claim'])
    const apart = one(claims({ oin: { value: OTHER_OIN } }))
    expect(pathsOf([apart, other({ value: OIN })])).toEqual([])
  })

  it('refuses what it does not know', () => {
    expect(pathsOf([one({ algoritms: ['ES256'] })])).toEqual(['0'])
  })
})
