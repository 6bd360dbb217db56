/** Proofs that verify offline (c2sp.org/tlog-proof@v1): an index, an inclusion proof and the checkpoint it leads to. Pure. */
import { base64, unbase64 } from './base64.ts'
import { HASH_BYTES } from './hash.ts'

export type TlogProof = {
  /** Authenticated by nothing but its hash: whoever reads it computes that. */
  readonly extra: Uint8Array | null
  readonly index: number
  readonly proof: readonly Uint8Array[]
  /** The signed checkpoint, verbatim. */
  readonly checkpoint: string
}

const HEAD = 'c2sp.org/tlog-proof@v1'
const INDEX = /^index (0|[1-9]\d{0,15})$/
/** A tree of 2^53 leaves has no longer path. */
const HASHES = 53

export function writeProof({ extra, index, proof, checkpoint }: TlogProof): string {
  const lines = [HEAD, ...(extra ? [`extra ${base64(extra)}`] : []), `index ${index}`, ...proof.map(base64)]
  return `${lines.join('\n')}\n\n${checkpoint}`
}

/** undefined: not such a proof. Nothing is verified. */
export function parseProof(text: string): TlogProof | undefined {
  const end = text.indexOf('\n\n')
  if (end < 0) return undefined
  const [head, ...lines] = text.slice(0, end).split('\n')
  const encoded = lines[0]?.startsWith('extra ') ? lines.shift()?.slice('extra '.length) : undefined
  const extra = encoded === undefined ? null : unbase64(encoded)
  const index = Number(INDEX.exec(lines.shift() ?? '')?.[1] ?? Number.NaN)
  if (head !== HEAD || extra === undefined || !Number.isSafeInteger(index) || lines.length > HASHES) return undefined
  const proof = lines.flatMap((line) => unbase64(line) ?? [])
  const sound = proof.length === lines.length && proof.every((hash) => hash.length === HASH_BYTES)
  return sound ? { extra, index, proof, checkpoint: text.slice(end + 2) } : undefined
}
