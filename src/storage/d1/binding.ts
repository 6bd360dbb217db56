/** What is used of a Cloudflare D1 binding, as narrow as its use here. With the one conversion it needs. Pure. */

export type D1Result = {
  readonly results: readonly unknown[]
  readonly meta: { readonly changes: number }
}
export type D1Statement = {
  bind(...values: readonly unknown[]): D1Statement
}
/** One database. A batch is one transaction: all of it or nothing, and the only kind there is. */
export type D1Binding = {
  prepare(sql: string): D1Statement
  batch(statements: readonly D1Statement[]): Promise<readonly D1Result[]>
}

/** D1 takes the buffer behind a view, not the view: a slice of a larger buffer would carry its neighbours along. */
export function bound(value: unknown): unknown {
  return value instanceof Uint8Array ? new Uint8Array(value).buffer : value
}

export function isD1(value: unknown): value is D1Binding {
  return typeof value === 'object' && value !== null && 'prepare' in value && 'batch' in value
}
