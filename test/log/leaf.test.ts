/** The leaf: canonical, committed to, and without content. */
import { describe, expect, it } from 'vitest'
import { canonicalText, commitmentOf, commitTo, leafHash, leafSchema } from '../../src/log/leaf.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'

const crypto = createCrypto()
const utf8 = new TextEncoder()

describe('canonicalText', () => {
  it('writes the example of RFC 8785 section 3.2.2 as its section 3.2.3 does', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '€$\u000F\nA\'B"\\\\"/',
      literals: [null, true, false],
    }
    expect(canonicalText(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  it.each([
    ['NaN', Number.NaN],
    ['Infinity', [Number.POSITIVE_INFINITY]],
    ['undefined', undefined],
    ['a lone surrogate', { a: 'x\ud800' }],
  ])('refuses %s', (_, value) => {
    expect(() => canonicalText(value)).toThrow()
  })

  it('takes text that only looks like an escaped surrogate, and pairs', () => {
    expect(canonicalText('\\ud800')).toBe('"\\\\ud800"')
    expect(canonicalText('😀')).toBe('"😀"')
  })
})

describe('commitments', () => {
  it('are SHA-256 of salt and bytes, with a fresh salt of 32 bytes', () => {
    const bytes = utf8.encode('ja')
    const [one, two] = [commitTo(crypto, bytes), commitTo(crypto, bytes)]
    expect(one.salt).toMatch(/^[0-9a-f]{64}$/)
    expect(one.salt).not.toBe(two.salt)
    expect(one.commitment).not.toBe(two.commitment)
    expect(commitmentOf(crypto, Buffer.from(one.salt, 'hex'), bytes)).toBe(one.commitment)
  })

  it('differ for another answer under the same salt', () => {
    const salt = new Uint8Array(32)
    expect(commitmentOf(crypto, salt, utf8.encode('ja'))).not.toBe(commitmentOf(crypto, salt, utf8.encode('nee')))
  })
})

describe('leafHash', () => {
  it('prefixes the leaf with 0x00, as RFC 9162 section 2.1.1 says (hash of the empty leaf)', () => {
    expect(leafHash(crypto, new Uint8Array(0))).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d')
  })
})

describe('leafSchema', () => {
  const leaf = {
    v: 1,
    type: 'decision',
    id: '1',
    at: '2026-03-02T09:30:00.000Z',
    policy: { revision: 'r', digest: 'd' },
    trace: { traceId: 't', spanId: 's' },
    parts: { decision: 'a'.repeat(64) },
  }
  it('takes a leaf of version 1', () => {
    expect(leafSchema.safeParse(leaf).success).toBe(true)
  })
  it.each([
    ['another version', { v: 2 }],
    ['content beside its parts', { subject: 'x' }],
    ['a part that is no commitment', { parts: { decision: 'permit' } }],
    ['an unknown type', { type: 'note' }],
  ])('refuses %s', (_, change) => {
    expect(leafSchema.safeParse({ ...leaf, ...change }).success).toBe(false)
  })
})
