/** Ed25519 on node:crypto. Also runs on Cloudflare Workers with `nodejs_compat`. */
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import type { Ed25519 } from '../../log/tree/note.ts'

/** What stands before the 32 bytes of a key in PKCS #8 and in SubjectPublicKeyInfo (RFC 8410). */
const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex')
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex')

export const ed25519: Ed25519 = {
  signing(seed) {
    const key = createPrivateKey({ key: Buffer.concat([PRIVATE, seed]), format: 'der', type: 'pkcs8' })
    const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(PUBLIC.length)
    return { publicKey: Uint8Array.from(publicKey), sign: (message) => sign(null, message, key) }
  },
  verify(publicKey, message, signature) {
    try {
      const key = createPublicKey({ key: Buffer.concat([PUBLIC, publicKey]), format: 'der', type: 'spki' })
      return verify(null, message, key, signature)
    } catch {
      // Not the bytes of a key.
      return false
    }
  },
}
