/** Claims by their path: nested, with dots in their names, constant; and nothing that only every object has. */
import { describe, expect, it } from 'vitest'
import { isAccessToken, readClaims } from '../../src/auth/claims.ts'
import type { ClaimsMapping } from '../../src/auth/issuers.ts'
import { OIN } from './tokens.ts'

const mapping: ClaimsMapping = {
  oin: { value: OIN },
  organ: { value: 'BGM' },
  department: { claim: 'https://claims.example/department' },
  roles: { claim: ['realm_access', 'roles'] },
  person: { claim: 'sub' },
  authorised: { value: true },
  screened: { claim: 'screened' },
  trained: { claim: 'trained' },
  assurance: { claim: 'acr' },
}
const claims = {
  'https://claims.example/department': 'ONDM',
  realm_access: { roles: ['R-CAS', 'R-ANA', 'R-CAS'] },
  sub: 'E-1',
  trained: true,
}

describe('claims', () => {
  it('reads constants, names with dots and nested paths; roles sorted and once', () => {
    expect(readClaims(mapping, claims)).toEqual({
      oin: OIN,
      organ: 'BGM',
      department: 'ONDM',
      roles: ['R-ANA', 'R-CAS'],
      person: 'E-1',
      authorised: true,
      screened: false,
      trained: true,
      assurance: 'none',
    })
  })

  it('reads roles from a text with blanks, and no roles where there are none', () => {
    expect(readClaims(mapping, { ...claims, realm_access: { roles: 'R-CAS  R-ANA' } })?.roles).toEqual([
      'R-ANA',
      'R-CAS',
    ])
    expect(readClaims(mapping, { ...claims, realm_access: {} })?.roles).toEqual([])
  })

  it('takes 32 roles, and not 33', () => {
    const roles = (count: number) => ({
      ...claims,
      realm_access: { roles: Array.from({ length: count }, (_, i) => `R-${i}`) },
    })
    expect(readClaims(mapping, roles(32))?.roles).toHaveLength(32)
    expect(readClaims(mapping, roles(33))).toBeUndefined()
  })

  it('takes a person of 256 characters, and not 257', () => {
    expect(readClaims(mapping, { ...claims, sub: 'x'.repeat(256) })?.person).toHaveLength(256)
    expect(readClaims(mapping, { ...claims, sub: 'x'.repeat(257) })).toBeUndefined()
  })

  it('does not find what only the prototype has', () => {
    expect(readClaims({ ...mapping, person: { claim: ['toString', 'name'] } }, claims)).toBeUndefined()
  })
})

describe('access tokens', () => {
  const rfc9068 = { typ: 'at+jwt', algorithms: ['ES256' as const], requiredClaims: {} }
  it('may have a nonce when their typ says what they are', () => {
    expect(isAccessToken(rfc9068, { nonce: 'n' })).toBe(true)
  })

  it('must have a required claim, whole or among its words', () => {
    const demanding = { ...rfc9068, requiredClaims: { scope: 'sluis' } }
    expect(isAccessToken(demanding, { scope: 'openid sluis' })).toBe(true)
    expect(isAccessToken(demanding, { scope: ['sluis'] })).toBe(true)
    expect(isAccessToken(demanding, { scope: 'sluisdeur' })).toBe(false)
    expect(isAccessToken({ ...rfc9068, requiredClaims: { client_id: true } }, { client_id: '' })).toBe(false)
  })
})
