/** The bundle's own papers: what the norms are called, and digests of the parts. Pure. */
import { z } from 'zod'
import { canonicalText } from '../domain/canonical.ts'
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

export function digestOf(sha256: Crypto['sha256'], content: Uint8Array | string): string {
  return `sha256:${hex(sha256(typeof content === 'string' ? new TextEncoder().encode(content) : content))}`
}

export function digestOfParts(sha256: Crypto['sha256'], parts: Digest['parts']): Digest {
  return { bundle: digestOf(sha256, canonicalText(parts)), parts }
}

/** A policy revision is the digest of compiled rules, tables and local settings together. */
export function policyDigest(sha256: Crypto['sha256'], parts: Digest['parts'], settings: Settings): string {
  return digestOf(sha256, canonicalText({ ...parts, settings: digestOf(sha256, canonicalText(settings)) }))
}
