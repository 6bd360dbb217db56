/** Keys for tests: the same every time. */
import { type NoteKey, noteKey } from '../../../src/log/tree/note.ts'
import { createCrypto } from '../../../src/storage/node/crypto.ts'
import { ed25519 } from '../../../src/storage/node/ed25519.ts'

export const NOTE_CRYPTO = { sha256: createCrypto().sha256, ed25519 }
export const ORIGIN = 'sluis.example/test'

export const seed = (n: number): Uint8Array => new Uint8Array(32).fill(n)

export const LOG: NoteKey = noteKey(NOTE_CRYPTO, ORIGIN, seed(1))
