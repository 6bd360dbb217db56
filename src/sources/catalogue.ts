/**
 * What the catalogue says about a source: which fields a question needs, which control fields screening needs, and
 * what a value must look like. Everything beyond that is dropped here, before anything else sees it. Pure.
 *
 * A field name may be a path (`bewoners[].bsn`): it then describes values inside the field `bewoners`, with a category
 * and flags of its own. Who asks `bewoners` does not get such a part unless it was asked as well.
 */
import { z } from 'zod'
import type { Json, SourceRecord } from '../domain/disclosure.ts'
import { LIMITS } from '../limits.ts'
import type { CatalogueField, CatalogueSource } from '../policy/facts.ts'
import { SourceFailure } from '../source-port.ts'
import { EACH, isList, pathOf, rootOf, type Tree, treeOf, valuesAt } from './path.ts'

export type FieldType = CatalogueField['type']

/** Fields that carry facts for screening; of persons inside a record only the key that identifies them. */
export function controlPaths(source: CatalogueSource): readonly string[] {
  const { date, wpgArticle, brpSecret, subject, persons } = source.control
  const single = [date, wpgArticle, brpSecret, subject].filter((name) => name !== null)
  // Persons are dropped by their position in a field of the record; elsewhere they would pass unscreened.
  if (persons.some(({ field }) => pathOf(field).length > 1))
    throw new Error('persons must stand in a field of their own')
  return unique([...single, ...persons.map(({ field, key }) => `${field}[].${key}`)])
}

/** What must be fetched: the fields asked and, always, the control fields. */
export function wantedPaths(source: CatalogueSource, asked: readonly string[]): readonly string[] {
  return unique([...asked, ...controlPaths(source)])
}

/** Names by which records hold their values: the first key of every field and control path. */
export function rootsOf(source: CatalogueSource): readonly string[] {
  return unique([...Object.keys(source.fields), ...controlPaths(source)].map(rootOf))
}

/** The type of a root; one that only exists as the start of paths has the type that its paths imply. */
export function typeOfRoot(source: CatalogueSource, root: string): FieldType | 'scalar' {
  const own = source.fields[root]
  if (own) return own.type
  const below = [...Object.keys(source.fields), ...controlPaths(source)]
    .map(pathOf)
    .find((path) => path[0] === root && path.length > 1)
  if (!below) return 'scalar'
  return below[1] === EACH ? 'array' : 'object'
}

/** Keeps what was asked and the control fields, checks types; throws SourceFailure `too-large` or `wrong-type`. */
export function selectRecords(
  source: CatalogueSource,
  asked: readonly string[],
  records: readonly SourceRecord[],
): readonly SourceRecord[] {
  if (records.length > LIMITS.recordsPerInquiry) throw new SourceFailure('too-large')
  const wanted = wantedPaths(source, asked)
  const keep = treeOf(wanted.map((name) => [pathOf(name), true] as const))
  const others = Object.keys(source.fields).filter((name) => !wanted.includes(name))
  const drop = treeOf(others.map((name) => [pathOf(name), true] as const))
  return records.map((record) => {
    const selected: Record<string, Json> = {}
    for (const [root, node] of keep.next) {
      const value = take(record[root] ?? null, node, drop.next.get(root), false)
      selected[root] = value ?? null
    }
    for (const name of wanted) checkType(source, name, selected)
    return selected
  })
}

/** The part of a value that was asked; undefined when nothing of it was. Positions in arrays stay as they were. */
function take(
  value: Json,
  keep: Tree<true> | undefined,
  drop: Tree<true> | undefined,
  within: boolean,
): Json | undefined {
  const whole = keep?.here === true || (within && drop?.here !== true)
  if (!whole && (!keep || keep.next.size === 0)) return undefined
  if (value === null) return null
  if (isList(value)) {
    if (!whole && !keep?.next.has(EACH)) throw new SourceFailure('wrong-type')
    return value.map((item) => take(item, keep?.next.get(EACH), drop?.next.get(EACH), whole) ?? null)
  }
  if (typeof value === 'object') {
    if (!whole && keep?.next.has(EACH)) throw new SourceFailure('wrong-type')
    const kept: Record<string, Json> = {}
    for (const [key, item] of Object.entries(value)) {
      const part = take(item, keep?.next.get(key), drop?.next.get(key), whole)
      if (part !== undefined) kept[key] = part
    }
    return kept
  }
  // Parts were named of something that has no parts: they could be neither kept nor left out.
  if (!whole || keep?.next.size || drop?.next.size) throw new SourceFailure('wrong-type')
  return value
}

function checkType(source: CatalogueSource, name: string, record: SourceRecord): void {
  const type = source.fields[name]?.type ?? 'scalar'
  for (const value of valuesAt(record, pathOf(name))) {
    if (value !== null && !(IS[type](value) && wellFormed(value))) throw new SourceFailure('wrong-type')
  }
}

const day = z.iso.date()
const instant = z.iso.datetime({ offset: true })

const IS: Readonly<Record<FieldType | 'scalar', (value: Json) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  boolean: (value) => typeof value === 'boolean',
  date: (value) => day.safeParse(value).success || instant.safeParse(value).success,
  array: (value) => Array.isArray(value),
  object: (value) => typeof value === 'object' && !Array.isArray(value),
  scalar: (value) => typeof value !== 'object',
}

/** Text with a lone surrogate has no canonical JSON (RFC 8785, 3.2.2.2): it could not be committed to. */
function wellFormed(value: Json): boolean {
  if (typeof value === 'string') return !/\p{Surrogate}/u.test(value)
  if (isList(value)) return value.every(wellFormed)
  if (typeof value === 'object' && value !== null) return Object.values(value).every(wellFormed)
  return true
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)]
}
