/** The database of a built log, opened by somebody who first takes its guards away; cells are read and written as bytes. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { logCommand } from '../../src/cli/log.ts'
import type { BuiltLog } from './log.ts'

/** One value of one row. Text and blobs as their bytes, whole numbers as 48 bits, lowest first. */
export type Cell = { readonly table: string; readonly column: string; readonly rowid: string }

const INTEGER_BYTES = 6

export type Opened = {
  readonly database: Database.Database
  /** undefined: NULL, of which no bit can be flipped. */
  read(cell: Cell): Uint8Array | undefined
  /** Throws when the database itself refuses: a second row of one key. */
  write(cell: Cell, bytes: Uint8Array): void
  close(): void
}

export function openUnguarded(dataDir: string): Opened {
  const database = new Database(join(dataDir, 'sluis.db'))
  database.pragma('foreign_keys = OFF')
  database.pragma('synchronous = OFF')
  database.pragma('ignore_check_constraints = ON')
  for (const kind of ['trigger', 'index'])
    for (const name of database
      .prepare<[string], string>('SELECT name FROM sqlite_master WHERE type = ? AND sql IS NOT NULL')
      .pluck()
      .all(kind))
      database.exec(`DROP ${kind} ${name}`)
  // What follows looks entries up by their parts.
  database.exec('CREATE INDEX tamper_id ON entries (id)')
  database.pragma('wal_checkpoint(TRUNCATE)')
  const kindOf = ({ table, column, rowid }: Cell) =>
    database.prepare<[], string>(`SELECT typeof(${column}) FROM ${table} WHERE ${rowid}`).pluck().get()
  return {
    database,
    read(cell) {
      const { table, column, rowid } = cell
      const kind = kindOf(cell)
      if (kind === undefined || kind === 'null') return undefined
      if (kind === 'integer') {
        const value = database.prepare<[], number>(`SELECT ${column} FROM ${table} WHERE ${rowid}`).pluck().get() ?? 0
        const bytes = Buffer.alloc(INTEGER_BYTES)
        bytes.writeUIntLE(value, 0, INTEGER_BYTES)
        return bytes
      }
      return database
        .prepare<[], Uint8Array>(`SELECT CAST(${column} AS BLOB) FROM ${table} WHERE ${rowid}`)
        .pluck()
        .get()
    },
    write(cell, bytes) {
      const { table, column, rowid } = cell
      const kind = kindOf(cell)
      const value = kind === 'integer' ? Buffer.from(bytes).readUIntLE(0, INTEGER_BYTES) : Buffer.from(bytes)
      const set = kind === 'text' ? 'CAST(? AS TEXT)' : '?'
      database.prepare(`UPDATE ${table} SET ${column} = ${set} WHERE ${rowid}`).run(value)
    },
    close() {
      database.pragma('wal_checkpoint(TRUNCATE)')
      database.close()
    },
  }
}

/** `sluis log verify --parts` on it, with a checkpoint that was kept, or witnesses; each finding as `code at`. */
export async function verified(
  { keysDir, origin }: Pick<BuiltLog, 'keysDir' | 'origin'>,
  dataDir: string,
  args: readonly string[] = ['--parts'],
): Promise<{ readonly code: number; readonly found: readonly string[] }> {
  let out = ''
  const io = {
    env: { SLUIS_KEYS_DIR: keysDir, SLUIS_DATA_DIR: dataDir, SLUIS_ORIGIN: origin },
    out: (text: string) => {
      out += text
    },
    err: () => undefined,
  }
  const code = await logCommand(['verify', ...args], io)
  const found = out.split('\n').flatMap(
    (line) =>
      line
        .match(/^([a-z]+-[a-z]+) +(\S+)/)
        ?.slice(1, 3)
        .join(' ') ?? [],
  )
  return { code, found }
}

/** For who knows the witnesses of the log, and asks that all of them saw it. */
export function seenBy({ witnesses }: Pick<BuiltLog, 'witnesses'>): string[] {
  return witnesses.flatMap((key) => ['--witness', key])
}
