/**
 * The anchor folder: what must never go back in time, whatever backup of the data or of the keys is put back. Apart from
 * both, and never restored itself: an anchor that went back along with what it holds would hold nothing.
 */
import { existsSync, mkdirSync, statSync } from 'node:fs'
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
    if (!create)
      throw new KeyFolderError(
        'the anchor folder is missing: make it with "sluis keys create", or point SLUIS_ANCHOR_DIR to it',
      )
    mkdirSync(dir, { recursive: true, mode: 0o700 })
  }
  if (!statSync(dir).isDirectory()) throw new KeyFolderError('SLUIS_ANCHOR_DIR is not a folder')
}
