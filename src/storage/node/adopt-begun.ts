/**
 * An anchor that was lost while one key took the place of another. The key folder has all that is needed to go on: what was
 * begun (`log.next`), and how far its own files came; so the anchor is made anew as it was at that point, and the command
 * that began goes on from there.
 */
import { hex } from '../../domain/trace.ts'
import { chainOf, formerKeys, type Step, type Succession, trustedKeys } from '../../log/succession.ts'
import { openCheckpoint } from '../../log/tree/checkpoint.ts'
import { noteKey } from '../../log/tree/note.ts'
import { StartFailure } from '../../upkeep.ts'
import { anchorOf, takeToAnchor } from './anchor-binding.ts'
import { ed25519 } from './ed25519.ts'
import { type KeptHead, openKept, readKept, writeKept } from './kept-head.ts'
import { KeyFolderError } from './key-folder.ts'
import { type LogKeys, readChain, readNext } from './log-keys.ts'
import { checked, integratorOf, type LogParts, UNFINISHED } from './log-start.ts'

type Parts = LogParts & { readonly anchorDir: string }
/** `steps`: with what was begun, as the last. `isInstalled`: the key folder says so already. */
type Begun = { readonly keys: LogKeys; readonly last: Step; readonly isInstalled: boolean }

/**
 * What was begun, once it can be gone on with; undefined: nothing was. Takes the database as it is, as adoptDatabase does.
 * Throws StartFailure when the anchor can be used, or is of another log, KeyFolderError when the keys are not of one log.
 */
export async function adoptBegun(parts: Parts): Promise<Succession['kind'] | undefined> {
  const begun = await begunIn(parts)
  if (!begun) return undefined
  const { statement } = begun.last
  await checked(integratorOf(parts, begun.keys, undefined))
  if (await usable(parts.anchorDir, begun)) {
    if ((await anchorOf(parts)) !== 'other') throw new StartFailure(UNFINISHED)
  }
  // A crash after this: the anchor can be used, and the same command takes the keys to it.
  else await writeKept(parts.anchorDir, await madeAnew(parts, begun))
  await takeToAnchor(parts)
  return statement.kind
}

async function begunIn({ keysDir, seed, crypto }: Parts): Promise<Begun | undefined> {
  const next = await readNext(keysDir)
  if (!next) return undefined
  const noteCrypto = { sha256: crypto.sha256, ed25519 }
  const notes = await readChain(keysDir)
  const isInstalled = notes?.at(-1) === next.note
  const successions = isInstalled ? notes : [...(notes ?? []), next.note]
  const steps = notes && chainOf(noteCrypto, successions)
  const last = steps?.at(-1)
  if (!steps || !last) throw new KeyFolderError(NOT_ONE_LOG)
  const key = noteKey(noteCrypto, (hex(seed) === next.seed ? last.to : last.from).name, seed)
  const { from, to } = last.statement
  if (key.verifierKey !== from && !(isInstalled && key.verifierKey === to)) throw new KeyFolderError(NOT_ONE_LOG)
  return { keys: { key, steps, successions, former: formerKeys(steps) }, last, isInstalled }
}

const allKeys = ({ keys, last }: Begun) => [...keys.steps.map(({ statement }) => statement.from), last.statement.to]

/** Where the key folder says nothing of the new key yet, the anchor may know it, and need not. */
async function usable(anchorDir: string, begun: Begun): Promise<boolean> {
  const kept = await readable(anchorDir)
  if (!kept) return false
  const all = allKeys(begun)
  if (kept.keys.length > all.length || kept.keys.some((key, i) => key !== all[i])) throw new StartFailure(OTHER_LOG)
  if (kept.keys.length < (begun.isInstalled ? all.length : all.length - 1)) return false
  try {
    openKept(kept, trustedKeys([begun.last.to], begun.keys.steps))
    return true
  } catch (error) {
    if (error instanceof KeyFolderError) return false
    throw error
  }
}

async function readable(anchorDir: string): Promise<KeptHead | undefined> {
  try {
    return await readKept(anchorDir)
  } catch (error) {
    if (error instanceof KeyFolderError) return undefined
    throw error
  }
}

/** As the command left it there: before the new key where the key folder does not have it, after it where it does. */
async function madeAnew({ tree }: Parts, begun: Begun): Promise<KeptHead> {
  const all = allKeys(begun)
  const { statement, to } = begun.last
  const stored = (await tree.checkpoint()) ?? null
  const keys = begun.isInstalled ? all : all.slice(0, -1)
  if (statement.kind === 'key') return { keys, checkpoint: stored }
  // Of a name that is left what was lost with it; of the next one what it signed, if it did.
  if (!begun.isInstalled) return { keys, checkpoint: statement.kept }
  return { keys, checkpoint: stored !== null && openCheckpoint(stored, to).ok ? stored : null }
}

const NOT_ONE_LOG =
  'log.key, log.keys and log.next in the key folder are not of one log: restore them from one backup, the newest'
const OTHER_LOG =
  'the anchor is of another log, or newer than the key folder: put back the one that belongs to these keys'
