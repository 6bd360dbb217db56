/**
 * The keys of the log in the key folder: `log.key`, which signs, and `log.keys`, how it came after those before it. While
 * one key takes the place of another, `log.next` holds what is being done, so that a crash in between is finished.
 */
import { link, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { hex } from '../../domain/trace.ts'
import { chainOf, formerKeys, type LogKey, type Step, type Succession, signSuccession } from '../../log/succession.ts'
import { type NoteCrypto, type NoteKey, noteKey } from '../../log/tree/note.ts'
import { KEY_BYTES, KeyFolderError } from './key-folder.ts'
import { eraseFile, isAbsent, moveFile, replaceFile } from './replace.ts'

const CHAIN_FILE = 'log.keys'
const NEXT_FILE = 'log.next'
/** What was begun and is finished, on its way to being erased. */
const DONE_FILE = 'log.done'
const KEY_FILE = 'log.key'
const OLD_FILE = 'log.old'

export type LogKeys = {
  readonly key: NoteKey
  readonly steps: readonly Step[]
  /** The signed statements of the steps. */
  readonly successions: readonly string[]
  readonly former: readonly LogKey[]
}
type Options = { readonly dir: string; readonly origin: string; readonly seed: Uint8Array; readonly crypto: NoteCrypto }

/** Throws KeyFolderError when the files are not those of one log, or not of the log with this name. */
export async function openLogKeys({ dir, origin, seed, crypto }: Options): Promise<LogKeys> {
  const successions = await readChain(dir)
  const steps = successions && chainOf(crypto, successions)
  if (!successions || !steps)
    throw new KeyFolderError(`${CHAIN_FILE} in the key folder is damaged: restore it from its backup`)
  const [first, last] = [steps[0], steps.at(-1)]
  const key = noteKey(crypto, last?.to.name ?? origin, seed)
  if (first && first.from.name !== origin)
    throw new KeyFolderError(`SLUIS_ORIGIN is ${origin}, and the key folder is of the log ${first.from.name}`)
  if (last && last.statement.to !== key.verifierKey)
    throw new KeyFolderError(
      `log.key does not belong to ${CHAIN_FILE} beside it: restore both from one backup, the newest`,
    )
  return { key, steps, successions, former: formerKeys(steps) }
}

const nextSchema = z.strictObject({
  /** Of the key that comes, as hex. */
  seed: z.string().regex(/^[0-9a-f]{64}$/),
  /** The signed statement. */
  note: z.string(),
})
export type Next = z.infer<typeof nextSchema>

/** What was begun and not finished; undefined: nothing. Erases what a crash left of one that was finished. */
export async function readNext(dir: string): Promise<Next | undefined> {
  const text = await textIn(join(dir, NEXT_FILE))
  // Overwritten under its own name, as it was before log.done: finished, for what is begun takes its place whole.
  if (text !== undefined && ERASED.test(text)) await forgetNext(dir)
  else await eraseFile(join(dir, DONE_FILE))
  if (text === undefined || ERASED.test(text)) return undefined
  const next = nextSchema.safeParse(jsonIn(text)).data
  if (!next) throw new KeyFolderError(`${NEXT_FILE} in the key folder is damaged: take it away to begin again`)
  return next
}

const ERASED = /^\0*$/

/** Durable when it resolves: from here on no server starts until it is finished, or was begun anew. */
export async function writeNext(
  dir: string,
  statement: Omit<Succession, 'to'>,
  { old, name, seed }: { old: NoteKey; name: string; seed: Uint8Array },
  crypto: NoteCrypto,
): Promise<Next> {
  const next = noteKey(crypto, name, seed)
  const note = signSuccession({ ...statement, to: next.verifierKey }, old, next)
  const made = { seed: hex(seed.subarray(0, KEY_BYTES)), note }
  await replaceFile(join(dir, NEXT_FILE), `${JSON.stringify(made)}\n`)
  return made
}

export type InstallStep = 'chain' | 'replaced'

/**
 * Puts the key that comes in the place of the one that signed, and destroys that one. A crash in between leaves `log.next`,
 * with all that this needs; it may be done again. `reached` hears of each point where the files stand otherwise.
 */
export async function installNext(
  dir: string,
  { seed, note }: Next,
  reached: (at: InstallStep) => void,
): Promise<void> {
  const chain = (await readChain(dir)) ?? []
  if (chain.at(-1) !== note) await replaceFile(join(dir, CHAIN_FILE), `${JSON.stringify([...chain, note], null, 1)}\n`)
  reached('chain')
  const [path, old] = [join(dir, KEY_FILE), join(dir, OLD_FILE)]
  if ((await readFile(path, 'utf8')).trim() !== seed) {
    // A second name for the old key, so that it can still be overwritten once the new one has its place.
    await linkOnce(path, old)
    await replaceFile(path, `${seed}\n`)
    reached('replaced')
  }
  await eraseFile(old)
}

/** A crash before the name went: the same is done again. After it: it is finished, and what is left of it is erased later. */
export async function forgetNext(dir: string): Promise<void> {
  await moveFile(join(dir, NEXT_FILE), join(dir, DONE_FILE))
  await eraseFile(join(dir, DONE_FILE))
}

/** What stands there under the second name and is another file is an earlier key, which has to go as well. */
async function linkOnce(path: string, second: string): Promise<void> {
  const there = await stat(second).catch((error: unknown) => {
    if (isAbsent(error)) return undefined
    throw error
  })
  const own = await stat(path)
  if (there && there.ino === own.ino && there.dev === own.dev) return
  await eraseFile(second)
  await link(path, second)
}

/** The signed statements of `log.keys`, first one first. undefined: damaged. */
export async function readChain(dir: string): Promise<readonly string[] | undefined> {
  const text = await textIn(join(dir, CHAIN_FILE))
  return text === undefined ? [] : z.array(z.string()).safeParse(jsonIn(text)).data
}

async function textIn(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (isAbsent(error)) return undefined
    throw new KeyFolderError('the key folder cannot be read', { cause: error })
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
