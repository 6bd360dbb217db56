/**
 * The leaf: what the log commits to, and all that a proof ever needs. It holds no content, so that content can be erased
 * while every proof still verifies. Its shape is final from the first entry. Pure.
 */
import { z } from 'zod'
import { ENTRY_TYPES } from '../domain/codes.ts'
import { hex } from '../domain/trace.ts'
import type { Crypto } from '../ports.ts'

/** Lower-case hex of SHA-256(salt32 || bytes), and the salt. Without the salt even a bare hash of a short answer can be guessed. */
export type Commitment = { readonly salt: string; readonly commitment: string }

const digest = z.string().regex(/^[0-9a-f]{64}$/)

export const leafSchema = z.strictObject({
  v: z.literal(1),
  type: z.enum(ENTRY_TYPES),
  id: z.string(),
  at: z.iso.datetime(),
  policy: z.strictObject({ revision: z.string(), digest: z.string() }),
  trace: z.strictObject({ traceId: z.string(), spanId: z.string(), parentSpanId: z.string().optional() }),
  /** Settlements only: the decision they settle, so that the link survives the erasure of their content. */
  settles: z.string().optional(),
  parts: z.record(z.string(), digest),
})
export type Leaf = z.infer<typeof leafSchema>

export const SALT_BYTES = 32

/** `salt32 || bytes`, under a fresh salt: what a commitment is the hash of. */
export function salted(crypto: Crypto, bytes: Uint8Array): Uint8Array {
  return join(crypto.random(SALT_BYTES), bytes)
}

export function commitmentOf(crypto: Pick<Crypto, 'sha256Hex'>, salted: Uint8Array): string {
  return crypto.sha256Hex(salted)
}

/** Commits to bytes that are not kept. */
export function commitTo(crypto: Crypto, bytes: Uint8Array): Commitment {
  const all = salted(crypto, bytes)
  return { salt: hex(all.subarray(0, SALT_BYTES)), commitment: commitmentOf(crypto, all) }
}

/** RFC 9162 section 2.1.1: the prefix 0x00 keeps leaves and inner nodes of the tree apart. */
export function leafHash(crypto: Pick<Crypto, 'sha256'>, leaf: Uint8Array): string {
  return hex(crypto.sha256(join(Uint8Array.of(0), leaf)))
}

/** Throws when the bytes are no leaf of a version known here. */
export function parseLeaf(leaf: Uint8Array): Leaf {
  return leafSchema.parse(JSON.parse(new TextDecoder().decode(leaf)))
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length)
  bytes.set(a)
  bytes.set(b, a.length)
  return bytes
}
