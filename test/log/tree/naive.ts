/** The tree as RFC 9162 section 2.1 writes it, word for word: slow, over all leaves, and easy to believe. */
import { hex } from '../../../src/domain/trace.ts'
import { growTree, type Tree } from '../../../src/log/tree/grow.ts'
import type { ReadTile } from '../../../src/log/tree/proof.ts'
import { type Tile, tilePath } from '../../../src/log/tree/tile.ts'
import { createCrypto } from '../../../src/storage/node/crypto.ts'

/** As plain bytes: assertions tell a Buffer from a Uint8Array. */
export const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createCrypto().sha256(bytes))
const utf8 = new TextEncoder()

export const leaves = (count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, i) => sha256(utf8.encode(`leaf ${i}`)))

const join = (...parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]))
const split = (n: number) => 2 ** (Math.ceil(Math.log2(n)) - 1)

/** MTH, over leaf hashes. */
export function root(d: readonly Uint8Array[]): Uint8Array {
  const [only] = d
  if (!only) return sha256(new Uint8Array())
  if (d.length === 1) return only
  const k = split(d.length)
  return sha256(join(Uint8Array.of(1), root(d.slice(0, k)), root(d.slice(k))))
}

/** PATH(m, D). */
export function path(m: number, d: readonly Uint8Array[]): Uint8Array[] {
  if (d.length === 1) return []
  const k = split(d.length)
  return m < k ? [...path(m, d.slice(0, k)), root(d.slice(k))] : [...path(m - k, d.slice(k)), root(d.slice(0, k))]
}

/** SUBPROOF(m, D, b). */
export function subproof(m: number, d: readonly Uint8Array[], whole = true): Uint8Array[] {
  if (m === d.length) return whole ? [] : [root(d)]
  const k = split(d.length)
  return m <= k
    ? [...subproof(m, d.slice(0, k), whole), root(d.slice(k))]
    : [...subproof(m - k, d.slice(k), false), root(d.slice(0, k))]
}

/** A tree of these leaves, and its tiles to read by their path. */
export function grown(d: readonly Uint8Array[]): { readonly tree: Tree; readonly tiles: ReadonlyMap<string, Tile> } {
  const tree = growTree(sha256)
  const tiles = [...d.flatMap((leaf) => tree.add(leaf)), ...tree.edge()]
  return { tree, tiles: new Map(tiles.map((tile) => [tilePath(tile), tile])) }
}

export const readerOf =
  (tiles: ReadonlyMap<string, Tile>): ReadTile =>
  async (at) => {
    const tile = tiles.get(tilePath(at))
    if (!tile) throw new Error(`no tile ${tilePath(at)}`)
    return tile.bytes
  }

export const hexes = (hashes: readonly Uint8Array[]): string[] => hashes.map(hex)
