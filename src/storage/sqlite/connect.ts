/**
 * Opens the database so that a returned commit is on the disk, and refuses to start when that cannot be shown. One process
 * at a time: group commit and its poisoning only hold for a sole writer.
 */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import type { Clock } from '../../ports.ts'
import { StorageFailure } from '../failure.ts'
import { LATEST_MIGRATION, MIGRATION_RAN, MIGRATIONS, MIGRATIONS_DONE, MIGRATIONS_TABLE } from '../migrations.ts'
import { syncFolder } from '../node/key-folder.ts'

/** The migration with which deleted rows began to be overwritten. */
const SECURE_DELETE_SINCE = 20
/** `PRAGMA synchronous` as a number. */
const FULL = 2
/** An operator's sqlite3 shell may hold a lock for a moment; longer than this is a failure. */
export const BUSY_MS = 1_000

export type Connection = { readonly database: Database.Database; close(): void }

/** Throws StorageFailure: 'locked', 'unsafe', 'newer' or 'unwritable'. */
export function connect(path: string, clock: Clock): Connection {
  const lock = lockDatabase(path)
  try {
    const database = new Database(path, { timeout: BUSY_MS })
    try {
      prepare(database, clock)
      syncFolder(dirname(path))
    } catch (error) {
      database.close()
      throw error
    }
    const close = () => {
      database.close()
      lock.close()
    }
    return { database, close }
  } catch (error) {
    lock.close()
    if (error instanceof StorageFailure) throw error
    throw new StorageFailure('unwritable', 'the database cannot be written', { cause: error })
  }
}

/**
 * For work that no broker may do beside: nobody opens the database, which need not be there yet, until this is closed. Throws
 * StorageFailure: 'locked' or 'unwritable'.
 */
export function lockDatabase(path: string): { close(): void } {
  makeFolder(dirname(path))
  return takeLock(`${path}.lock`, OF_DATABASE)
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new StorageFailure('unwritable', 'the data folder cannot be made', { cause: error })
  }
}

/**
 * An exclusive lock on a file of its own, through SQLite: the kernel lets go of it when the process dies, however it dies,
 * and readers of the database itself are not in the way. Nothing else may open this file: closing any handle on it would
 * drop the lock (POSIX). Throws StorageFailure: 'locked' or 'unwritable'.
 */
export function takeLock(path: string, says: LockSays): { close(): void } {
  let lock: Database.Database | undefined
  try {
    lock = new Database(path, { timeout: 0 })
    lock.pragma('journal_mode = MEMORY')
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock?.close()
    if (codeOf(error).startsWith('SQLITE_BUSY')) throw new StorageFailure('locked', says.locked, { cause: error })
    throw new StorageFailure('unwritable', says.unwritable, { cause: error })
  }
}

/** What a failure says, by its kind. */
type LockSays = Readonly<Record<'locked' | 'unwritable', string>>
const OF_DATABASE = {
  locked: 'another process uses this database; stop it first',
  unwritable: 'the data folder cannot be written',
}

function prepare(database: Database.Database, clock: Clock): void {
  if (database.pragma('journal_mode = WAL', { simple: true }) !== 'wal')
    throw new StorageFailure('unsafe', 'the database does not support a write-ahead log')
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  // What a deleted row held is overwritten, not only forgotten by its page.
  database.pragma('secure_delete = ON')
  // Checkpoints run between commits, never inside one (checkpoint.ts).
  database.pragma('wal_autocheckpoint = 0')
  // Earlier versions did not overwrite what they deleted: what they left in free places goes with a fresh copy, once.
  if (migrate(database, clock) === 'without-secure-delete') database.exec('VACUUM')
  // better-sqlite3 falls back to NORMAL at the first write in WAL mode: only what is read back after a write counts.
  database.pragma(`user_version = ${LATEST_MIGRATION}`)
  assertSynced(database)
  // After a sync that failed in an earlier life, what was just read may only be in the page cache. Writing all of it to
  // the database file and syncing that makes it durable before anybody relies on it.
  database.pragma('wal_checkpoint(TRUNCATE)')
}

function assertSynced(database: Database.Database): void {
  if (database.pragma('synchronous', { simple: true }) !== FULL)
    throw new StorageFailure('unsafe', 'the database does not sync its commits')
}

/** A crash inside: the transaction is not there, and the next start runs it again. */
function migrate(database: Database.Database, clock: Clock): 'without-secure-delete' | null {
  database.exec('BEGIN IMMEDIATE')
  try {
    database.exec(MIGRATIONS_TABLE)
    const done = new Set(database.prepare<[], number>(MIGRATIONS_DONE).pluck().all())
    const latest = Math.max(0, ...done)
    if (latest > LATEST_MIGRATION)
      throw new StorageFailure('newer', 'the database was made by a newer version of this program')
    for (const { id, statements } of MIGRATIONS) {
      if (done.has(id)) continue
      for (const sql of statements) database.exec(sql)
      database.prepare(MIGRATION_RAN).run(id, clock().toISOString())
    }
    database.exec('COMMIT')
    return done.size > 0 && !done.has(SECURE_DELETE_SINCE) ? 'without-secure-delete' : null
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK')
    throw error
  }
}

/** SQLite's own name for an error; '' when it is none of SQLite's. */
export function codeOf(error: unknown): string {
  return error instanceof Database.SqliteError ? error.code : ''
}
