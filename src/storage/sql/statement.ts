/**
 * SQL as data: drizzle writes each statement once, with named placeholders; an engine only runs it. So SQLite and D1
 * share the SQL and differ in how they make it durable. Pure.
 */
import { and, desc, is, lt, Param, Placeholder, type SQL } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { drizzle } from 'drizzle-orm/sqlite-proxy'

/** Writes SQL, runs none: this drizzle has no database behind it. */
export const author = drizzle(() => Promise.reject(new Error('statements are run by an engine')))

type Written = { toSQL(): { readonly sql: string; readonly params: unknown[] } }

/** A statement with its placeholders. `row` is never there: it tells the compiler what comes back. */
export type Statement<Row> = { readonly sql: string; readonly params: readonly Taken[]; readonly row?: Row }
/** A statement with its values: ready to run. */
export type Step<Row = unknown> = { readonly sql: string; readonly values: readonly unknown[]; readonly row?: Row }
export type Values = Readonly<Record<string, unknown>>
/** A parameter out of the values. */
type Taken = (values: Values) => unknown

export function statement<Row>(written: Written): Statement<Row> {
  const { sql, params } = written.toSQL()
  return { sql, params: params.map(takenBy) }
}

/** What drizzle finds out about a parameter at every run is found out once: a question fills two dozen statements. */
function takenBy(param: unknown): Taken {
  if (is(param, Placeholder)) return (values) => named(values, param.name)
  if (!is(param, Param) || !is(param.value, Placeholder)) return () => param
  const { encoder, value } = param
  return (values) => encoder.mapToDriverValue(named(values, value.name))
}

function named(values: Values, name: string): unknown {
  if (!(name in values)) throw new Error(`no value for the placeholder ${name}`)
  return values[name]
}

/** Throws when a placeholder has no value. */
export function fill<Row>({ sql, params }: Statement<Row>, values: Values): Step<Row> {
  return { sql, values: params.map((taken) => taken(values)) }
}

/** A statement built for one call, where filters come and go. */
export function step<Row>(written: Written): Step<Row> {
  const { sql, params } = written.toSQL()
  return { sql, values: params }
}

/** A page of what is filtered so, newest first, for ids grow; `after`: the id of the last one seen. */
export function newestFirst<Row>(
  table: SQLiteTable & { readonly id: SQLiteColumn },
  filter: readonly (SQL | undefined)[],
  { after, count }: { readonly after?: string; readonly count: number },
): Step<Row> {
  const behind = after === undefined ? undefined : lt(table.id, after)
  return step(
    author
      .select()
      .from(table)
      .where(and(...filter, behind))
      .orderBy(desc(table.id))
      .limit(count),
  )
}

type Rows<Steps extends readonly Step[]> = {
  readonly [I in keyof Steps]: Steps[I] extends Step<infer Row> ? readonly Row[] : never
}

/** What an engine of the SQLite family does for the registers and indexes that share its SQL. */
export type Engine = {
  /** All steps see one snapshot. */
  read<const Steps extends readonly Step[]>(steps: Steps): Promise<Rows<Steps>>
  /** All or nothing, durable when it returns. Resolves with the number of rows changed by each step. */
  write(steps: readonly Step[]): Promise<readonly number[]>
}
export type ReadRows<Steps extends readonly Step[]> = Rows<Steps>

/** D1 gives blobs as ArrayBuffer or as an array of numbers, better-sqlite3 as Buffer. */
export function bytesOf(value: Uint8Array | ArrayBuffer | readonly number[]): Uint8Array {
  return value instanceof Uint8Array ? value : new Uint8Array(value instanceof ArrayBuffer ? value : [...value])
}
