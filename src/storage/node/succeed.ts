/**
 * One key of the log takes the place of another: the same log under a new key, or, after a rollback that is acknowledged,
 * another name. On a log that no server has open.
 *
 * `log.next` in the key folder says first what is to be done; then each step is durable before the next one begins. While
 * it is there no server starts, and the same call goes on where it was cut off: each step is done again or found done.
 */
import { unhex } from '../../domain/trace.ts'
import { containing } from '../../log/contains.ts'
import { leafFrom, type Vault } from '../../log/entry.ts'
import { ownEntry } from '../../log/own-entry.ts'
import { readSuccession, type Succession, trustedKeys } from '../../log/succession.ts'
import { base64 } from '../../log/tree/base64.ts'
import { type Checkpoint, openCheckpoint } from '../../log/tree/checkpoint.ts'
import type { Tree } from '../../log/tree/grow.ts'
import type { NoteCrypto } from '../../log/tree/note.ts'
import type { Clock, Ledger, NewId } from '../../ports.ts'
import { StartFailure } from '../../upkeep.ts'
import { refuseOtherAnchor, takeToAnchor } from './anchor-binding.ts'
import { ed25519 } from './ed25519.ts'
import { openKept, readKept, writeKept } from './kept-head.ts'
import { KEY_BYTES, KeyFolderError } from './key-folder.ts'
import {
  forgetNext,
  type InstallStep,
  installNext,
  type LogKeys,
  type Next,
  openLogKeys,
  readNext,
  writeNext,
} from './log-keys.ts'
import {
  checked,
  integratorOf,
  keysFor,
  keysOf,
  type LogParts,
  nameOf,
  refuseOtherKeys,
  startLog,
} from './log-start.ts'

export type SucceedPorts = LogParts &
  Vault & {
    readonly anchorDir: string
    readonly ledger: Pick<Ledger, 'size' | 'range' | 'entry' | 'append'>
    readonly clock: Clock
    readonly newId: NewId
    /** Hears of each step that is done: here it may be cut off. */
    readonly reached: (step: SucceedStep) => void
  }

export type SucceedStep =
  | InstallStep
  | 'planned'
  | 'entered'
  | 'signed'
  | 'anchored'
  | 'installed'
  | 'integrated'
  | 'done'

/** A new key under the same name. The old one signs a last checkpoint, over the entry that names the new one. */
export async function rotate(ports: SucceedPorts): Promise<LogKeys> {
  const begun = await begunAs(ports, 'key')
  if (begun) return finish(ports, begun)
  const { key, integrator } = await startLog(ports, { adopt: false })
  const tree = await whole(ports, await checked(integrator))
  return finish(ports, await plan(ports, { kind: 'key', kept: null, tree, old: key, name: key.name }))
}

/**
 * Goes on from a database that is older than what was signed. `close` is the name of the log that ends, said by whoever
 * decides it. `given`: a signed checkpoint that somebody kept, where the anchor does not know of it: it may have been put
 * back along with the rest, and then only a witness has it. Throws StartFailure when the name is another, when nothing is
 * lost, and for a checkpoint that does not show that something is.
 */
