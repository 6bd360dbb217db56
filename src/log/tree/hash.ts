/** Hashes of a Merkle tree as RFC 9162 section 2.1.1 has them, over any synchronous SHA-256. Pure. */

export type Sha256 = (bytes: Uint8Array) => Uint8Array

export const HASH_BYTES = 32

/** MTH({}): the root of a tree without leaves. */
export function emptyRoot(sha256: Sha256): Uint8Array {
  return sha256(new Uint8Array())
}

/** The prefix 0x01 keeps inner nodes apart from leaves, whose prefix is 0x00 (src/log/leaf.ts). */
export function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + 2 * HASH_BYTES)
  bytes[0] = 1
  bytes.set(left, 1)
  bytes.set(right, 1 + HASH_BYTES)
  return sha256(bytes)
}

/** Root of a perfect subtree over 2^n hashes that stand one after the other, at least one. */
export function perfectRoot(sha256: Sha256, hashes: readonly Uint8Array[]): Uint8Array {
  const [first, second] = hashes
  if (!first) throw new Error('a subtree has at least one hash')
  if (!second) return first
  const half = hashes.length / 2
  return nodeHash(sha256, perfectRoot(sha256, hashes.slice(0, half)), perfectRoot(sha256, hashes.slice(half)))
}

/** The largest power of two smaller than `n`, for `n` of 2 and more: where RFC 9162 splits a tree. */
export function splitOf(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}

/** Hashes that stand one after the other, each a view. */
export function hashesIn(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: Math.floor(bytes.length / HASH_BYTES) }, (_, i) =>
    bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES),
  )
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((total, part) => total + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
