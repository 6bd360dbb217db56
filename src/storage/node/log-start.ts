/**
 * The log as a start finds it: is it the one that was signed, whole, under the key that signs now? What was signed last is
 * kept in the anchor, and witnesses know how much of it they saw; a database that does not go on from it is refused.
 */
import { hex } from '../../domain/trace.ts'
import type { Observer } from '../../events.ts'
import { containing } from '../../log/contains.ts'
import { createIntegrator, IntegrationFault, type Integrator } from '../../log/integrator.ts'
import { trustedKeys } from '../../log/succession.ts'
import type { Checkpoint } from '../../log/tree/checkpoint.ts'
import type { Signer } from '../../log/tree/note.ts'
import type { SignedCheckpoint, TreeStore } from '../../log/tree-store.ts'
import type { Witnessed } from '../../log/witness/ask.ts'
import type { Clock, Crypto, Ledger } from '../../ports.ts'
import { StartFailure } from '../../upkeep.ts'
import { anchorOf, OTHER_ANCHOR, refuseOtherAnchor, takeToAnchor } from './anchor-binding.ts'
import { ed25519 } from './ed25519.ts'
import { type KeptHead, keeper, openKept, readKept, writeKept } from './kept-head.ts'
import { KeyFolderError } from './key-folder.ts'
import { type LogKeys, openLogKeys, readNext } from './log-keys.ts'

export type LogParts = {
  readonly keysDir: string
  /** null: nothing is signed, and nothing is kept. */
  readonly anchorDir: string | null
  /** The name that the log began under. */
  readonly origin: string
  readonly seed: Uint8Array
  readonly tree: TreeStore
  readonly ledger: Pick<Ledger, 'size'>
  readonly crypto: Pick<Crypto, 'sha256' | 'random'>
  readonly clock: Clock
  readonly observer: Observer
  /** Milliseconds that went by, of a clock that nobody can set. */
  readonly elapsed?: (() => number) | undefined
  /** Whether anything was ever sealed under the keys of the folder. */
  readonly isUsed: () => boolean
}
export type StartedLog = LogKeys & { readonly integrator: Integrator }
export type AskWitnesses = (log: Signer) => Promise<Witnessed>

/**
 * `adopt`: where nothing was kept, the database is taken as it is (development). Otherwise only one without entries is: that
 * nothing was kept could also be because it was taken away; and only an anchor that these keys sign with, or the first one.
 * Throws StartFailure or KeyFolderError; writes only to the anchor, and in the key folder which anchor it is.
 */
export async function startLog(
  parts: LogParts,
  { adopt, witnessed }: { readonly adopt: boolean; readonly witnessed?: AskWitnesses },
): Promise<StartedLog> {
  const keys = await keysFor(parts)
  const { anchorDir, tree, ledger } = parts
  const kept = anchorDir === null ? undefined : await readKept(anchorDir)
  if (kept) refuseOtherKeys(kept, keys)
  const opened = kept ? openKept(kept, trusted(keys)) : null
  const integrator = integratorOf(parts, keys, kept)
  await checked(integrator)
  if (kept && opened) await refuseOther(parts, keys, integrator, { where: 'the anchor', value: opened })
  if (witnessed) refuseOlder(parts, keys, await ledger.size(), await witnessed(keys.key))
  if (anchorDir === null) return { ...keys, integrator }
  const note = (await tree.checkpoint()) ?? null
  const entries = await ledger.size()
  const begun = note !== null || entries > 0
  if (!kept && !adopt && begun) throw new StartFailure(NOTHING_KEPT)
  // Also of a log without entries: these keys may have signed another, with another anchor.
  if (!adopt) await refuseOtherAnchor({ ...parts, anchorDir })
  const isSecond = !kept && !begun && (await hadLog({ ...parts, anchorDir }))
  if (isSecond && !adopt) throw new StartFailure(SECOND)
  await takeToAnchor({ ...parts, anchorDir })
  if (kept) return { ...keys, integrator }
  if (begun || isSecond) parts.observer({ type: 'adopted', entries })
  // Before the first entry: from here on an anchor without it was taken away.
  const first = { keys: keysOf(keys), checkpoint: note }
  await writeKept(anchorDir, first)
  return { ...keys, integrator: integratorOf(parts, keys, first) }
}

/** Of a database without entries: whether the keys know of a log that had some. */
async function hadLog(parts: LogParts & { readonly anchorDir: string }): Promise<boolean> {
  return parts.isUsed() || (await anchorOf(parts)) === 'other'
}

/**
 * Takes the database as it is for what is kept from here on, where the anchor says nothing, or nothing that can be used: what
 * was signed before is then not compared with. The keys are taken to this anchor, from another where they signed with that.
 * Resolves with the size that is kept. Throws StartFailure when the anchor can be used, and the database is not what it keeps,
 * or there is nothing to adopt, and where the database is empty and the keys had a log: of that, nothing is left to take.
 */
