/**
 * What the tree proves: that an entry is in it (the final receipt), and that a later checkpoint goes on from an earlier one.
 * A proof that would not verify is never given.
 */
import { unhex } from '../domain/trace.ts'
import type { Crypto, Entry } from '../ports.ts'
import { leafHash } from './leaf.ts'
import { openByAny, type Step, shownKeys } from './succession.ts'
import type { Checkpoint } from './tree/checkpoint.ts'
import { HASH_BYTES } from './tree/hash.ts'
import type { Verifier } from './tree/note.ts'
import { consistencyProof, inclusionProof, type ReadTile } from './tree/proof.ts'
import { writeProof } from './tree/tlog-proof.ts'
import { verifyInclusion } from './tree/verify.ts'
import type { TreeStore } from './tree-store.ts'

export type ProvingPorts = {
  readonly tree: Pick<TreeStore, 'checkpoint' | 'tile'>
  readonly crypto: Pick<Crypto, 'sha256'>
  readonly log: Verifier
  /** How its keys came after one another; absent: it only ever had this one. */
  readonly chain?: { readonly steps: readonly Step[] }
}
/** What is stored is not a whole tree. */
export class MissingTile extends Error {
  override readonly name = 'MissingTile'
}

/** The signed note, and what it says. */
export type Head = { readonly note: string; readonly value: Checkpoint }

/** undefined: nothing is integrated yet. Throws when the checkpoint is not by a key of the log. */
export async function headOf({ tree, log, chain }: ProvingPorts): Promise<Head | undefined> {
  const note = await tree.checkpoint()
  if (note === undefined) return undefined
  const opened = openByAny(shownKeys(log, chain?.steps ?? []), note)
  if (!opened.ok) throw new Error(`the checkpoint of the log is not by its key (${opened.reason})`)
  return { note, value: opened.value }
}

/**
 * The final receipt of an entry (c2sp.org/tlog-proof@v1), its leaf as the extra data. undefined: sequenced, but not integrated.
 * Throws when the tree does not have the entry where the log has it.
 */
export async function finalReceipt(
  ports: ProvingPorts,
  entry: Pick<Entry, 'index' | 'leaf'>,
): Promise<string | undefined> {
  const head = await headOf(ports)
  if (!head || head.value.size <= entry.index) return undefined
  const { sha256 } = ports.crypto
  const { size, root } = head.value
  const { index, leaf } = entry
  const proof = await inclusionProof(sha256, readerOf(ports.tree), index, size)
  if (!verifyInclusion(sha256, { index, size, root, proof, leafHash: unhex(leafHash({ sha256 }, leaf)) }))
    throw new Error(`log entry ${index} is not in the tree where the log has it`)
  return writeProof({ extra: leaf, index, proof, checkpoint: head.note })
}

/** `size` at most that of the checkpoint. Throws RangeError as proof.ts does. */
export async function inclusionIn({ tree, crypto }: ProvingPorts, index: number, size: number) {
  return inclusionProof(crypto.sha256, readerOf(tree), index, size)
}

/** `second` at most the size of the checkpoint. Throws RangeError as proof.ts does. */
export async function consistencyOf({ tree, crypto }: Omit<ProvingPorts, 'log'>, first: number, second: number) {
  return consistencyProof(crypto.sha256, readerOf(tree), first, second)
}

/** A narrower tile is the beginning of what it became. */
export async function tileBytes(
  tree: Pick<TreeStore, 'tile'>,
  { level, index, width }: Parameters<ReadTile>[0],
): Promise<Uint8Array | undefined> {
  const bytes = (await tree.tile(level, index))?.subarray(0, width * HASH_BYTES)
  return bytes?.length === width * HASH_BYTES ? bytes : undefined
}

function readerOf(tree: Pick<TreeStore, 'tile'>): ReadTile {
  return async (at) => {
    const bytes = await tileBytes(tree, at)
    if (!bytes) throw new MissingTile(`the tree misses tile ${at.index} of level ${at.level}`)
    return bytes
  }
}
