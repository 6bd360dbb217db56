/** What a policy answers to an input: a verdict or a screening, by an engine for each local settings. Pure. */
import { canonicalText } from '../domain/canonical.ts'
import type { Verdict } from '../domain/decision.ts'
import type { PolicyEngine } from '../policy-port.ts'
import type { Crypto } from '../ports.ts'
import { type BundleFiles, loadBundle } from './bundle.ts'
import { createEngine } from './engine.ts'
import { actVerdict, decideVerdict, screenVerdict } from './evaluate.ts'
import type { PolicyInput } from './input.ts'
import type { Entrypoint, ScreeningDocument } from './output.ts'

export type Screening = Omit<ScreeningDocument, 'canary'>
export type Answered =
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  | { readonly kind: 'screening'; readonly screening: Screening }

/** The typed answer, checked as the broker checks it. Throws PolicyFault. */
export function answerOf(engine: PolicyEngine, entrypoint: Entrypoint, input: PolicyInput): Answered {
  if (entrypoint === 'sluis/screen') return { kind: 'screening', screening: screenVerdict(engine, input) }
  return { kind: 'verdict', verdict: (entrypoint === 'sluis/act' ? actVerdict : decideVerdict)(engine, input) }
}

/** An engine for each local settings that are asked with; the `most` that were asked last stay. Throws BundleFault. */
export function enginesWith(
  files: BundleFiles,
  sha256: Crypto['sha256'],
  most = Number.POSITIVE_INFINITY,
): (settings: unknown) => PolicyEngine {
  const engines = new Map<string, PolicyEngine>()
  return (settings) => {
    const key = canonicalText(settings)
    const engine = engines.get(key) ?? createEngine(loadBundle(files, settings, sha256))
    engines.delete(key)
    engines.set(key, engine)
    for (const oldest of engines.keys()) if (engines.size > most) engines.delete(oldest)
    return engine
  }
}
