/** One bit, anywhere: which positions there are, and of which of them no audit can say anything, with its reason. */
import { OPEN } from '../../src/log/entry.ts'
import type { Random } from '../support/random.ts'
import type { Cell, Opened } from './database.ts'
import type { Loaded } from './loaded.ts'
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

const ROW = 'id oin at type outcome department purpose case_id source regime subject legal_basis norms holder'.split(
  ' ',
)
const COUNTERS = 'id since received answered refused failed s400 s401 s403 s413 s429 s4xx s5xx'.split(' ')
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
  'open.bytes': 20,
  'open.key_id': 5,
  'source_calls.entry_idx': 5,
  'source_calls.holder': 10,
  'source_calls.source': 10,
  'source_calls.number': 15,
  'counters.row': 30,
  'tree_tiles.hashes': 75,
  'tree_tiles.level': 3,
  'tree_tiles.idx': 3,
  'tree_checkpoint.note': 30,
  'tree_checkpoint.size': 4,
  'tree_checkpoint.id': 2,
  'tree_cosigned.note': 30,
  'tree_cosigned.size': 4,
  'tree_cosigned.id': 2,
  kept: 20,
  receipt: 50,
  'decision_index.row': 25,
  'decision_norms.norm': 3,
  'decision_bases.basis': 2,
}
/** Bits that give a row a place of its own: two rows of one key are refused by the database itself. */
const APART_BIT = 16
const INTEGER_BITS = 32

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
  const [of = '', name = ''] = kind.split('.')
  const table = of === 'open' ? 'parts' : of
  const kept = { receipt: () => JSON.stringify(random.pick(built.receipts)), kept: () => random.pick(built.kept) }
  if (table === 'receipt' || table === 'kept') {
    const text = kept[table]()
    return { kind, cell: null, text, bit: random.below(Buffer.byteLength(text) * 8) }
  }
  const place = placeOf(of, loaded, opened, random)
  if (!place) return undefined
  const column = name === 'row' ? random.pick(of === 'counters' ? COUNTERS : ROW) : name
  const cell = { table, column, rowid: place.rowid }
  const bits = (opened.read(cell)?.length ?? 0) * 8
  if (bits === 0) return undefined
  const isKey = ['idx', 'entry_idx', 'level'].includes(column)
  const bit = isKey
    ? APART_BIT + random.below(INTEGER_BITS - APART_BIT)
    : random.below(isInteger(table, column) ? INTEGER_BITS : bits)
  return { kind, cell, bit, ...place }
}

const isInteger = (table: string, column: string) =>
  table === 'counters' || ['number', 'size'].includes(column) || (column === 'id' && table.startsWith('tree_'))

function placeOf(table: string, { entries, rows, calls, tallies }: Loaded, { database }: Opened, random: Random) {
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
  if (table === 'open') {
    const tally = random.pick(tallies).index
    return { index: tally, part: 0, rowid: `entry_idx = ${tally} AND key_id = '${OPEN}'` }
  }
  if (table === 'source_calls') {
    const call = random.pick(calls).index
    return { index: call, rowid: `entry_idx = ${call}` }
  }
  if (['tree_checkpoint', 'tree_cosigned', 'counters'].includes(table)) return { index: 0, rowid: 'id = 1' }
  const row = rows.get(index)
  if (table === 'decision_index') return row && { index, rowid: `idx = ${index}` }
  const name = table === 'decision_norms' ? 'norm' : 'basis'
  const names = (name === 'norm' ? row?.norms : row?.legalBasis) ?? []
  return names.length === 0 ? undefined : { index, rowid: `idx = ${index} AND ${name} = '${random.pick(names)}'` }
}
