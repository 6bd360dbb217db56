/** Verification of proofs (RFC 9162 sections 2.1.3.2 and 2.1.4.2). Takes exactly the hashes that a proof has. Pure. */
import { emptyRoot, nodeHash, type Sha256, sameBytes } from './hash.ts'

export type Inclusion = {
  readonly index: number
  readonly size: number
  readonly leafHash: Uint8Array
  readonly proof: readonly Uint8Array[]
  readonly root: Uint8Array
}

export function verifyInclusion(sha256: Sha256, { index, size, leafHash, proof, root }: Inclusion): boolean {
  if (index < 0 || index >= size) return false
  let [node, last] = [index, size - 1]
  let hash = leafHash
  for (const sibling of proof) {
    if (last === 0) return false
    if (isOdd(node) || node === last) {
      hash = nodeHash(sha256, sibling, hash)
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)]
    } else {
      hash = nodeHash(sha256, hash, sibling)
    }
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && sameBytes(hash, root)
}

export type Consistency = {
  readonly first: number
  readonly firstRoot: Uint8Array
  readonly second: number
  readonly secondRoot: Uint8Array
  readonly proof: readonly Uint8Array[]
}

export function verifyConsistency(sha256: Sha256, claim: Consistency): boolean {
  const { first, firstRoot, second, secondRoot, proof } = claim
  if (first < 0 || first > second) return false
  if (first === second) return proof.length === 0 && sameBytes(firstRoot, secondRoot)
  // RFC 9162 proves nothing about a tree without leaves: every tree begins with it.
  if (first === 0) return proof.length === 0 && sameBytes(firstRoot, emptyRoot(sha256))
  if (proof.length === 0) return false
  const [start, ...rest] = isPowerOfTwo(first) ? [firstRoot, ...proof] : proof
  if (!start) return false
  let [node, last] = [first - 1, second - 1]
  while (isOdd(node)) [node, last] = [half(node), half(last)]
  let [early, late] = [start, start]
  for (const hash of rest) {
    if (last === 0) return false
    if (isOdd(node) || node === last) {
      early = nodeHash(sha256, hash, early)
      late = nodeHash(sha256, hash, late)
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)]
    } else {
      late = nodeHash(sha256, late, hash)
    }
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && sameBytes(early, firstRoot) && sameBytes(late, secondRoot)
}

/** Without bit operators: those are for 32 bits. */
function half(n: number): number {
  return Math.floor(n / 2)
}

function isOdd(n: number): boolean {
  return n % 2 === 1
}

function isPowerOfTwo(n: number): boolean {
  let rest = n
  while (rest > 1 && !isOdd(rest)) rest = half(rest)
  return rest === 1
}
