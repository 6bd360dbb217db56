/** A copy of the database beside the process that writes it, and whether a copy is sound. Nothing is written to what is read. */
import Database from 'better-sqlite3'
import { StorageFailure } from '../failure.ts'

/**
 * One consistent snapshot, written anew page by page: what was deleted before is not in it. The writer goes on; its
 * write-ahead log only grows meanwhile. The file that holds its lock is not touched. The copy is not synced yet.
 */
export function copyDatabase(from: string, to: string): void {
  let database: Database.Database | undefined
  try {
    database = new Database(from, { readonly: true, fileMustExist: true })
    database.prepare('VACUUM INTO ?').run(to)
  } catch (error) {
    throw new StorageFailure('unwritable', 'the database is not there, or cannot be copied', { cause: error })
  } finally {
    database?.close()
  }
}

/** Structure, indexes and references of all tables; what the entries say is another question (src/log/audit.ts). */
export function isSound(path: string): boolean {
  let database: Database.Database | undefined
  try {
    database = new Database(path, { readonly: true, fileMustExist: true })
    const checked = database.pragma('integrity_check', { simple: true })
    return checked === 'ok' && (database.pragma('foreign_key_check') as unknown[]).length === 0
  } catch {
    return false
  } finally {
    database?.close()
  }
}
