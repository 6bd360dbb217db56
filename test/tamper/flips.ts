/**
 * One bit, anywhere: which positions there are, what the audit says of each, and what no audit can say, with its reason.
 * A flip is first judged by the pieces of the audit that look at it; a sample is judged by all of `sluis log verify --parts`.
 */
import { receiptSchema } from '../../src/domain/receipt.ts'
import type { DecisionRow } from '../../src/log/decision-index.ts'
import { checkReceipt } from '../../src/log/receipt.ts'
import { tilePath } from '../../src/log/tree/tile.ts'
import { flipped, flippedText } from '../log/stored-log.ts'
import type { Random } from '../support/random.ts'
import type { Cell, Opened } from './database.ts'
import { audited, auditedEntry, auditedParts, type Found, indexWith, type Loaded, type LoadedEntry } from './loaded.ts'
import type { BuiltLog } from './log.ts'

/** `cell` null: not in the database; `text`: what somebody else keeps. */
export type Flip = { readonly kind: string; readonly bit: number } & (
  | { readonly cell: Cell; readonly index: number; readonly part?: number }
  | { readonly cell: null; readonly text: string }
)

/** What is outside the claim. A flip that one of these names and that is found all the same is a mistake in this list. */
export const OUTSIDE: readonly { readonly reason: string; readonly is: (loaded: Loaded, flip: Flip) => boolean }[] = [
  {
    reason:
      'sealed bytes whose key was destroyed: nobody can open them, so nobody can tell, or ever read, what they were',
    is: (loaded, flip) => flip.kind === 'parts.bytes' && flip.cell !== null && isErased(loaded, flip),
  },
]

function isErased({ entries, vault }: Loaded, { index, part = 0 }: { index: number; part?: number }): boolean {
  return vault.keys.record(entries[index]?.parts[part]?.keyId ?? '')?.destroyed === true
}

const ENTRY = { leaf: 'leaf', leaf_hash: 'leafHash', id: 'id', type: 'type', oin: 'oin', settles: 'settles', at: 'at' }
const ROW = 'id oin at type outcome department purpose case_id source regime subject legal_basis norms holder'.split(
  ' ',
)
/** How often each is sampled, of a thousand. */
const SHARES: Readonly<Record<string, number>> = {
  'entries.leaf': 200,
  'entries.leaf_hash': 70,
  ...Object.fromEntries(['id', 'type', 'oin', 'settles', 'at'].map((name) => [`entries.${name}`, 50])),
  'entries.number': 40,
  'entries.idx': 5,
  'parts.bytes': 160,
  'parts.key_id': 50,
  'parts.entry_idx': 10,
  'tree_tiles.hashes': 75,
  'tree_tiles.level': 3,
  'tree_tiles.idx': 3,
  'tree_checkpoint.note': 30,
  'tree_checkpoint.size': 4,
  kept: 20,
  receipt: 50,
  'decision_index.row': 25,
  'decision_norms.norm': 3,
  'decision_bases.basis': 2,
}
/** Bits that give a row a place of its own: two rows of one key are refused by the database itself. */
const APART_BIT = 16
const INTEGER_BITS = 32

const decoded = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const integer = (bytes: Uint8Array): number => Buffer.from(bytes).readUIntLE(0, 6)

export function sampleFlips(loaded: Loaded, built: BuiltLog, opened: Opened, random: Random, count: number): Flip[] {
  const kinds = Object.entries(SHARES)
  const total = kinds.reduce((sum, [, share]) => sum + share, 0)
  return kinds.flatMap(([kind, share]) => {
    const flips: Flip[] = []
    const wanted = Math.max(2, Math.ceil((count * share) / total))
    while (flips.length < wanted) {
      const flip = sampled(kind, loaded, built, opened, random)
      if (flip) flips.push(flip)
    }
    return flips
  })
}

