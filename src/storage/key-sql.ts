/**
 * The table of wrapped sealing keys, for the key folder and for D1 alike. Pure. At most one key a scope, ever: once it is
 * destroyed there is no other.
 */

import { hex } from '../domain/trace.ts'
import type { Crypto } from '../ports.ts'

export type KeyRow = { readonly id: string; readonly scope: string; readonly wrapped: Uint8Array | null }

export const KEY_TABLE = [
  'CREATE TABLE IF NOT EXISTS keys (id TEXT PRIMARY KEY, scope TEXT NOT NULL, wrapped BLOB) STRICT',
  'CREATE UNIQUE INDEX IF NOT EXISTS keys_scope ON keys (scope) WHERE wrapped IS NOT NULL',
  'CREATE INDEX IF NOT EXISTS keys_of_scope ON keys (scope)',
]
export const KEY_OF_SCOPE = 'SELECT id, scope, wrapped FROM keys WHERE scope = ? AND wrapped IS NOT NULL'
export const KEY_OF_ID = 'SELECT id, scope, wrapped FROM keys WHERE id = ? AND wrapped IS NOT NULL'
export const ANY_KEY = 'SELECT id, scope, wrapped FROM keys WHERE wrapped IS NOT NULL LIMIT 1'
/** Also of a key that was destroyed. */
export const ANY_RECORD = 'SELECT 1 FROM keys LIMIT 1'
export const KEY_RECORD = 'SELECT scope, wrapped IS NULL AS destroyed FROM keys WHERE id = ?'
export const IDS_OF_SCOPE = 'SELECT id FROM keys WHERE scope = ? ORDER BY id'
export const LIVING_SCOPES = 'SELECT scope FROM keys WHERE wrapped IS NOT NULL ORDER BY scope'
export const DESTROYED_SCOPES = 'SELECT DISTINCT scope FROM keys WHERE wrapped IS NULL ORDER BY scope'
/** By a check, from which no key can be told, under which master key they are wrapped; and how many keys of pseudonyms count. */
export const STATE_TABLE =
  'CREATE TABLE IF NOT EXISTS key_state (id INTEGER PRIMARY KEY CHECK (id = 1), master TEXT NOT NULL, pseudonyms INTEGER NOT NULL) STRICT'
export const STATE = 'SELECT master, pseudonyms FROM key_state'
/**
 * id, scope, wrapped key, check of the master key, scope. Nothing when another writer was first or the scope had its key
 * destroyed, and nothing under a master key that is no longer the one: it could not be opened.
 */
export const ADD_KEY_UNDER = `INSERT INTO keys (id, scope, wrapped) SELECT ?, ?, ?
  WHERE EXISTS (SELECT 1 FROM key_state WHERE master = ?) AND NOT EXISTS (SELECT 1 FROM keys WHERE scope = ?)
  ON CONFLICT DO NOTHING`
/** id, scope, scope. Of a scope that never had a key, or that lost its row to an older copy: it gets none any more. */
export const CLOSE_SCOPE = `INSERT INTO keys (id, scope, wrapped)
  SELECT ?, ?, NULL WHERE NOT EXISTS (SELECT 1 FROM keys WHERE scope = ?) ON CONFLICT DO NOTHING`
/** The row stays, without its key: that it was destroyed can be seen. */
export const DESTROY_KEY = 'UPDATE keys SET wrapped = NULL WHERE scope = ? AND wrapped IS NOT NULL'

/** Tells a key from others, and nothing of the key. */
export function checkOf(key: Uint8Array, crypto: Pick<Crypto, 'hmac'>): string {
  return hex(crypto.hmac(key, 'sluis/check/v1'))
}

/** Binds a wrapped key to its row: rows cannot be swapped. */
export function wrapping(row: Pick<KeyRow, 'id' | 'scope'>): string {
  return `sluis/key/v1/${row.id}/${row.scope}`
}
