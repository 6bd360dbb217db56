/**
 * The folder of a witness: its key, and per log the checkpoint that it cosigned last. One process has it open: two would each
 * cosign a tree of their own. It is never put back from a backup: a witness that forgot what it saw can be shown another
 * tree, so who lost the folder makes a new one, with a new key.
 */
import { createHash } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { LIMITS } from '../../limits.ts'
import type { WitnessStore } from '../../log/witness/witness.ts'
import type { Random } from '../../ports.ts'
import { KeyFolderError, keyFile, syncFolder } from './key-folder.ts'

const KEY_FILE = 'witness.key'

export type WitnessFolder = WitnessStore & { close(): void }

/** The private key of the witness. Made only when `create`, with its folder. Throws KeyFolderError. */
export function witnessSeed(dir: string, create: boolean, random: Random): Uint8Array {
  if (create) mkdirSync(dir, { recursive: true, mode: 0o700 })
  if (!existsSync(dir) || !statSync(dir).isDirectory())
    throw new KeyFolderError('the folder of the witness is missing: make it with "sluis witness key --create"')
  // What was cosigned under a key that is gone was cosigned by nobody: a new key begins with nothing.
  if (!existsSync(join(dir, KEY_FILE)) && cosignedIn(dir))
    throw new KeyFolderError(
      `the folder of the witness has lost ${KEY_FILE}: restore the key, or begin in a new folder`,
    )
  const seed = keyFile(dir, KEY_FILE, create, random)
  chmodSync(join(dir, KEY_FILE), 0o600)
  return seed
}

/** Throws KeyFolderError when another witness has it open. */
export function openWitnessFolder(dir: string): WitnessFolder {
  const lock = lockOf(dir)
  const fileOf = (origin: string) => join(dir, `${hashOf(origin)}.checkpoint`)
  return {
    latest(origin) {
      const path = fileOf(origin)
      return existsSync(path) ? readFileSync(path, 'utf8') : undefined
    },
    keep: (origin, checkpoint) => replace(dir, fileOf(origin), checkpoint),
    keepRefused(origin, submission) {
      const prefix = `${hashOf(origin)}.refused-`
      const kept = readdirSync(dir).filter((name) => name.startsWith(prefix))
      const name = `${prefix}${hashOf(submission)}`
      if (kept.length < LIMITS.witnessRefusalsKept && !kept.includes(name)) replace(dir, join(dir, name), submission)
    },
    close: () => lock.close(),
  }
}

/** An origin may hold any character; a hash is a name of a file everywhere. */
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function cosignedIn(dir: string): boolean {
  return readdirSync(dir).some((name) => name.endsWith('.checkpoint'))
}

/**
 * Written aside, synced, renamed, and the folder synced. A crash before the rename leaves what was there; one between it and
 * the last sync leaves the one or the other, and no signature has left yet. What is left aside is written over.
 */
function replace(dir: string, path: string, text: string): void {
  const aside = `${path}.new`
  const handle = openSync(aside, 'w', 0o600)
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(aside, path)
  syncFolder(dir)
}

/** Held by the operating system as long as this process lives, and let go whatever ends it. */
function lockOf(dir: string): { close(): void } {
  const database = new Database(join(dir, 'lock'), { timeout: 0 })
  try {
    database.exec('BEGIN EXCLUSIVE')
    return database
  } catch (error) {
    database.close()
    throw new KeyFolderError('another witness has this folder open', { cause: error })
  }
}
