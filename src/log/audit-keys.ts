/** What sealed parts lie under: keys of their own kind, of one case and of the organisation whose entry it is. Pure. */
import type { EntryType } from '../domain/codes.ts'
import type { Entry } from '../ports.ts'
import { BROKER } from './activation.ts'
import type { FindingCode } from './audit.ts'
import type { OpenedParts } from './entry.ts'
import { IMPORTED_ERASED } from './export/reseal.ts'
import { isPartName, PART, partOf } from './parts.ts'

/** Which scope a key was made for, also after it was destroyed; undefined: there never was one of this id. */
export type KeyRecord = { readonly scope: string; readonly destroyed: boolean }

const OF_THE_BROKER: readonly EntryType[] = ['activation', 'import', 'key', 'origin', 'tally']

/**
 * What is missing is erased: its key was destroyed, and was one for such a part of such an entry. Without this whoever
 * writes the database could have an entry pass for erased, by the name of another key, or by taking its parts away.
 */
export function keyFindings(opened: OpenedParts, keys: readonly (KeyRecord | undefined)[]): FindingCode[] {
  const known = keys.flatMap((key) => key ?? [])
  const destroyed = known.filter((key) => key.destroyed)
  const erased = Object.keys(opened).filter((name) => opened[name] === 'erased')
  const isMissing = erased.some((name) => !destroyed.some((key) => isFor(key, name)))
  const isOther =
    known.length < keys.length || destroyed.some((key) => !erased.some((name) => isFor(key, name))) || isMixed(known)
  return [...(isMissing ? (['part-missing'] as const) : []), ...(isOther ? (['key-wrong'] as const) : [])]
}

/** Who asked, and what is about nobody, stand under keys of their own; all else under one of its case, or of its organisation. */
function isFor({ scope }: KeyRecord, name: string): boolean {
  if (scope === IMPORTED_ERASED) return true
  const [last = ''] = scope.split(':').slice(-1)
  const retention = isPartName(name) ? PART[name].retention : null
  return retention === last || (retention === 'case' && last !== 'caller' && last !== 'log')
}

/** An entry is about one case at the most, or about none. */
function isMixed(keys: readonly KeyRecord[]): boolean {
  const cases = new Set(keys.flatMap(({ scope }) => (scope.startsWith('case:') ? scope.split(':')[1] : [])))
  return cases.size > 1 || (cases.size === 1 && keys.some(({ scope }) => scope.startsWith('org:')))
}

/** A case is of one organisation, also when all of it is erased; a key of an organisation says which. */
export function scopeOwners(): (entry: Entry, keys: readonly (KeyRecord | undefined)[]) => boolean {
  const oins = new Map<string, string>()
  return ({ oin }, keys) =>
    keys.every((key) => {
      if (!key) return true
      const [kind = '', id = ''] = key.scope.split(':')
      if (kind !== 'case') return kind === 'import' || id === oin
      const known = oins.get(id) ?? oin
      oins.set(id, known)
      return known === oin
    })
}

/** Who asked is sealed: an entry that was put under another organisation is found as long as that is kept. */
export function isOfItsCaller(
  { type, oin }: Entry,
  opened: OpenedParts,
  oinOf: (id: string) => string | undefined,
): boolean {
  if (OF_THE_BROKER.includes(type)) return oin === BROKER
  const caller = partOf(opened, 'caller')
  if (caller) return caller.oin === oin
  // Nobody closed it: it is of the organisation whose inquiry it was, which has the id of its first decision.
  const closing = partOf(opened, 'closing')
  return closing === undefined || oinOf(closing.inquiryId) === oin
}
