/**
 * SQL connector: a SQLite file, opened read-only, asked by one parametrised SELECT per identifier type. A query runs
 * on the thread of the broker and cannot be interrupted: let it be answered from an index.
 */
import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { SourceRecord } from '../domain/disclosure.ts'
import { LIMITS } from '../limits.ts'
import { type Source, SourceFailure, type SourceQuery } from '../source-port.ts'
import type { SqlConnector } from './connector.ts'
import type { Mapper } from './mapping.ts'
import { recordsOf } from './rows.ts'

export function sqlSource(connector: SqlConnector, file: string, mapper: Mapper): Source {
  let held: { readonly database: Database.Database; readonly inode: bigint } | undefined
  const statements = new Map<string, Database.Statement>()

  /** Opened on first use, and again when another file has taken its place: the old one would answer with old data. */
  function open(): Database.Database {
    const { ino } = attempt('unreachable', () => statSync(file, { bigint: true }))
    if (held?.inode === ino) return held.database
    shut()
    // The busy timeout blocks the thread, so it stays far below that of the source.
    const options = { readonly: true, fileMustExist: true, timeout: 100 }
    held = { database: attempt('unreachable', () => new Database(file, options)), inode: ino }
    return held.database
  }

  function shut(): void {
    held?.database.close()
    held = undefined
    statements.clear()
  }

  function prepared(database: Database.Database, key: string, sql: string): Database.Statement {
    const known = statements.get(key)
    if (known) return known
    const statement = attempt('malformed', () => database.prepare(sql).safeIntegers(true))
    if (!statement.reader) throw new SourceFailure('malformed')
    const columns = new Set(statement.columns().map((column) => column.name))
    if (!mapper.columns.every((column) => columns.has(column))) throw new SourceFailure('malformed')
    statements.set(key, statement)
    return statement
  }

  async function fetch(query: SourceQuery): Promise<readonly SourceRecord[]> {
    const key = query.identifier?.type ?? 'none'
    const sql = connector.queries[key]
    if (sql === undefined) throw new SourceFailure('not-connected')
    const statement = prepared(open(), key, sql)
    const parameters = { value: query.identifier?.value ?? null, decision: query.decisionId, number: query.number }
    const rows = attempt('unreachable', () => {
      const found: unknown[] = []
      for (const row of statement.iterate(parameters)) {
        if (found.length === LIMITS.recordsPerInquiry) throw new SourceFailure('too-large')
        found.push(row)
      }
      return found
    })
    return recordsOf(rows, mapper, query.fields)
  }

  async function check(): Promise<void> {
    const database = open()
    attempt('unreachable', () => database.prepare('SELECT 1 FROM sqlite_master').all())
    for (const [key, sql] of Object.entries(connector.queries)) prepared(database, key, sql)
  }

  async function close(): Promise<void> {
    shut()
  }

  return { fetch, check, close }
}

/** The driver's messages may quote statements and values: they stop here. */
function attempt<T>(kind: SourceFailure['kind'], work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof SourceFailure ? error : new SourceFailure(kind)
  }
}
