/** A D1 binding on SQLite in memory: its batch, its blobs as numbers, its errors as text, and no transactions of one's own. */
import Database from 'better-sqlite3'
import type { D1Binding, D1Result, D1Statement } from '../../../src/storage/d1/binding.ts'

type Fake = D1Statement & { run(): D1Result }

export type FakeD1 = D1Binding & { close(): void }

export function fakeD1(): FakeD1 {
  const database = new Database(':memory:')
  database.pragma('foreign_keys = ON')

  function statement(sql: string, values: readonly unknown[]): Fake {
    return {
      bind: (...bound) => statement(sql, bound.map(accepted)),
      run() {
        if (/^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|PRAGMA)/i.test(sql))
          throw new Error('D1_ERROR: not authorized: SQLITE_AUTH')
        const prepared = database.prepare<unknown[], Record<string, unknown>>(sql)
        const given = numbered(sql, values)
        if (prepared.reader) return { results: prepared.all(...given).map(asD1Row), meta: { changes: 0 } }
        return { results: [], meta: { changes: prepared.run(...given).changes } }
      },
    }
  }

  return {
    prepare: (sql) => statement(sql, []),
    async batch(statements) {
      if (statements.length === 0) throw new Error('D1_ERROR: No SQL statements detected.')
      const transaction = database.transaction(() => statements.map((one) => (one as Fake).run()))
      try {
        return transaction()
      } catch (error) {
        if (error instanceof Database.SqliteError)
          throw new Error(`D1_ERROR: ${error.message}: SQLITE_CONSTRAINT (extended: ${error.code})`)
        throw error
      }
    },
    close: () => database.close(),
  }
}

/** D1 binds `?1` by position, as SQLite does; this driver takes it for a name. */
function numbered(sql: string, values: readonly unknown[]): readonly unknown[] {
  return /\?\d/.test(sql) ? [Object.fromEntries(values.map((value, i) => [i + 1, value]))] : values
}

/** D1 takes null, numbers, strings and buffers, and nothing else. */
function accepted(value: unknown): unknown {
  if (value === null || typeof value === 'number' || typeof value === 'string') return value
  if (value instanceof ArrayBuffer) return Buffer.from(value)
  throw new Error(`D1_TYPE_ERROR: Type '${typeof value}' not supported for value`)
}

function asD1Row(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, Buffer.isBuffer(value) ? [...value] : value]),
  )
}
