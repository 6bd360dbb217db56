/** Of each norm, what was inferred where the law does not say it: for authors and jurists, in a file beside the bundle. Pure. */
import { z } from 'zod'
import type { Norm } from './facts.ts'

/** A norm with what was inferred in it, which authors and jurists read and no server. */
export type AuthoredNorm = Norm & { readonly inferred: string | null }

/** What was inferred, by norm: for authors and jurists. No server loads it, so it is no part of the digest. */
export const INFERRED_FILE = 'inferred.json'
const inferredSchema = z.record(z.string(), z.string())

/** The norms of a manifest, each with what the text of `inferred.json` says of it. */
export function withInferred(norms: readonly Norm[], inferredJson: string): AuthoredNorm[] {
  const inferred = inferredSchema.parse(JSON.parse(inferredJson))
  return norms.map((norm) => ({ ...norm, inferred: inferred[norm.id] ?? null }))
}
