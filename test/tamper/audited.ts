/** What the audit says of a loaded log of which something was changed: the same code as `sluis log verify`, on less of it. */
import { audit, type Finding, type FindingCode, type StoredLog } from '../../src/log/audit.ts'
import { auditCounts } from '../../src/log/audit-counts.ts'
import type { StoredIndex } from '../../src/log/audit-index.ts'
import { auditParts } from '../../src/log/audit-parts.ts'
import type { DecisionRow } from '../../src/log/decision-index.ts'
import { leafFrom } from '../../src/log/entry.ts'
import type { Leaf } from '../../src/log/leaf.ts'
import { NOTE_CRYPTO } from '../log/tree/signers.ts'
import { type Counted, callOf, countsOf, type Loaded, type LoadedEntry } from './loaded.ts'

/** Findings as `code at`. */
export type Found = readonly string[]

/** Collects; `only`: what may be said of less than the whole log. */
function collecting(only?: readonly FindingCode[]) {
  const found: string[] = []
  const told = ({ code, at }: Finding) => {
    if (only === undefined || only.includes(code)) found.push(`${code} ${at}`)
  }
  return { found, told }
}

/** Nothing at all: what stands beside is given by who changes it. */
export const EMPTY: StoredLog = {
  entries: () => [],
  oinOf: () => undefined,
  tile: () => undefined,
  tiles: () => 0,
  checkpoint: () => undefined,
  cosigned: () => undefined,
  calls: () => [],
  tallies: () => [],
  counters: () => undefined,
}

/** The whole audit without parts, over other entries, tiles or checkpoint than there are. */
export function audited(
  { log }: Loaded,
  stored: StoredLog,
  { kept = [], only }: { kept?: readonly string[]; only?: readonly FindingCode[] } = {},
): Found {
  const { found, told } = collecting(only)
  audit({ stored, crypto: NOTE_CRYPTO, log, kept, found: told })
  return found
}

/** Of another cosigned checkpoint alone, by who knows the witnesses. */
export function auditedCosigned({ log, witnesses }: Loaded, cosigned: Loaded['cosigned'] | undefined): Found {
  const { found, told } = collecting(['cosigned-forged', 'cosigned-few'])
  audit({
    stored: { ...EMPTY, cosigned: () => cosigned },
    crypto: NOTE_CRYPTO,
    log,
    kept: [],
    witnesses,
    found: told,
  })
  return found
}

/** Of one changed entry: first what it says by itself and of its settlement, then the counts of all, then its parts. */
export async function auditedEntry(loaded: Loaded, changed: LoadedEntry): Promise<Found> {
  const alone = entryAlone(loaded, changed)
  if (alone.length > 0) return alone
  const counted = auditedCounts(loaded, loaded, changed)
  return counted.length > 0 ? counted : auditedParts(loaded, [changed])
}

function entryAlone(loaded: Loaded, changed: LoadedEntry): Found {
  const settlement = loaded.settlements.get(changed.id)
  const entries = [changed, ...(settlement ? [settlement] : [])]
  const stored = {
    ...EMPTY,
    entries: () => entries.map((entry, index) => ({ ...entry, index })),
    oinOf: ofChanged(loaded, [changed]),
  }
  const at = entries.map(({ index }) => index)
  return audited(loaded, stored, { only: ['entry-altered', 'owner-wrong'] }).map((finding) => {
    const [code, index] = finding.split(' ')
    return `${code} ${at[Number(index)]}`
  })
}

/** Numbers, tallies and counters of all entries: by the leaves, and of the sums as who has the keys sees them. */
export function auditedCounts(loaded: Loaded, counted: Counted, changed?: LoadedEntry): Found {
  const { found, told } = collecting()
  const leaf = changed && leafOrNone(changed)
  for (const exact of [false, true]) {
    const counts = auditCounts(countsOf(counted), NOTE_CRYPTO, (code, at) => {
      if (!exact || code === 'tally-wrong' || code === 'counters-wrong') told({ code, at: String(at) })
    })
    for (const entry of loaded.entries) {
      const isChanged = entry.index === changed?.index
      const read = loaded.read[entry.index]
      counts.entry(isChanged ? changed : entry, isChanged ? leaf : read?.leaf, exact ? (read?.permitted ?? null) : null)
    }
    counts.end(loaded.entries.length)
  }
  return [...new Set(found)]
}

function leafOrNone(entry: LoadedEntry): Leaf | undefined {
  try {
    return leafFrom(NOTE_CRYPTO, entry)
  } catch {
    return undefined
  }
}

export const STILL: StoredIndex = {
  position: () => 0,
  row: () => undefined,
  hasNorm: () => false,
  hasBasis: () => false,
  counts: () => ({ rows: 0, norms: 0, bases: 0 }),
}

/** What takes all entries, which these are not. */
const OF_ALL: readonly FindingCode[] = ['tally-wrong', 'counters-wrong']

/** Parts of changed entries, each after the first of its key; with another index, or other calls, where that was changed. */
export async function auditedParts(
  loaded: Loaded,
  changed: readonly LoadedEntry[],
  { index = STILL, calls = loaded.calls }: { index?: StoredIndex; calls?: Loaded['calls'] } = {},
): Promise<Found> {
  const { found, told } = collecting()
  const others = changed.flatMap(({ parts }) => parts.flatMap(({ keyId }) => loaded.first.get(keyId) ?? []))
  const settled = changed.flatMap(({ settles }) => (settles === null ? [] : (loaded.ids.get(settles) ?? [])))
  const all = new Map([...others, ...settled, ...changed].map((entry) => [entry.index, entry]))
  const sealed = [...all.values()].toSorted((a, b) => a.index - b.index)
  const stored = {
    ...countsOf({ ...loaded, calls: calls.filter((call) => all.has(call.index)) }),
    sealed: () => sealed,
    oinOf: ofChanged(loaded, changed),
    callOf: (id: string) => callOf(loaded, calls, id),
    keyIdsOf: (id: string) => keyIdsOf(changed.find((entry) => entry.id === id) ?? loaded.ids.get(id)),
    importedUntil: () => loaded.importedUntil,
    index,
  }
  await auditParts(loaded.vault, stored, (finding) => {
    if (!OF_ALL.includes(finding.code)) told(finding)
  })
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

const keyIdsOf = (entry: LoadedEntry | undefined) => entry?.parts.map(({ keyId }) => keyId) ?? []

function ofChanged({ oins }: Loaded, changed: readonly LoadedEntry[]) {
  return (id: string) => changed.find((entry) => entry.id === id)?.oin ?? oins.get(id)
}
