/**
 * Follows the log and integrates it: hashes of entries become tiles, and a checkpoint that covers them is signed. Off the
 * request path and never ahead of the log: an entry is first sequenced, which is durable, and then integrated.
 *
 * A crash at any point leaves the checkpoint that was there with the tiles that it covers, or the next one with its own: the
 * same work is done again from there, and gives the same tiles. Nothing is signed that does not begin with what was signed.
 */
import type { Observer } from '../events.ts'
import { LIMITS } from '../limits.ts'
import type { Crypto } from '../ports.ts'
import { createFollower } from './follower.ts'
import { consistencyOf } from './proving.ts'
import { type LogKey, openByAny } from './succession.ts'
import { checkpointText, openCheckpoint } from './tree/checkpoint.ts'
import { growTree, type Tree } from './tree/grow.ts'
import { emptyRoot, HASH_BYTES, sameBytes } from './tree/hash.ts'
import { type NoteKey, signNote } from './tree/note.ts'
import { partialTiles, type Tile } from './tree/tile.ts'
import { verifyConsistency } from './tree/verify.ts'
import type { SignedCheckpoint, TreeStore } from './tree-store.ts'
import { turn, within } from './turn.ts'

export type Integrator = {
  /**
   * The tree that the stored checkpoint covers, to look further from. Throws IntegrationFault when what is stored is not the
   * tree that its checkpoint says. Writes nothing.
   */
  check(): Promise<Tree>
  /** Resolves when everything that was in the log at the call is covered by the checkpoint. Throws IntegrationFault. */
  catchUp(): Promise<void>
  /** Whether the last run failed, or one goes on for too long: entries are sequenced, but not integrated. */
  failing(): boolean
  /** Once started: whether it is so far behind that nothing more should be promised (LIMITS.integrationBehindMs). */
  behind(): boolean
  start(everyMs?: number): void
  /**
   * Stops the timer and waits for work under way, for LIMITS.integrationBehindMs at the most: what never ends (the anchor on a
   * disk that does not answer) stops nobody. Nothing is lost by it: see above.
   */
  stop(): Promise<void>
}

type Ports = {
  readonly tree: TreeStore
  readonly crypto: Pick<Crypto, 'sha256'>
  /** The key of the log; its name is the origin. */
  readonly log: NoteKey
  /** Keys that it had before, whose checkpoint may still stand there: it is signed anew under this one. */
  readonly former?: readonly LogKey[]
  /**
   * Keeps what was signed where no restored database takes it back; durable when it resolves. Before the checkpoint is
   * stored, so that nobody sees one that was not kept. Nothing is stored when it rejects, or while it has not resolved: no
   * time is set to it, for a write that is given up may still land, over what was kept after it.
   */
  readonly keep?: (signed: SignedCheckpoint) => Promise<void>
  readonly observer: Observer
  /** Milliseconds that went by, of a clock that nobody can set: what `behind` goes by. */
  readonly elapsed?: (() => number) | undefined
}

/**
 * 'foreign': the checkpoint is not of this key and origin. 'altered': the tiles are not those that it covers. 'kept': what was
 * kept of the log is not what was kept here, so somebody else signs it, or it was put back; by `keep`.
 */
export class IntegrationFault extends Error {
  readonly code: 'foreign' | 'altered' | 'kept'
  constructor(code: IntegrationFault['code'], message: string) {
    super(message)
    this.name = 'IntegrationFault'
    this.code = code
  }
}

/** `previous`: the checkpoint that covers the tree; null: there is none yet. `own`: it is by the key that signs now. */
type Head = { readonly tree: Tree; readonly previous: string | null; readonly own: boolean }
type Seen = { readonly size: number; readonly root: Uint8Array }

/** One transaction of the tree: four full tiles at the lowest level. */
const BATCH_ENTRIES = 1_024
/** Hashed at a stretch; then whoever waits goes first. */
const STRETCH_ENTRIES = 256
/** Several times within the second that integration may be behind; a look that finds nothing new costs next to nothing. */
const EVERY_MS = 200
/** Others may be first a few times on end; a checkpoint that is read stale would make them so for ever. */
const MOST_LOSSES = 8

