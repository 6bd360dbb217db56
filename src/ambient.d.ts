/** Types that packages and the compiler's library leave out, as narrow as their use here. */

/** Its own declarations are CommonJS-shaped, and miss that Node and bundlers give the function as the default export. */
declare module 'canonicalize' {
  export default function canonicalize(value: unknown): string | undefined
}

/** Its declarations miss the default export, which alone has `loadPolicySync`. */
declare module '@open-policy-agent/opa-wasm' {
  export type LoadedPolicy = {
    readonly mem: WebAssembly.Memory
    readonly wasmInstance: WebAssembly.Instance
    readonly entrypoints: Readonly<Record<string, number>>
    evaluate(input: object, entrypoint: string): unknown
    setData(data: ArrayBuffer): void
  }
  const sdk: {
    loadPolicySync(module: WebAssembly.Module, memory: { initial?: number; maximum?: number }): LoadedPolicy
  }
  export default sdk
}

/** Node and workerd both have it; the ES library does not declare it. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array)
    static exports(module: Module): { name: string; kind: string }[]
  }
  class Instance {
    readonly exports: Readonly<Record<string, unknown>>
  }
  class Memory {
    readonly buffer: ArrayBuffer
  }
}

/** The policy bundle as wrangler imports it (`rules` in wrangler.toml): compiled, and its bytes, the rest as text. */
declare module '*.wasm' {
  const module: WebAssembly.Module
  export default module
}
declare module '*.bin' {
  const bytes: ArrayBuffer
  export default bytes
}
declare module '*.json?text' {
  const text: string
  export default text
}