/** undefined: there is nothing there; another one is taken. */
function sampled(kind: string, loaded: Loaded, built: BuiltLog, opened: Opened, random: Random): Flip | undefined {
  const [table = '', name = ''] = kind.split('.')
  const kept = { receipt: () => JSON.stringify(random.pick(built.receipts)), kept: () => random.pick(built.kept) }
  if (table === 'receipt' || table === 'kept') {
    const text = kept[table]()
    return { kind, cell: null, text, bit: random.below(Buffer.byteLength(text) * 8) }
  }
  const place = placeOf(table, loaded, opened, random)
  if (!place) return undefined
  const column = name === 'row' ? random.pick(ROW) : name
  const cell = { table, column, rowid: place.rowid }
  const bits = (opened.read(cell)?.length ?? 0) * 8
  if (bits === 0) return undefined
  const isKey = ['idx', 'entry_idx', 'level'].includes(column)
  const bit = isKey
    ? APART_BIT + random.below(INTEGER_BITS - APART_BIT)
    : random.below(isInteger(column) ? INTEGER_BITS : bits)
  return { kind, cell, bit, ...place }
}

const isInteger = (column: string) => ['number', 'size'].includes(column)

function placeOf(table: string, { entries, rows }: Loaded, { database }: Opened, random: Random) {
  const index = random.below(entries.length)
  const entry = entries[index]
  if (table === 'entries') return { index, rowid: `idx = ${index}` }
  if (table === 'parts') {
    const part = random.below(entry?.parts.length ?? 0)
    return { index, part, rowid: `entry_idx = ${index} AND key_id = '${entry?.parts[part]?.keyId}'` }
  }
  if (table === 'tree_tiles') {
    const tiles = database.prepare<[], { level: number; idx: number }>('SELECT level, idx FROM tree_tiles').all()
    const { level, idx } = random.pick(tiles)
    return { index: idx, rowid: `level = ${level} AND idx = ${idx}` }
  }
  if (table === 'tree_checkpoint') return { index: 0, rowid: 'id = 1' }
  const row = rows.get(index)
  if (table === 'decision_index') return row && { index, rowid: `idx = ${index}` }
  const name = table === 'decision_norms' ? 'norm' : 'basis'
  const names = (name === 'norm' ? row?.norms : row?.legalBasis) ?? []
  return names.length === 0 ? undefined : { index, rowid: `idx = ${index} AND ${name} = '${random.pick(names)}'` }
}

/** What the audit finds, by the least of it that looks at the cell. */
export async function judged(loaded: Loaded, opened: Opened, flip: Flip): Promise<Found> {
  if (flip.cell === null) return judgedText(loaded, flip.kind, flippedText(flip.text, flip.bit))
  const { index, cell, part = 0 } = flip
  const bytes = opened.read(cell)
  const entry = loaded.entries[index]
  if (!bytes) throw new Error('there is no such cell')
  const altered = flipped(bytes, flip.bit)
  if (cell.table === 'tree_checkpoint') return judgedCheckpoint(loaded, cell.column, altered)
  if (cell.table === 'tree_tiles') return judgedTiles(loaded, opened, [flip]).get(flip) ?? []
  if (!entry) throw new Error('there is no such entry')
  if (cell.table === 'entries') return judgedColumn(loaded, opened, entry, cell.column, altered)
  if (cell.table === 'parts') return auditedParts(loaded, [withPart(entry, part, cell.column, altered)])
  return judgedIndex(loaded, opened, entry, cell, altered)
}

function judgedText(loaded: Loaded, kind: string, text: string): Found {
  if (kind === 'kept') return audited(loaded, empty(undefined), [text])
  try {
    const check = checkReceipt(loaded.log, receiptSchema.parse(JSON.parse(text)))
    return check === 'signed' ? [] : [check]
  } catch {
    return ['malformed']
  }
}

const empty = (checkpoint: Loaded['checkpoint'] | undefined) => ({
  entries: () => [],
  oinOf: () => undefined,
  tile: () => undefined,
  tiles: () => 0,
  checkpoint: () => checkpoint,
})

function judgedCheckpoint(loaded: Loaded, column: string, altered: Uint8Array): Found {
  const changed = column === 'size' ? { size: integer(altered) } : { note: decoded(altered) }
  return audited(loaded, empty({ ...loaded.checkpoint, ...changed }), [], ['checkpoint-forged'])
}

