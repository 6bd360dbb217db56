/** The log of a database that is only read, in one snapshot: also while a broker writes it. Entries stream, one at a time. */
import Database from 'better-sqlite3'
import type { AuditedEntry, StoredLog } from '../../log/audit.ts'
import type { Entry, SealedParts } from '../../ports.ts'
import { StorageFailure } from '../failure.ts'

export type ReadOnlyLog = StoredLog & {
  /** Entries with their sealed parts. */
  sealed(): Iterable<Entry>
  close(): void
}

type Row = Omit<AuditedEntry, 'index' | 'leafHash'> & { readonly idx: number; readonly leaf_hash: string }

const ENTRIES = 'SELECT idx, id, type, oin, settles, at, leaf, leaf_hash, number FROM entries ORDER BY idx'

/** Throws StorageFailure 'unwritable' when it is not there or is no log of this version. */
export function openReadOnly(path: string): ReadOnlyLog {
  let database: Database.Database | undefined
  try {
    database = new Database(path, { readonly: true, fileMustExist: true })
    // The snapshot begins with the first read, and ends when it is closed.
    database.exec('BEGIN')
    return logOf(database)
  } catch (error) {
    database?.close()
    throw new StorageFailure('unwritable', 'the database is not there, or holds no log of this version', {
      cause: error,
    })
  }
}

function logOf(database: Database.Database): ReadOnlyLog {
  const entries = database.prepare<[], Row>(ENTRIES)
  const tile = database
    .prepare<[number, number], Uint8Array>('SELECT hashes FROM tree_tiles WHERE level = ? AND idx = ?')
    .pluck()
  const tiles = database.prepare<[], number>('SELECT count(*) FROM tree_tiles').pluck()
  const checkpoint = database.prepare<[], { size: number; note: string }>('SELECT size, note FROM tree_checkpoint')
  const cosigned = database.prepare<[], { size: number; note: string }>('SELECT size, note FROM tree_cosigned')
  const parts = database.prepare<[number], SealedParts>(
    'SELECT key_id AS keyId, bytes FROM parts WHERE entry_idx = ? ORDER BY key_id',
  )
  function* sequence(): Generator<AuditedEntry> {
    for (const { idx, leaf_hash, ...entry } of entries.iterate()) yield { ...entry, index: idx, leafHash: leaf_hash }
  }
  return {
    entries: sequence,
    *sealed() {
      for (const entry of sequence()) yield { ...entry, parts: parts.all(entry.index) }
    },
    tile: (level, index) => tile.get(level, index),
    tiles: () => tiles.get() ?? 0,
    checkpoint: () => checkpoint.get(),
    cosigned: () => cosigned.get(),
    close: () => database.close(),
  }
}