export function createIntegrator(ports: Ports): Integrator {
  const { elapsed = () => performance.now() } = ports
  let failed = false
  /** When the last run that ended well began: what was in the log then is integrated. null: not started. */
  let current: number | null = null
  /** That it is behind is said once, until it is not. */
  let told = false
  /** What was signed last, here: while it is still what stands in the store, nothing need be read and verified again. */
  let signed: Head | null = null

  /** The largest tree that was signed or seen here. */
  let seen: Seen = { size: 0, root: emptyRoot(ports.crypto.sha256) }

  async function advance(): Promise<Step['result']> {
    const head = await headOf(ports, signed)
    if (head !== signed) await refuseOther(ports, seen, head.tree)
    // Whatever fails in between leaves a tree that is not what is stored: the next run reads what is.
    signed = null
    const step = await integrate(ports, head)
    signed = step.head
    if (signed && signed.tree.size() > seen.size) seen = { size: signed.tree.size(), root: signed.tree.root() }
    return step.result
  }

  const behind = () => current !== null && elapsed() - current > LIMITS.integrationBehindMs
  const follower = createFollower(
    async () => {
      failed = true
      const began = elapsed()
      let losses = 0
      for (let step = await advance(); step !== 'done'; step = await advance()) {
        losses = step === 'moved' ? losses + 1 : 0
        if (losses === MOST_LOSSES) throw new Error('the checkpoint moves all the time')
      }
      failed = false
      if (current !== null) current = began
      told &&= behind()
    },
    (error) => ports.observer(faultOf(error)),
    () => {
      if (told || !behind()) return
      told = true
      ports.observer({ type: 'fault', where: 'integrator', code: 'behind' })
    },
  )
  return {
    async check() {
      return (await headOf(ports)).tree
    },
    catchUp: follower.catchUp,
    failing: () => (follower.idle() && failed) || behind(),
    behind,
    start(everyMs = EVERY_MS) {
      current ??= elapsed()
      follower.start(everyMs)
    },
    async stop() {
      // Whoever is behind has waited for that long already.
      await within(behind() ? 0 : LIMITS.integrationBehindMs, follower.stop())
      current = null
    },
  }
}

function faultOf(error: unknown) {
  const code = error instanceof IntegrationFault ? error.code : 'failed'
  return { type: 'fault', where: 'integrator', code } as const
}

type Step = { readonly result: 'more' | 'done' | 'moved'; readonly head: Head | null }

/** 'moved': somebody else was first, and nothing was written. */
async function integrate(ports: Ports, head: Head): Promise<Step> {
  const { tree, previous, own } = head
  const hashes = await ports.tree.leafHashes(tree.size(), BATCH_ENTRIES)
  // A log without entries has a checkpoint as well: whoever asks for it must not take it for one that is gone.
  if (hashes.length === 0 && own) return { result: 'done', head }
  const filled: Tile[] = []
  for (const [i, hash] of hashes.entries()) {
    if (i % STRETCH_ENTRIES === STRETCH_ENTRIES - 1) await turn()
    filled.push(...tree.add(hash))
  }
  const next = { origin: ports.log.name, size: tree.size(), root: tree.root() }
  const note = signNote(checkpointText(next), [ports.log])
  // A crash after this: what was kept is of entries that are in the log, and the next run signs the same tree again.
  await ports.keep?.({ size: next.size, note })
  // A crash before this is durable: nobody saw the signature. After it: tiles and checkpoint are there together. Of two
  // who integrate at once, one is told that the checkpoint moved, and looks again.
  const landed = await ports.tree.advance([...filled, ...tree.edge()], { size: next.size, note }, previous)
  if (!landed) return { result: 'moved', head: null }
  ports.observer({ type: 'integrated', entries: hashes.length, size: next.size })
  return { result: hashes.length === BATCH_ENTRIES ? 'more' : 'done', head: { tree, previous: note, own: true } }
}

/** The tree that the checkpoint covers, to go on from; what is signed next will begin with exactly that. */
async function headOf(ports: Ports, signed: Head | null = null): Promise<Head> {
  const { sha256 } = ports.crypto
  const previous = (await ports.tree.checkpoint()) ?? null
  if (signed && signed.previous === previous) return signed
  if (previous === null) return { tree: growTree(sha256), previous, own: false }
  const byLog = openCheckpoint(previous, ports.log)
  const byFormer = byLog.ok ? byLog : openByAny(ports.former ?? [], previous)
  const opened = byFormer.ok ? byFormer : byLog
  if (!opened.ok)
    throw new IntegrationFault('foreign', `the checkpoint of the log is not by its key (${opened.reason})`)
  const { size, root } = opened.value
  const edge: Tile[] = []
  for (const at of partialTiles(size)) {
    // Whoever integrates at the same time may have made it longer: the beginning stays what it was.
    const bytes = (await ports.tree.tile(at.level, at.index))?.subarray(0, at.width * HASH_BYTES)
    if (bytes?.length !== at.width * HASH_BYTES) throw altered()
    edge.push({ ...at, bytes })
  }
  const tree = growTree(sha256, size, edge)
  if (!sameBytes(tree.root(), root)) throw altered()
  return { tree, previous, own: byLog.ok }
}

/** What stands there goes on from what was seen here, whoever put it there: a log that lost its end is not signed again. */
async function refuseOther(ports: Ports, { size: first, root: firstRoot }: Seen, tree: Tree): Promise<void> {
  const [second, secondRoot] = [tree.size(), tree.root()]
  if (second < first) throw altered()
  const proof = await consistencyOf(ports, first, second)
  if (!verifyConsistency(ports.crypto.sha256, { first, firstRoot, second, secondRoot, proof })) throw altered()
}

function altered(): IntegrationFault {
  return new IntegrationFault('altered', 'the tree of the log is not the one that was signed')
}
