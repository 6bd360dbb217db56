/**
 * Which parts stood under a key when it was said to go: how many, and a digest over the indices of their entries. Of those
 * that read the log again, who finds another digest knows that something was put under the key, or taken away, since. Pure.
 *
 * Why a digest, and not only how many: a number stays right for whoever puts one part under the key and takes another away.
 * What is taken away has to lie somewhere, and most places are found by themselves (under a living key it does not open; a
 * row that is not there is missing). But not under another destroyed key of which nobody counted: one from before parts were
 * counted. And of two that were both counted, parts can be exchanged. Of a digest neither is left. Indices are enough: the tree
 * says which leaf stands at one, the leaf which parts it has, and the key which of these are its own; so no content is read, and
 * nothing about anybody is said. The number is there as well, for who reads the entry.
 *
 * What stood there is not looked into: a part that was put under the key before it was said to go is counted as all others.
 * Until then its key opens it, or finds that it was altered.
 */
import { hex } from '../domain/trace.ts'
import { joinBytes } from '../log/tree/hash.ts'
import type { Crypto } from '../ports.ts'

export type Standing = { readonly parts: number; readonly digest: string }

const INDEX_BYTES = 8

/** A chain of hashes, so that it takes one line of memory however long. `add` takes indices in order, lowest first. */
export function countStanding({ sha256 }: Pick<Crypto, 'sha256'>, scope: string) {
  let parts = 0
  let last = sha256(new TextEncoder().encode(`sluis/erased/v1/${scope}`))
  return {
    add(index: number): void {
      const written = new Uint8Array(INDEX_BYTES)
      new DataView(written.buffer).setBigUint64(0, BigInt(index))
      last = sha256(joinBytes([last, written]))
      parts += 1
    },
    value: (): Standing => ({ parts, digest: hex(last) }),
  }
}
