/** A built log in memory, and what its audit says of one changed entry: the same code as `sluis log verify`, on less of it. */
import { type AuditedEntry, audit, type Finding, type StoredLog } from '../../src/log/audit.ts'
import type { StoredIndex } from '../../src/log/audit-index.ts'
import { type AuditVault, auditParts } from '../../src/log/audit-parts.ts'
import { numbering } from '../../src/log/audit-sequence.ts'
import type { DecisionRow } from '../../src/log/decision-index.ts'
import type { Verifier } from '../../src/log/tree/note.ts'
import type { Entry } from '../../src/ports.ts'
import { openReadOnly } from '../../src/storage/sqlite/read-only.ts'
import { NOTE_CRYPTO } from '../log/tree/signers.ts'

export type LoadedEntry = AuditedEntry & Entry

export type Loaded = {
  readonly entries: readonly LoadedEntry[]
  readonly rows: ReadonlyMap<number, DecisionRow>
  readonly checkpoint: { readonly size: number; readonly note: string }
  readonly vault: AuditVault
  readonly log: Verifier
  readonly oins: ReadonlyMap<string, string>
  readonly settlements: ReadonlyMap<string, LoadedEntry>
  /** The first entry that is sealed under a key. */
  readonly first: ReadonlyMap<string, LoadedEntry>
}

export function load(path: string, vault: AuditVault, log: Verifier): Loaded {
  const stored = openReadOnly(path)
  const sealed = [...stored.sealed()]
  const entries = [...stored.entries()].map((entry, i) => ({ ...entry, parts: sealed[i]?.parts ?? [] }))
  const rows = new Map(entries.flatMap(({ index }) => [[index, stored.index.row(index)] as const]).filter(isRow))
  const checkpoint = stored.checkpoint()
  stored.close()
  if (!checkpoint) throw new Error('the log is not integrated')
  const first = new Map<string, LoadedEntry>()
  for (const entry of entries) for (const { keyId } of entry.parts) if (!first.has(keyId)) first.set(keyId, entry)
  return {
    entries,
    rows,
    checkpoint,
    vault,
    log,
    oins: new Map(entries.map(({ id, oin }) => [id, oin])),
    settlements: new Map(entries.flatMap((entry) => (entry.settles === null ? [] : [[entry.settles, entry]]))),
    first,
  }
}

function isRow(pair: readonly [number, DecisionRow | null | undefined]): pair is readonly [number, DecisionRow] {
  return !!pair[1]
}

/** Findings as `code at`. */
export type Found = readonly string[]

/** Collects; `only`: what may be said of less than the whole log. */
function collecting(only?: readonly string[]) {
  const found: string[] = []
  const told = ({ code, at }: Finding) => {
    if (only === undefined || only.includes(code)) found.push(`${code} ${at}`)
  }
  return { found, told }
}

/** The whole audit without parts, over other entries, tiles or checkpoint than there are. */
export function audited(
  { log }: Loaded,
  stored: StoredLog,
  kept: readonly string[] = [],
  only?: readonly string[],
): Found {
  const { found, told } = collecting(only)
  audit({ stored, crypto: NOTE_CRYPTO, log, kept, found: told })
  return found
}

/** Of one changed entry: first what it says by itself and of its settlement, then the numbers of all, then its parts. */
export async function auditedEntry(loaded: Loaded, changed: LoadedEntry): Promise<Found> {
  const alone = entryAlone(loaded, changed)
  if (alone.length > 0) return alone
  const wrong: string[] = []
  const number = numbering((index) => void wrong.push(`number-wrong ${index}`))
  for (const entry of loaded.entries) number(entry.index === changed.index ? changed : entry)
  return wrong.length > 0 ? wrong : auditedParts(loaded, [changed])
}

function entryAlone(loaded: Loaded, changed: LoadedEntry): Found {
  const settlement = loaded.settlements.get(changed.id)
  const entries = [changed, ...(settlement ? [settlement] : [])]
  const stored = {
    entries: () => entries.map((entry, index) => ({ ...entry, index })),
    oinOf: ofChanged(loaded, [changed]),
    tile: () => undefined,
    tiles: () => 0,
    checkpoint: () => undefined,
  }
  const at = entries.map(({ index }) => index)
  return audited(loaded, stored, [], ['entry-altered', 'owner-wrong']).map((finding) => {
    const [code, index] = finding.split(' ')
    return `${code} ${at[Number(index)]}`
  })
}

const STILL: StoredIndex = {
  position: () => 0,
  row: () => undefined,
  hasNorm: () => false,
  hasBasis: () => false,
  counts: () => ({ rows: 0, norms: 0, bases: 0 }),
}

/** Parts of changed entries, each after the first of its key; with another index where that is what was changed. */
export async function auditedParts(
  loaded: Loaded,
  changed: readonly LoadedEntry[],
  index: StoredIndex = STILL,
): Promise<Found> {
  const { found, told } = collecting()
  const others = changed.flatMap(({ parts }) => parts.flatMap(({ keyId }) => loaded.first.get(keyId) ?? []))
  const all = new Map([...others, ...changed].map((entry) => [entry.index, entry]))
  const sealed = [...all.values()].toSorted((a, b) => a.index - b.index)
  await auditParts(loaded.vault, { sealed: () => sealed, oinOf: ofChanged(loaded, changed), index }, told)
  return found
}

/** The index of one entry alone. */
export function indexWith(loaded: Loaded, at: number, row: DecisionRow | null, listed: DecisionRow): StoredIndex {
  return {
    ...STILL,
    position: () => loaded.entries.length,
    row: (index) => (index === at ? row : loaded.rows.get(index)),
    hasNorm: (index, norm) => (index === at ? listed : loaded.rows.get(index))?.norms.includes(norm) ?? false,
    hasBasis: (index, basis) => (index === at ? listed : loaded.rows.get(index))?.legalBasis.includes(basis) ?? false,
  }
}

function ofChanged({ oins }: Loaded, changed: readonly LoadedEntry[]) {
  return (id: string) => changed.find((entry) => entry.id === id)?.oin ?? oins.get(id)
}
