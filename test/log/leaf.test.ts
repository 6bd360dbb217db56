/** The leaf: committed to, and without content. */
import { describe, expect, it } from 'vitest'
import { commitmentOf, commitTo, leafHash, leafSchema } from '../../src/log/leaf.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'

const crypto = createCrypto()
const utf8 = new TextEncoder()

describe('commitments', () => {
  it('are SHA-256 of salt and bytes, with a fresh salt of 32 bytes', () => {
    const bytes = utf8.encode('ja')
    const [one, two] = [commitTo(crypto, bytes), commitTo(crypto, bytes)]
    expect(one.salt).toMatch(/^[0-9a-f]{64}$/)
    expect(one.salt).not.toBe(two.salt)
    expect(one.commitment).not.toBe(two.commitment)
    expect(commitmentOf(crypto, Buffer.concat([Buffer.from(one.salt, 'hex'), bytes]))).toBe(one.commitment)
  })

  it('differ for another answer under the same salt', () => {
    const salt = new Uint8Array(32)
    const under = (text: string) => commitmentOf(crypto, Buffer.concat([salt, utf8.encode(text)]))
    expect(under('ja')).not.toBe(under('nee'))
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
