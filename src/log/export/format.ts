/**
 * What an export of the log looks like: lines of JSON (NDJSON, UTF-8, each ended by a newline), to be read one by one. Pure.
 *
 * 1. `{"sluisExport":1,"origin","key","at","sequenced","asked","checkpoint"}`: the log and the verifier key it says it has,
 *    when, how many entries were sequenced then, what was asked (a person only as a pseudonym), and one signed checkpoint:
 *    everything below is proven in the tree of that size.
 * 2. For each entry, in order of index: `{"entry","settlement","record","supplied"}`. An entry has its `index`, `oin`, its
 *    `leaf` to the byte, an inclusion `proof` (hashes in base64) and its `parts`: per part the salt (hex) and the value whose
 *    canonical JSON (RFC 8785) the leaf commits to, SHA-256(salt || value); the salt alone of what was never kept; or
 *    `"erased"`. A settlement stands beside its decision, out of its turn. `record` is the decision as the Authorization
 *    Decision Log 1.0.0 writes it, at level 4. Where another organisation asked there are no parts, and `supplied` says what
 *    this one may know. `"altered":true`: what is stored is not what was recorded. `sealed`, in a complete export: which
 *    parts lie under one key, and its scope (`open`: under none); and `call`, the numbered call to a source that a decision
 *    permitted.
 * 3. A complete export also has, before the first entry that names it, each policy revision: `{"policy"}`.
 * 4. `{"end":{"entries","lines","digest","signature"}}`: how many entries and lines came before; a digest chained over these
 *    lines, `SHA-256(previous || SHA-256(line with its newline))`, beginning with 32 zero bytes; and both signed by the log.
 *    A file that was cut off has no such line, or another count.
 */
import { z } from 'zod'
import { canonicalText } from '../../domain/canonical.ts'
import { hex } from '../../domain/trace.ts'
import { LIMITS } from '../../limits.ts'
import { exportSchema } from '../parts.ts'
import { suppliedDecisionSchema } from '../supplied.ts'
import { HASH_BYTES, joinBytes, type Sha256 } from '../tree/hash.ts'
import { type Signer, signNote } from '../tree/note.ts'

const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const hex32 = z.string().regex(/^[0-9a-f]{64}$/)
/** Nobody has to have written the file who writes exports: what is held of it is bounded, and so is all that names something. */
const name = z.string().max(LIMITS.exportNameChars)
const note = z.string().max(LIMITS.exportNoteChars)
/** A hash of 32 bytes in base64. */
const hash = z.string().length(44)

export const headerSchema = z.strictObject({
  sluisExport: z.literal(1),
  origin: name,
  key: name,
  at: z.iso.datetime(),
  sequenced: count,
  asked: exportSchema.extend({
    oin: name.nullable(),
    from: name.nullable(),
    until: name.nullable(),
    department: name.nullable(),
    subject: name.nullable(),
  }),
  checkpoint: note,
})
export type Header = z.infer<typeof headerSchema>

const partSchema = z.union([z.literal('erased'), z.strictObject({ salt: hex32, value: z.unknown().optional() })])

const entrySchema = z.strictObject({
  index: count,
  oin: name,
  leaf: z.string().max(LIMITS.exportLeafChars),
  proof: z.array(hash).max(53),
  parts: z.record(name, partSchema).refine(isShort).nullable(),
  sealed: z
    .array(z.strictObject({ scope: name, parts: z.array(name).max(LIMITS.exportParts) }))
    .max(LIMITS.exportParts)
    .optional(),
  call: z.strictObject({ holder: name, source: name, number: count }).optional(),
  altered: z.literal(true).optional(),
})
export type ExportedEntry = z.infer<typeof entrySchema>

export const entryLineSchema = z.strictObject({
  entry: entrySchema,
  settlement: entrySchema.nullable(),
  record: z.record(z.string(), z.unknown()).nullable(),
  supplied: suppliedDecisionSchema.optional(),
})
export type EntryLine = z.infer<typeof entryLineSchema>

/** Bytes of the module in base64; the other files as text, settings as JSON text. */
export const policyLineSchema = z.strictObject({
  policy: z.strictObject({
    digest: name,
    at: z.iso.datetime(),
    settings: z.string(),
    wasm: z.string(),
    data: z.string(),
    manifest: z.string(),
    parts: z.string(),
  }),
})
export type PolicyLine = z.infer<typeof policyLineSchema>

export const endLineSchema = z.strictObject({
  end: z.strictObject({ entries: count, lines: count, digest: hex32, signature: note }),
})
export type End = z.infer<typeof endLineSchema>['end']

/** One line of the answer of the API. */
export const exportLineSchema = z.union([headerSchema, entryLineSchema, endLineSchema])

/** The export of all there is has an index for every entry. */
export function isComplete({ asked }: Header): boolean {
  return asked.oin === null
}

function isShort(parts: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(parts).length <= LIMITS.exportParts
}

export const NO_LINES = new Uint8Array(HASH_BYTES)

/** `line` with its newline. */
export function chained(sha256: Sha256, previous: Uint8Array, line: Uint8Array): Uint8Array {
  return sha256(joinBytes([previous, sha256(line)]))
}

export function signEnd(log: Signer, unsigned: Omit<End, 'signature'>): End {
  return { ...unsigned, signature: signNote(endText(unsigned), [log]) }
}

/** A first line with spaces, which no origin has: it can be taken neither for a checkpoint nor for a receipt. */
export function endText({ entries, lines, digest }: Omit<End, 'signature'>): string {
  return `sluis export v1\n${canonicalText({ entries, lines, digest })}\n`
}

export function endOf(log: Signer, entries: number, lines: number, digest: Uint8Array): End {
  return signEnd(log, { entries, lines, digest: hex(digest) })
}
