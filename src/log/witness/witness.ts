/**
 * A witness (c2sp.org/tlog-witness): cosigns the checkpoints of logs it was told to know, each only where it goes on from the
 * one it cosigned before. It knows nothing of what is in a log, and works for any log of this form. Pure but for its store.
 *
 * One submission is judged, kept and signed without letting go in between, so two at once come one after the other. It is
 * durable before the signature leaves: after a crash at any point there is no signature that the store does not know.
 */
import { type Checkpoint, parseCheckpoint } from '../tree/checkpoint.ts'
import { emptyRoot, type Sha256, sameBytes } from '../tree/hash.ts'
import { openNote, type Signer, signatureLine, type Verifier } from '../tree/note.ts'
import { verifyConsistency } from '../tree/verify.ts'
import { parseSubmission, type Submission } from './wire.ts'

/** Holds per origin what was cosigned last. One witness at a time may have it open. */
export type WitnessStore = {
  /** The signed checkpoint; undefined: none was cosigned. Throws when it cannot be read: then nothing may be signed. */
  latest(origin: string): string | undefined
  /** Replaces it. Durable when it returns; after a throw it is there or it is not, and may be done again. */
  keep(origin: string, checkpoint: string): void
  /** Keeps what a log signed and this witness refused, of each log the first few: it may be evidence of a second tree. */
  keepRefused(origin: string, submission: string): void
}

export type WitnessPorts = {
  readonly sha256: Sha256
  /** Keys by their name, which is the origin of the log; a log that changes keys has several. */
  readonly logs: readonly Verifier[]
  readonly signer: Signer
  readonly store: WitnessStore
}

export type Answer =
  | { readonly status: 200 /** Signature lines. */; readonly body: string }
  /** `size` of what was cosigned last. */
  | { readonly status: 409; readonly size: number }
  /** 400 malformed, 403 not signed by a key of that log, 404 a log that is not known, 422 the proof does not verify. */
  | { readonly status: 400 | 403 | 404 | 422 }

export type Witness = {
  /** Throws when the store does: nothing was signed. */
  add(body: string): Answer
}

export function createWitness(ports: WitnessPorts): Witness {
  return {
    add(body) {
      const submission = parseSubmission(body)
      if (!submission) return { status: 400 }
      const opened = openSubmitted(ports, submission)
      if (!opened.ok) return { status: opened.status }
      const { text, value } = opened
      const refused = judge(ports, submission, value)
      if (refused) {
        // Signed by the log, and not what it signed before: that is what a witness is for.
        if (contradicts(refused, submission, value)) ports.store.keepRefused(value.origin, body)
        return refused
      }
      // A crash before this returns: nobody has the signature. After it: whoever asks again sends this size, and gets it.
      // Kept again also where nothing changed: an earlier write may have failed and be there all the same, not yet durable.
      ports.store.keep(value.origin, submission.checkpoint)
      return { status: 200, body: signatureLine({ ...ports.signer, signature: ports.signer.sign(text) }) }
    },
  }
}

type Opened =
  | { readonly ok: true; readonly text: string; readonly value: Checkpoint }
  | { readonly ok: false; readonly status: 400 | 403 | 404 }

function openSubmitted({ logs }: WitnessPorts, { checkpoint }: Submission): Opened {
  const origin = checkpoint.slice(0, checkpoint.indexOf('\n'))
  const keys = logs.filter(({ name }) => name === origin)
  if (keys.length === 0) return { ok: false, status: 404 }
  const opened = openNote(checkpoint, keys)
  if (!opened.ok) return { ok: false, status: opened.reason === 'malformed' ? 400 : 403 }
  const value = parseCheckpoint(opened.text)
  return value ? { ok: true, text: opened.text, value } : { ok: false, status: 400 }
}

/** undefined: it goes on from what was cosigned last, or is the first. */
function judge({ sha256, store }: WitnessPorts, { old, proof }: Submission, next: Checkpoint): Answer | undefined {
  if (old > next.size) return { status: 400 }
  const known = latestOf(store, next.origin) ?? { size: 0, root: emptyRoot(sha256) }
  if (old !== known.size) return { status: 409, size: known.size }
  // Another tree of the same size is a conflict as well; there is no proof to look at.
  if (old === next.size && !sameBytes(known.root, next.root)) return { status: 409, size: known.size }
  const claim = { first: old, firstRoot: known.root, second: next.size, secondRoot: next.root, proof }
  return verifyConsistency(sha256, claim) ? undefined : { status: 422 }
}

/** The store vouches for what it keeps: it was verified before, perhaps with a key that is not known any more. */
function latestOf(store: WitnessStore, origin: string): Checkpoint | undefined {
  const note = store.latest(origin)
  if (note === undefined) return undefined
  const value = parseCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1))
  if (value?.origin !== origin) throw new Error('what was cosigned last cannot be read')
  return value
}

function contradicts(answer: Answer, { old }: Submission, next: Checkpoint): boolean {
  return answer.status === 409 ? answer.size === old && old === next.size : answer.status === 422
}
