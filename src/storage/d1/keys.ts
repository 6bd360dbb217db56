/**
 * The Keys port on Workers: the master key is a secret of the platform, the sealing keys, wrapped with it, lie in a D1
 * database of their own, so that a copy or an export of the data holds none of them.
 */
import { hex, unhex } from '../../domain/trace.ts'
import { type ErasableKeys, KeyDestroyed, KeyUnknown } from '../../key-port.ts'
import type { Clock, Crypto } from '../../ports.ts'
import { Bounded } from '../bounded.ts'
import { StorageFailure } from '../failure.ts'
import {
  ADD_KEY_UNDER,
  ANY_KEY,
  CLOSE_SCOPE,
  checkOf,
  DESTROY_KEY,
  IDS_OF_SCOPE,
  KEY_OF_ID,
  KEY_OF_SCOPE,
  KEY_RECORD,
  KEY_TABLE,
  LIVING_SCOPES,
  STATE,
  STATE_TABLE,
  wrapping,
} from '../key-sql.ts'
import { bytesOf } from '../sql/statement.ts'
import { bound, type D1Binding, type D1Statement } from './binding.ts'

type Options = {
  readonly database: D1Binding
  /** 32 bytes as 64 hex digits, from a secret binding. */
  readonly masterKey: string
  readonly crypto: Crypto
  readonly clock: Clock
}
export type D1Keys = ErasableKeys & {
  /** 32 bytes that the signing key of the log is made of. */
  readonly logSeed: Uint8Array
  /** Whether there ever was a key. */
  used(): Promise<boolean>
  /** How many keys of these ids there never were, not even as destroyed. */
  unknown(ids: readonly string[]): Promise<number>
}
type Cached = { readonly id: string; readonly key: Uint8Array; readonly until: number }

const KEY_BYTES = 32
const LOG_KEY = 'sluis/log/v1'
/** With the first key, in its transaction: a start alone writes nothing. Of two who are first one is. */
const PUT_STATE = 'INSERT OR IGNORE INTO key_state (id, master, pseudonyms) VALUES (1, ?, 1)'
const ANY = 'SELECT id FROM keys LIMIT 1'
const UNKNOWN = 'SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM keys)'
const OTHER_MASTER =
  'SLUIS_MASTER_KEY is niet die waaronder de sleutels in KEYS liggen: geef de vroegere, of de KEYS die erbij hoort / SLUIS_MASTER_KEY is not the one that the keys in KEYS are wrapped with: give the one that it was, or the KEYS that belong to it'
const CACHED_KEYS = 1_024
/** Isolates do not hear of each other: a destroyed key may serve elsewhere for this long, and no longer. */
const CACHE_MS = 10_000

