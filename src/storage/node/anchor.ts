/**
 * The anchor folder: what must never go back in time, whatever backup of the data or of the keys is put back. Apart from
 * both, and never restored itself: an anchor that went back along with what it holds would hold nothing.
 */
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { takeLock } from '../sqlite/connect.ts'
import { isInside, KeyFolderError, realPath } from './key-folder.ts'

/** The folders that get backups of their own. */
type Apart = { readonly dataDir: string; readonly keysDir: string }

/** Opens the folder, or makes it. Throws KeyFolderError when it is missing, or lies in a folder that gets restored. */
export function openAnchorFolder(dir: string, { dataDir, keysDir }: Apart, create: boolean): void {
  for (const [other, name] of [
    [dataDir, 'data'],
    [keysDir, 'key'],
  ] as const) {
    if (isInside(realPath(dir), realPath(other)))
      throw new KeyFolderError(
        `the anchor folder lies inside the ${name} folder: a backup put back would take it along`,
      )
  }
  if (!existsSync(dir)) {
    if (!create) throw new KeyFolderError(existsSync(join(dataDir, 'sluis.db')) ? LOST : NEVER_MADE)
    mkdirSync(dir, { recursive: true, mode: 0o700 })
  }
  if (!statSync(dir).isDirectory()) throw new KeyFolderError('SLUIS_ANCHOR_DIR is not a folder')
}

const NEVER_MADE =
  'het anker (SLUIS_ANCHOR_DIR) ontbreekt: maak het met "sluis keys create", of wijs aan waar het staat / the anchor folder is missing: make it with "sluis keys create", or point SLUIS_ANCHOR_DIR to it'
/** An empty one alone would be refused as well: both commands are named. */
const LOST =
  'het anker (SLUIS_ANCHOR_DIR) ontbreekt, en er is een logboek: wijs aan waar het staat. Alleen als het verloren is: maak een leeg anker met "sluis keys create" en geef dan "sluis log anchor adopt" / the anchor folder is missing, and there is a log: point SLUIS_ANCHOR_DIR to it. Only if it is lost: make an empty one with "sluis keys create", then run "sluis log anchor adopt"'

/**
 * Held by whoever signs checkpoints of the log or writes what the anchor keeps, for as long as they may: two that sign under
 * one key, each on a copy of the data, would show two logs. Throws StorageFailure: 'locked' or 'unwritable'.
 */
export function lockAnchor(dir: string): { close(): void } {
  return takeLock(join(dir, 'anchor.lock'), SAYS)
}

const SAYS = {
  locked:
    'het anker (SLUIS_ANCHOR_DIR) is in gebruik: een server of een ander commando tekent dit logboek, misschien op een kopie van de data; stop die eerst / the anchor is in use: a server or another command signs this log, perhaps on a copy of the data; stop it first',
  unwritable: 'in het anker (SLUIS_ANCHOR_DIR) kan niet worden geschreven / the anchor folder cannot be written',
}

/** Opens what signs, under this lock, which goes when that is closed, or does not open. */
export async function openUnder<T extends { close(): Promise<void> }>(
  lock: { close(): void },
  open: () => Promise<T>,
): Promise<T> {
  try {
    const opened = await open()
    return { ...opened, close: () => opened.close().finally(() => lock.close()) }
  } catch (error) {
    lock.close()
    throw error
  }
}
