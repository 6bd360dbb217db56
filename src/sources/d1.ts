/**
 * SQL connector on Workers: a D1 binding, asked by one parametrised SELECT per identifier type. Only the mapped columns are
 * read, and no more rows than an answer may have.
 */
import type { SourceRecord } from '../domain/disclosure.ts'
import { LIMITS } from '../limits.ts'
import { type Source, SourceFailure, type SourceQuery } from '../source-port.ts'
import type { D1Binding, D1Statement } from '../storage/d1/binding.ts'
import type { SqlConnector } from './connector.ts'
import type { Mapper } from './mapping.ts'
import { recordsOf } from './rows.ts'
import { isOneSelect, numbered, type Parameter } from './select.ts'

export function d1Source(connector: SqlConnector, database: D1Binding, mapper: Mapper): Source {
  /** The query inside ours: a column that is not there is an error, not a text, because of the brackets. */
  function limited(
    sql: string,
    rows: number,
    values: Readonly<Record<Parameter, string | number | null>>,
  ): D1Statement {
    // The configuration was checked; checked again where it counts, because the binding could also write.
    if (!isOneSelect(sql)) throw new SourceFailure('malformed')
    const columns = mapper.columns.map((column) => `[${column}] AS [${column}]`).join(', ')
    // A comment at the end of the query ends with its line.
    const { sql: text, parameters } = numbered(sql)
    const statement = database.prepare(`SELECT ${columns} FROM (${text}\n) LIMIT ${rows}`)
    return parameters.length > 0 ? statement.bind(...parameters.map((name) => values[name])) : statement
  }

  async function fetch(query: SourceQuery): Promise<readonly SourceRecord[]> {
    const sql = connector.queries[query.identifier?.type ?? 'none']
    if (sql === undefined) throw new SourceFailure('not-connected')
    // One more than may be: an answer that is cut off would look like a whole one.
    const { identifier, decisionId: decision, number } = query
    const statement = limited(sql, LIMITS.recordsPerInquiry + 1, { value: identifier?.value ?? null, decision, number })
    const [result] = await attempt(() => database.batch([statement]))
    return recordsOf(
      (result?.results ?? []).map((row) => exact(row)),
      mapper,
      query.fields,
    )
  }

  /** No row of anybody is read. */
  async function check(): Promise<void> {
    const nobody = { value: null, decision: null, number: null }
    const statements = Object.values(connector.queries).map((sql) => limited(sql, 0, nobody))
    await attempt(() => database.batch(statements))
  }

  return { fetch, check, close: async () => undefined }
}

/** D1 gives integers beyond 2^53 rounded: such a row is refused. */
function exact(row: unknown): unknown {
  const rounded = Object.values(Object(row)).some((value) => Number.isInteger(value) && !Number.isSafeInteger(value))
  if (rounded) throw new SourceFailure('wrong-type')
  return row
}

/** D1's messages may quote statements and values: they stop here. */
async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const wrong = error instanceof Error && /SQLITE_ERROR|no such|syntax error|parameter/i.test(error.message)
    throw new SourceFailure(wrong ? 'malformed' : 'unreachable')
  }
}
