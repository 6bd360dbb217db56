/**
 * Which keys of a folder count. A rotation may have been cut off anywhere: whoever opens the folder first finishes it, or
 * takes it back, under the write lock of sealing.db, so that nobody rotates meanwhile. What is in sealing.db decides: it says
 * by a check, from which no key can be told, under which master key it is wrapped.
 */
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { Crypto } from '../../ports.ts'
import { ANY_KEY, checkOf, type KeyRow, STATE, wrapping } from '../key-sql.ts'
import { KEY_BYTES, KeyFolderError, keyFile, syncFolder } from './key-folder.ts'

export const MASTER = 'master.key'
/** The master key to be, while everything is wrapped anew. */
export const NEXT_MASTER = 'master.next.key'
const LATER_PSEUDONYMS = /^pseudonym\.([1-9]\d*)\.key$/
/** Cut off while it was written: no key yet. */
const UNFINISHED = /^(master\.next|pseudonym\.\d+)\.key\.\d+\.new$/

export type KeyState = {
  readonly master: Uint8Array
  /** Of the master key, as sealing.db has it. */
  readonly check: string
  /** First generation first; subjects are recorded under the last. */
  readonly pseudonyms: readonly Uint8Array[]
}

export const PUT_STATE = 'INSERT OR REPLACE INTO key_state (id, master, pseudonyms) VALUES (1, ?, ?)'

const FOREIGN = 'master.key does not belong to the sealing keys beside it: restore both from one backup'

export function pseudonymFile(generation: number): string {
  return generation === 1 ? 'pseudonym.key' : `pseudonym.${generation}.key`
}

/** Throws KeyFolderError when keys and sealing.db do not belong together, or one is missing. */
export function openState(database: Database, dir: string, crypto: Crypto): KeyState {
  return database.transaction(() => settledState(database, dir, crypto)).immediate()
}

/** Only inside a transaction that may write. */
export function settledState(database: Database, dir: string, crypto: Crypto): KeyState {
  const kept = database.prepare<[], { master: string; pseudonyms: number }>(STATE).get()
  for (const name of readdirSync(dir)) if (UNFINISHED.test(name)) forget(dir, name, crypto)
  settleMaster(dir, kept?.master, crypto)
  const master = existing(dir, MASTER, crypto)
  const check = checkOf(master, crypto)
  // A folder of before there was a check shows by its keys that the master key fits, not at the first inquiry.
  if (kept ? kept.master !== check : !fits(database, master, crypto)) throw new KeyFolderError(FOREIGN)
  const pseudonyms = generations(dir, kept?.pseudonyms ?? 1, crypto)
  // A generation of which the file is there was cut off before it was counted: it is one from now on.
  if (kept?.pseudonyms !== pseudonyms.length) database.prepare(PUT_STATE).run(check, pseudonyms.length)
  return { master, check, pseudonyms }
}

function settleMaster(dir: string, check: string | undefined, crypto: Crypto): void {
  if (!existsSync(join(dir, NEXT_MASTER))) return
  const next = existing(dir, NEXT_MASTER, crypto)
  // Nothing was wrapped under it: the rotation never was.
  if (checkOf(next, crypto) !== check) {
    forget(dir, NEXT_MASTER, crypto)
    return
  }
  // Everything is: the old one opens nothing any more, and is gone before the new one takes its name. A crash in between
  // leaves the new one under its own name, and comes by here again.
  if (existsSync(join(dir, MASTER))) overwrite(join(dir, MASTER), crypto)
  renameSync(join(dir, NEXT_MASTER), join(dir, MASTER))
  syncFolder(dir)
}

/** A missing one in between, or fewer than were counted: records under it would be found by nobody. */
function generations(dir: string, counted: number, crypto: Crypto): readonly Uint8Array[] {
  const numbers = readdirSync(dir).map((name) => Number(LATER_PSEUDONYMS.exec(name)?.[1] ?? 1))
  const count = Math.max(counted, ...numbers)
  return Array.from({ length: count }, (_, i) => existing(dir, pseudonymFile(i + 1), crypto))
}

function existing(dir: string, name: string, crypto: Crypto): Uint8Array {
  return keyFile(dir, name, false, crypto.random)
}

function fits(database: Database, master: Uint8Array, crypto: Crypto): boolean {
  const row = database.prepare<[], KeyRow>(ANY_KEY).get()
  if (!row?.wrapped) return true
  try {
    crypto.open(master, row.wrapped, wrapping(row))
    return true
  } catch {
    return false
  }
}

function forget(dir: string, name: string, crypto: Crypto): void {
  overwrite(join(dir, name), crypto)
  rmSync(join(dir, name))
  syncFolder(dir)
}

/** In place, so that the bytes are gone where the file system writes in place; where it does not, unlinking is all there is. */
function overwrite(path: string, { random }: Pick<Crypto, 'random'>): void {
  const handle = openSync(path, 'r+')
  try {
    writeSync(handle, Buffer.from(random(KEY_BYTES)).toString('hex'), 0)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