export async function acknowledgeRollback(ports: SucceedPorts, close: string, given?: string): Promise<LogKeys> {
  const begun = await begunAs(ports, 'origin')
  if (begun) {
    refuseOtherName(close, nameOf(statementOf(ports, begun).from))
    return finish(ports, begun)
  }
  const keys = await keysFor(ports)
  const anchored = await readKept(ports.anchorDir)
  if (!anchored && given === undefined) throw new StartFailure(NOTHING_OLDER)
  if (anchored) refuseOtherKeys(anchored, keys)
  refuseOtherName(close, keys.key.name)
  const value = anchored ? openKept(anchored, trustedKeys([keys.key], keys.steps)) : null
  const found = value === null ? 'contains' : await compared(ports, keys, value)
  if (found === 'different') throw new StartFailure(OTHER_LOG)
  if (found === 'contains' && given === undefined) throw new StartFailure(NOTHING_LOST)
  const size = given === undefined ? 0 : await sizeOfGiven(ports, keys, given)
  const kept = given !== undefined && size > (value?.size ?? 0) ? given : (anchored?.checkpoint ?? null)
  // A crash after this: the anchor knows what is lost, and the same command goes on, with the checkpoint or without it.
  if (kept !== anchored?.checkpoint) await writeKept(ports.anchorDir, { keys: keysOf(keys), checkpoint: kept })
  const tree = await whole(ports, await checked(integratorOf(ports, keys, undefined)))
  // Whoever says that this name ends says so with the anchor that is there, also where the one before it was lost.
  await takeToAnchor(ports)
  const origins = keys.steps.filter(({ statement }) => statement.kind === 'origin').length
  const name = `${ports.origin}/${origins + 2}`
  return finish(ports, await plan(ports, { kind: 'origin', kept, tree, old: keys.key, name }))
}

async function compared(ports: SucceedPorts, keys: LogKeys, value: Checkpoint) {
  return containing(ports, await checked(integratorOf(ports, keys, undefined)), value)
}

/** Only the key that signs now: of what an earlier one signed, this one signed a later checkpoint, which the anchor keeps. */
async function sizeOfGiven(ports: SucceedPorts, keys: LogKeys, given: string): Promise<number> {
  const opened = openCheckpoint(given, keys.key)
  if (!opened.ok) throw new StartFailure(NOT_OURS)
  const found = await compared(ports, keys, opened.value)
  if (found === 'different') throw new StartFailure(GIVEN_OTHER)
  if (found === 'contains') throw new StartFailure(`${GIVEN_CONTAINED}: it is of ${opened.value.size} entries`)
  return opened.value.size
}

const NOTHING_OLDER =
  'the anchor keeps nothing of this log: what the database is older than is then only shown by a checkpoint that somebody kept (--kept)'
const NOTHING_LOST =
  'the database has all that was signed, as far as the anchor knows: there is nothing to acknowledge. A witness or somebody else who has a larger checkpoint shows it with --kept'
const OTHER_LOG = 'the database is another log than was signed, not an older one: put back a backup of this log'
const NOT_OURS =
  'the checkpoint of --kept is not signed by the key of this log: it is damaged, of another log, or of a key that came before or after the one in the key folder; put back the newest backup of that folder'
const GIVEN_OTHER =
  'the database is another log than the checkpoint of --kept, not an older one: put back a backup of this log'
const GIVEN_CONTAINED = 'the database has all of the checkpoint of --kept, so nothing is lost by it'

/** Said in full by who decides it: a command out of the history of a shell must not close another log. */
function refuseOtherName(close: string, name: string): void {
  if (close !== name) throw new StartFailure(`this log is ${name}: --close takes that name`)
}

async function begunAs(ports: SucceedPorts, kind: Succession['kind']): Promise<Next | undefined> {
  const begun = await readNext(ports.keysDir)
  if (begun && statementOf(ports, begun).kind !== kind)
    throw new StartFailure(`another change of the key was begun: finish that first, with "sluis log ${COMMAND[kind]}"`)
  return begun
}

const COMMAND = { key: 'acknowledge-rollback', origin: 'key rotate' } as const

type Plan = Pick<Succession, 'kind' | 'kept'> & {
  readonly tree: Tree
  readonly old: LogKeys['key']
  readonly name: string
}

async function plan(ports: SucceedPorts, { kind, kept, tree, old, name }: Plan): Promise<Next> {
  const at = ports.clock().toISOString()
  const head = { size: tree.size(), root: base64(tree.root()) }
  const statement = { version: 1 as const, kind, at, from: old.verifierKey, entry: ports.newId(), head, kept }
  const made = { old, name, seed: ports.crypto.random(KEY_BYTES) }
  const next = await writeNext(ports.keysDir, statement, made, noteCrypto(ports))
  ports.reached('planned')
  return next
}

