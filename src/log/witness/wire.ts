/** What goes between a log and a witness (c2sp.org/tlog-witness, add-checkpoint), as text. Pure. */
import { LIMITS } from '../../limits.ts'
import { base64, unbase64 } from '../tree/base64.ts'
import { HASH_BYTES } from '../tree/hash.ts'

export type Submission = {
  /** Size of the checkpoint that the witness cosigned last; 0: none. */
  readonly old: number
  /** Consistency proof from `old` to the checkpoint. */
  readonly proof: readonly Uint8Array[]
  /** The signed checkpoint, verbatim. */
  readonly checkpoint: string
}

/** Media type of the answer to who sent another size than the witness has. */
export const SIZE_TYPE = 'text/x.tlog.size'

const OLD = /^old (0|[1-9]\d{0,15})$/
const SIZE = /^(0|[1-9]\d{0,15})\n$/

export function writeSubmission({ old, proof, checkpoint }: Submission): string {
  return `${[`old ${old}`, ...proof.map(base64)].join('\n')}\n\n${checkpoint}`
}

/** undefined: not of this form, or beyond what the protocol allows. Nothing is verified. */
export function parseSubmission(text: string): Submission | undefined {
  const end = text.indexOf('\n\n')
  if (end < 0 || text.length > LIMITS.witnessRequestBytes) return undefined
  const [head = '', ...lines] = text.slice(0, end).split('\n')
  const old = Number(OLD.exec(head)?.[1] ?? Number.NaN)
  if (!Number.isSafeInteger(old) || lines.length > LIMITS.witnessProofLines) return undefined
  const proof = lines.flatMap((line) => unbase64(line) ?? [])
  const sound = proof.length === lines.length && proof.every((hash) => hash.length === HASH_BYTES)
  return sound ? { old, proof, checkpoint: text.slice(end + 2) } : undefined
}

/** undefined: the body of a 409 that says no size. */
export function parseSize(text: string): number | undefined {
  const size = Number(SIZE.exec(text)?.[1] ?? Number.NaN)
  return Number.isSafeInteger(size) ? size : undefined
}
