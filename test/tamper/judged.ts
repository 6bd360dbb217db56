/**
 * What the audit says of a flip, by the least of it that looks at the cell. A sample is judged by all of
 * `sluis log verify --parts` as well (campaign.ts).
 */
import { receiptSchema } from '../../src/domain/receipt.ts'
import type { FindingCode } from '../../src/log/audit.ts'
import type { DecisionRow } from '../../src/log/decision-index.ts'
import { checkReceipt } from '../../src/log/receipt.ts'
import { tilePath } from '../../src/log/tree/tile.ts'
import { flipped, flippedText } from '../log/stored-log.ts'
import {
  audited,
  auditedCosigned,
  auditedCounts,
  auditedEntry,
  auditedParts,
  EMPTY,
  type Found,
  indexWith,
} from './audited.ts'
import type { Cell, Opened } from './database.ts'
import type { Flip } from './flips.ts'
import { countsOf, type Loaded, type LoadedEntry } from './loaded.ts'

const ENTRY = { leaf: 'leaf', leaf_hash: 'leafHash', id: 'id', type: 'type', oin: 'oin', settles: 'settles', at: 'at' }
const KEPT: readonly FindingCode[] = ['kept-forged']
const decoded = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const integer = (bytes: Uint8Array): number => Buffer.from(bytes).readUIntLE(0, 6)

/** What the audit finds, by the least of it that looks at the cell. */
export async function judged(loaded: Loaded, opened: Opened, flip: Flip): Promise<Found> {
  if (flip.cell === null) return judgedText(loaded, flip.kind, flippedText(flip.text, flip.bit))
  const { index, cell, part = 0 } = flip
  const bytes = opened.read(cell)
  const entry = loaded.entries[index]
  if (!bytes) throw new Error('there is no such cell')
  const altered = flipped(bytes, flip.bit)
  if (cell.table === 'tree_checkpoint') return judgedCheckpoint(loaded, cell.column, altered)
  if (cell.table === 'tree_cosigned') return judgedCosigned(loaded, cell.column, altered)
  if (cell.table === 'counters') return judgedCounters(loaded, cell.column, integer(altered))
  if (cell.table === 'tree_tiles') return judgedTiles(loaded, opened, [flip]).get(flip) ?? []
  if (!entry) throw new Error('there is no such entry')
  if (cell.table === 'entries') return judgedColumn(loaded, opened, entry, cell.column, altered)
  if (cell.table === 'parts') return auditedParts(loaded, [withPart(entry, part, cell.column, altered)])
  if (cell.table === 'source_calls') return judgedCall(loaded, entry, cell.column, altered)
  return judgedIndex(loaded, opened, entry, cell, altered)
}

function judgedText(loaded: Loaded, kind: string, text: string): Found {
  if (kind === 'kept') return audited(loaded, EMPTY, { kept: [text], only: KEPT })
  try {
    const check = checkReceipt(loaded.log, receiptSchema.parse(JSON.parse(text)))
    return check === 'signed' ? [] : [check]
  } catch {
    return ['malformed']
  }
}

/** Whoever reads a row by its number has none when it has another. */
const without = <T extends object>(row: T, column: string, altered: Uint8Array): T | undefined => {
  if (column === 'id') return undefined
  return { ...row, [column]: column === 'size' ? integer(altered) : decoded(altered) }
}

function judgedCheckpoint(loaded: Loaded, column: string, altered: Uint8Array): Found {
  const checkpoint = without(loaded.checkpoint, column, altered)
  if (!checkpoint) return audited(loaded, { ...EMPTY, entries: () => loaded.entries }, { only: ['checkpoint-missing'] })
  return audited(loaded, { ...EMPTY, checkpoint: () => checkpoint }, { only: ['checkpoint-forged'] })
}

function judgedCosigned(loaded: Loaded, column: string, altered: Uint8Array): Found {
  return auditedCosigned(loaded, without(loaded.cosigned, column, altered))
}

function judgedCounters(loaded: Loaded, column: string, value: number): Found {
  const { counts, unlogged, ...counters } = loaded.counters
  const changed = {
    ...counters,
    ...(column === 'since' ? { since: value } : {}),
    counts: { ...counts },
    unlogged: { ...unlogged },
  }
  if (column in counts) Object.assign(changed.counts, { [column]: value })
  if (column.startsWith('s') && column !== 'since') Object.assign(changed.unlogged, { [column.slice(1)]: value })
  return auditedCounts(loaded, { ...loaded, counters: column === 'id' ? undefined : changed })
}

async function judgedCall(loaded: Loaded, entry: LoadedEntry, column: string, altered: Uint8Array): Promise<Found> {
  const value = column === 'number' || column === 'entry_idx' ? integer(altered) : decoded(altered)
  const name = column === 'entry_idx' ? 'index' : column
  const calls = loaded.calls
    .map((call) => (call.index === entry.index ? { ...call, [name]: value } : call))
    .toSorted((a, b) => a.index - b.index)
  const counted = auditedCounts(loaded, { ...loaded, calls })
  const settlement = loaded.settlements.get(entry.id)
  return counted.length > 0 ? counted : auditedParts(loaded, [entry, ...(settlement ? [settlement] : [])], { calls })
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
    return auditedParts(loaded, [entry], {
      index: indexWith(loaded, entry.index, rowWith(row, cell.column, altered), row),
    })
  const name = decoded(opened.read(cell) ?? new Uint8Array())
  const renamed = (names: readonly string[]) => names.map((one) => (one === name ? decoded(altered) : one))
  const listed = { ...row, norms: renamed(row.norms), legalBasis: renamed(row.legalBasis) }
  return auditedParts(loaded, [entry], { index: indexWith(loaded, entry.index, row, listed) })
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
  const found = audited(loaded, { ...stored, tile }, { only: ['tile-missing', 'tile-altered'] })
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
    ...EMPTY,
    ...countsOf(loaded),
    entries: () => loaded.entries,
    oinOf: (id: string) => loaded.oins.get(id),
    tile: (level: number, index: number) => hashes.get(level, index) ?? new Uint8Array(),
    tiles: () => tiles.get() ?? 0,
    checkpoint: () => loaded.checkpoint,
  }
}
