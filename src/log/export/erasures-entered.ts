/**
 * Whether a complete export says why something in it is erased: it has an entry of every erasure there was. Which keys went
 * nobody sees without the key folder (audit-erasures.ts): what is counted here is that the log ordered any at all, or took
 * over a log in which as much was erased. Pure.
 */
import type { EntryType } from '../../domain/codes.ts'
import { isPartName, PART, partOf } from '../parts.ts'

export type Erasures = {
  /** Of the parts of each entry what is open, and 'erased' for the others. */
  entry(type: EntryType, content: Readonly<Record<string, unknown>>): void
  /** null: nothing is erased. */
  entered(): boolean | null
}

export function createErasures(): Erasures {
  let erased = 0
  let imported = 0
  let ordered = false
  return {
    entry(type, content) {
      erased += Object.values(content).filter((part) => part === 'erased').length
      if (type === 'erasure') ordered = true
      // Of all entries before it, also of those that were taken over by the log that it took over.
      if (type === 'import') imported = Math.max(imported, partOf(content, 'import')?.erased ?? 0)
    },
    entered: () => (erased === 0 ? null : ordered || erased <= imported),
  }
}

/** Parts of the log itself lie under a key that is never destroyed, or under none. */
export function isEverErased(name: string): boolean {
  return !isPartName(name) || PART[name].retention !== 'log'
}
