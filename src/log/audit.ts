/**
 * The whole log, looked at once from its first entry to its last: is each leaf what was hashed, is none missing, are the
 * tiles and the checkpoint those of these leaves, do numbers and counters fit? In the memory of a few tiles, whatever the length. Pure but for the reading.
 *
 * What it finds holds against a faulty disk and against whoever can write the database. Whoever holds the signing key as
 * well can sign another log: that shows only with a checkpoint that was kept elsewhere (`kept`).
 */
import { unhex } from '../domain/trace.ts'
import type { Crypto, Entry } from '../ports.ts'
import { auditCounts, type CountCode, type StoredCounts } from './audit-counts.ts'
import { leafFrom } from './entry.ts'
import { type Leaf, leafHash } from './leaf.ts'
import { type LogTrust, openByAny } from './succession.ts'
import type { Checkpoint } from './tree/checkpoint.ts'
import { growTree, type Tree } from './tree/grow.ts'
import { sameBytes } from './tree/hash.ts'
import type { Verifier } from './tree/note.ts'
import { hashesAt, TILE_WIDTH, type Tile, tilePath } from './tree/tile.ts'
import { witnessesIn } from './witness/published.ts'

export type AuditedEntry = Omit<Entry, 'parts'> & { readonly number: number | null }

/** What is stored, in one snapshot. */
export type StoredLog = StoredCounts & {
  /** In order of index. */
  entries(): Iterable<AuditedEntry>
  /** Under which organisation the entry of this id stands; undefined: there is none. */
  oinOf(id: string): string | undefined
  tile(level: number, index: number): Uint8Array | undefined
  /** How many tiles there are, of all levels. */
  tiles(): number
  checkpoint(): { readonly size: number; readonly note: string } | undefined
  /** The last one that witnesses cosigned. */
  cosigned(): { readonly size: number; readonly note: string } | undefined
}
export type AuditedBy = { readonly verifiers: readonly Verifier[]; readonly quorum: number }
export type AuditPorts = {
  readonly stored: StoredLog
  readonly crypto: Pick<Crypto, 'sha256'>
  readonly log: LogTrust
  /** Signed checkpoints that somebody kept elsewhere. */
  readonly kept: readonly string[]
  /** Who must have cosigned what is kept as cosigned, and how many of them; absent: that is not looked at. */
  readonly witnesses?: AuditedBy
  readonly found: (finding: Finding) => void
}

export type Finding = {
  readonly code: FindingCode /** Index, path of a tile, size, or scope of a key. */
  readonly at: string
}
export type FindingCode =
  /** The leaf is not the one that was hashed, or its columns say something else. */
  | 'entry-altered'
  /** It stands under another organisation than the decision it settles, or than who asked (audit-parts.ts). */
  | 'owner-wrong'
  /** A sealed part is not what its leaf commits to (audit-parts.ts). */
  | 'part-altered'
  | 'part-missing'
  /** Sealed under a key that never was, or that is not one of such an entry: it only looks erased. */
  | 'key-wrong'
  /** A key was destroyed, and no entry says that it was to be; or one says so, and the key is there (audit-erasures.ts). */
  | 'erased-unordered'
  | 'erased-living'
  /** Under a key that is gone stand other parts than the entry counted that says so: something only looks erased. */
  | 'erased-differs'
  /** What privacy officers search is not what the log says (audit-index.ts). */
  | 'index-altered'
  | 'index-missing'
  | 'index-unexpected'
  /** What the log is stored in cannot be read everywhere. */
  | 'storage-damaged'
  /** The sequence has a gap or goes back: entries were taken out, or moved. */
  | 'entry-missing'
  /**
   * The running numbers of an organisation, or of the calls to a source, have a gap; a tally, or the counters, say something
   * else than the entries do (audit-counts.ts).
   */
  | CountCode
  | 'tile-missing'
  | 'tile-altered'
  /** There are tiles that no entry stands for. */
  | 'tile-unexpected'
  | 'checkpoint-missing'
  /** Not by the key of the log, or of another log. */
  | 'checkpoint-forged'
  /** The leaves are not those that were signed. */
  | 'checkpoint-differs'
  /** It covers more entries than there are: the end was cut off. */
  | 'checkpoint-ahead'
  | 'kept-forged'
  | 'kept-differs'
  | 'kept-ahead'
  /** The same of the checkpoint that witnesses cosigned. 'cosigned-few': it is not there, or too few of them did. */
  | 'cosigned-forged'
  | 'cosigned-differs'
  | 'cosigned-ahead'
  | 'cosigned-few'

export type AuditReport = {
  readonly entries: number
  /** Size of the checkpoint: what comes after it is sequenced, and no more. */
  readonly integrated: number
  readonly findings: number
}

/** A checkpoint whose root is compared when the tree is as large as it says. */
type Mark = { readonly kind: 'checkpoint' | 'kept' | 'cosigned'; readonly value: Checkpoint }

