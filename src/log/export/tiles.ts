/** Tiles for proofs of entries that follow each other: most of them need the same few. Pure but for the reading. */
import { tileBytes } from '../proving.ts'
import type { ReadTile } from '../tree/proof.ts'
import { tilePath } from '../tree/tile.ts'
import type { TreeStore } from '../tree-store.ts'

/** Two at the bottom, and the few above them; 8 KB each. */
const HELD_TILES = 16

/** Holds the tiles that were read last. Rejects when the tree does not have one. */
export function tileReader(tree: Pick<TreeStore, 'tile'>): ReadTile {
  const held = new Map<string, Uint8Array>()
  return async (at) => {
    const path = tilePath(at)
    const bytes = held.get(path) ?? (await tileBytes(tree, at))
    if (!bytes) throw new Error(`the tree misses tile ${path}`)
    held.delete(path)
    held.set(path, bytes)
    for (const oldest of held.keys()) {
      if (held.size <= HELD_TILES) break
      held.delete(oldest)
    }
    return bytes
  }
}
