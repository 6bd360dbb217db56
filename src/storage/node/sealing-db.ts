/** sealing.db in the key folder: wrapped sealing keys, of which a destroyed one leaves nothing behind. */
import { chmodSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { KEY_TABLE, STATE_TABLE } from '../key-sql.ts'
import { KeyFolderError } from './key-folder.ts'

const SEALING = 'sealing.db'

export function hasSealing(dir: string): boolean {
  return existsSync(join(dir, SEALING))
}

/** Throws KeyFolderError: what SQLite or the file system says says nothing to an operator who does not know the file. */
export function openSealing(dir: string, create: boolean): Database.Database {
  if (!create && !hasSealing(dir))
    throw new KeyFolderError('the key folder has no sealing.db: restore it from its backup')
  try {
    return prepared(join(dir, SEALING))
  } catch (error) {
    if (error instanceof KeyFolderError) throw error
    throw new KeyFolderError('sealing.db in the key folder cannot be used: restore it from its backup', {
      cause: error,
    })
  }
}

function prepared(path: string): Database.Database {
  const database = new Database(path, { timeout: 5_000 })
  chmodSync(path, 0o600)
  // A rollback journal, not a WAL: a destroyed key must not live on in one. EXTRA also syncs the folder after the journal
  // went, else a power cut could bring the journal back and roll a returned key away. Destroyed bytes are overwritten.
  database.pragma('journal_mode = DELETE')
  database.pragma('synchronous = EXTRA')
  database.pragma('secure_delete = ON')
  for (const sql of [...KEY_TABLE, STATE_TABLE]) database.exec(sql)
  if (database.pragma('synchronous', { simple: true }) !== 3)
    throw new KeyFolderError('sealing.db does not sync its writes')
  return database
}
