/** Signed notes (C2SP signed-note): a text, and under it the signatures of who stands for it. Pure but for the signing. */
import { hex } from '../../domain/trace.ts'
import { base64, unbase64 } from './base64.ts'
import { joinBytes, type Sha256, sameBytes } from './hash.ts'

/** Ed25519 (RFC 8032); a platform brings it. */
export type Ed25519 = {
  /** Of a private key of 32 random bytes. */
  signing(seed: Uint8Array): { readonly publicKey: Uint8Array; sign(message: Uint8Array): Uint8Array }
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean
}
export type NoteCrypto = { readonly sha256: Sha256; readonly ed25519: Ed25519 }

/** Signature types: of a note, and of a witness under a checkpoint (C2SP tlog-cosignature). */
export const NOTE_SIGNATURE = 0x01
export const COSIGNATURE = 0x04

/** Who may sign, as it is known beforehand. `keyId` is 4 bytes. */
export type Verifier = {
  readonly name: string
  readonly keyId: Uint8Array
  /** Whether two verifiers are one is asked of this: another key with the same four bytes can be made in hours. */
  readonly publicKey: Uint8Array
  verify(text: string, signature: Uint8Array): boolean
}
export type Signer = Pick<Verifier, 'name' | 'keyId'> & {
  /** The key to verify with, as text: `<name>+<key id>+<key>`. */
  readonly verifierKey: string
  sign(text: string): Uint8Array
}
/** A key of our own: what it signs, it can verify. */
export type NoteKey = Signer & Verifier
export type Signature = { readonly name: string; readonly keyId: Uint8Array; readonly signature: Uint8Array }

export type OpenedNote =
  /** `signatures`: only those of known keys, each verified. */
  | { readonly ok: true; readonly text: string; readonly signatures: readonly Signature[] }
  /** 'unsigned': by nobody known. 'forged': a signature of a known key is not by that key. */
  | { readonly ok: false; readonly reason: 'malformed' | 'unsigned' | 'forged' }

/** A verifier must take 16; more than this is no note of a log. */
const SIGNATURES = 64
const NOTE_CHARS = 1024 * 1024
const NAME = /^[^\s+]+$/u
const LINE = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/u
const utf8 = new TextEncoder()

export const noteBytes = (text: string): Uint8Array => utf8.encode(text)

/** First four bytes of SHA-256(name || 0x0A || type || public key). */
export function keyIdOf(sha256: Sha256, name: string, type: number, publicKey: Uint8Array): Uint8Array {
  return sha256(joinBytes([noteBytes(`${name}\n`), Uint8Array.of(type), publicKey])).slice(0, 4)
}

/** Throws when the name cannot be one of a key. */
export function noteKey({ sha256, ed25519 }: NoteCrypto, name: string, seed: Uint8Array): NoteKey {
  const { publicKey, sign } = ed25519.signing(seed)
  const verifierKey = verifierKeyOf(sha256, name, NOTE_SIGNATURE, publicKey)
  return {
    name,
    keyId: keyIdOf(sha256, name, NOTE_SIGNATURE, publicKey),
    publicKey,
    verifierKey,
    sign: (text) => sign(noteBytes(text)),
    verify: (text, signature) => ed25519.verify(publicKey, noteBytes(text), signature),
  }
}

/** Throws when the name cannot be one of a key. */
export function verifierKeyOf(sha256: Sha256, name: string, type: number, publicKey: Uint8Array): string {
  if (!NAME.test(name)) throw new Error('the name of a key has no spaces and no plus')
  const id = hex(keyIdOf(sha256, name, type, publicKey))
  return `${name}+${id}+${base64(joinBytes([Uint8Array.of(type), publicKey]))}`
}

export type VerifierKey = { readonly name: string; readonly keyId: Uint8Array; readonly publicKey: Uint8Array }

/** undefined: no Ed25519 verifier key of this type, or its key id belongs to another key. */
export function parseVerifierKey(sha256: Sha256, text: string, type: number): VerifierKey | undefined {
  const [name = '', id = '', ...rest] = text.split('+')
  const key = unbase64(rest.join('+'))
  if (!NAME.test(name) || key?.length !== 33 || key[0] !== type) return undefined
  const publicKey = key.slice(1)
  const keyId = keyIdOf(sha256, name, type, publicKey)
  return hex(keyId) === id ? { name, keyId, publicKey } : undefined
}

/** undefined: as parseVerifierKey. */
export function noteVerifier({ sha256, ed25519 }: NoteCrypto, text: string): Verifier | undefined {
  const key = parseVerifierKey(sha256, text, NOTE_SIGNATURE)
  if (!key) return undefined
  return { ...key, verify: (signed, signature) => ed25519.verify(key.publicKey, noteBytes(signed), signature) }
}

/** Throws when the text is none of a note. */
export function signNote(text: string, signers: readonly Signer[]): string {
  if (!isText(text)) throw new Error('the text of a note ends in a newline and has no control characters')
  return `${text}\n${signers.map((signer) => signatureLine({ ...signer, signature: signer.sign(text) })).join('')}`
}

export function signatureLine({ name, keyId, signature }: Signature): string {
  return `— ${name} ${base64(joinBytes([keyId, signature]))}\n`
}

/** The text, if somebody known stands for it, and nobody known is said to who does not. */
export function openNote(note: string, verifiers: readonly Verifier[]): OpenedNote {
  const parsed = parseNote(note)
  if (!parsed) return { ok: false, reason: 'malformed' }
  const known = parsed.signatures.flatMap((one) => {
    const verifier = verifiers.find(({ name, keyId }) => name === one.name && sameBytes(keyId, one.keyId))
    return verifier ? [{ one, good: verifier.verify(parsed.text, one.signature) }] : []
  })
  if (known.some(({ good }) => !good)) return { ok: false, reason: 'forged' }
  if (known.length === 0) return { ok: false, reason: 'unsigned' }
  return { ok: true, text: parsed.text, signatures: known.map(({ one }) => one) }
}

/** undefined: not of the form of a signed note. Nothing is verified. */
export function parseNote(note: string): { readonly text: string; readonly signatures: Signature[] } | undefined {
  const end = note.lastIndexOf('\n\n')
  const text = note.slice(0, end + 1)
  if (end < 0 || note.length > NOTE_CHARS || !note.endsWith('\n') || !isText(text)) return undefined
  const lines = note.slice(end + 2, -1).split('\n')
  const signatures = lines.flatMap((line) => {
    const [, name, encoded] = LINE.exec(line) ?? []
    const bytes = encoded === undefined ? undefined : unbase64(encoded)
    if (name === undefined || !bytes || bytes.length < 5) return []
    return [{ name, keyId: bytes.slice(0, 4), signature: bytes.slice(4) }]
  })
  return signatures.length === lines.length && lines.length <= SIGNATURES ? { text, signatures } : undefined
}

/** Well-formed, ends in a newline, no other control character below U+0020. */
function isText(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what the format forbids
  return text.endsWith('\n') && text.isWellFormed() && !/[\u0000-\u0009\u000b-\u001f]/.test(text)
}
