/** The log of a database that is only read, in one snapshot: also while a broker writes it. Entries stream, one at a time. */
import Database from 'better-sqlite3'
import type { SourceCall } from '../../domain/counters.ts'
import type { AuditedEntry, StoredLog } from '../../log/audit.ts'
import type { StoredCall } from '../../log/audit-counts.ts'
import type { StoredIndex } from '../../log/audit-index.ts'
import type { StoredParts } from '../../log/audit-parts.ts'
import type { DecisionRow } from '../../log/decision-index.ts'
import { OPEN } from '../../log/entry.ts'
import type { SealedParts } from '../../ports.ts'
import { StorageFailure } from '../failure.ts'
import { callOf as callOfDecision, countersOf } from '../sql/count-sql.ts'
import { decisionOf } from '../sql/decision-index.ts'
import type { IndexRow } from '../sql/decision-search.ts'
import { codeOf } from './connect.ts'

export type ReadOnlyLog = StoredLog &
  StoredParts & {
    /** Whether SQLite finds its own file damaged: rows, and the indexes beside them. Reads all of it. */
    damaged(): boolean
    close(): void
  }

/** A file that SQLite cannot read, or not everywhere: a disk that fails, or somebody who wrote past SQLite. */
export function isDamage(error: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(codeOf(error))
}

type Row = Omit<AuditedEntry, 'index' | 'leafHash'> & { readonly idx: number; readonly leaf_hash: string }

const ENTRIES = 'SELECT idx, id, type, oin, settles, at, leaf, leaf_hash, number FROM entries ORDER BY idx'

type Tally = { readonly index: number; readonly leaf: Uint8Array; readonly open: Uint8Array | undefined }
const TALLIES = `SELECT e.idx AS "index", e.leaf, p.bytes AS open FROM entries e
  LEFT JOIN parts p ON p.entry_idx = e.idx AND p.key_id = ? WHERE e.type = 'tally' ORDER BY e.idx`

/** Throws StorageFailure 'unwritable' when it is not there or is no log of this version. */
export function openReadOnly(path: string): ReadOnlyLog {
  return openSnapshot(path, logOf)
}

/** Throws as openReadOnly does, also for what `read` prepares. Whoever gets it closes the database. */
export function openSnapshot<T>(path: string, read: (database: Database.Database) => T): T {
  let database: Database.Database | undefined
  try {
    database = new Database(path, { readonly: true, fileMustExist: true })
    // The snapshot begins with the first read, and ends when it is closed.
    database.exec('BEGIN')
    return read(database)
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
  const checkpoint = database.prepare<[], { size: number; note: string }>(
    'SELECT size, note FROM tree_checkpoint WHERE id = 1',
  )
  const cosigned = database.prepare<[], { size: number; note: string }>(
    'SELECT size, note FROM tree_cosigned WHERE id = 1',
  )
  const parts = database.prepare<[number], SealedParts>(
    'SELECT key_id AS keyId, bytes FROM parts WHERE entry_idx = ? ORDER BY key_id',
  )
  const calls = database.prepare<[], StoredCall>(
    'SELECT entry_idx AS "index", holder, source, number FROM source_calls ORDER BY entry_idx',
  )
  const tallies = database.prepare<[string], Tally>(TALLIES)
  const counters = database.prepare<[], Record<string, number>>('SELECT * FROM counters WHERE id = 1')
  const [callOf] = callOfDecision('')
  const call = database.prepare<[string], SourceCall>(callOf.sql)
  const imported = database
    .prepare<[], number>(`SELECT coalesce(max(idx), -1) FROM entries WHERE type = 'import'`)
    .pluck()
  const keyIds = database
    .prepare<[string], string>('SELECT key_id FROM parts WHERE entry_idx = (SELECT idx FROM entries WHERE id = ?)')
    .pluck()
  const oin = database.prepare<[string], string>('SELECT oin FROM entries WHERE id = ?').pluck()
  function* sequence(): Generator<AuditedEntry> {
    for (const { idx, leaf_hash, ...entry } of entries.iterate()) yield { ...entry, index: idx, leafHash: leaf_hash }
  }
  const stepping = new Set<Iterator<unknown>>()
  function stepped<T>(rows: IterableIterator<T>): Iterable<T> {
    stepping.add(rows)
    return rows
  }
  return {
    entries: sequence,
    *sealed() {
      for (const entry of sequence()) yield { ...entry, parts: parts.all(entry.index) }
    },
    calls: () => stepped(calls.iterate()),
    tallies: () => stepped(tallies.iterate(OPEN)),
    counters() {
      const row = counters.get()
      return row && countersOf(row)
    },
    callOf: (decisionId) => call.get(decisionId),
    keyIdsOf: (id) => keyIds.all(id),
    importedUntil: () => imported.get() ?? -1,
    damaged: () => database.pragma('integrity_check(1)', { simple: true }) !== 'ok',
    oinOf: (id) => oin.get(id),
    index: indexOf(database),
    tile: (level, index) => tile.get(level, index),
    tiles: () => tiles.get() ?? 0,
    checkpoint: () => checkpoint.get(),
    cosigned: () => cosigned.get(),
    close() {
      // Who stopped halfway, because the file cannot be read further, left these where they were.
      for (const rows of stepping) rows.return?.()
      database.close()
    },
  }
}

function indexOf(database: Database.Database): StoredIndex {
  const count = (table: string) => database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck()
  const [rows, norms, bases] = [count('decision_index'), count('decision_norms'), count('decision_bases')]
  const position = database.prepare<[], number>('SELECT position FROM index_position').pluck()
  const row = database.prepare<[number], IndexRow>('SELECT * FROM decision_index WHERE idx = ?')
  const norm = database.prepare<[string, number]>('SELECT 1 FROM decision_norms WHERE norm = ? AND idx = ?')
  const basis = database.prepare<[string, number]>('SELECT 1 FROM decision_bases WHERE basis = ? AND idx = ?')
  return {
    position: () => position.get() ?? 0,
    row(index) {
      const found = row.get(index)
      return found && readable(found)
    },
    hasNorm: (index, name) => norm.get(name, index) !== undefined,
    hasBasis: (index, name) => basis.get(name, index) !== undefined,
    counts: () => ({ rows: rows.get() ?? 0, norms: norms.get() ?? 0, bases: bases.get() ?? 0 }),
  }
}

/** null: what stands there is no list. */
function readable(row: IndexRow): DecisionRow | null {
  try {
    return decisionOf(row)
  } catch {
    return null
  }
}