/** Throws when the master key is not 32 bytes of hex, and StorageFailure 'unsafe' when it is not the one of the keys that are there. */
export async function createD1Keys({ database, masterKey, crypto, clock }: Options): Promise<D1Keys> {
  const derived = derivedFrom(masterKey, crypto)
  const master = derived('sluis/wrapping/v1')
  const cache = new Bounded<Cached>(CACHED_KEYS)
  const check = checkOf(master, crypto)
  const found = await database.batch([...KEY_TABLE, STATE_TABLE, STATE, ANY_KEY].map((sql) => database.prepare(sql)))
  const [state, any] = found.slice(-2).map(({ results }) => results[0])
  // Keys of before there was a check show by themselves whether it fits.
  if (state ? !isStateRow(state) || state.master !== check : isKeyRow(any) && !fits(any)) {
    throw new StorageFailure('unsafe', OTHER_MASTER)
  }

  function fits(row: WrappedRow): boolean {
    try {
      crypto.open(master, bytesOf(row.wrapped), wrapping(row))
      return true
    } catch {
      return false
    }
  }

  async function look(sql: string, value: string): Promise<Cached | undefined> {
    const cached = cache.get(sql + value)
    if (cached && cached.until > clock().getTime()) return cached
    const [found] = await database.batch([database.prepare(sql).bind(value)])
    const row = found?.results[0]
    if (!isKeyRow(row)) {
      cache.delete(sql + value)
      return undefined
    }
    const key = crypto.open(master, bytesOf(row.wrapped), wrapping(row))
    const made = { id: row.id, key, until: clock().getTime() + CACHE_MS }
    cache.set(sql + value, made)
    return made
  }

  async function make(scope: string): Promise<Cached> {
    const id = hex(crypto.random(16))
    const wrapped = crypto.seal(master, crypto.random(KEY_BYTES), wrapping({ id, scope }))
    // D1 answers when it is stored. Another isolate may have been first: its key is the one read back. One that has
    // another master key adds nothing.
    await database.batch([
      database.prepare(PUT_STATE).bind(check),
      database.prepare(ADD_KEY_UNDER).bind(id, scope, bound(wrapped), check, scope),
    ])
    const made = await look(KEY_OF_SCOPE, scope)
    if (made) return made
    if ((await texts(database.prepare(IDS_OF_SCOPE).bind(scope))).length > 0)
      throw new KeyDestroyed('the key of this was destroyed')
    throw new StorageFailure('unsafe', OTHER_MASTER)
  }

  /** Of a statement that gives one column. */
  async function texts(statement: D1Statement): Promise<readonly string[]> {
    const [found] = await database.batch([statement])
    return (found?.results ?? []).map((row) => String(Object.values(row ?? {})[0]))
  }

  return {
    logSeed: derived(LOG_KEY),
    used: async () => (await texts(database.prepare(ANY))).length > 0,
    unknown: async (ids) => (await texts(database.prepare(UNKNOWN).bind(JSON.stringify(ids)))).length,
    async sealing(scope) {
      const { id, key } = (await look(KEY_OF_SCOPE, scope)) ?? (await make(scope))
      return { id, key }
    },
    async opening(id) {
      const found = await look(KEY_OF_ID, id)
      if (!found && (await texts(database.prepare(KEY_RECORD).bind(id))).length === 0) throw new KeyUnknown(id)
      return found?.key
    },
    pseudonym: (oin) => derived(`sluis/pseudonym/v1/${oin}`),
    // All come from the one secret: whoever has that has every key, and a second one would keep nothing from them.
    subjects: (oin) => [derived(`sluis/pseudonym/v1/${oin}`)],
    async destroy(...scopes) {
      const close = (scope: string) => database.prepare(CLOSE_SCOPE).bind(hex(crypto.random(16)), scope, scope)
      const gone = scopes.map((scope) => database.prepare(DESTROY_KEY).bind(scope))
      const results = await database.batch([...gone, ...scopes.map(close)])
      cache.clear()
      return results.slice(0, gone.length).some(({ meta }) => meta.changes > 0)
    },
    scopes: () => texts(database.prepare(LIVING_SCOPES)),
    idsOf: (scope) => texts(database.prepare(IDS_OF_SCOPE).bind(scope)),
  }
}

/** Of the signing key of the log, for who must know which key verifies it. Throws as createD1Keys does. */
export function logSeedFrom(masterKey: string, crypto: Pick<Crypto, 'hmac'>): Uint8Array {
  return derivedFrom(masterKey, crypto)(LOG_KEY)
}

/** HKDF-Expand (RFC 5869, 2.3) of one block; Extract may be skipped for a key that is random already (3.3). */
function derivedFrom(masterKey: string, crypto: Pick<Crypto, 'hmac'>): (info: string) => Uint8Array {
  if (!/^[0-9a-f]{64}$/i.test(masterKey)) throw new Error('the master key must be 64 hex digits')
  const secret = unhex(masterKey)
  return (info) => crypto.hmac(secret, `${info}\u0001`)
}

type WrappedRow = { readonly id: string; readonly scope: string; readonly wrapped: ArrayBuffer | readonly number[] }

function isStateRow(row: unknown): row is { master: string } {
  return typeof row === 'object' && row !== null && 'master' in row && typeof row.master === 'string'
}

function isKeyRow(row: unknown): row is WrappedRow {
  return typeof row === 'object' && row !== null && 'id' in row && 'scope' in row && 'wrapped' in row
}
