/** Whether the log in the database goes on from a checkpoint that was signed earlier and kept elsewhere. Pure but for reading. */

import type { Crypto } from '../ports.ts'
import { consistencyOf, MissingTile } from './proving.ts'
import type { Checkpoint } from './tree/checkpoint.ts'
import type { Tree } from './tree/grow.ts'
import { sameBytes } from './tree/hash.ts'
import { verifyConsistency } from './tree/verify.ts'
import type { TreeStore } from './tree-store.ts'

/** 'older': the log has fewer entries. 'different': it has other ones. */
export type Containing = 'contains' | 'older' | 'different'

type Ports = { readonly tree: TreeStore; readonly crypto: Pick<Crypto, 'sha256'> }

const READ_ENTRIES = 1_024

/**
 * `head`: the tree that the stored checkpoint covers, verified; it is made longer here by what was sequenced after it. What
 * was kept may cover some of that: it is kept before it is stored, so that nothing is ever seen that was not kept.
 */
export async function containing(ports: Ports, head: Tree, { size, root }: Checkpoint): Promise<Containing> {
  const { sha256 } = ports.crypto
  if (size <= head.size()) {
    const [second, secondRoot] = [head.size(), head.root()]
    try {
      const proof = await consistencyOf(ports, size, second)
      const claim = { first: size, firstRoot: root, second, secondRoot, proof }
      return verifyConsistency(sha256, claim) ? 'contains' : 'different'
    } catch (error) {
      if (error instanceof MissingTile) return 'different'
      throw error
    }
  }
  while (head.size() < size) {
    const hashes = await ports.tree.leafHashes(head.size(), Math.min(READ_ENTRIES, size - head.size()))
    if (hashes.length === 0) return 'older'
    for (const hash of hashes) head.add(hash)
  }
  return sameBytes(head.root(), root) ? 'contains' : 'different'
}
