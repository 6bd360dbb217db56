/** An entry that the broker makes about itself: nobody asked for it, and it is about no case. */
import { joinTrace } from '../domain/trace.ts'
import type { NewEntry } from '../ports.ts'
import { buildEntry, type EntrySpec, type Vault } from './entry.ts'

/** Whose entries these are: the broker's own, of no organisation. */
export const BROKER = 'broker'

export function ownEntry(
  vault: Vault,
  spec: Pick<EntrySpec, 'type' | 'id' | 'at' | 'policy' | 'parts'>,
): Promise<NewEntry> {
  const trace = joinTrace(undefined, vault.crypto.random)
  return buildEntry(vault, { ...spec, oin: BROKER, settles: null, trace, about: { caseId: null, keptBy: null } })
}
