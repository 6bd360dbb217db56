/**
 * What the anchor keeps of the log, in `log.json`: its keys as far as they came, and the last checkpoint that was signed.
 * A database or a key folder that is older than this is found by it.
 */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { IntegrationFault } from '../../log/integrator.ts'
import { type LogKey, openByAny } from '../../log/succession.ts'
import type { Checkpoint } from '../../log/tree/checkpoint.ts'
import { NOTE_SIGNATURE, parseVerifierKey } from '../../log/tree/note.ts'
import type { SignedCheckpoint } from '../../log/tree-store.ts'
import { createCrypto } from './crypto.ts'
import { KeyFolderError } from './key-folder.ts'
import { isAbsent, replaceFile } from './replace.ts'

const FILE = 'log.json'
const { sha256 } = createCrypto()

const schema = z.strictObject({
  version: z.literal(1),
  /** Verifier keys, the one that signs last. */
  keys: z.array(z.string()).min(1),
  /** Signed note; null: nothing was signed yet under this name. */
  checkpoint: z.string().nullable(),
})
export type KeptHead = Omit<z.infer<typeof schema>, 'version'>

const OTHER = `${FILE} in the anchor folder is not what this process kept: another one signs, or it was put back`
const DAMAGED = `${FILE} in the anchor folder is damaged, and what it kept is lost: see what "sluis log verify" says of the database, then run "sluis log anchor adopt"`

/** Whether anything was kept, also when it cannot be used. */
export function isKept(dir: string): boolean {
  return existsSync(join(dir, FILE))
}

/** undefined: nothing was kept yet. Throws KeyFolderError when it is not what was written. */
export async function readKept(dir: string): Promise<KeptHead | undefined> {
  const text = await readFile(join(dir, FILE), 'utf8').catch((error: unknown) => {
    if (isAbsent(error)) return undefined
    throw new KeyFolderError(`${FILE} in the anchor folder cannot be read`, { cause: error })
  })
  if (text === undefined) return undefined
  const kept = schema.safeParse(jsonIn(text)).data
  if (!kept?.keys.every((key) => parseVerifierKey(sha256, key, NOTE_SIGNATURE))) throw new KeyFolderError(DAMAGED)
  return { keys: kept.keys, checkpoint: kept.checkpoint }
}

/** Durable when it resolves. */
export async function writeKept(dir: string, { keys, checkpoint }: KeptHead): Promise<void> {
  await replaceFile(join(dir, FILE), textOf({ keys, checkpoint }))
}

/** What was kept, verified; null: nothing was signed yet. Throws KeyFolderError when it is not by one of these keys. */
export function openKept({ checkpoint }: KeptHead, keys: readonly LogKey[]): Checkpoint | null {
  if (checkpoint === null) return null
  const opened = openByAny(keys, checkpoint)
  if (!opened.ok) throw new KeyFolderError(DAMAGED)
  return opened.value
}

/**
 * Takes what is signed, one after the other; what is smaller than `last`, which is kept already, changes nothing. Each time
 * it must still stand there as it was written here last, or `read` before that: otherwise somebody else signs under these
 * keys, or the anchor was put back, and it rejects with IntegrationFault 'kept', so that nobody sees what was signed here.
 */
export function keeper(
  dir: string,
  keys: readonly string[],
  last: number,
  read: KeptHead | undefined,
): (signed: SignedCheckpoint) => Promise<void> {
  let largest = last
  let own = [read && textOf(read)]
  return async ({ size, note }) => {
    const found = await readKept(dir)
    if (!own.includes(found && textOf(found))) throw new IntegrationFault('kept', OTHER)
    if (size < largest) return
    const next = { keys: [...keys], checkpoint: note }
    // A write that fails may have landed all the same: until one succeeds, both are what this process wrote.
    own = [...own, textOf(next)]
    await writeKept(dir, next)
    own = [textOf(next)]
    largest = size
  }
}

function textOf({ keys, checkpoint }: KeptHead): string {
  return `${JSON.stringify({ version: 1, keys, checkpoint }, null, 1)}\n`
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
