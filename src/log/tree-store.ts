/**
 * The port of the tree over the log: leaf hashes come out of the log, tiles and the signed checkpoint are kept beside it. Its
 * adapters pass the contract suite in test/storage.
 */
import type { Tile } from './tree/tile.ts'

export type TreeStore = {
  /** Leaf hashes of the entries from `from` upwards, at most `count`, in order. Throws when one in between is not there. */
  leafHashes(from: number, count: number): Promise<readonly Uint8Array[]>
  /** The hashes of a tile, as many as are integrated; undefined: none. What was given once is for ever its beginning. */
  tile(level: number, index: number): Promise<Uint8Array | undefined>
  /** The signed checkpoint, and it alone: whose size it is, the tiles are there for. undefined: nothing is integrated. */
  checkpoint(): Promise<string | undefined>
  /**
   * Puts tiles and, where `previous` stands, the checkpoint that covers them: all or nothing, durable when it resolves.
   * false: another one stands there, and nothing was written. Safe to repeat after a throw: it is there or it is not.
   */
  advance(tiles: readonly Tile[], next: SignedCheckpoint, previous: string | null): Promise<boolean>
  /** The last checkpoint that enough witnesses cosigned, with their signatures; undefined: none was. */
  cosigned(): Promise<string | undefined>
  /** Keeps one, durable when it resolves. false: a larger one stands there, and nothing was written. Safe to repeat. */
  putCosigned(next: SignedCheckpoint): Promise<boolean>
}
export type SignedCheckpoint = { readonly size: number; readonly note: string }
