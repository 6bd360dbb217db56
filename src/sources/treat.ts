/**
 * Treats the fields of a record by path: nested values and arrays included. Pure.
 *
 * A value gets the strictest treatment of everything it lies in; what lies in nothing that was decided does not leave.
 * Items of an array that do not leave are gone, with their place.
 * Mask, generalise and pseudonymise work on each value inside an array or object; existence works on the whole.
 */
import { strictness, type Treatment } from '../domain/codes.ts'
import type { Json, RecordTreatment, SourceRecord } from '../domain/disclosure.ts'
import type { CatalogueSource } from '../policy/facts.ts'
import { ANY, EACH, isList, pathOf, type Tree, treeOf } from './path.ts'
import { execute, type Pseudonym } from './treatments.ts'

/** A treatment that cannot be executed: names neither field nor value. */
export class TreatmentFault extends Error {}

/** What goes of one record. Throws TreatmentFault. */
export function treatRecord(
  source: CatalogueSource,
  record: SourceRecord,
  plan: RecordTreatment,
  pseudonym: Pseudonym,
): SourceRecord {
  const rules = treeOf(Object.entries(plan.treatments).map(([name, treatment]) => [pathOf(name), treatment] as const))
  const formats = treeOf(Object.entries(source.fields).map(([name, field]) => [pathOf(name), formatOf(field)] as const))
  const treated: Record<string, Json> = {}
  for (const [root, rule] of rules.next) {
    const value = withoutDropped(record[root] ?? null, plan, root)
    const at = { rules: [rule], formats: formats.next.get(root), format: null, within: undefined }
    const result = walk(value, at, pseudonym)
    if (result !== undefined) treated[root] = result
  }
  return treated
}

/** A date needs no format to be a date. */
function formatOf(field: CatalogueSource['fields'][string]): string | null {
  return field.format ?? (field.type === 'date' ? 'date' : null)
}

/** Persons that stay behind, by their positions in the fetched array. */
function withoutDropped(value: Json, plan: RecordTreatment, root: string): Json {
  const staying = new Set(plan.dropped.filter((item) => item.field === root).map((item) => item.index))
  if (staying.size === 0) return value
  if (!isList(value)) throw new TreatmentFault('nothing to leave out')
  return value.filter((_, index) => !staying.has(index))
}

type Place = {
  /** Rules that end here or further inside; more than one where a wildcard meets a name. */
  readonly rules: readonly Tree<Treatment>[]
  readonly formats: Tree<string | null> | undefined
  readonly format: string | null
  /** The strictest treatment of what this lies in. */
  readonly within: Treatment | undefined
}

/** undefined: nothing of it leaves. */
function walk(value: Json, place: Place, pseudonym: Pseudonym): Json | undefined {
  const here = strictest([place.within, ...place.rules.map((rule) => rule.here)])
  if (here === 'withhold') return undefined
  if (here === 'existence') return exists(value)
  const format = place.formats?.here ?? place.format
  if (value === null) return here === undefined ? undefined : null
  if (isList(value)) {
    const inside = inner(place, EACH, here, format)
    if (here === undefined && inside.rules.length === 0) return undefined
    const items = value.map((item) => (item === null ? null : walk(item, inside, pseudonym)))
    return items.filter((item) => item !== undefined)
  }
  if (typeof value === 'object') {
    const kept = Object.entries(value).flatMap(([key, item]) => {
      const part = walk(item, inner(place, key, here, null), pseudonym)
      return part === undefined ? [] : [[key, part] as const]
    })
    return here === undefined && kept.length === 0 ? undefined : Object.fromEntries(kept)
  }
  if (here === undefined) return undefined
  const result = execute(here, value, format, pseudonym)
  if (result === undefined) throw new TreatmentFault('cannot be executed')
  return result
}

function inner(place: Place, segment: string, within: Treatment | undefined, format: string | null): Place {
  const names = segment === EACH ? [EACH] : [segment, ANY]
  const rules = place.rules.flatMap((rule) => names.flatMap((name) => rule.next.get(name) ?? []))
  return { rules, formats: place.formats?.next.get(segment), format, within }
}

function strictest(treatments: readonly (Treatment | undefined)[]): Treatment | undefined {
  const named = treatments.filter((treatment) => treatment !== undefined)
  return named.toSorted((a, b) => strictness(b) - strictness(a))[0]
}

/** Whether there is anything: an empty list, or an object of nothing but nulls, is nothing. */
export function exists(value: Json): boolean {
  if (value === null || value === '') return false
  if (typeof value !== 'object') return true
  return Object.values(value).some(exists)
}
