/**
 * A receipt checked as anybody can: the proof that the log gives, against the key that it publishes, with the functions that
 * `sluis-verify` has. Nothing is taken on trust but the key; who got that by another way can check it there. Pure.
 */
import { type Claim, entryClaims } from '../log/evidence.ts'
import { chainOf, type KeysDocument, type LogTrust, trustedKeys } from '../log/succession.ts'
import { type NoteCrypto, noteVerifier } from '../log/tree/note.ts'
import { parseProof } from '../log/tree/tlog-proof.ts'

type Place = { readonly id: string; readonly index: number; readonly leafHash: string }
export type Checked = { readonly claims: readonly Claim[]; readonly checkpoint: string }

/** undefined: the proof is none. Throws when the keys are none. */
export function checkedProof(crypto: NoteCrypto, keys: KeysDocument, place: Place, text: string): Checked | undefined {
  const proof = parseProof(text)
  if (!proof) return undefined
  const claims = entryClaims({ sha256: crypto.sha256, log: trustIn(crypto, keys), witnesses: [] }, place, proof)
  return { claims, checkpoint: proof.checkpoint }
}

/** All keys that the last one leads to, each no further than it went. */
function trustIn(crypto: NoteCrypto, { keys, successions }: KeysDocument): LogTrust {
  const last = noteVerifier(crypto, keys.at(-1)?.key ?? '')
  const steps = chainOf(crypto, successions)
  if (!last || !steps) throw new Error('the keys of the log are not readable')
  return trustedKeys([last], steps)
}
