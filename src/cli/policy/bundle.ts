/** A compiled bundle from a folder, and the engine over it: what eval, explain, cases, matrix and diff look at. No OPA. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { canonicalText } from '../../domain/canonical.ts'
import type { Verdict } from '../../domain/decision.ts'
import { type Bundle, type BundleFiles, loadBundle } from '../../policy/bundle.ts'
import { createEngine } from '../../policy/engine.ts'
import { actVerdict, decideVerdict, screenVerdict } from '../../policy/evaluate.ts'
import type { Norm } from '../../policy/facts.ts'
import type { PolicyInput } from '../../policy/input.ts'
import type { Entrypoint, ScreeningDocument } from '../../policy/output.ts'
import type { PolicyEngine } from '../../policy-port.ts'
import { StartFailure } from '../../upkeep.ts'
import type { AuthoredNorm } from './norms.ts'

/** Throws StartFailure when the folder cannot be read, BundleFault when what it holds is not to be trusted. */
export function openBundle(folder: string, settings: unknown): Bundle {
  return loadBundle(bundleFiles(folder), settings, sha256)
}

/** What was inferred, by norm: for authors and jurists. No server loads it, so it is no part of the digest. */
export const INFERRED_FILE = 'inferred.json'
const inferredSchema = z.record(z.string(), z.string())

/** The norms of a manifest, each with what the text of `inferred.json` says of it. */
export function withInferred(norms: readonly Norm[], inferredJson: string): AuthoredNorm[] {
  const inferred = inferredSchema.parse(JSON.parse(inferredJson))
  return norms.map((norm) => ({ ...norm, inferred: inferred[norm.id] ?? null }))
}

/** The text of `inferred.json`; of a bundle that came without it, nothing was inferred as far as is known. */
export function inferredIn(folder: string): string {
  const path = join(folder, INFERRED_FILE)
  return existsSync(path) ? readFileSync(path, 'utf8') : '{}'
}

/** An engine for each local settings that are asked with. Throws BundleFault. */
export function enginesOf(files: BundleFiles): (settings: unknown) => PolicyEngine {
  const engines = new Map<string, PolicyEngine>()
  return (settings) => {
    const key = canonicalText(settings)
    const engine = engines.get(key) ?? createEngine(loadBundle(files, settings, sha256))
    engines.set(key, engine)
    return engine
  }
}

/** Throws StartFailure. */
export function bundleFiles(folder: string): BundleFiles {
  const bytes = (name: string) => new Uint8Array(readFileSync(join(folder, name)))
  const text = (name: string) => readFileSync(join(folder, name), 'utf8')
  try {
    return {
      wasm: bytes('policy.wasm'),
      data: text('data.json'),
      manifest: text('manifest.json'),
      digest: text('digest.json'),
    }
  } catch (error) {
    throw new StartFailure(`no policy bundle can be read in ${folder}`, { cause: error })
  }
}

export function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest()
}

export type Screening = Omit<ScreeningDocument, 'canary'>
export type Answered =
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  | { readonly kind: 'screening'; readonly screening: Screening }

/** The typed answer, checked as the broker checks it. Throws PolicyFault. */
export function answerOf(engine: PolicyEngine, entrypoint: Entrypoint, input: PolicyInput): Answered {
  if (entrypoint === 'sluis/screen') return { kind: 'screening', screening: screenVerdict(engine, input) }
  return { kind: 'verdict', verdict: (entrypoint === 'sluis/act' ? actVerdict : decideVerdict)(engine, input) }
}
