/** What sealed parts lie under: keys of their own kind, of one case and of the organisation whose entry it is. Pure. */
import type { EntryType } from '../domain/codes.ts'
import { dutchDay } from '../erasure/calendar.ts'
import type { DayClass } from '../erasure/order.ts'
import { dayOfScope, PROVISION } from '../erasure/scopes.ts'
import type { Entry } from '../ports.ts'
import type { FindingCode } from './audit.ts'
import type { OpenedParts } from './entry.ts'
import { IMPORTED_ERASED } from './export/reseal.ts'
import { BROKER } from './own-entry.ts'
import { isPartName, PART, PARTS_OF, partOf } from './parts.ts'

/** Which scope a key was made for, also after it was destroyed; undefined: there never was one of this id. */
export type KeyRecord = { readonly scope: string; readonly destroyed: boolean }

/** Of days; all others are those of norms. */
const CLASSES: readonly DayClass[] = ['caller', 'case']
const OF_THE_BROKER: readonly EntryType[] = ['activation', 'import', 'key', 'origin', 'tally']

/** What an entry is held against. `keys`: of its sealed parts; undefined: there never was such a key. */
export type KeyPlace = {
  readonly keys: readonly (KeyRecord | undefined)[]
  /** Of the decision that a settlement settles; null: it settles nothing. */
  readonly decision: readonly (KeyRecord | undefined)[] | null
  /** It was taken over from another log, where it may have been erased. */
  readonly taken: boolean
}

/**
 * What is missing is erased: its key was destroyed, and was one for such a part of such an entry. Without this whoever
 * writes the database could have an entry pass for erased, by the name of another key, or by taking its parts away; and
 * an entry that commits to nothing of its type says nothing, and nobody sealed it. A leaf names no case: an entry that is put under the destroyed key of another case of its organisation, where nothing that can still
 * be read contradicts it, is found by what was counted under that key (audit-erasures.ts).
 */
export function keyFindings(entry: Entry, opened: OpenedParts, place: KeyPlace): FindingCode[] {
  const known = place.keys.flatMap((key) => key ?? [])
  const destroyed = known.filter((key) => key.destroyed)
  const erased = Object.keys(opened).filter((name) => opened[name] === 'erased')
  const isForOne = (key: KeyRecord, name: string) => (key.scope === IMPORTED_ERASED ? place.taken : isFor(key, name))
  const isMissing =
    !PARTS_OF[entry.type].some((name) => Object.hasOwn(opened, name)) ||
    erased.some((name) => !destroyed.some((key) => isForOne(key, name))) ||
    Object.keys(opened).some((name) => name !== 'disclosure' && isCommitment(opened[name]))
  const isOther =
    known.length < place.keys.length ||
    destroyed.some((key) => !erased.some((name) => isForOne(key, name))) ||
    isMixed(known) ||
    !known.every((key) => isOfItsDay(entry, key)) ||
    !isOfItsDecision(known, place.decision)
  return [...(isMissing ? (['part-missing'] as const) : []), ...(isOther ? (['key-wrong'] as const) : [])]
}

/** How many parts are gone that were erased in the log they were taken over from, and by nothing that came after. */
export function erasedBefore(opened: OpenedParts, keys: KeyPlace['keys']): number {
  const destroyed = keys.flatMap((key) => (key?.destroyed ? [key] : []))
  if (!destroyed.some(({ scope }) => scope === IMPORTED_ERASED)) return 0
  const erased = Object.keys(opened).filter((name) => opened[name] === 'erased')
  return erased.filter((name) => !destroyed.some((key) => isFor(key, name))).length
}

/** Of a disclosure no more was ever there; of all else it would be what is left when the content is taken out. */
function isCommitment(content: unknown): boolean {
  return typeof content === 'object' && content !== null && Object.keys(content).sort().join() === 'commitment,salt'
}

/**
 * Only what some order to forget destroys (scopesOf): who asked by the day; all else with its case, or with the day of what
 * is of no case, or when the norm no longer has the provision kept. What is about nobody is never erased.
 */
function isFor({ scope }: KeyRecord, name: string): boolean {
  const retention = isPartName(name) ? PART[name].retention : null
  const of = dayOfScope(scope)?.of
  if (of !== undefined) return of === retention || (!CLASSES.includes(of) && PROVISION.includes(name))
  const [kind, , last] = scope.split(':')
  return kind === 'case' && last === 'case' && retention === 'case'
}

/** An entry is about one case at the most, or about none. */
function isMixed(keys: readonly KeyRecord[]): boolean {
  const cases = new Set(keys.flatMap(({ scope }) => (scope.startsWith('case:') ? scope.split(':')[1] : [])))
  return cases.size > 1 || (cases.size === 1 && keys.some(({ scope }) => isOfNoCase(scope)))
}

function isOfNoCase(scope: string): boolean {
  return scope.startsWith('org:') || dayOfScope(scope)?.of === 'case'
}

/** A key of a day is of the day of the entry; a settlement lies with its decision, which came before it. */
function isOfItsDay({ at, settles }: Entry, { scope }: KeyRecord): boolean {
  const day = dayOfScope(scope)?.day
  if (day === undefined) return true
  const own = dutchDay(new Date(at))
  return day === own || (settles !== null && day < own)
}

/** A settlement lies where its decision does; how it ended after that was forgotten lies with what is of no case. */
function isOfItsDecision(keys: readonly KeyRecord[], decision: KeyPlace['decision']): boolean {
  if (decision === null) return true
  const isForgotten = decision.some((key) => key?.destroyed)
  return keys.every(({ scope }) => decision.some((key) => key?.scope === scope) || (isForgotten && isOfNoCase(scope)))
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
