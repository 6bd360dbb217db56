/**
 * The sealed parts of the whole log: is each what its leaf commits to, and do the rows beside it say the same? Takes the
 * keys, and time: it opens everything. A part whose key was destroyed is erased, which is no finding. Pure but for the reading.
 */
import type { SourceCall } from '../domain/counters.ts'
import type { Entry } from '../ports.ts'
import type { AuditedEntry, Finding, FindingCode } from './audit.ts'
import { auditCounts, type StoredCounts } from './audit-counts.ts'
import { leafFrom, type OpenedParts, openParts, type Vault } from './entry.ts'
import type { Leaf } from './leaf.ts'
import { partOf } from './parts.ts'

export type SealedLog = StoredCounts & {
  /** Entries with their sealed parts, in order of index. */
  sealed(): Iterable<AuditedEntry & Entry>
  /** The call that stands beside this decision. */
  callOf(decisionId: string): SourceCall | undefined
}

/**
 * Resolves with the number of findings. One entry at a time, in constant memory. What the audit of the leaves (audit.ts)
 * finds as well is told there: of the counters only what takes the keys is told here.
 */
export async function auditParts(vault: Vault, stored: SealedLog, found: (finding: Finding) => void): Promise<number> {
  let findings = 0
  const tell = (code: FindingCode, at: number) => {
    findings += 1
    found({ code, at: String(at) })
  }
  const exact = auditCounts(stored, vault.crypto, (code, at) => {
    if (code === 'tally-wrong' || code === 'counters-wrong') tell(code, at)
  })
  let size = 0
  for (const entry of stored.sealed()) {
    size = entry.index + 1
    const parts = await openedOrNull(vault, entry)
    if (!parts) tell('part-altered', entry.index)
    const outcome = parts && partOf(parts, 'decision')?.outcome
    const call = exact.entry(entry, leafOrNone(vault, entry), outcome ? outcome === 'permit' : null)
    if (parts && !saysSame(entry, parts, call)) tell('organisation-wrong', entry.index)
    const settled = parts && partOf(parts, 'settlement')
    if (settled && entry.settles && !isCall(settled.call, stored.callOf(entry.settles))) tell('call-wrong', entry.index)
  }
  exact.end(size)
  return findings
}

function leafOrNone({ crypto }: Vault, entry: Entry): Leaf | undefined {
  try {
    return leafFrom(crypto, entry)
  } catch {
    return undefined
  }
}

async function openedOrNull(vault: Vault, entry: Entry): Promise<OpenedParts | null> {
  try {
    return await openParts(vault, entry)
  } catch {
    return null
  }
}

/** The organisation of the row is that of the caller; a call is of the source that was asked, and was permitted. */
function saysSame({ oin }: Entry, parts: OpenedParts, call: SourceCall | undefined): boolean {
  const caller = partOf(parts, 'caller')
  const request = partOf(parts, 'request')
  const decision = partOf(parts, 'decision')
  if (caller && caller.oin !== oin) return false
  if (!call || !request || !decision) return true
  return decision.outcome === 'permit' && call.source === request.source && call.holder === (request.holder ?? oin)
}

/** A settlement from before calls were numbered names none. */
function isCall(said: SourceCall | undefined, stands: SourceCall | undefined): boolean {
  if (!said || !stands) return said === stands
  return said.holder === stands.holder && said.source === stands.source && said.number === stands.number
}
