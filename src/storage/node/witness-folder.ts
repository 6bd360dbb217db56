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
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { LIMITS } from '../../limits.ts'
import type { Refused, WitnessStore } from '../../log/witness/witness.ts'
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
    keepRefused(origin, { kind, text, size, submission, cosigned }) {
      const kept = refusedIn(dir, origin)
      if (kept.some((one) => one.text === hashOf(text))) return
      const rivals = kept.filter((one) => one.kind === kind)
      if (rivals.length >= LIMITS.witnessRefusalsKept) {
        // Nobody without a key fills this place for good: what the log has gone past since gives way, the oldest first.
        const overtaken = rivals.find((one) => kind === 'unproven' && one.size <= cosigned)
        if (!overtaken) return
        rmSync(join(dir, overtaken.name))
      }
      replace(dir, join(dir, nameOf(origin, kind, size, text)), submission)
    },
    proven(origin, { text, size }) {
      for (const one of refusedIn(dir, origin)) {
        if (one.kind !== 'unproven' || one.size !== size) continue
        if (one.text === hashOf(text)) rmSync(join(dir, one.name))
        else renameSync(join(dir, one.name), join(dir, one.name.replace('.refused-unproven-', '.refused-forked-')))
        syncFolder(dir)
      }
    },
    close: () => lock.close(),
  }
}

type Kept = { readonly name: string; readonly kind: string; readonly size: number; readonly text: string }

/** In order of size. */
function refusedIn(dir: string, origin: string): readonly Kept[] {
  const form = new RegExp(`^${hashOf(origin)}\\.refused-(forked|unproven)-(\\d+)-([0-9a-f]{64})$`)
  const kept = readdirSync(dir).flatMap((name): Kept[] => {
    const [, kind, size, text] = form.exec(name) ?? []
    return kind && text ? [{ name, kind, size: Number(size), text }] : []
  })
  return kept.sort((a, b) => a.size - b.size)
}

/** By what the log signed: one place for one checkpoint, whoever sends it on and with whatever hashes. */
function nameOf(origin: string, kind: Refused['kind'], size: number, text: string): string {
  return `${hashOf(origin)}.refused-${kind}-${size}-${hashOf(text)}`
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
