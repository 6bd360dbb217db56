/**
 * The tree as others are shown it when there are witnesses: under the last checkpoint that enough of them cosigned. What was
 * signed since is in the tree, but nothing is proved with it yet: who holds the key could show it to one and not to another.
 *
 * While too few witnesses answer, this stays where it is. Inquiries go on, and so does integration; entries that came since
 * stay `sequenced`, and their receipts promises. What was cosigned under a former key of the log stays shown after another.
 */
import { type LogTrust, openByAny } from '../succession.ts'
import { sameBytes } from '../tree/hash.ts'
import type { Signature, Verifier } from '../tree/note.ts'
import type { TreeStore } from '../tree-store.ts'
import type { Witnesses } from './config.ts'

export function publishedTree(tree: TreeStore, log: LogTrust, { quorum, asked }: Witnesses): TreeStore {
  const verifiers = asked.map(({ verifier }) => verifier)
  /** What was found good last: it is asked for often, and changes once a second at most. */
  let good: string | undefined
  return {
    ...tree,
    async checkpoint() {
      const note = await tree.cosigned()
      if (note === undefined || note === good) return note
      // The row may be older than the configuration, or by whoever can write the database: it is counted again.
      const opened = openByAny(log, note, verifiers)
      if (!opened.ok || witnessesIn(opened.signatures, verifiers).length < quorum) return undefined
      good = note
      return note
    },
  }
}

/** Those whose signature, already verified, is among these: by name and key, each once. */
export function witnessesIn(signatures: readonly Signature[], verifiers: readonly Verifier[]): Verifier[] {
  return verifiers.filter(({ name, keyId }) =>
    signatures.some((one) => one.name === name && sameBytes(one.keyId, keyId)),
  )
}
