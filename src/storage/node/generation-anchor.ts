/**
 * Which keys of pseudonyms there are, kept in the anchor by checks from which no key can be told. A backup of the key folder
 * from before a rotation opens well, and finds nobody who was recorded under the key that it lacks: it is refused.
 */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { KeyFolderError, syncFolder } from './key-folder.ts'

const FILE = 'pseudonym.generations'

/** `checks`: first generation first. Throws KeyFolderError when there were more, or others. Durable when it returns. */
export function anchorGenerations(anchorDir: string, checks: readonly string[]): void {
  const path = join(anchorDir, FILE)
  const known = existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : []
  if (known.length > checks.length)
    throw new KeyFolderError(
      `the key folder has ${checks.length} of ${known.length} keys of pseudonyms: restore a backup of after the last rotation`,
    )
  if (known.some((check, i) => check !== checks[i]))
    throw new KeyFolderError(
      'the keys of pseudonyms are not those of the anchor: SLUIS_KEYS_DIR is that of another broker',
    )
  // Nothing to go back to while there is one; nothing new while there are as many.
  if (checks.length === 1 || checks.length === known.length) return
  // Written aside: a crash leaves the old list or the new one. Nothing was recorded yet under a key that it lacks.
  const aside = `${path}.new`
  const handle = openSync(aside, 'w', 0o600)
  try {
    writeSync(handle, `${checks.join('\n')}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(aside, path)
  syncFolder(anchorDir)
}
