/**
 * Loading the compiled policy: bytes in, a Bundle that may be evaluated out, or a BundleFault that says why not. Pure:
 * the same code runs on Node, which reads files, and on Workers, which imports them.
 */
import { z } from 'zod'
import { canonicalText } from '../domain/canonical.ts'
import type { Decision } from '../domain/decision.ts'
import { LIMITS } from '../limits.ts'
import { PolicyFault } from '../policy-port.ts'
import type { Crypto } from '../ports.ts'
import { type Facts, factsSchema, type Manifest, manifestSchema, type Settings } from './facts.ts'
import { inspectModule } from './guest.ts'
import { digestOf, digestOfParts, digestSchema, policyDigest } from './manifest.ts'
import { ENTRYPOINTS } from './output.ts'
import { problemsIn } from './problems.ts'
import { checkSettings } from './settings.ts'

/** policies/bundle. The module may come compiled: Workers cannot compile, and compile at deployment. */
export type BundleFiles = {
  readonly wasm: Uint8Array | WebAssembly.Module
  readonly data: string
  readonly manifest: string
  readonly digest: string
}

export type Bundle = {
  readonly module: WebAssembly.Module
  readonly manifest: Manifest
  readonly facts: Facts
  readonly settings: Settings
  /** What the guest reads as `data`: UTF-8 JSON of facts and settings, made once. */
  readonly data: ArrayBuffer
  readonly policy: Decision['policy']
}

export type BundleReason =
  | 'digest'
  | 'manifest'
  | 'optimised'
  | 'tables'
  | 'settings'
  | 'module'
  | 'abi'
  | 'builtins'
  | 'entrypoints'

export class BundleFault extends PolicyFault {
  readonly reason: BundleReason
  constructor(reason: BundleReason, message: string, options?: ErrorOptions) {
    super(`policy bundle refused: ${message}`, options)
    this.name = 'BundleFault'
    this.reason = reason
  }
}

/** The calling convention this code was written against. */
const ABI = '1.3'
/**
 * Functions the module may expect from its host: none. The rules need no clock, network or formatting, and a function
 * that is missing shows only when a rule calls it (pitfalls 4 and 8).
 */
const ALLOWED_BUILTINS: readonly string[] = []

const dataSchema = z.strictObject({ facts: factsSchema })

/** `settings` is the parsed settings document. Throws BundleFault; nothing half-loaded is ever returned. */
export function loadBundle(files: BundleFiles, settings: unknown, sha256: Crypto['sha256']): Bundle {
  const digest = parse('digest', 'digest.json', files.digest, digestSchema)
  const compiled = files.wasm instanceof WebAssembly.Module
  const parts = {
    // A compiled module has no bytes left to hash. The build test holds digest.json to the bytes that are deployed.
    wasm: files.wasm instanceof WebAssembly.Module ? digest.parts.wasm : digestOf(sha256, files.wasm),
    data: digestOf(sha256, files.data),
    manifest: digestOf(sha256, files.manifest),
  }
  if (canonicalText(digestOfParts(sha256, parts)) !== canonicalText(digest)) {
    throw new BundleFault('digest', compiled ? 'tables or manifest differ from digest.json' : 'digest.json differs')
  }
  const { manifest, facts } = papersOf(files)
  if (manifest.optimisation !== 0) throw new BundleFault('optimised', 'it was built with optimisation (pitfall 11)')
  const local = checkSettings(settings, facts)
  if (!local.ok) throw new BundleFault('settings', `local settings: ${local.problems.join('; ')}`)
  const module = compile(files.wasm)
  admit(module, manifest)
  const policy = policyDigest(sha256, parts, local.settings)
  return {
    module,
    manifest,
    facts,
    settings: local.settings,
    data: encode(JSON.stringify({ facts, settings: local.settings })),
    policy: { digest: policy, revision: policy.slice('sha256:'.length, 'sha256:'.length + 12) },
  }
}

/** What a policy says of itself: its norms and its tables, without its rules. Throws BundleFault. */
export function papersOf({
  manifest,
  data,
}: Pick<BundleFiles, 'manifest' | 'data'>): Pick<Bundle, 'manifest' | 'facts'> {
  return {
    manifest: parse('manifest', 'manifest.json', manifest, manifestSchema),
    facts: parse('tables', 'data.json', data, dataSchema).facts,
  }
}

/** UTF-8 in a buffer of exactly its size, as the SDK wants it. */
export function encode(text: string): ArrayBuffer {
  const bytes = new TextEncoder().encode(text)
  return bytes.byteLength === bytes.buffer.byteLength
    ? bytes.buffer
    : bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
}

function parse<T>(reason: BundleReason, name: string, text: string, schema: z.ZodType<T>): T {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new BundleFault(reason, `${name} is not JSON`, { cause })
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new BundleFault(reason, `${name}: ${problemsIn(parsed.error).slice(0, 20).join('; ')}`)
}

function compile(wasm: Uint8Array | WebAssembly.Module): WebAssembly.Module {
  if (wasm instanceof WebAssembly.Module) return wasm
  try {
    return new WebAssembly.Module(wasm)
  } catch (cause) {
    throw new BundleFault('module', 'policy.wasm is not a WebAssembly module', { cause })
  }
}

function admit(module: WebAssembly.Module, manifest: Manifest): void {
  const found = inspect(module)
  if (found.abi !== ABI) throw new BundleFault('abi', `ABI ${found.abi ?? 'unknown'}, not ${ABI}`)
  const strange = found.builtins.filter((name) => !ALLOWED_BUILTINS.includes(name))
  if (strange.length > 0) throw new BundleFault('builtins', `it expects functions of the host: ${strange.join(', ')}`)
  const absent = ENTRYPOINTS.filter((name) => !found.entrypoints.includes(name) || !manifest.entrypoints.includes(name))
  if (absent.length > 0) throw new BundleFault('entrypoints', `it lacks ${absent.join(', ')}`)
}

/** A module can be valid WebAssembly and no policy at all; the SDK then throws anything. */
function inspect(module: WebAssembly.Module) {
  try {
    return inspectModule(module, LIMITS.policyMemoryBytes)
  } catch (cause) {
    throw new BundleFault('module', 'policy.wasm is not a compiled policy', { cause })
  }
}
