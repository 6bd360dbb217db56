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
  /** Keeps what a log signed and this witness refused, so many of each kind: it may be evidence of a second tree. */
  keepRefused(origin: string, refused: Refused): void
  /**
   * Says of a checkpoint that it was cosigned, once that is kept: where it was kept as unproven, it is no more. Another of its
   * size is a fork.
   */
  proven(origin: string, checkpoint: Signed): void
}

/** What a log signed, whatever signatures stand under it: who has no key cannot make another of it. */
export type Signed = { readonly text: string; readonly size: number }

export type Refused = Signed & {
  /**
   * 'forked': of the size of what was cosigned last, and another tree. 'unproven': nothing that came with it leads to it. That
   * says nothing yet: what a log has published anybody can send on, with hashes that prove nothing.
   */
  readonly kind: 'forked' | 'unproven'
  readonly submission: string
  /** Size of what was cosigned last. */
  readonly cosigned: number
}

export type WitnessPorts = {
  readonly sha256: Sha256
  /**
   * Keys by their name, which is the origin of the log; a log that changes keys has several, in order. Once something was
   * cosigned under one, those before it sign no more: a key is replaced because somebody may have it who should not.
   */
  readonly logs: readonly Verifier[]
  readonly signer: Signer
  readonly store: WitnessStore
}

export type Answer =
  | { readonly status: 200 /** Signature lines. */; readonly body: string }
  /** `size` of what was cosigned last. */
  | { readonly status: 409; readonly size: number }
  /** 400 malformed, 403 not signed by a key of that log, or by one that was replaced, 404 a log that is not known, 422 the proof does not verify. */
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
      const known = latestOf(ports.store, value.origin) ?? { size: 0, root: emptyRoot(ports.sha256) }
      const refused = judge(ports, submission, value, known)
      if (refused) {
        const kind = suspicion(refused, value, known)
        const signed = { text, size: value.size, submission: body, cosigned: known.size }
        if (kind) ports.store.keepRefused(value.origin, { kind, ...signed })
        return refused
      }
      // A crash before this returns: nobody has the signature. After it: whoever asks again sends this size, and gets it.
      // Kept again also where nothing changed: an earlier write may have failed and be there all the same, not yet durable.
      ports.store.keep(value.origin, submission.checkpoint)
      // A crash before this: it stays unproven, which is what it was.
      ports.store.proven(value.origin, { text, size: value.size })
      return { status: 200, body: signatureLine({ ...ports.signer, signature: ports.signer.sign(text) }) }
    },
  }
}

type Opened =
  | { readonly ok: true; readonly text: string; readonly value: Checkpoint }
  | { readonly ok: false; readonly status: 400 | 403 | 404 }

function openSubmitted({ logs, store }: WitnessPorts, { checkpoint }: Submission): Opened {
  const origin = checkpoint.slice(0, checkpoint.indexOf('\n'))
  const keys = logs.filter(({ name }) => name === origin)
  if (keys.length === 0) return { ok: false, status: 404 }
  const opened = openNote(checkpoint, keys.slice(signedLast(keys, store.latest(origin))))
  if (!opened.ok) return { ok: false, status: opened.reason === 'malformed' ? 400 : 403 }
  const value = parseCheckpoint(opened.text)
  return value ? { ok: true, text: opened.text, value } : { ok: false, status: 400 }
}

/** Place of the key that signed what was cosigned last; 0: none was, or by a key that is not known any more. */
function signedLast(keys: readonly Verifier[], note: string | undefined): number {
  if (note === undefined) return 0
  return Math.max(
    0,
    keys.findLastIndex((key) => openNote(note, [key]).ok),
  )
}

/** undefined: it goes on from what was cosigned last, or is the first. */
function judge(
  { sha256 }: WitnessPorts,
  { old, proof }: Submission,
  next: Checkpoint,
  known: Pick<Checkpoint, 'size' | 'root'>,
): Answer | undefined {
  if (old > next.size) return { status: 400 }
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

/** Signed by the log, and not what it signed before: that is what a witness is for. */
function suspicion(
  { status }: Answer,
  next: Checkpoint,
  known: Pick<Checkpoint, 'size' | 'root'>,
): Refused['kind'] | undefined {
  // Whatever size was sent along: two trees of one size need no proof.
  if (next.size === known.size && !sameBytes(known.root, next.root)) return 'forked'
  // Every tree goes on from one without entries.
  return status === 422 && known.size > 0 ? 'unproven' : undefined
}
