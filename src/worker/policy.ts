/**
 * The policy that a Worker came with: compiled, for it cannot compile, and as bytes, which are kept with what they decide.
 * Pure.
 */

import type { Compiled } from '../policy/archive.ts'
import { type Bundle, BundleFault, type BundleFiles, loadBundle } from '../policy/bundle.ts'
import { digestOf, digestSchema } from '../policy/manifest.ts'
import type { Crypto } from '../ports.ts'

export type WorkerBundleFiles = BundleFiles & {
  readonly wasm: WebAssembly.Module
  /** Of policy.wasm. */
  readonly bytes: Uint8Array
}
export type WorkerBundle = {
  readonly bundle: Bundle
  /** As it is kept. */
  readonly files: BundleFiles & { readonly wasm: Uint8Array }
  /** Evaluates every revision that has this module, whatever its tables and local settings. */
  readonly compiled: Compiled
}

/** Throws BundleFault, also when the bytes are not those that the digest is over: they would be kept under another's name. */
export function loadWorkerBundle(
  { bytes, ...deployed }: WorkerBundleFiles,
  settings: unknown,
  sha256: Crypto['sha256'],
): WorkerBundle {
  const bundle = loadBundle(deployed, settings, sha256)
  const { wasm } = digestSchema.parse(JSON.parse(deployed.digest)).parts
  if (digestOf(sha256, bytes) !== wasm)
    throw new BundleFault('digest', 'the bytes of policy.wasm differ from digest.json')
  return { bundle, files: { ...deployed, wasm: bytes }, compiled: { digest: wasm, module: deployed.wasm } }
}
