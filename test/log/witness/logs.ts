/** A log for witnesses to look at: two trees that part ways, their checkpoints, and a witness in memory. */
import { checkpointText } from '../../../src/log/tree/checkpoint.ts'
import { cosigner } from '../../../src/log/tree/cosignature.ts'
import { type NoteKey, type Signer, signNote } from '../../../src/log/tree/note.ts'
import { writeSubmission } from '../../../src/log/witness/wire.ts'
import { createWitness, type Refused, type Witness, type WitnessStore } from '../../../src/log/witness/witness.ts'
import { leaves, root, sha256, subproof } from '../tree/naive.ts'
import { LOG, NOTE_CRYPTO, seed } from '../tree/signers.ts'

const ALL = leaves(600)
/** As ALL up to 299, and another from there. */
export const FORKED = [...ALL.slice(0, 299), ...leaves(700).slice(600, 700)]

export const noteOf = (size: number, log: NoteKey = LOG, all = ALL): string =>
  signNote(checkpointText({ origin: log.name, size, root: root(all.slice(0, size)) }), [log])

/** What an honest log submits. */
export function submission(old: number, size: number, log: NoteKey = LOG, all = ALL): string {
  const proof = old === 0 || old > size ? [] : subproof(old, all.slice(0, size))
  return writeSubmission({ old, proof, checkpoint: noteOf(size, log, all) })
}

export const witnessKey = (n: number): Signer =>
  cosigner(NOTE_CRYPTO, `witness.example/w${n}`, seed(100 + n), () => 1_800_000_000)

export type Memory = WitnessStore & {
  readonly kept: Map<string, string>
  readonly refused: Refused[]
  /** Of what was said to be proven. */
  readonly sizes: number[]
}

export function memory(): Memory {
  const kept = new Map<string, string>()
  const refused: Refused[] = []
  const sizes: number[] = []
  return {
    kept,
    refused,
    sizes,
    latest: (origin) => kept.get(origin),
    keep: (origin, checkpoint) => void kept.set(origin, checkpoint),
    keepRefused: (_, one) => void refused.push(one),
    proven: (_, { size }) => void sizes.push(size),
  }
}

export function witness(n = 1, store: WitnessStore = memory(), logs: readonly NoteKey[] = [LOG]): Witness {
  return createWitness({ sha256, logs, signer: witnessKey(n), store })
}
