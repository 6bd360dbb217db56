/** Proofs out of tiles are those of RFC 9162; they verify, and nothing that differs from them does. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { consistencyProof, inclusionProof } from '../../../src/log/tree/proof.ts'
import { type Consistency, type Inclusion, verifyConsistency, verifyInclusion } from '../../../src/log/tree/verify.ts'
import { grown, hexes, leaves, path, readerOf, root, sha256, subproof } from './naive.ts'

const MOST = 1_100
const all = leaves(MOST)
const EDGES = [1, 2, 3, 255, 256, 257, 511, 512, 513, 768, 1_024, MOST]
const sizes = fc.oneof(fc.constantFrom(...EDGES), fc.integer({ min: 1, max: MOST }))
const readers = new Map<number, ReturnType<typeof readerOf>>()
const readerAt = (size: number) => {
  const known = readers.get(size) ?? readerOf(grown(all.slice(0, size)).tiles)
  readers.set(size, known)
  return known
}

const sizeAndPlace = sizes.chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1)))

async function included(size: number, index: number): Promise<Inclusion> {
  const proof = await inclusionProof(sha256, readerAt(size), index, size)
  const leafHash = all[index] ?? new Uint8Array()
  return { index, size, leafHash, proof, root: root(all.slice(0, size)) }
}

async function consistent(first: number, second: number): Promise<Consistency> {
  const proof = await consistencyProof(sha256, readerAt(second), first, second)
  return { first, firstRoot: root(all.slice(0, first)), second, secondRoot: root(all.slice(0, second)), proof }
}

const flipped = (bytes: Uint8Array, bit: number): Uint8Array =>
  bytes.map((byte, i) => (i === Math.floor(bit / 8) ? byte ^ (1 << (bit % 8)) : byte))

describe('an inclusion proof', () => {
  it('is PATH of RFC 9162, and verifies', async () => {
    await fc.assert(
      fc.asyncProperty(sizeAndPlace, async ([size, index]) => {
        const claim = await included(size, index)
        expect(hexes(claim.proof)).toEqual(hexes(path(index, all.slice(0, size))))
        expect(verifyInclusion(sha256, claim)).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  it('does not verify with one bit, one hash or the place changed', async () => {
    await fc.assert(
      fc.asyncProperty(sizeAndPlace, fc.nat(255), fc.nat(20), async ([size, index], bit, at) => {
        const claim = await included(size, index)
        const { proof } = claim
        const i = at % Math.max(1, proof.length)
        const altered: Partial<Inclusion>[] = [
          { leafHash: flipped(claim.leafHash, bit) },
          { root: flipped(claim.root, bit) },
          { proof: [...proof, claim.root] },
          { index: size },
          { index: index - 1 },
          { index: index + 1 },
        ]
        if (proof.length > 0) altered.push({ proof: proof.slice(1) }, { proof: proof.slice(0, -1) })
        if (proof.length > 0) altered.push({ proof: proof.map((hash, j) => (j === i ? flipped(hash, bit) : hash)) })
        for (const change of altered) expect(verifyInclusion(sha256, { ...claim, ...change })).toBe(false)
      }),
      { numRuns: 60 },
    )
  })

  it('is refused for a leaf that is not there', async () => {
    await expect(inclusionProof(sha256, readerAt(3), 3, 3)).rejects.toThrow(RangeError)
    await expect(inclusionProof(sha256, readerAt(3), -1, 3)).rejects.toThrow(RangeError)
  })
})

describe('a consistency proof', () => {
  const pair = sizes.chain((second) => fc.tuple(fc.nat(second), fc.constant(second)))

  it('is PROOF of RFC 9162, and verifies', async () => {
    await fc.assert(
      fc.asyncProperty(pair, async ([first, second]) => {
        const claim = await consistent(first, second)
        expect(hexes(claim.proof)).toEqual(first === 0 ? [] : hexes(subproof(first, all.slice(0, second))))
        expect(verifyConsistency(sha256, claim)).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  it('does not verify with one bit or one hash changed, nor the other way round', async () => {
    await fc.assert(
      fc.asyncProperty(pair, fc.nat(255), fc.nat(20), async ([first, second], bit, at) => {
        const claim = await consistent(first, second)
        const { proof } = claim
        const altered: Partial<Consistency>[] = [
          { firstRoot: flipped(claim.firstRoot, bit) },
          { proof: [...proof, claim.firstRoot] },
          { first: second + 1 },
        ]
        if (first > 0) altered.push({ secondRoot: flipped(claim.secondRoot, bit) })
        if (proof.length > 0) altered.push({ proof: proof.slice(1) }, { proof: proof.slice(0, -1) }, { proof: [] })
        const i = at % Math.max(1, proof.length)
        if (proof.length > 0) altered.push({ proof: proof.map((hash, j) => (j === i ? flipped(hash, bit) : hash)) })
        for (const change of altered) expect(verifyConsistency(sha256, { ...claim, ...change })).toBe(false)
      }),
      { numRuns: 60 },
    )
  })

  it('is refused for a tree that would shrink', async () => {
    await expect(consistencyProof(sha256, readerAt(3), 4, 3)).rejects.toThrow(RangeError)
    await expect(consistencyProof(sha256, readerAt(3), -1, 3)).rejects.toThrow(RangeError)
  })
})
