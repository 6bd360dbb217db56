/**
 * One WebAssembly instance of the policy, and what a module says about itself. Pure.
 *
 * The SDK gives a lot of trust to its caller: no entrypoint means entrypoint 0, falsy input means no input, data that do
 * not parse stay in force. This file is the only one that speaks to it, and asks in one way only.
 */
import sdk, { type LoadedPolicy } from '@open-policy-agent/opa-wasm'
import type { Entrypoint } from './output.ts'

const PAGE_BYTES = 64 * 1024
/** Room for the rules and tables of today without growing step by step. */
const INITIAL_PAGES = 64
/** The SDK only warns when these are absent, and then assumes an older calling convention. */
const ABI_GLOBALS = ['opa_wasm_abi_version', 'opa_wasm_abi_minor_version']

export type Guest = {
  /** Throws whatever the guest throws: Error, string or plain object. After a throw the instance is poisoned. */
  evaluate(entrypoint: Entrypoint, input: ArrayBuffer): unknown
  /** Guest memory; it never shrinks. */
  memoryBytes(): number
}

/** `data` is set once, here: setting it again on a serving instance can leave rejected data in force (pitfalls 1, 2). */
export function openGuest(module: WebAssembly.Module, data: ArrayBuffer, maximumBytes: number): Guest {
  const policy = instantiate(module, maximumBytes)
  policy.setData(data)
  return {
    evaluate: (entrypoint, input) => policy.evaluate(input, entrypoint),
    memoryBytes: () => policy.mem.buffer.byteLength,
  }
}

export type ModuleFacts = {
  /** `major.minor`; null where a global is missing. */
  readonly abi: string | null
  /** Functions that the module expects from its host. */
  readonly builtins: readonly string[]
  readonly entrypoints: readonly string[]
}

export function inspectModule(module: WebAssembly.Module, maximumBytes: number): ModuleFacts {
  const globals = WebAssembly.Module.exports(module).filter((one) => one.kind === 'global')
  if (!ABI_GLOBALS.every((name) => globals.some((one) => one.name === name))) {
    return { abi: null, builtins: [], entrypoints: [] }
  }
  const policy = instantiate(module, maximumBytes)
  const abi = ABI_GLOBALS.map((name) => globalValue(policy, name)).join('.')
  return { abi, builtins: builtinsOf(policy), entrypoints: Object.keys(policy.entrypoints) }
}

function instantiate(module: WebAssembly.Module, maximumBytes: number): LoadedPolicy {
  const maximum = Math.max(INITIAL_PAGES, Math.ceil(maximumBytes / PAGE_BYTES))
  return sdk.loadPolicySync(module, { initial: INITIAL_PAGES, maximum })
}

function globalValue(policy: LoadedPolicy, name: string): unknown {
  const global = policy.wasmInstance.exports[name]
  return typeof global === 'object' && global !== null && 'value' in global ? global.value : undefined
}

/** The guest answers with the address of a zero-terminated JSON object: name -> number. */
function builtinsOf(policy: LoadedPolicy): string[] {
  const address = call(policy, 'opa_json_dump', call(policy, 'builtins'))
  const bytes = new Uint8Array(policy.mem.buffer)
  const text = new TextDecoder().decode(bytes.subarray(address, bytes.indexOf(0, address)))
  return Object.keys(JSON.parse(text)).sort()
}

function call(policy: LoadedPolicy, name: string, ...args: number[]): number {
  const exported = policy.wasmInstance.exports[name]
  if (typeof exported !== 'function') throw new Error(`the module does not export ${name}`)
  return Number(exported(...args))
}
