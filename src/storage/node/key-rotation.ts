/**
 * New keys in a key folder whose broker is stopped. Each rotation is one transaction of sealing.db; wherever it is cut off,
 * the next who opens the folder finishes it or takes it back (key-state.ts).
 */
import type { Database } from 'better-sqlite3'
import { LIMITS } from '../../limits.ts'
import type { Crypto } from '../../ports.ts'
import { checkOf, type KeyRow, wrapping } from '../key-sql.ts'
import { KeyFolderError, keyFile, openKeyFolder } from './key-folder.ts'
import { NEXT_MASTER, openState, PUT_STATE, pseudonymFile, settledState } from './key-state.ts'
import { openSealing } from './sealing-db.ts'

export type RotationOptions = { readonly dir: string; readonly dataDir: string; readonly crypto: Crypto }

/** Read at a stretch: a folder may hold more keys than memory. */
const STRETCH_KEYS = 1_000
const LIVING_KEYS = `SELECT rowid AS place, id, scope, wrapped FROM keys
  WHERE wrapped IS NOT NULL AND rowid > ? ORDER BY rowid LIMIT ${STRETCH_KEYS}`
const REWRAP = 'UPDATE keys SET wrapped = ? WHERE rowid = ?'

type LivingKey = KeyRow & { readonly wrapped: Uint8Array; readonly place: number }

/**
 * Subjects are recorded under a new key from the next start on, and are still found under each of the earlier ones, which
 * stay. Returns how many generations there are. Throws KeyFolderError; durable when it returns.
 */
export function rotatePseudonyms(options: RotationOptions): number {
  const { dir, crypto } = options
  return inFolder(options, (database) =>
    database
      .transaction(() => {
        const { check, pseudonyms } = settledState(database, dir, crypto)
        const count = pseudonyms.length + 1
        if (count > LIMITS.pseudonymGenerations)
          throw new KeyFolderError(`there are ${pseudonyms.length} keys of pseudonyms: no more can be searched`)
        // A crash after this line: the key is there, and counts from when the folder is opened again.
        keyFile(dir, pseudonymFile(count), true, crypto.random)
        database.prepare(PUT_STATE).run(check, count)
        return count
      })
      .immediate(),
  )
}

/** Wraps every sealing key anew; the old master key is gone when it returns. Returns how many keys there were. */
export function rotateMaster(options: RotationOptions): number {
  const { dir, crypto } = options
  return inFolder(options, (database) => {
    const count = database
      .transaction(() => {
        const { master, pseudonyms } = settledState(database, dir, crypto)
        // A crash until the commit: sealing.db is as it was, and the next master key is thrown away.
        const next = keyFile(dir, NEXT_MASTER, true, crypto.random)
        const wrapped = rewrap(database, crypto, master, next)
        database.prepare(PUT_STATE).run(checkOf(next, crypto), pseudonyms.length)
        return wrapped
      })
      .immediate()
    // A crash from the commit on: sealing.db says that the next master key is the one, and this is done at the next start.
    openState(database, dir, crypto)
    return count
  })
}

function rewrap(database: Database, crypto: Crypto, master: Uint8Array, next: Uint8Array): number {
  const living = database.prepare<[number], LivingKey>(LIVING_KEYS)
  const put = database.prepare<[Uint8Array, number]>(REWRAP)
  let count = 0
  for (let rows = living.all(0); rows.length > 0; rows = living.all(rows.at(-1)?.place ?? 0)) {
    for (const row of rows) {
      const key = crypto.open(master, row.wrapped, wrapping(row))
      put.run(crypto.seal(next, key, wrapping(row)), row.place)
    }
    count += rows.length
  }
  return count
}

function inFolder<T>({ dir, dataDir }: RotationOptions, work: (database: Database) => T): T {
  openKeyFolder(dir, dataDir, false)
  const database = openSealing(dir, false)
  try {
    return work(database)
  } finally {
    database.close()
  }
}
