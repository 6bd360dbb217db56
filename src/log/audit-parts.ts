/**
 * The sealed parts of the whole log: is each what its leaf commits to? Takes the keys, and time: it opens everything. A part
 * whose key was destroyed is erased, which is no finding. Pure but for the reading.
 */
import type { Entry } from '../ports.ts'
import type { Finding } from './audit.ts'
import { openParts, type Vault } from './entry.ts'

/** Resolves with the number of findings. One entry at a time, in constant memory. */
export async function auditParts(
  vault: Vault,
  entries: Iterable<Entry>,
  found: (finding: Finding) => void,
): Promise<number> {
  let findings = 0
  for (const entry of entries) {
    try {
      await openParts(vault, entry, [])
    } catch {
      findings += 1
      found({ code: 'part-altered', at: String(entry.index) })
    }
  }
  return findings
}
