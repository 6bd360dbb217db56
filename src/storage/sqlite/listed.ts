/** The log as it is compared with lists of others: by id and by number, in one snapshot, also while a broker writes it. */
import type Database from 'better-sqlite3'
import type { SourceCall } from '../../domain/counters.ts'
import { hex } from '../../domain/trace.ts'
import { leafFrom } from '../../log/entry.ts'
import type { Leaf } from '../../log/leaf.ts'
import { type Given, type ReconcilePorts, whoseCall } from '../../log/reconcile.ts'
import { TILE_WIDTH } from '../../log/tree/tile.ts'
import type { Crypto, Entry } from '../../ports.ts'
import { openSnapshot } from './read-only.ts'

export type ListedLog = ReconcilePorts['stored'] & { close(): void }
type Row = Omit<Entry, 'parts'> & { readonly number: number | null }
type NumberedRow = Row & { readonly number: number }

const ENTRY = 'e.id, e.idx AS "index", e.type, e.oin, e.settles, e.at, e.leaf, e.leaf_hash AS leafHash'
const PLACE = `SELECT ${ENTRY}, e.number FROM entries e WHERE e.id = ?`
const SETTLEMENT = `SELECT ${ENTRY}, e.number FROM entries e WHERE e.settles = ?`
const CALL = `SELECT holder, source, number FROM source_calls WHERE entry_idx = (SELECT idx FROM entries WHERE id = ?)`
const NUMBERED = `SELECT ${ENTRY}, e.number FROM entries e
  WHERE e.oin = ? AND e.number IS NOT NULL AND e.number BETWEEN ? AND ? ORDER BY e.number`
const CALLS = `SELECT ${ENTRY}, c.number FROM source_calls c JOIN entries e ON e.idx = c.entry_idx
  WHERE c.holder = ? AND c.source = ? AND c.number BETWEEN ? AND ? ORDER BY c.number`
const GIVEN = `SELECT oin AS "of", min(number) AS first, max(number) AS last FROM entries
  WHERE number IS NOT NULL GROUP BY oin ORDER BY oin`
const GIVEN_CALLS = `SELECT source, min(number) AS first, max(number) AS last FROM source_calls
  WHERE holder = ? GROUP BY source ORDER BY source`
const TILE = 'SELECT hashes FROM tree_tiles WHERE level = 0 AND idx = ?'
const SIZE = 'SELECT size FROM tree_checkpoint WHERE id = 1'
const HASH_BYTES = 32

/** Throws StorageFailure 'unwritable' when it is not there or is no log of this version. */
export function openListed(path: string, crypto: Pick<Crypto, 'sha256'>): ListedLog {
  return openSnapshot(path, (database) => listedOver(database, crypto))
}

function listedOver(database: Database.Database, crypto: Pick<Crypto, 'sha256'>): ListedLog {
  const place = database.prepare<[string], Row>(PLACE)
  const settlement = database.prepare<[string], Row>(SETTLEMENT)
  const call = database.prepare<[string], SourceCall>(CALL)
  const numbered = database.prepare<[string, number, number], NumberedRow>(NUMBERED)
  const calls = database.prepare<[string, string, number, number], NumberedRow>(CALLS)
  const given = database.prepare<[], Given>(GIVEN)
  const givenCalls = database.prepare<[string], Omit<Given, 'of'> & { readonly source: string }>(GIVEN_CALLS)

  const tile = database.prepare<[number], Uint8Array>(TILE).pluck()
  const size = database.prepare<[], number>(SIZE).pluck().get() ?? 0

  /** What was not integrated yet is in no tile. That the tiles are those that were signed, `log verify` says. */
  function isInTree({ index, leafHash }: Row): boolean {
    const from = (index % TILE_WIDTH) * HASH_BYTES
    const hash = tile.get(Math.floor(index / TILE_WIDTH))?.subarray(from, from + HASH_BYTES)
    return hash && hash.length > 0 ? hex(hash) === leafHash : index >= size
  }

  /** undefined: what is stored is not what was hashed, or not what is in the tree, or the columns say something else. */
  function leafIn(row: Row): Leaf | undefined {
    try {
      return isInTree(row) ? leafFrom(crypto, row) : undefined
    } catch {
      return undefined
    }
  }
  function* checked(rows: Iterable<NumberedRow>) {
    for (const row of rows) yield { number: row.number, id: row.id, type: row.type, intact: leafIn(row) !== undefined }
  }

  return {
    place(id) {
      const row = place.get(id)
      if (!row) return undefined
      const { index, leafHash, oin, number } = row
      return { id, index, leafHash, oin, number, intact: leafIn(row) !== undefined }
    },
    settlementOf(decisionId) {
      const row = settlement.get(decisionId)
      if (!row) return undefined
      const { id, index, leafHash } = row
      const leaf = leafIn(row)
      const disclosed = leaf !== undefined && Object.hasOwn(leaf.parts, 'disclosure')
      return { id, index, leafHash, disclosed, intact: leaf !== undefined }
    },
    callOf: (decisionId) => call.get(decisionId),
    numbered: (oin, from, to) => checked(numbered.iterate(oin, from, to)),
    numberedCalls: ({ holder, source }, from, to) => checked(calls.iterate(holder, source, from, to)),
    given: () => given.all(),
    givenCalls: (holder) =>
      givenCalls.all(holder).map(({ source, first, last }) => ({ of: whoseCall({ holder, source }), first, last })),
    close: () => database.close(),
  }
}
