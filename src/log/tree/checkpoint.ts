/** Checkpoints (C2SP tlog-checkpoint): origin, size and root of the log, as a signed note. Pure. */
import { base64, unbase64 } from './base64.ts'
import { HASH_BYTES } from './hash.ts'
import { type OpenedNote, openNote, type Signature, type Verifier } from './note.ts'

export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Uint8Array }

export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${base64(root)}\n`
}

const SIZE = /^(0|[1-9]\d{0,15})$/

/** undefined: not the text of a checkpoint. Extension lines are passed by: nobody can audit them. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const [origin = '', digits = '', encoded = '', ...rest] = text.split('\n')
  const root = unbase64(encoded)
  const size = SIZE.test(digits) ? Number(digits) : Number.NaN
  if (origin === '' || !Number.isSafeInteger(size) || root?.length !== HASH_BYTES) return undefined
  const last = rest.pop()
  return last === '' && !rest.includes('') ? { origin, size, root } : undefined
}

export type OpenedCheckpoint =
  | { readonly ok: true; readonly value: Checkpoint; readonly signatures: readonly Signature[] }
  | { readonly ok: false; readonly reason: Extract<OpenedNote, { ok: false }>['reason'] | 'other-log' }

/** Signed by the log itself, whose key has the name of its origin; cosignatures of `witnesses` come along. */
export function openCheckpoint(note: string, log: Verifier, witnesses: readonly Verifier[] = []): OpenedCheckpoint {
  const opened = openNote(note, [log, ...witnesses])
  if (!opened.ok) return opened
  const value = parseCheckpoint(opened.text)
  if (!value) return { ok: false, reason: 'malformed' }
  if (value.origin !== log.name) return { ok: false, reason: 'other-log' }
  const byLog = opened.signatures.some(
    ({ name, keyId }) => name === log.name && keyId.every((b, i) => b === log.keyId[i]),
  )
  return byLog ? { ok: true, value, signatures: opened.signatures } : { ok: false, reason: 'unsigned' }
}
