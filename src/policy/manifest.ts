/** The bundle's own papers: what the norms are called, and digests of the parts. Pure. */
import canonicalize from 'canonicalize'
import { z } from 'zod'
import { hex } from '../domain/trace.ts'
import type { Crypto } from '../ports.ts'
import type { Settings } from './facts.ts'

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/)

/** digest.json: one digest a part, and one over those. */
export const digestSchema = z.strictObject({
  bundle: digest,
  parts: z.strictObject({ wasm: digest, data: digest, manifest: digest }),
})
export type Digest = z.infer<typeof digestSchema>

/** RFC 8785 text; throws for what JSON cannot say. */
export function canonical(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('there is no JSON for this value')
  return text
}

export function digestOf(sha256: Crypto['sha256'], content: Uint8Array | string): string {
  return `sha256:${hex(sha256(typeof content === 'string' ? new TextEncoder().encode(content) : content))}`
}

export function digestOfParts(sha256: Crypto['sha256'], parts: Digest['parts']): Digest {
  return { bundle: digestOf(sha256, canonical(parts)), parts }
}

/** A policy revision is the digest of compiled rules, tables and local settings together. */
export function policyDigest(sha256: Crypto['sha256'], parts: Digest['parts'], settings: Settings): string {
  return digestOf(sha256, canonical({ ...parts, settings: digestOf(sha256, canonical(settings)) }))
}
