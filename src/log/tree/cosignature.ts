/** Cosignatures of witnesses (C2SP tlog-cosignature, Ed25519): that, at a time, this was the largest tree they saw. Pure. */
import { joinBytes } from './hash.ts'
import {
  COSIGNATURE,
  keyIdOf,
  type NoteCrypto,
  noteBytes,
  parseVerifierKey,
  type Signer,
  type Verifier,
  verifierKeyOf,
} from './note.ts'

const TIME_BYTES = 8

/** `at`: POSIX seconds of the signature that is to be made. Throws when the name cannot be one of a key. */
export function cosigner({ sha256, ed25519 }: NoteCrypto, name: string, seed: Uint8Array, at: () => number): Signer {
  const { publicKey, sign } = ed25519.signing(seed)
  return {
    name,
    keyId: keyIdOf(sha256, name, COSIGNATURE, publicKey),
    verifierKey: verifierKeyOf(sha256, name, COSIGNATURE, publicKey),
    sign(text) {
      const time = at()
      const bytes = new Uint8Array(TIME_BYTES)
      new DataView(bytes.buffer).setBigUint64(0, BigInt(time))
      return joinBytes([bytes, sign(cosigned(text, BigInt(time)))])
    },
  }
}

/** undefined: no verifier key of a witness. */
export function cosignatureVerifier({ sha256, ed25519 }: NoteCrypto, key: string): Verifier | undefined {
  const parsed = parseVerifierKey(sha256, key, COSIGNATURE)
  if (!parsed) return undefined
  const { name, keyId, publicKey } = parsed
  return {
    name,
    keyId,
    publicKey,
    verify(text, signature) {
      const time = cosignedAt(signature)
      if (time === undefined) return false
      return ed25519.verify(publicKey, cosigned(text, time), signature.subarray(TIME_BYTES))
    },
  }
}

/** Whose signatures a key verifies, under whatever name. */
export function publicPart(key: string): string {
  return key.trim().split('+').slice(2).join('+')
}

/** Each witness once: a key that is given twice, also under another name, is the first of them. */
export function onePerKey(keys: readonly string[]): readonly string[] {
  const parts = keys.map(publicPart)
  return keys.filter((_, i) => parts.indexOf(parts[i] ?? '') === i)
}

/** POSIX seconds that the witness gave; undefined: not of the form of a cosignature. */
export function cosignedAt(signature: Uint8Array): bigint | undefined {
  if (signature.length !== TIME_BYTES + 64) return undefined
  const time = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0)
  return time < 2n ** 63n ? time : undefined
}

function cosigned(text: string, time: bigint): Uint8Array {
  return noteBytes(`cosignature/v1\ntime ${time}\n${text}`)
}
