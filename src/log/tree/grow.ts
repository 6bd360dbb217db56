/**
 * A tree that grows leaf by leaf and holds only its right edge: at each level the hashes of the last tile that is not full.
 * So a log of any length is followed in the memory of a few tiles. Pure but for what it holds.
 */
import { emptyRoot, hashesIn, joinBytes, nodeHash, perfectRoot, type Sha256 } from './hash.ts'
import { hashesAt, partialTiles, TILE_WIDTH, type Tile } from './tile.ts'

export type Tree = {
  size(): number
  /** Takes the next leaf hash; gives the tiles that it filled, lowest first. */
  add(leafHash: Uint8Array): Tile[]
  /** RFC 9162 root of all leaves so far. */
  root(): Uint8Array
  /** The tiles that are not full, lowest first. */
  edge(): Tile[]
}

/** `edge`: the tiles of `partialTiles(size)`. Throws when they are others. */
export function growTree(sha256: Sha256, size = 0, edge: readonly Tile[] = []): Tree {
  const levels: Uint8Array[][] = []
  let leaves = size
  for (const { level, index, width } of partialTiles(size)) {
    const tile = edge.find((one) => one.level === level && one.index === index && one.width === width)
    const hashes = hashesIn(tile?.bytes ?? new Uint8Array())
    if (hashes.length !== width) throw new Error(`the tree misses a tile at level ${level}`)
    while (levels.length < level) levels.push([])
    levels.push(hashes)
  }

  function put(level: number, hash: Uint8Array, filled: Tile[]): void {
    levels[level] ??= []
    const hashes = levels[level]
    hashes.push(hash)
    if (hashes.length < TILE_WIDTH) return
    filled.push({ level, index: hashesAt(leaves, level + 1) - 1, width: TILE_WIDTH, bytes: joinBytes(hashes) })
    levels[level] = []
    put(level + 1, perfectRoot(sha256, hashes), filled)
  }

  return {
    size: () => leaves,
    add(leafHash) {
      const filled: Tile[] = []
      leaves += 1
      put(0, leafHash, filled)
      return filled
    },
    root() {
      // Lowest level first: the smallest subtree is the rightmost, and the innermost of the split.
      const roots = levels.flatMap((hashes) => perfectRoots(sha256, hashes))
      const [last, ...others] = roots
      return last ? others.reduce((right, left) => nodeHash(sha256, left, right), last) : emptyRoot(sha256)
    },
    edge: () =>
      partialTiles(leaves).map((tile) => ({
        ...tile,
        bytes: joinBytes(levels[tile.level]?.slice(0, tile.width) ?? []),
      })),
  }
}

/** Roots of the perfect subtrees that a run of hashes falls into, smallest first: one for each bit of its length. */
function perfectRoots(sha256: Sha256, hashes: readonly Uint8Array[]): Uint8Array[] {
  const roots: Uint8Array[] = []
  let end = hashes.length
  for (let width = 1; end > 0; width *= 2) {
    if (end % (width * 2) === 0) continue
    roots.push(perfectRoot(sha256, hashes.slice(end - width, end)))
    end -= width
  }
  return roots
}
