/** A small log with its tree, in memory, and what somebody may do to it. */
import { addCounts, type Counters, type Counts, NO_COUNTS, NONE_UNLOGGED } from '../../src/domain/counters.ts'
import { unhex } from '../../src/domain/trace.ts'
import type { AuditedEntry, StoredLog } from '../../src/log/audit.ts'
import { buildEntry } from '../../src/log/entry.ts'
import { checkpointText } from '../../src/log/tree/checkpoint.ts'
import { growTree } from '../../src/log/tree/grow.ts'
import { type NoteKey, signNote } from '../../src/log/tree/note.ts'
import type { Tile } from '../../src/log/tree/tile.ts'
import { decisionSpec, OIN, OTHER_OIN, settlementSpec, vaultOf } from '../storage/fixtures.ts'
import { LOG, NOTE_CRYPTO } from './tree/signers.ts'

/** All of it may be changed. */
export type Contents = {
  entries: AuditedEntry[]
  tiles: Tile[]
  checkpoint: { size: number; note: string } | undefined
  cosigned?: { size: number; note: string }
}

export async function entriesOf(count: number): Promise<AuditedEntry[]> {
  const vault = vaultOf()
  const numbers = new Map<string, number>()
  const entries: AuditedEntry[] = []
  for (let index = 0; index < count; index += 1) {
    const before = entries.at(-1)
    const settles = index % 3 === 1 && before !== undefined
    const oin = index % 5 === 0 ? OTHER_OIN : OIN
    const parts = { caller: {}, request: {}, decision: { outcome: 'permit', index } }
    const spec = settles ? settlementSpec(before.id, { oin: before.oin }) : decisionSpec({ oin, parts })
    const { parts: _, counts = NO_COUNTS, ...entry } = await buildEntry(vault, spec)
    counted.set(entry.id, counts)
    const number = settles ? null : (numbers.get(oin) ?? 0) + 1
    if (number !== null) numbers.set(oin, number)
    entries.push({ ...entry, index, number })
  }
  return entries
}

/** Integrated up to `size`; the rest is sequenced. */
export function integrate(entries: readonly AuditedEntry[], size = entries.length, log: NoteKey = LOG): Contents {
  const tree = growTree(NOTE_CRYPTO.sha256)
  const filled = entries.slice(0, size).flatMap(({ leafHash }) => tree.add(unhex(leafHash)))
  const note = signNote(checkpointText({ origin: log.name, size, root: tree.root() }), [log])
  return { entries: [...entries], tiles: [...filled, ...tree.edge()], checkpoint: { size, note } }
}

/** As if every entry that stands there was counted. */
const counted = new Map<string, Counts>()
function countersOf(entries: readonly AuditedEntry[]): Counters {
  const counts = entries.map(({ id }) => counted.get(id) ?? NO_COUNTS).reduce(addCounts, NO_COUNTS)
  return { since: 0, counts, unlogged: NONE_UNLOGGED }
}

export function storedLog({ entries, tiles, checkpoint, cosigned }: Contents): StoredLog {
  return {
    entries: () => entries,
    calls: () => [],
    tallies: () => [],
    counters: () => countersOf(entries),
    oinOf: (id) => entries.find((entry) => entry.id === id)?.oin,
    tile: (level, index) => tiles.find((tile) => tile.level === level && tile.index === index)?.bytes,
    tiles: () => tiles.length,
    checkpoint: () => checkpoint,
    cosigned: () => cosigned,
  }
}

export function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  return bytes.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
}

export function flippedText(text: string, bit: number): string {
  return new TextDecoder().decode(flipped(new TextEncoder().encode(text), bit))
}
