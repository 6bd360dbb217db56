/** A built log in memory: what a flip is judged against, without reading all of it again for each. */
import type { Counters, SourceCall } from '../../src/domain/counters.ts'
import type { AuditedBy, AuditedEntry } from '../../src/log/audit.ts'
import type { StoredCall, StoredCounts } from '../../src/log/audit-counts.ts'
import type { AuditVault } from '../../src/log/audit-parts.ts'
import type { DecisionRow } from '../../src/log/decision-index.ts'
import { leafFrom, openParts } from '../../src/log/entry.ts'
import type { Leaf } from '../../src/log/leaf.ts'
import { partOf } from '../../src/log/parts.ts'
import type { Verifier } from '../../src/log/tree/note.ts'
import type { Entry } from '../../src/ports.ts'
import { openReadOnly } from '../../src/storage/sqlite/read-only.ts'

export type LoadedEntry = AuditedEntry & Entry
export type LoadedTally = ReturnType<StoredCounts['tallies']> extends Iterable<infer One> ? One : never
type Checkpoint = { readonly size: number; readonly note: string }

export type Loaded = {
  readonly entries: readonly LoadedEntry[]
  /** Beside each entry: its leaf, and what its decision was (null: it has none, or it is erased). */
  readonly read: readonly { readonly leaf: Leaf; readonly permitted: boolean | null }[]
  readonly rows: ReadonlyMap<number, DecisionRow>
  readonly calls: readonly StoredCall[]
  readonly tallies: readonly LoadedTally[]
  readonly counters: Counters
  readonly importedUntil: number
  readonly checkpoint: Checkpoint
  readonly cosigned: Checkpoint
  readonly witnesses: AuditedBy
  readonly vault: AuditVault
  readonly log: Verifier
  readonly oins: ReadonlyMap<string, string>
  readonly ids: ReadonlyMap<string, LoadedEntry>
  readonly settlements: ReadonlyMap<string, LoadedEntry>
  /** The first entry that is sealed under a key. */
  readonly first: ReadonlyMap<string, LoadedEntry>
}

export async function load(path: string, vault: AuditVault, log: Verifier, witnesses: AuditedBy): Promise<Loaded> {
  const stored = openReadOnly(path)
  const entries = [...stored.sealed()]
  const rows = new Map(entries.flatMap(({ index }) => [[index, stored.index.row(index)] as const]).filter(isRow))
  const [checkpoint, cosigned, counters] = [stored.checkpoint(), stored.cosigned(), stored.counters()]
  const [calls, tallies, importedUntil] = [[...stored.calls()], [...stored.tallies()], stored.importedUntil()]
  stored.close()
  if (!checkpoint || !cosigned || !counters) throw new Error('the log is not integrated, cosigned and counted')
  const first = new Map<string, LoadedEntry>()
  for (const entry of entries) for (const { keyId } of entry.parts) if (!first.has(keyId)) first.set(keyId, entry)
  const read: { leaf: Leaf; permitted: boolean | null }[] = []
  for (const entry of entries) {
    const outcome = partOf(await openParts(vault, entry), 'decision')?.outcome
    read.push({ leaf: leafFrom(vault.crypto, entry), permitted: outcome ? outcome === 'permit' : null })
  }
  return {
    entries,
    read,
    rows,
    calls,
    tallies,
    counters,
    importedUntil,
    checkpoint,
    cosigned,
    witnesses,
    vault,
    log,
    oins: new Map(entries.map(({ id, oin }) => [id, oin])),
    ids: new Map(entries.map((entry) => [entry.id, entry])),
    settlements: new Map(entries.flatMap((entry) => (entry.settles === null ? [] : [[entry.settles, entry]]))),
    first,
  }
}

function isRow(pair: readonly [number, DecisionRow | null | undefined]): pair is readonly [number, DecisionRow] {
  return !!pair[1]
}

/** Beside the entries: what was counted, or something else in its place. */
export type Counted = Pick<Loaded, 'calls' | 'tallies'> & { readonly counters: Counters | undefined }

export function countsOf({ calls, tallies, counters }: Counted): StoredCounts {
  return { calls: () => calls, tallies: () => tallies, counters: () => counters }
}

export function callOf({ ids }: Loaded, calls: readonly StoredCall[], decisionId: string): SourceCall | undefined {
  const index = ids.get(decisionId)?.index
  const call = calls.find((one) => one.index === index)
  return call && { holder: call.holder, source: call.source, number: call.number }
}
