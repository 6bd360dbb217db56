/**
 * The Keys port in a folder of its own: a master key, the keys of pseudonyms and the signing key of the log in files, and
 * sealing keys, wrapped with the master key, in a small SQLite file. Destroying a key erases what was sealed under it, wherever copies of the data lie.
 */
import { hkdfSync } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { type ErasableKeys, KeyDestroyed, KeyUnknown } from '../../key-port.ts'
import type { Crypto } from '../../ports.ts'
import { Bounded } from '../bounded.ts'
import {
  ADD_KEY_UNDER,
  ANY_RECORD,
  CLOSE_SCOPE,
  checkOf,
  DESTROY_KEY,
  DESTROYED_SCOPES,
  IDS_OF_SCOPE,
  KEY_OF_ID,
  KEY_OF_SCOPE,
  KEY_RECORD,
  LIVING_SCOPES,
  type KeyRow as Row,
  wrapping,
} from '../key-sql.ts'
import { KEY_BYTES, KeyFolderError, keyFile, openKeyFolder, syncFolder } from './key-folder.ts'
import { MASTER, openState, pseudonymFile } from './key-state.ts'
import { hasSealing, openSealing } from './sealing-db.ts'

export type NodeKeys = ErasableKeys & {
  /** 32 bytes that the signing key of the log is made of. */
  readonly logSeed: Uint8Array
  /** The scope of a key, also after it was destroyed; undefined: there never was one of this id. */
  record(id: string): { readonly scope: string; readonly destroyed: boolean } | undefined
  /** Scopes whose key was destroyed. */
  destroyed(): readonly string[]
  /** Whether anything was ever sealed under these keys, or closed to them: then there was a log. */
  isUsed(): boolean
  /** The scope of a living key. */
  scopeOf(id: string): string | undefined
  /** One check for each key of pseudonyms, the first generation first: tells them apart, and tells nothing of them. */
  readonly generations: readonly string[]
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

type PseudonymKeys = { readonly first: Uint8Array; readonly newestFirst: readonly [Uint8Array, ...Uint8Array[]] }
type SealingKey = { readonly id: string; readonly key: Uint8Array }

/** Keys in memory. Two a case: enough for the cases of a busy day. */
const CACHED_KEYS = 4_096
/** A key that another process destroyed is forgotten here within this time. */
const CACHE_CHECK_MS = 100

/** Throws KeyFolderError, in one line that says what is missing. */
export function createKeys({ dir, create, dataDir, crypto }: Options): NodeKeys {
  openKeyFolder(dir, dataDir ?? null, create)
  // A new master key beside old sealing keys would only hide that everything sealed under them is lost.
  if (create && !hasSealing(dir)) for (const name of [MASTER, pseudonymFile(1)]) keyFile(dir, name, true, crypto.random)
  const database = openSealing(dir, create)
  const { master, check, pseudonyms, logSeed } = opened(database, () => ({
    ...openState(database, dir, crypto),
    // A new one beside an old log is found out at its first use: it did not sign the checkpoint that is there.
    logSeed: keyFile(dir, 'log.key', create, crypto.random),
  }))
  syncFolder(dir)

  const byScope = database.prepare<[string], Row>(KEY_OF_SCOPE)
  const byId = database.prepare<[string], Row>(KEY_OF_ID)
  const recorded = database.prepare<[string], { scope: string; destroyed: number }>(KEY_RECORD)
  const insert = database.prepare<[string, string, Uint8Array, string, string]>(ADD_KEY_UNDER)
  const close = database.prepare<[string, string, string]>(CLOSE_SCOPE)
  const idsOf = database.prepare<[string], string>(IDS_OF_SCOPE).pluck()
  const living = database.prepare<[], string>(LIVING_SCOPES).pluck()
  const gone = database.prepare<[], string>(DESTROYED_SCOPES).pluck()
  const any = database.prepare<[], number>(ANY_RECORD).pluck()
  const blank = database.prepare<[string]>(DESTROY_KEY)
  const dataVersion = database.prepare<[], number>('PRAGMA data_version').pluck()

  /** One journal, synced and taken away once, however many go. A crash before that: all of them are there. */
  const destroyAll = database.transaction((scopes: readonly string[]) => {
    let destroyed = false
    for (const scope of scopes) {
      if (blank.run(scope).changes > 0) destroyed = true
      else close.run(newKeyId(), scope, scope)
    }
    return destroyed
  })

  const keysById = new Bounded<Uint8Array>(CACHED_KEYS)
  const keysByScope = new Bounded<SealingKey>(CACHED_KEYS)
  const pseudonymsByOin = new Bounded<PseudonymKeys>(CACHED_KEYS)
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
        'a sealing key cannot be opened with master.key: was it rotated beside a running broker?',
        {
          cause: error,
        },
      )
    }
  }

  function make(scope: string): SealingKey {
    const id = newKeyId()
    insert.run(id, scope, crypto.seal(master, crypto.random(KEY_BYTES), wrapping({ id, scope })), check, scope)
    // Another process may have been first: what is stored is what counts. A crash before this line leaves an unused key.
    const made = unwrap(byScope.get(scope))
    if (made) return made
    if (idsOf.get(scope) !== undefined) throw new KeyDestroyed('the key of this was destroyed')
    throw new KeyFolderError('a sealing key could not be stored: if master.key was rotated, start again')
  }

  const newKeyId = () => Buffer.from(crypto.random(16)).toString('hex')

  function pseudonymKeys(oin: string): PseudonymKeys {
    const cached = pseudonymsByOin.get(oin)
    if (cached) return cached
    const [first, ...later] = pseudonyms.map(
      (key) => new Uint8Array(hkdfSync('sha256', key, '', `sluis/pseudonym/v1/${oin}`, KEY_BYTES)),
    )
    if (!first) throw new KeyFolderError('the key folder has no pseudonym.key: restore it from its backup')
    const [current = first, ...earlier] = [first, ...later].reverse()
    const made: PseudonymKeys = { first, newestFirst: [current, ...earlier] }
    pseudonymsByOin.set(oin, made)
    return made
  }

  return {
    logSeed,
    generations: pseudonyms.map((key) => checkOf(key, crypto)),
    record(id) {
      const row = recorded.get(id)
      return row && { scope: row.scope, destroyed: row.destroyed === 1 }
    },
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
      const key = keysById.get(id) ?? unwrap(byId.get(id))?.key
      if (!key && !recorded.get(id)) throw new KeyUnknown(id)
      return key
    },
    destroyed: () => gone.all(),
    isUsed: () => any.get() !== undefined,
    scopeOf: (id) => byId.get(id)?.scope,
    pseudonym: (oin) => pseudonymKeys(oin).first,
    subjects: (oin) => pseudonymKeys(oin).newestFirst,
    async destroy(...scopes) {
      const destroyed = destroyAll.immediate(scopes)
      keysById.clear()
      keysByScope.clear()
      return destroyed
    },
    scopes: async () => living.all(),
    idsOf: async (scope) => idsOf.all(scope),
    close: () => database.close(),
  }
}

/**
 * `ids`: of keys that something is sealed under. One that this folder has no record of, not even as destroyed, was made after
 * it. Going on would call what it opens erased, and make other keys for the same scopes. Throws KeyFolderError.
 */
export function refuseOlderKeys({ record }: Pick<NodeKeys, 'record'>, ids: readonly string[]): void {
  const unknown = ids.filter((id) => !record(id)).length
  if (unknown > 0) throw new KeyFolderError(`${OLDER} (${unknown} of ${ids.length})`)
}

const OLDER =
  'the key folder is older than the database: it never had keys that the newest entries are sealed under; put back the newest backup of SLUIS_KEYS_DIR'

/** Nothing stays open of a folder that cannot be used. */
function opened<T>(database: Database, work: () => T): T {
  try {
    return work()
  } catch (error) {
    database.close()
    throw error
  }
}
