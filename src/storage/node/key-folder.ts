/** The key folder: apart from the data and its backups, closed to others, made for development and required in production. */
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import type { Random } from '../../ports.ts'

export const KEY_BYTES = 32

/** Says what is wrong with the key folder, and what to do. Never carries a key. */
export class KeyFolderError extends Error {
  override readonly name = 'KeyFolderError'
}

/** Opens the folder, or makes it. Throws KeyFolderError when it is missing, open to everybody, or inside the data folder. */
export function openKeyFolder(dir: string, dataDir: string | null, create: boolean): void {
  // A backup of the data would carry the keys along, and erasing by destroying a key would mean nothing.
  if (dataDir !== null && isInside(realPath(dir), realPath(dataDir)))
    throw new KeyFolderError(
      'the key folder lies inside the data folder: keep keys apart from the data and its backups',
    )
  if (!existsSync(dir)) {
    if (!create) throw new KeyFolderError(dataDir !== null && existsSync(join(dataDir, 'sluis.db')) ? LOST : NEVER_MADE)
    named('the key folder cannot be made where SLUIS_KEYS_DIR points', () =>
      mkdirSync(dir, { recursive: true, mode: 0o700 }),
    )
  }
  if (!statSync(dir).isDirectory()) throw new KeyFolderError('SLUIS_KEYS_DIR is not a folder')
}

const NEVER_MADE = 'the key folder is missing: make it with "sluis keys create", or point SLUIS_KEYS_DIR to it'
/** Other keys would open nothing of what is there. */
const LOST =
  'the key folder is missing, and there is a log that only its keys open: point SLUIS_KEYS_DIR to it, or put back its newest backup'

/** A key file holds 32 bytes as hex. Made only when `create`; durable before it returns. */
export function keyFile(dir: string, name: string, create: boolean, random: Random): Uint8Array {
  const path = join(dir, name)
  if (!existsSync(path)) {
    if (!create) throw new KeyFolderError(`the key folder has no ${name}: restore it from its backup`)
    named(`${name} cannot be made in the key folder`, () =>
      writeKey(path, Buffer.from(random(KEY_BYTES)).toString('hex')),
    )
  }
  if ((statSync(path).mode & 0o007) !== 0)
    throw new KeyFolderError(`${name} in the key folder is open to every user of this machine: chmod 600 it`)
  const text = named(`${name} in the key folder cannot be read`, () => readFileSync(path, 'utf8').trim())
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new KeyFolderError(`${name} in the key folder is damaged: restore it from its backup`)
  return Buffer.from(text, 'hex')
}

/** What the file system says about it, in words that name the key folder. */
function named<T>(message: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new KeyFolderError(message, { cause: error })
  }
}

/** Makes what a file holds durable, whoever wrote it. */
export function syncFile(path: string): void {
  const handle = openSync(path, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Makes the entries of a folder durable: a new file is only there for good once its folder is synced. */
export function syncFolder(dir: string): void {
  const handle = openSync(dir, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/**
 * Written aside, synced, then linked: a crash leaves no key or a whole one, never half of one. A link, unlike a rename,
 * never replaces a key that another process made in between.
 */
function writeKey(path: string, text: string): void {
  const aside = `${path}.${process.pid}.new`
  const handle = openSync(aside, 'wx', 0o600)
  try {
    writeSync(handle, `${text}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  chmodSync(aside, 0o600)
  try {
    linkSync(aside, path)
  } catch (error) {
    if (!existsSync(path)) throw error
  } finally {
    rmSync(aside)
  }
  syncFolder(dirname(path))
}

/** The real path of a folder that may not be there yet: links are followed as far as it exists. */
export function realPath(path: string): string {
  const absolute = resolve(path)
  if (existsSync(absolute)) return realpathSync(absolute)
  const parent = dirname(absolute)
  return parent === absolute ? absolute : join(realPath(parent), relative(parent, absolute))
}

export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}