const NOBODY: AuditedBy = { verifiers: [], quorum: 0 }

export function audit({ stored, crypto, log, kept, witnesses = NOBODY, found }: AuditPorts): AuditReport {
  const { sha256 } = crypto
  let findings = 0
  const tell = (code: FindingCode, at: string | number) => {
    findings += 1
    found({ code, at: String(at) })
  }
  const own = stored.checkpoint()
  const marks = [...marksOf(log, own, kept, tell), ...cosignedMark(log, stored.cosigned(), witnesses, tell)]
  const integrated = marks.find(({ kind }) => kind === 'checkpoint')?.value.size ?? 0
  const counts = auditCounts(stored, crypto, tell)
  const tree = growTree(sha256)
  let next = 0
  let whole = true
  compareMarks(marks, tree, tell)
  for (const entry of stored.entries()) {
    if (entry.index !== next) {
      tell('entry-missing', next)
      // Everything after it has moved: neither tiles nor roots could say more.
      whole = false
      next = entry.index
    }
    const leaf = hashedLeaf(crypto, entry)
    if (!leaf) tell('entry-altered', entry.index)
    if (!isOfItsDecision(entry, stored.oinOf)) tell('owner-wrong', entry.index)
    counts.entry(entry, leaf, null)
    next += 1
    if (!whole) continue
    const filled = tree.add(unhex(leafHash(crypto, entry.leaf)))
    if (tree.size() <= integrated) for (const tile of filled) compareTile(stored, tile, tell)
    compareMarks(marks, tree, tell)
    if (tree.size() === integrated) for (const tile of tree.edge()) compareTile(stored, tile, tell)
  }
  counts.end(next)
  if (next > 0 && !own) tell('checkpoint-missing', 0)
  for (const { kind, value } of marks) if (value.size > next) tell(`${kind}-ahead`, value.size)
  if (stored.tiles() > tilesIn(integrated)) tell('tile-unexpected', stored.tiles() - tilesIn(integrated))
  return { entries: next, integrated, findings }
}

type Tell = (code: FindingCode, at: string | number) => void

function marksOf(log: LogTrust, own: ReturnType<StoredLog['checkpoint']>, kept: readonly string[], tell: Tell): Mark[] {
  const marks: Mark[] = []
  if (own) {
    const opened = openByAny(log, own.note)
    if (opened.ok && opened.value.size === own.size) marks.push({ kind: 'checkpoint', value: opened.value })
    else tell('checkpoint-forged', own.size)
  }
  kept.forEach((note, i) => {
    const opened = openByAny(log, note)
    if (opened.ok) marks.push({ kind: 'kept', value: opened.value })
    else tell('kept-forged', i)
  })
  return marks
}

function cosignedMark(
  log: LogTrust,
  cosigned: ReturnType<StoredLog['cosigned']>,
  { verifiers, quorum }: AuditedBy,
  tell: Tell,
): Mark[] {
  const read = cosigned && openByAny(log, cosigned.note, verifiers)
  const opened = read?.ok && read.value.size === cosigned?.size ? read : undefined
  const signatures = opened?.signatures ?? []
  if (cosigned && !opened) tell('cosigned-forged', cosigned.size)
  else if (witnessesIn(signatures, verifiers).length < quorum) tell('cosigned-few', cosigned?.size ?? 0)
  return opened ? [{ kind: 'cosigned', value: opened.value }] : []
}

function compareMarks(marks: readonly Mark[], tree: Tree, tell: Tell): void {
  const here = marks.filter(({ value }) => value.size === tree.size())
  if (here.length === 0) return
  const root = tree.root()
  for (const { kind, value } of here) if (!sameBytes(root, value.root)) tell(`${kind}-differs`, value.size)
}

function compareTile(stored: StoredLog, tile: Tile, tell: Tell): void {
  const bytes = stored.tile(tile.level, tile.index)
  if (!bytes) tell('tile-missing', tilePath(tile))
  else if (!sameBytes(bytes, tile.bytes)) tell('tile-altered', tilePath(tile))
}

/** undefined: not what was hashed. */
function hashedLeaf(crypto: Pick<Crypto, 'sha256'>, entry: AuditedEntry): Leaf | undefined {
  try {
    return leafFrom(crypto, entry)
  } catch {
    return undefined
  }
}

/** How many tiles a tree of this size has, full or not. */
function tilesIn(size: number): number {
  let tiles = 0
  for (let level = 0; hashesAt(size, level) > 0; level += 1) tiles += Math.ceil(hashesAt(size, level) / TILE_WIDTH)
  return tiles
}

/** A settlement is of the organisation whose decision it settles, and that decision is there. */
function isOfItsDecision({ oin, settles }: AuditedEntry, oinOf: StoredLog['oinOf']): boolean {
  return settles === null || oinOf(settles) === oin
}
