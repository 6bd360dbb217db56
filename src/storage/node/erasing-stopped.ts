/**
 * Whether erasing stands still. A database that is put back has lost what came after it, legal holds among that; what it finds
 * to be due may be what a court asked to keep, and erasing cannot be taken back. So who takes an older database, or one of
 * which the anchor cannot say that it is not older, stops it, until an operator says that holds were looked at.
 *
 * A file in the anchor, and not the holds themselves: those are judgements, with grounds about a case, which have no place
 * beside the data; and the anchor may be what was lost. The file is there before the older database is taken.
 */
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { StartFailure } from '../../upkeep.ts'
import { syncFolder } from './key-folder.ts'
import { replaceFile } from './replace.ts'

const STOPPED_FILE = 'erasing.stopped'

export function isErasingStopped(anchorDir: string): boolean {
  return existsSync(join(anchorDir, STOPPED_FILE))
}

/** Durable before `work` begins. A crash in it leaves it stopped; what refuses has taken no database, and changes nothing. */
export async function erasingStopped<T>(anchorDir: string, at: string, work: () => Promise<T>): Promise<T> {
  const before = isErasingStopped(anchorDir)
  if (!before) await replaceFile(join(anchorDir, STOPPED_FILE), `${at}\n`)
  try {
    return await work()
  } catch (error) {
    if (!before && error instanceof StartFailure) await resumeErasing(anchorDir)
    throw error
  }
}

/** false: it did not stand still. Durable when it resolves; a server beside it goes on with its next sweep. */
export async function resumeErasing(anchorDir: string): Promise<boolean> {
  if (!isErasingStopped(anchorDir)) return false
  await rm(join(anchorDir, STOPPED_FILE))
  syncFolder(anchorDir)
  return true
}
