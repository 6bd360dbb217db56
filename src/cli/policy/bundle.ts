/** A compiled bundle from a folder, and the engine over it: what eval, explain, cases, matrix and diff look at. No OPA. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { enginesWith } from '../../policy/answers.ts'
import { type Bundle, type BundleFiles, loadBundle } from '../../policy/bundle.ts'
import { INFERRED_FILE } from '../../policy/inferred.ts'
import type { PolicyEngine } from '../../policy-port.ts'
import { StartFailure } from '../../upkeep.ts'

/** Throws StartFailure when the folder cannot be read, BundleFault when what it holds is not to be trusted. */
export function openBundle(folder: string, settings: unknown): Bundle {
  return loadBundle(bundleFiles(folder), settings, sha256)
}

/** The text of `inferred.json`; of a bundle that came without it, nothing was inferred as far as is known. */
export function inferredIn(folder: string): string {
  const path = join(folder, INFERRED_FILE)
  return existsSync(path) ? readFileSync(path, 'utf8') : '{}'
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

/** An engine for each local settings that are asked with. Throws BundleFault. */
export function enginesOf(files: BundleFiles): (settings: unknown) => PolicyEngine {
  return enginesWith(files, sha256)
}
