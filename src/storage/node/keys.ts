/**
 * The Keys port in a folder of its own: a master key, a pseudonym key and the signing key of the log in files, and sealing
 * keys, wrapped with the master key, in a small SQLite file. Destroying a key erases what was sealed under it, wherever copies of the data lie.
 */
import { hkdfSync } from 'node:crypto'
import { chmodSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Crypto, Keys } from '../../ports.ts'
import { Bounded } from '../bounded.ts'
import {
  ADD_KEY,
  ANY_KEY,
  DESTROY_KEY,
  KEY_OF_ID,
  KEY_OF_SCOPE,
  KEY_TABLE,
  type KeyRow as Row,
  wrapping,
} from '../key-sql.ts'
import { KEY_BYTES, KeyFolderError, keyFile, openKeyFolder, syncFolder } from './key-folder.ts'

export type NodeKeys = Keys & {
  /** 32 bytes that the signing key of the log is made of. */
  readonly logSeed: Uint8Array
  /** The scope of a living key. */
  scopeOf(id: string): string | undefined
  /** Destroys the key of a scope for good; false when there was none. Durable before it returns. */
  destroy(scope: string): Promise<boolean>
  close(): void
}

type Options = {
  readonly dir: string
  /** true: what is missing is made (development). false: what is missing is an error (production). */
  readonly create: boolean
  /** The data folder; the key folder may not lie inside it. */
  readonly dataDir?: string
  readonly crypto: Crypto
}

type SealingKey = { readonly id: string; readonly key: Uint8Array }

/** Keys in memory. Two a case: enough for the cases of a busy day. */
const CACHED_KEYS = 4_096
/** A key that another process destroyed is forgotten here within this time. */
const CACHE_CHECK_MS = 100

/** Throws KeyFolderError, in one line that says what is missing. */
export function createKeys({ dir, create, dataDir, crypto }: Options): NodeKeys {
  openKeyFolder(dir, dataDir ?? null, create)
  const path = join(dir, 'sealing.db')
  const known = existsSync(path)
  if (!known && !create) throw new KeyFolderError('the key folder has no sealing.db: restore it from its backup')
  // A new master key beside old sealing keys would only hide that everything sealed under them is lost.
  const master = keyFile(dir, 'master.key', create && !known, crypto.random)
  const pseudonyms = keyFile(dir, 'pseudonym.key', create && !known, crypto.random)
  // A new one beside an old log is found out at its first use: it did not sign the checkpoint that is there.
  const logSeed = keyFile(dir, 'log.key', create, crypto.random)
  const database = openDatabase(path)
  syncFolder(dir)

  const byScope = database.prepare<[string], Row>(KEY_OF_SCOPE)
  const byId = database.prepare<[string], Row>(KEY_OF_ID)
  const insert = database.prepare<[string, string, Uint8Array]>(ADD_KEY)
  const blank = database.prepare<[string]>(DESTROY_KEY)
  const dataVersion = database.prepare<[], number>('PRAGMA data_version').pluck()

  const keysById = new Bounded<Uint8Array>(CACHED_KEYS)
  const keysByScope = new Bounded<SealingKey>(CACHED_KEYS)
  const pseudonymKeys = new Bounded<Uint8Array>(CACHED_KEYS)
  let seenVersion = dataVersion.get()
  let checkedAt = performance.now()

  function refresh(): void {
    if (performance.now() - checkedAt < CACHE_CHECK_MS) return
    checkedAt = performance.now()
    const version = dataVersion.get()
    if (version === seenVersion) return
    seenVersion = version
    keysById.clear()
    keysByScope.clear()
  }

  function unwrap(row: Row | undefined): SealingKey | undefined {
    if (!row?.wrapped) return undefined
    try {
      const key = crypto.open(master, row.wrapped, wrapping(row))
      keysById.set(row.id, key)
      return { id: row.id, key }
    } catch (error) {
      throw new KeyFolderError(
        'master.key does not belong to the sealing keys beside it: restore both from one backup',
        { cause: error },
      )
    }
  }

  function make(scope: string): SealingKey {
    const id = Buffer.from(crypto.random(16)).toString('hex')
    insert.run(id, scope, crypto.seal(master, crypto.random(KEY_BYTES), wrapping({ id, scope })))
    // Another process may have been first: what is stored is what counts. A crash before this line leaves an unused key.
    const made = unwrap(byScope.get(scope))
    if (!made) throw new KeyFolderError('a sealing key could not be stored')
    return made
  }

  // Proves at start that the master key fits, not at the first inquiry.
  unwrap(database.prepare<[], Row>(ANY_KEY).get())

  return {
    logSeed,
    async sealing(scope) {
      refresh()
      const cached = keysByScope.get(scope)
      if (cached) return cached
      const found = unwrap(byScope.get(scope)) ?? make(scope)
      keysByScope.set(scope, found)
      return found
    },
    async opening(id) {
      refresh()
      return keysById.get(id) ?? unwrap(byId.get(id))?.key
    },
    pseudonym(oin) {
      const cached = pseudonymKeys.get(oin)
      if (cached) return cached
      const key = new Uint8Array(hkdfSync('sha256', pseudonyms, '', `sluis/pseudonym/v1/${oin}`, KEY_BYTES))
      pseudonymKeys.set(oin, key)
      return key
    },
    scopeOf: (id) => byId.get(id)?.scope,
    async destroy(scope) {
      const destroyed = blank.run(scope).changes > 0
      keysById.clear()
      keysByScope.clear()
      return destroyed
    },
    close: () => database.close(),
  }
}

/** What SQLite or the file system says about it says nothing to an operator who does not know the file. */
function openDatabase(path: string): Database.Database {
  try {
    return prepared(path)
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
  for (const sql of KEY_TABLE) database.exec(sql)
  if (database.pragma('synchronous', { simple: true }) !== 3)
    throw new KeyFolderError('sealing.db does not sync its writes')
  return database
}