export async function adoptDatabase(parts: LogParts & { readonly anchorDir: string }): Promise<number> {
  const keys = await keysFor(parts)
  const integrator = integratorOf(parts, keys, undefined)
  const size = (await checked(integrator)).size()
  if (await usable(parts.anchorDir, keys)) {
    const isOther = (await anchorOf(parts)) === 'other'
    await startLog(parts, { adopt: isOther })
    if (isOther) return size
    throw new StartFailure(
      'the anchor keeps a checkpoint of this log, and the database has it: there is nothing to adopt',
    )
  }
  if (size === 0 && (await parts.ledger.size()) === 0 && (await hadLog(parts))) throw new StartFailure(SECOND)
  // A crash after this: the anchor can be used, and the same command takes the keys to it.
  await writeKept(parts.anchorDir, { keys: keysOf(keys), checkpoint: (await parts.tree.checkpoint()) ?? null })
  await takeToAnchor(parts)
  return size
}

/** Damaged, absent, or put back from before the last key: it says nothing that holds now. */
async function usable(anchorDir: string, keys: LogKeys): Promise<boolean> {
  try {
    const kept = await readKept(anchorDir)
    if (!kept) return false
    const all = keysOf(keys)
    if (kept.keys.length < all.length && kept.keys.every((key, i) => key === all[i])) return false
    refuseOtherKeys(kept, keys)
    openKept(kept, trusted(keys))
    return true
  } catch (error) {
    if (error instanceof KeyFolderError) return false
    throw error
  }
}

/** Throws StartFailure when a change of key was begun and not finished, KeyFolderError as openLogKeys does. */
export async function keysFor({
  keysDir,
  origin,
  seed,
  crypto,
}: Pick<LogParts, 'keysDir' | 'origin' | 'seed' | 'crypto'>) {
  if (await readNext(keysDir)) throw new StartFailure(UNFINISHED)
  return openLogKeys({ dir: keysDir, origin, seed, crypto: { sha256: crypto.sha256, ed25519 } })
}

/** All verifier keys, the one that signs last. */
export function keysOf({ steps, key }: LogKeys): string[] {
  return [...steps.map(({ statement }) => statement.from), key.verifierKey]
}

/** `kept`: what the anchor keeps. */
export function integratorOf(parts: LogParts, keys: LogKeys, kept: KeptHead | undefined): Integrator {
  const { anchorDir, tree, crypto, observer, elapsed } = parts
  const size = (kept && openKept(kept, trusted(keys))?.size) ?? 0
  const keep =
    anchorDir === null ? {} : { keep: held({ ...parts, anchorDir }, keeper(anchorDir, keysOf(keys), size, kept)) }
  return createIntegrator({ tree, crypto, log: keys.key, former: keys.former, observer, elapsed, ...keep })
}

/** Each time, the keys must still be of this anchor: an operator may have taken them to another beside this process. */
function held(folders: { readonly keysDir: string; readonly anchorDir: string }, keep: ReturnType<typeof keeper>) {
  return async (signed: SignedCheckpoint): Promise<void> => {
    if ((await anchorOf(folders)) === 'other') throw new IntegrationFault('kept', OTHER_ANCHOR)
    await keep(signed)
  }
}

/** Throws StartFailure when the anchor is not that of these keys. */
export function refuseOtherKeys({ keys: known }: KeptHead, keys: LogKeys): void {
  const all = keysOf(keys)
  const [signs, last] = [keys.key, known.at(-1) ?? '']
  if (last === signs.verifierKey && known.length === all.length) return
  const name = nameOf(last)
  if (known.includes(signs.verifierKey)) throw new StartFailure(REPLACED)
  if (all.includes(last)) throw new StartFailure(ANCHOR_OLDER)
  if (nameOf(known[0] ?? '') !== nameOf(all[0] ?? ''))
    throw new StartFailure(
      `the anchor is of the log ${name}, and this is ${signs.name}: SLUIS_ANCHOR_DIR, SLUIS_KEYS_DIR or SLUIS_ORIGIN is that of another log`,
    )
  throw new StartFailure(
    `log.key is not the key of ${name} that the anchor knows: restore it from the backup of the key folder, the newest`,
  )
}

export async function checked(integrator: Integrator) {
  try {
    return await integrator.check()
  } catch (error) {
    if (!(error instanceof IntegrationFault)) throw error
    throw new StartFailure(`${error.message}: ${HINT[error.code]}`, { cause: error })
  }
}

type Compared = { readonly where: string; readonly value: Checkpoint }

