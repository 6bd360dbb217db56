/** Inclusion and consistency proofs (RFC 9162 sections 2.1.3.1 and 2.1.4.1), made from tiles. Pure but for the reading. */
import { hashesIn, nodeHash, perfectRoot, type Sha256, splitOf } from './hash.ts'
import { TILE_WIDTH, type TileAt, tileIn } from './tile.ts'

/** Bytes of a tile; rejects when it is not there. */
export type ReadTile = (tile: TileAt) => Promise<Uint8Array>
/** Leaves `from` up to, not including, `to`: one hash of a proof. */
type Range = readonly [from: number, to: number]

/** From the sibling of the leaf up to the child of the root. Throws RangeError when there is no such leaf. */
export async function inclusionProof(
  sha256: Sha256,
  read: ReadTile,
  index: number,
  size: number,
): Promise<Uint8Array[]> {
  if (index < 0 || index >= size) throw new RangeError(`a tree of ${size} leaves has no leaf ${index}`)
  return hashesOf(sha256, read, size, path(index, [0, size]))
}

/** That the tree of `second` leaves begins with the one of `first`. Throws RangeError when it would be the other way. */
export async function consistencyProof(
  sha256: Sha256,
  read: ReadTile,
  first: number,
  second: number,
): Promise<Uint8Array[]> {
  if (first < 0 || first > second) throw new RangeError(`a tree of ${second} leaves has no beginning of ${first}`)
  return hashesOf(sha256, read, second, first === 0 ? [] : subproof(first, [0, second], true))
}

function path(index: number, [from, to]: Range): Range[] {
  if (to - from === 1) return []
  const middle = from + splitOf(to - from)
  return index < middle
    ? [...path(index, [from, middle]), [middle, to]]
    : [...path(index, [middle, to]), [from, middle]]
}

/** `whole`: so far the beginning is a complete subtree, whose hash the verifier has. */
function subproof(end: number, [from, to]: Range, whole: boolean): Range[] {
  if (end === to) return whole ? [] : [[from, to]]
  const middle = from + splitOf(to - from)
  return end <= middle
    ? [...subproof(end, [from, middle], whole), [middle, to]]
    : [...subproof(end, [middle, to], false), [from, middle]]
}

async function hashesOf(sha256: Sha256, read: ReadTile, size: number, ranges: readonly Range[]): Promise<Uint8Array[]> {
  const tiles = new Map<string, Uint8Array[]>()
  /** Each tile is read once a proof. */
  const tileAt = async (level: number, index: number): Promise<Uint8Array[]> => {
    const key = `${level}/${index}`
    const tile = tileIn(size, level, index)
    if (!tile) throw new RangeError(`a tree of ${size} leaves has no tile ${key}`)
    const hashes = tiles.get(key) ?? hashesIn(await read(tile))
    tiles.set(key, hashes)
    return hashes
  }

  async function rangeHash(from: number, to: number): Promise<Uint8Array> {
    const width = to - from
    const middle = splitOf(width)
    if (width > 1 && middle * 2 !== width) {
      return nodeHash(sha256, await rangeHash(from, from + middle), await rangeHash(from + middle, to))
    }
    // A perfect subtree: its hashes stand together in one tile, `unit` leaves under each of them.
    let level = 0
    let unit = 1
    while (unit * TILE_WIDTH <= width) {
      level += 1
      unit *= TILE_WIDTH
    }
    const first = from / unit
    const hashes = await tileAt(level, Math.floor(first / TILE_WIDTH))
    const start = first % TILE_WIDTH
    return perfectRoot(sha256, hashes.slice(start, start + width / unit))
  }

  const proof: Uint8Array[] = []
  for (const [from, to] of ranges) proof.push(await rangeHash(from, to))
  return proof
}
