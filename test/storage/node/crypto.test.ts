/** Sealing holds against whoever can write the database; primitives agree with published vectors. */
import { describe, expect, it } from 'vitest'
import { createCrypto } from '../../../src/storage/node/crypto.ts'

const crypto = createCrypto()
const key = new Uint8Array(32).fill(7)
const text = new TextEncoder().encode('inhoud')
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

describe('createCrypto', () => {
  it('hashes as FIPS 180-4 says', () => {
    const abc = new TextEncoder().encode('abc')
    const digest = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
    expect([hex(crypto.sha256(abc)), crypto.sha256Hex(abc)]).toEqual([digest, digest])
  })

  it('computes HMAC-SHA-256 as RFC 4231 (test case 2) says', () => {
    expect(hex(crypto.hmac(new TextEncoder().encode('Jefe'), 'what do ya want for nothing?'))).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    )
  })

  it('seals as AES-256-GCM test case 14 of its specification says', () => {
    const zero = createCrypto((bytes) => new Uint8Array(bytes))
    expect(hex(zero.seal(new Uint8Array(32), new Uint8Array(16), ''))).toBe(
      `${'00'.repeat(12)}cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919`,
    )
  })

  it('opens what it sealed, also nothing at all', () => {
    for (const bytes of [text, new Uint8Array(0)])
      expect(hex(crypto.open(key, crypto.seal(key, bytes, 'place'), 'place'))).toBe(hex(bytes))
  })

  it('says whether two words are the same, of any length', () => {
    for (const [a, b, are] of [
      ['', '', true],
      ['é'.repeat(9), 'é'.repeat(9), true],
      ['abc', 'abd', false],
      ['abc', 'abcd', false],
      ['', 'a', false],
      // As many letters, but not as many bytes.
      ['e', 'é', false],
    ] as const)
      expect([a, b, crypto.same(a, b)]).toEqual([a, b, are])
  })

  it('never seals the same way twice', () => {
    expect(hex(crypto.seal(key, text, 'place'))).not.toBe(hex(crypto.seal(key, text, 'place')))
  })

  it('refuses to open any changed byte', () => {
    const sealed = crypto.seal(key, text, 'place')
    for (let i = 0; i < sealed.length; i += 1) {
      const changed = Uint8Array.from(sealed, (byte, at) => (at === i ? byte ^ 1 : byte))
      expect(() => crypto.open(key, changed, 'place')).toThrow()
    }
  })

  it('refuses another key, another place, and bytes too short to be sealed', () => {
    const sealed = crypto.seal(key, text, 'place')
    expect(() => crypto.open(new Uint8Array(32).fill(8), sealed, 'place')).toThrow()
    expect(() => crypto.open(key, sealed, 'elsewhere')).toThrow()
    expect(() => crypto.open(key, sealed.subarray(0, 27), 'place')).toThrow('too short')
  })
})
