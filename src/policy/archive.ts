/** Policy revisions that were in force, kept so that what they decided can be evaluated again. Pure; storage adapts it. */
import { LIMITS } from '../limits.ts'
import type { PolicyEngine } from '../policy-port.ts'
import type { Crypto } from '../ports.ts'
import { type Bundle, type BundleFiles, loadBundle } from './bundle.ts'
import { createEngine } from './engine.ts'
import { digestOf } from './manifest.ts'

export type KeptPolicy = {
  /** Of rules, tables and local settings together: what decisions name. */
  readonly digest: string
  /** When it first came into force. */
  readonly at: string
  readonly files: BundleFiles & { readonly wasm: Uint8Array }
  /** Local settings, JSON. */
  readonly settings: string
}

/** One of those, without what it takes to evaluate it. */
export type KeptRevision = Pick<KeptPolicy, 'digest' | 'at'> & { readonly norms: number }

export type PolicyArchive = {
  /** Durable when it returns. One that is there stays as it is; safe to repeat. */
  keep(policy: KeptPolicy): Promise<void>
  find(digest: string): Promise<KeptPolicy | undefined>
  /** The newest first; `after`: those behind this one. */
  list(after: Pick<KeptPolicy, 'digest' | 'at'> | null, count: number): Promise<readonly KeptRevision[]>
}

/** undefined: this revision is not kept here. Throws BundleFault when what was kept is damaged. */
export type EngineOf = (digest: string) => Promise<PolicyEngine | undefined>

/** Module and digest of policy.wasm. Where nothing can be compiled: revisions with this module, and no others, are at hand. */
export type Compiled = { readonly digest: string; readonly module: WebAssembly.Module }

/** The engine in force at hand, older ones from the archive; of those a few stay loaded. */
export function engineOf(
  engine: PolicyEngine,
  archive: Pick<PolicyArchive, 'find'>,
  sha256: Crypto['sha256'],
  only?: Compiled,
): EngineOf {
  const loaded = new Map<string, PolicyEngine>()
  return async (digest) => {
    if (engine.policy().digest === digest) return engine
    const found = loaded.get(digest) ?? (await opened(archive, digest, sha256, only))
    if (!found) return undefined
    loaded.delete(digest)
    loaded.set(digest, found)
    for (const oldest of loaded.keys()) {
      if (loaded.size <= LIMITS.policyRevisionsLoaded) break
      loaded.delete(oldest)
    }
    return found
  }
}

async function opened(
  archive: Pick<PolicyArchive, 'find'>,
  digest: string,
  sha256: Crypto['sha256'],
  only: Compiled | undefined,
) {
  const kept = await archive.find(digest)
  if (!kept || (only && digestOf(sha256, kept.files.wasm) !== only.digest)) return undefined
  const files = only ? { ...kept.files, wasm: only.module } : kept.files
  const bundle: Bundle = loadBundle(files, JSON.parse(kept.settings), sha256)
  // The bytes say which revision they are: a row under another name is not the one that decided.
  return bundle.policy.digest === digest ? createEngine(bundle) : undefined
}
