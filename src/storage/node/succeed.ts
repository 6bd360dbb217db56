/**
 * One key of the log takes the place of another: the same log under a new key, or, after a rollback that is acknowledged,
 * another name. On a log that no server has open.
 *
 * `log.next` in the key folder says first what is to be done; then each step is durable before the next one begins. While
 * it is there no server starts, and the same call goes on where it was cut off: each step is done again or found done.
 */
import { joinTrace, unhex } from '../../domain/trace.ts'
import { BROKER } from '../../log/activation.ts'
import { containing } from '../../log/contains.ts'
import { buildEntry, leafFrom, type Vault } from '../../log/entry.ts'
import { readSuccession, type Succession, trustedKeys } from '../../log/succession.ts'
import { base64 } from '../../log/tree/base64.ts'
import type { Tree } from '../../log/tree/grow.ts'
import type { NoteCrypto } from '../../log/tree/note.ts'
import type { Clock, Ledger, NewId } from '../../ports.ts'
import { StartFailure } from '../../upkeep.ts'
import { ed25519 } from './ed25519.ts'
import { openKept, readKept, writeKept } from './kept-head.ts'
import { KEY_BYTES, KeyFolderError } from './key-folder.ts'
import { forgetNext, installNext, type LogKeys, type Next, openLogKeys, readNext, writeNext } from './log-keys.ts'
import { checked, integratorOf, keysFor, type LogParts, nameOf, refuseOtherKeys, startLog } from './log-start.ts'

export type SucceedPorts = LogParts &
  Vault & {
    readonly anchorDir: string
    readonly ledger: Pick<Ledger, 'size' | 'range' | 'entry' | 'append'>
    readonly clock: Clock
    readonly newId: NewId
    /** Hears of each step that is done: here it may be cut off. */
    readonly reached: (step: string) => void
  }

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
 * decides it. Throws StartFailure when it is another, or when nothing is lost.
 */
export async function acknowledgeRollback(ports: SucceedPorts, close: string): Promise<LogKeys> {
  const begun = await begunAs(ports, 'origin')
  if (begun) {
    refuseOtherName(close, nameOf(statementOf(ports, begun).from))
    return finish(ports, begun)
  }
  const keys = await keysFor(ports)
  const kept = await readKept(ports.anchorDir)
  if (!kept) throw new StartFailure('the anchor keeps nothing of this log: there is nothing to be older than')
  refuseOtherKeys(kept, keys)
  const value = openKept(kept, trustedKeys([keys.key], keys.steps))
  refuseOtherName(close, keys.key.name)
  const tree = await checked(integratorOf(ports, keys, 0))
  const found = value === null ? 'contains' : await containing(ports, tree, value)
  if (found === 'contains')
    throw new StartFailure('the database has all that was signed: there is nothing to acknowledge')
  if (found === 'different')
    throw new StartFailure(
      'the database is another log than was signed, not an older one: put back a backup of this log',
    )
  const origins = keys.steps.filter(({ statement }) => statement.kind === 'origin').length
  const name = `${ports.origin}/${origins + 2}`
  return finish(ports, await plan(ports, { kind: 'origin', kept: kept.checkpoint, tree, old: keys.key, name }))
}

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
  const { keysDir, anchorDir, origin, reached } = ports
  const statement = statementOf(ports, next)
  const kept = await readKept(anchorDir)
  const signs = kept?.keys.at(-1)
  if (!kept || (signs !== statement.from && signs !== statement.to))
    throw new StartFailure('the anchor is another one than when this was begun: put that one back')
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
  reached(origin === keys.key.name ? 'done' : `done: ${keys.key.name}`)
  return keys
}

/** Appended once: its id was decided when this was begun. */
async function enter(ports: SucceedPorts, statement: Succession): Promise<void> {
  const { ledger, crypto } = ports
  if (await ledger.entry(statement.entry)) return
  const { size } = statement.head
  // Compared with all of what is there: a statement about another database would be one about a log that is none.
  const tree = await whole(ports, await checked(integratorOf(ports, await openedKeys(ports, ports.seed), 0)))
  if (tree.size() !== size || base64(tree.root()) !== statement.head.root)
    throw new StartFailure(
      'the database is another one than when this was begun: put that one back, or take log.next out of the key folder and begin again',
    )
  const last = (await ledger.range(size - 1, 1))[0]
  const entry = await buildEntry(ports, {
    type: statement.kind,
    id: statement.entry,
    oin: BROKER,
    settles: null,
    at: statement.at,
    // Not the policy that a server would start with: that one becomes an entry of its own.
    policy: last ? leafFrom(crypto, last).policy : NO_POLICY,
    trace: joinTrace(undefined, crypto.random),
    about: { caseId: null, keptBy: null },
    parts: { succession: statement },
  })
  await ledger.append({ entry, changes: [], guard: null })
}

/** Nothing was decided yet in a log that lost everything. */
const NO_POLICY = { revision: '-', digest: '-' }

async function integrate(ports: SucceedPorts, keys: LogKeys): Promise<void> {
  const kept = await readKept(ports.anchorDir)
  const size = (kept && openKept(kept, trustedKeys([keys.key], keys.steps))?.size) ?? 0
  await integratorOf(ports, keys, size).catchUp()
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
