/** One submission to one witness, and what it says. Nothing that it says is believed here but its form. */
import { LIMITS } from '../../limits.ts'
import type { Exchanger } from '../../sources/exchange.ts'
import { type Checkpoint, checkpointText } from '../tree/checkpoint.ts'
import { emptyRoot, type Sha256 } from '../tree/hash.ts'
import { type Signer, signNote } from '../tree/note.ts'
import type { AskedWitness, Witnesses } from './config.ts'
import { parseSize, type Submission, writeSubmission } from './wire.ts'

export type Said =
  /** Signature lines, not yet verified. */
  | { readonly kind: 'lines'; readonly body: string }
  /** It has another size than was sent: this one. */
  | { readonly kind: 'size'; readonly size: number }
  /** The proof does not lead from what it cosigned to this checkpoint. */
  | { readonly kind: 'differs' }
  /** 'refused': it does not know this log or its key. 'unreachable', 'malformed': no answer, or none of the protocol. */
  | { readonly kind: 'failed'; readonly code: 'refused' | 'unreachable' | 'malformed' }

/** Never throws. `signal` ends it before its time is up. */
export async function ask(
  exchanger: Exchanger,
  { url }: AskedWitness,
  submission: Submission,
  signal: AbortSignal,
): Promise<Said> {
  try {
    const reply = await exchanger.send({
      url,
      method: 'POST',
      headers: { accept: '*/*', 'content-type': 'text/plain; charset=utf-8' },
      body: writeSubmission(submission),
      signal: AbortSignal.any([signal, AbortSignal.timeout(LIMITS.witnessTimeoutMs)]),
    })
    if (reply.status === 200) return { kind: 'lines', body: await reply.text(LIMITS.witnessResponseBytes) }
    if (reply.status === 409) {
      const size = parseSize(await reply.text(LIMITS.witnessResponseBytes))
      return size === undefined ? { kind: 'failed', code: 'malformed' } : { kind: 'size', size }
    }
    await reply.discard()
    if (reply.status === 422) return { kind: 'differs' }
    if (reply.status >= 500) return { kind: 'failed', code: 'unreachable' }
    return { kind: 'failed', code: [403, 404].includes(reply.status) ? 'refused' : 'malformed' }
  } catch {
    // Why is for whoever runs the witness: an address, or what came from it, is never told on.
    return { kind: 'failed', code: 'unreachable' }
  }
}

/** `quorum`: how many of them must have cosigned what is shown to others. */
export type Witnessed = { readonly quorum: number; readonly sizes: readonly WitnessedSize[] }
export type WitnessedSize = { readonly name: string /** null: it did not say. */; readonly size: number | null }

/**
 * The size of this log that each witness cosigned last; a log that is smaller now has gone back. There is nothing to read at
 * a witness, so it is sent the checkpoint of a log without entries, which every tree begins with: who has cosigned more says
 * how much, and nobody cosigns anything new. Never throws, and takes LIMITS.witnessTimeoutMs at most, whatever the client
 * makes of a witness that hangs: a start waits for this.
 */
export async function witnessedSizes(ports: {
  readonly witnesses: Witnesses
  readonly exchanger: Exchanger
  readonly sha256: Sha256
  readonly log: Signer
}): Promise<Witnessed> {
  const { witnesses, exchanger, sha256, log } = ports
  const empty: Checkpoint = { origin: log.name, size: 0, root: emptyRoot(sha256) }
  const submission = { old: 0, proof: [], checkpoint: signNote(checkpointText(empty), [log]) }
  const over = new AbortController()
  const late = new Promise<undefined>((resolve) => {
    over.signal.onabort = () => resolve(undefined)
  })
  const timer = setTimeout(() => over.abort(), LIMITS.witnessTimeoutMs)
  try {
    const sizes = witnesses.asked.map(async (witness) => {
      const said = await Promise.race([ask(exchanger, witness, submission, over.signal), late])
      const size = said?.kind === 'size' ? said.size : said?.kind === 'lines' ? 0 : null
      return { name: witness.verifier.name, size }
    })
    return { quorum: witnesses.quorum, sizes: await Promise.all(sizes) }
  } finally {
    clearTimeout(timer)
  }
}
