/**
 * The sealed parts of the whole log: is each what its leaf commits to, under a key of its own kind, in an entry of who asked,
 * and do the rows beside it say the same? Takes the keys, and time: it opens everything. A part whose key was destroyed is
 * erased, which is no finding; one whose key never was is. Pure but for the reading.
 */
import type { SourceCall } from '../domain/counters.ts'
import type { Entry } from '../ports.ts'
import type { AuditedEntry, Finding, FindingCode } from './audit.ts'
import { auditCounts, type StoredCounts } from './audit-counts.ts'
import { auditErasures, type KeyScopes } from './audit-erasures.ts'
import { indexAudit, type StoredIndex } from './audit-index.ts'
import { erasedBefore, isOfItsCaller, type KeyRecord, keyFindings, scopeOwners } from './audit-keys.ts'
import { leafFrom, OPEN, type OpenedParts, openParts, type Vault } from './entry.ts'
import type { Leaf } from './leaf.ts'
import { partOf } from './parts.ts'

export type AuditVault = Vault & { readonly keys: { record(id: string): KeyRecord | undefined } }

export type StoredParts = StoredCounts & {
  /** Entries with their sealed parts, in order of index. */
  sealed(): Iterable<AuditedEntry & Entry>
  oinOf(id: string): string | undefined
  /** The call that stands beside this decision. */
  callOf(decisionId: string): SourceCall | undefined
  /** Under which keys the parts of the entry of this id lie. */
  keyIdsOf(id: string): readonly string[]
  /** Index of the last entry that takes a log over: those before it came from there. -1: there is none. */
  importedUntil(): number
  readonly index: StoredIndex
}

export type PartsReport = {
  readonly findings: number
  readonly erased: number
  /** Erasures that began before parts were counted. */
  readonly uncounted: number
}

/**
 * One entry at a time, in the memory of one line a case. What the audit of the leaves (audit.ts) finds as well is told
 * there: of the counters only what takes the keys is told here. `erased`: entries of which a part is. `scopes` null: that keys
 * went as the log says is not looked at.
 */
export async function auditParts(
  vault: AuditVault,
  stored: StoredParts,
  found: (finding: Finding) => void,
  scopes: KeyScopes | null = null,
): Promise<PartsReport> {
  let [findings, erased, gone, size] = [0, 0, 0, 0]
  const tell = (code: FindingCode, at: number | string) => {
    findings += 1
    found({ code, at: String(at) })
  }
  const exact = auditCounts(stored, vault.crypto, (code, at) => {
    if (code === 'tally-wrong' || code === 'counters-wrong') tell(code, at)
  })
  const index = indexAudit(stored.index, tell)
  const isOfItsScope = scopeOwners()
  const importedUntil = stored.importedUntil()
  const erasures = scopes && auditErasures(vault.crypto, scopes, tell)
  for (const entry of stored.sealed()) {
    size = entry.index + 1
    const keys = recordsOf(
      vault,
      entry.parts.map(({ keyId }) => keyId),
    )
    if (keys.some((key) => key?.destroyed)) erased += 1
    const opened = await openedParts(vault, entry)
    const outcome = opened && partOf(opened, 'decision')?.outcome
    const call = exact.entry(entry, leafOrNone(vault, entry), outcome ? outcome === 'permit' : null)
    if (opened) {
      const decision = entry.settles === null ? null : recordsOf(vault, stored.keyIdsOf(entry.settles))
      const place = { keys, decision, taken: entry.index < importedUntil }
      for (const code of keyFindings(entry, opened, place)) tell(code, entry.index)
      gone += erasedBefore(opened, keys)
      // Whoever has one more pass for erased has more of them than came.
      if (entry.index === importedUntil && gone > (partOf(opened, 'import')?.erased ?? 0))
        tell('key-wrong', entry.index)
      if (!isOfItsCaller(entry, opened, stored.oinOf) || !isOfItsScope(entry, keys)) tell('owner-wrong', entry.index)
      if (!isOfItsCall(entry, opened, call, stored)) tell('call-wrong', entry.index)
    } else tell('part-altered', entry.index)
    index.entry(entry, opened)
    erasures?.entry(entry, opened, keys)
  }
  exact.end(size)
  index.end()
  const uncounted = (await erasures?.end()) ?? 0
  return { findings, erased, uncounted }
}

/** What stands open is under no key. */
function recordsOf({ keys }: AuditVault, ids: readonly string[]): (KeyRecord | undefined)[] {
  return ids.flatMap((id) => (id === OPEN ? [] : [keys.record(id)]))
}

/** What lies under a key that never was is looked at as if that were destroyed, and told as what it is (audit-keys.ts). */
async function openedParts({ crypto, keys }: AuditVault, entry: Entry): Promise<OpenedParts | undefined> {
  const opening = async (id: string) => (keys.record(id) ? keys.opening(id) : undefined)
  try {
    return await openParts({ crypto, keys: { ...keys, opening } }, entry)
  } catch {
    return undefined
  }
}

function leafOrNone({ crypto }: Vault, entry: Entry): Leaf | undefined {
  try {
    return leafFrom(crypto, entry)
  } catch {
    return undefined
  }
}

/** A call is of the source that was asked, and was permitted; the settlement names the one that stands there. */
function isOfItsCall(
  { oin, settles }: Entry,
  parts: OpenedParts,
  call: SourceCall | undefined,
  { callOf }: Pick<StoredParts, 'callOf'>,
): boolean {
  const settlement = partOf(parts, 'settlement')
  if (settlement && settles !== null && !isCall(settlement.call, callOf(settles))) return false
  const request = partOf(parts, 'request')
  const decision = partOf(parts, 'decision')
  if (!call || !request || !decision) return true
  return decision.outcome === 'permit' && call.source === request.source && call.holder === (request.holder ?? oin)
}

/** A settlement from before calls were numbered names none. */
function isCall(said: SourceCall | undefined, stands: SourceCall | undefined): boolean {
  if (!said || !stands) return said === stands
  return said.holder === stands.holder && said.source === stands.source && said.number === stands.number
}
