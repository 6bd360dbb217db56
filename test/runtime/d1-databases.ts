/**
 * Real D1 databases of workerd, from a test: a batch goes over HTTP to a Worker that holds them, and nothing of it is synchronous.
 * What miniflare hands out by itself asks workerd for each statement while the whole process stands still, and a machine that is
 * held up for seconds makes it lose its place.
 */
import { Miniflare } from 'miniflare'
import type { D1Binding, D1Result, D1Statement } from '../../src/storage/d1/binding.ts'

export type Databases = { open(name: string): D1Binding; close(): Promise<void> }

/** As D1 takes and gives them, but for bytes, which JSON has not, and for what is no value, which it would make one. */
const WORKER = `
  const given = (value) =>
    'bytes' in value ? Uint8Array.from(atob(value.bytes), (one) => one.charCodeAt(0)).buffer : value.plain
  export default {
    async fetch(request, env) {
      const { name, statements } = await request.json()
      try {
        const prepared = statements.map(({ sql, values }) =>
          values === null ? env[name].prepare(sql) : env[name].prepare(sql).bind(...values.map(given)))
        return Response.json({ results: await env[name].batch(prepared) })
      } catch (error) {
        return Response.json({ error: error.message })
      }
    },
  }`

type Told = D1Statement & { readonly sql: string; readonly values: readonly unknown[] | null }

export async function startDatabases(names: readonly string[]): Promise<Databases> {
  const miniflare = new Miniflare({
    modules: true,
    script: WORKER,
    compatibilityDate: '2026-04-01',
    d1Databases: [...names],
    cf: false,
  })
  await miniflare.ready
  const statement = (sql: string, values: Told['values']): Told => ({
    sql,
    values,
    bind: (...bound) => statement(sql, bound.map(sent)),
  })
  return {
    open: (name) => ({
      prepare: (sql) => statement(sql, null),
      async batch(statements) {
        const body = JSON.stringify({ name, statements })
        const answer = await miniflare.dispatchFetch('http://localhost/', { method: 'POST', body })
        const { results, error } = (await answer.json()) as { results?: readonly D1Result[]; error?: string }
        if (!results) throw new Error(error)
        return results
      },
    }),
    close: () => miniflare.dispose(),
  }
}

function sent(value: unknown): object {
  return value instanceof ArrayBuffer ? { bytes: Buffer.from(value).toString('base64') } : { plain: value }
}