function judgedColumn(loaded: Loaded, opened: Opened, entry: LoadedEntry, column: string, altered: Uint8Array) {
  if (column === 'idx') {
    const moved = { ...entry, index: integer(altered) }
    const entries = [...loaded.entries.toSpliced(entry.index, 1), moved]
    return audited(loaded, { ...whole(loaded, opened), entries: () => entries })
  }
  const value = column === 'number' ? integer(altered) : column === 'leaf' ? altered : decoded(altered)
  const name = column === 'number' ? 'number' : ENTRY[column as keyof typeof ENTRY]
  return auditedEntry(loaded, { ...entry, [name]: value })
}

function withPart(entry: LoadedEntry, at: number, column: string, altered: Uint8Array): LoadedEntry {
  if (column === 'entry_idx') return { ...entry, parts: entry.parts.toSpliced(at, 1) }
  const changed = column === 'bytes' ? { bytes: altered } : { keyId: decoded(altered) }
  return { ...entry, parts: entry.parts.map((part, i) => (i === at ? { ...part, ...changed } : part)) }
}

function judgedIndex(loaded: Loaded, opened: Opened, entry: LoadedEntry, cell: Cell, altered: Uint8Array) {
  const row = loaded.rows.get(entry.index)
  if (!row) throw new Error('there is no such row')
  if (cell.table === 'decision_index')
    return auditedParts(loaded, [entry], indexWith(loaded, entry.index, rowWith(row, cell.column, altered), row))
  const name = decoded(opened.read(cell) ?? new Uint8Array())
  const without = (names: readonly string[]) => names.map((one) => (one === name ? decoded(altered) : one))
  const listed = { ...row, norms: without(row.norms), legalBasis: without(row.legalBasis) }
  return auditedParts(loaded, [entry], indexWith(loaded, entry.index, row, listed))
}

function rowWith(row: DecisionRow, column: string, altered: Uint8Array): DecisionRow | null {
  const text = decoded(altered)
  const name = { case_id: 'caseId', legal_basis: 'legalBasis' }[column] ?? column
  if (name !== 'legalBasis' && name !== 'norms') return { ...row, [name]: text }
  try {
    return { ...row, [name]: JSON.parse(text) }
  } catch {
    return null
  }
}

/** Each tile is compared by itself: one audit judges a flip in every one of them. */
export function judgedTiles(loaded: Loaded, opened: Opened, flips: readonly Flip[]): Map<Flip, Found> {
  const changes = new Map<string, { flip: Flip; bytes: Uint8Array | undefined }>()
  const stored = whole(loaded, opened)
  for (const flip of flips) {
    if (flip.cell === null) continue
    const [level = 0, index = 0] = (flip.cell.rowid.match(/\d+/g) ?? []).map(Number)
    const bytes = flip.cell.column === 'hashes' ? flipped(stored.tile(level, index), flip.bit) : undefined
    changes.set(`${level} ${index}`, { flip, bytes })
  }
  const tile = (level: number, index: number) => {
    const change = changes.get(`${level} ${index}`)
    return change ? change.bytes : stored.tile(level, index)
  }
  const found = audited(loaded, { ...stored, tile })
  return new Map(
    [...changes].map(([key, { flip }]) => {
      const [level = 0, index = 0] = key.split(' ').map(Number)
      const width = stored.tile(level, index).length / 32
      return [flip, found.filter((one) => one.endsWith(` ${tilePath({ level, index, width })}`))]
    }),
  )
}

function whole(loaded: Loaded, { database }: Opened) {
  const hashes = database
    .prepare<[number, number], Uint8Array>('SELECT hashes FROM tree_tiles WHERE level = ? AND idx = ?')
    .pluck()
  const tiles = database.prepare<[], number>('SELECT count(*) FROM tree_tiles').pluck()
  return {
    entries: () => loaded.entries,
    oinOf: (id: string) => loaded.oins.get(id),
    tile: (level: number, index: number) => hashes.get(level, index) ?? new Uint8Array(),
    tiles: () => tiles.get() ?? 0,
    checkpoint: () => loaded.checkpoint,
  }
}