async function finish(ports: SucceedPorts, next: Next): Promise<LogKeys> {
  const { keysDir, anchorDir, reached } = ports
  const statement = statementOf(ports, next)
  const kept = await readKept(anchorDir)
  const signs = kept?.keys.at(-1)
  if (!kept || (signs !== statement.from && signs !== statement.to)) throw new StartFailure(ANCHOR_OTHER)
  // The keys may have been taken to another since: nothing is written, here or in the key folder, for the one that was left.
  await refuseOtherAnchor(ports)
  await enter(ports, statement)
  reached('entered')
  if (signs === statement.from) {
    // The last act of the old key; of a name that is left there is none, for it signed what is not there any more.
    if (statement.kind === 'key') await integrate(ports, await openedKeys(ports, ports.seed))
    reached('signed')
    const { checkpoint } = (await readKept(anchorDir)) ?? kept
    await writeKept(anchorDir, {
      keys: [...kept.keys, statement.to],
      checkpoint: statement.kind === 'key' ? checkpoint : null,
    })
  }
  // From here on the anchor knows the old key as one that was replaced, whatever backup of it is put back.
  reached('anchored')
  await installNext(keysDir, next, reached)
  reached('installed')
  const keys = await openedKeys(ports, unhex(next.seed))
  await integrate(ports, keys)
  reached('integrated')
  await forgetNext(keysDir)
  reached('done')
  return keys
}

const ANCHOR_OTHER =
  'the anchor is another one than when this was begun: put that one back. Only if it is lost: give "sluis log anchor adopt", and then the same command again'

/** Appended once: its id was decided when this was begun. */
async function enter(ports: SucceedPorts, statement: Succession): Promise<void> {
  const { ledger, crypto } = ports
  if (await ledger.entry(statement.entry)) return
  const { size } = statement.head
  // Compared with all of what is there: a statement about another database would be one about a log that is none.
  const tree = await whole(ports, await checked(integratorOf(ports, await openedKeys(ports, ports.seed), undefined)))
  if (tree.size() !== size || base64(tree.root()) !== statement.head.root)
    throw new StartFailure(
      'the database is another one than when this was begun: put that one back, or take log.next out of the key folder and begin again',
    )
  const last = (await ledger.range(size - 1, 1))[0]
  const entry = await ownEntry(ports, {
    type: statement.kind,
    id: statement.entry,
    at: statement.at,
    // Not the policy that a server would start with: that one becomes an entry of its own.
    policy: last ? leafFrom(crypto, last).policy : NO_POLICY,
    parts: { succession: statement },
  })
  await ledger.append({ entry, changes: [], guard: null })
}

/** Nothing was decided yet in a log that lost everything. */
const NO_POLICY = { revision: '-', digest: '-' }

async function integrate(ports: SucceedPorts, keys: LogKeys): Promise<void> {
  const kept = await readKept(ports.anchorDir)
  await integratorOf(ports, keys, kept).catchUp()
}

function openedKeys(ports: SucceedPorts, seed: Uint8Array): Promise<LogKeys> {
  return openLogKeys({ dir: ports.keysDir, origin: ports.origin, seed, crypto: noteCrypto(ports) })
}

/** The tree over all entries, integrated or not. */
async function whole({ tree }: SucceedPorts, head: Tree): Promise<Tree> {
  for (;;) {
    const hashes = await tree.leafHashes(head.size(), READ_ENTRIES)
    if (hashes.length === 0) return head
    for (const hash of hashes) head.add(hash)
  }
}
const READ_ENTRIES = 1_024

function statementOf(ports: SucceedPorts, { note }: Next): Succession {
  const step = readSuccession(noteCrypto(ports), note)
  if (!step) throw new KeyFolderError('log.next in the key folder is damaged: take it away to begin again')
  return step.statement
}

function noteCrypto({ crypto }: SucceedPorts): NoteCrypto {
  return { sha256: crypto.sha256, ed25519 }
}
