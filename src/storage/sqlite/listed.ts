/** The log as it is compared with lists of others: by id and by number, in one snapshot, also while a broker writes it. */
import type Database from 'better-sqlite3'
import type { SourceCall } from '../../domain/counters.ts'
import { parseLeaf } from '../../log/leaf.ts'
import type { ListedPlace, Numbered, ReconcilePorts } from '../../log/reconcile.ts'
import { openSnapshot } from './read-only.ts'

export type ListedLog = ReconcilePorts['stored'] & { close(): void }

const PLACE = 'SELECT id, idx AS "index", leaf_hash AS leafHash, oin, number FROM entries WHERE id = ?'
const SETTLEMENT = 'SELECT id, idx AS "index", leaf_hash AS leafHash, leaf FROM entries WHERE settles = ?'
const CALL = `SELECT holder, source, number FROM source_calls WHERE entry_idx = (SELECT idx FROM entries WHERE id = ?)`
const NUMBERED = `SELECT number, id, type FROM entries
  WHERE oin = ? AND number IS NOT NULL AND number BETWEEN ? AND ? ORDER BY number`
const CALLS = `SELECT c.number, e.id, e.type FROM source_calls c JOIN entries e ON e.idx = c.entry_idx
  WHERE c.holder = ? AND c.source = ? AND c.number BETWEEN ? AND ? ORDER BY c.number`

/** Throws StorageFailure 'unwritable' when it is not there or is no log of this version. */
export function openListed(path: string): ListedLog {
  return openSnapshot(path, listedOver)
}

function listedOver(database: Database.Database): ListedLog {
  const place = database.prepare<[string], ListedPlace>(PLACE)
  const settlement = database.prepare<[string], ListedPlace & { readonly leaf: Uint8Array }>(SETTLEMENT)
  const call = database.prepare<[string], SourceCall>(CALL)
  const numbered = database.prepare<[string, number, number], Numbered>(NUMBERED)
  const calls = database.prepare<[string, string, number, number], Numbered>(CALLS)
  return {
    place: (id) => place.get(id),
    settlementOf(decisionId) {
      const row = settlement.get(decisionId)
      if (!row) return undefined
      const { id, index, leafHash, leaf } = row
      return { id, index, leafHash, disclosed: Object.hasOwn(parseLeaf(leaf).parts, 'disclosure') }
    },
    callOf: (decisionId) => call.get(decisionId),
    numbered: (oin, from, to) => numbered.iterate(oin, from, to),
    numberedCalls: ({ holder, source }, from, to) => calls.iterate(holder, source, from, to),
    close: () => database.close(),
  }
}