async function refuseOther(parts: LogParts, keys: LogKeys, integrator: Integrator, { where, value }: Compared) {
  const found = await containing(parts, await checked(integrator), value)
  if (found === 'contains') return
  if (found === 'different')
    throw new StartFailure(
      `the database is not the log that was signed: of its first ${value.size} entries the root is another than that of ${where}. Put back a database of this log; "sluis log verify --kept" says what was changed`,
    )
  throw older(keys, await parts.ledger.size(), where, value.size)
}

function older({ key }: LogKeys, size: number, where: string, signed: number): StartFailure {
  return new StartFailure(
    `the database is older than what was signed: it has ${size} entries, and ${where} has a checkpoint of ${signed}. Put back a newer one. Only if there is none: "sluis log acknowledge-rollback --close ${key.name}" closes this log and goes on under another name`,
  )
}

/**
 * A witness says a size, not a root, and says it unsigned: another tree of at least that size is found when it is asked to go
 * on from it, and one that lies stops nobody. So many that without one of them there is no quorum are believed, for without
 * them nothing new would be shown to others either. Throws StartFailure then.
 */
function refuseOlder({ crypto, observer }: LogParts, { key }: LogKeys, own: number, { quorum, sizes }: Witnessed) {
  const ahead = sizes.filter(({ size }) => size !== null && size > own)
  if (ahead.length <= sizes.length - quorum) {
    for (const _ of ahead) observer({ type: 'fault', where: 'witness', code: 'witness-ahead' })
    return
  }
  const told = ahead.map(({ name, size }) => `${name} of ${size}`).join(', ')
  const file = `${hex(crypto.sha256(new TextEncoder().encode(key.name)))}.checkpoint`
  throw new StartFailure(
    `the database is older than what witnesses say they cosigned: it has ${own} entries, and they have a checkpoint (${told}). Put back a newer one. Only if there is none: have the largest checkpoint out of the folder of its witness (${file} in that of "sluis witness"), and "sluis log acknowledge-rollback --close ${key.name} --kept <checkpoint file>" closes this log and goes on under another name. A witness that has no such checkpoint, signed by this log, does not tell the truth: take it out of SLUIS_WITNESSES`,
  )
}

function trusted({ key, steps }: LogKeys) {
  return trustedKeys([key], steps)
}

export function nameOf(verifierKey: string): string {
  return verifierKey.split('+')[0] ?? ''
}

const HINT = {
  foreign: 'SLUIS_KEYS_DIR or SLUIS_ORIGIN is that of another log',
  altered: 'run "sluis log verify"',
  kept: 'stop whoever else signs under these keys',
} as const
export const UNFINISHED =
  'a change of the key of the log was begun and not finished: give the same command again ("sluis log key rotate", or "sluis log acknowledge-rollback")'
const NOTHING_KEPT =
  'de database heeft regels, en het anker bewaart er niets van: SLUIS_ANCHOR_DIR is een andere map dan het was, of log.json is eruit gehaald. Alleen als die verloren is, of er nooit was: zie wat "sluis log verify" van de database zegt, en geef dan eenmaal "sluis log anchor adopt" / the database has entries, and the anchor keeps nothing of them: SLUIS_ANCHOR_DIR is another folder than it was, or log.json was taken out of it. Only if that is lost, or never was: see what "sluis log verify" says of the database, then run "sluis log anchor adopt" once'
/** Numbers from one again, under a name and a key that signed another tree already. */
const SECOND =
  'de database en het anker zijn leeg, en met deze sleutels is al een logboek gemaakt: een tweede onder dezelfde naam en sleutel wordt niet begonnen. Staat er een schijf niet aan, of wijst SLUIS_DATA_DIR of SLUIS_ANCHOR_DIR ergens anders heen? Zet anders de data en het anker terug. Alleen als alles verloren is: "sluis log acknowledge-rollback --close <naam> --kept <bestand>", met een controlepunt dat een getuige of een ander bewaarde, of nieuwe sleutels onder een andere SLUIS_ORIGIN / the database and the anchor are empty, and a log was made with these keys: no second one is begun under the same name and key. Is a disk not mounted, or does SLUIS_DATA_DIR or SLUIS_ANCHOR_DIR point elsewhere? Otherwise put data and anchor back. Only if all of it is lost: "sluis log acknowledge-rollback --close <name> --kept <file>", with a checkpoint that a witness or somebody else kept, or new keys under another SLUIS_ORIGIN'
const REPLACED =
  'log.key is one that was replaced: the key folder was put back from before that; put back its newest backup'
const ANCHOR_OLDER =
  'the anchor is older than the key folder: it was put back, and says no longer what was signed last. See what "sluis log verify" says of the database, then run "sluis log anchor adopt"'
