/**
 * The small path language of source mappings and treatments. Pure.
 *
 *   adres.straat      the key `straat` of the object `adres`
 *   bewoners[].bsn    the key `bsn` of every item of the array `bewoners`
 *   []                every item, where the document itself is an array
 *   adres.*           every key of `adres` (treatments only)
 *
 * A key is any text without dots, brackets and stars. An absent key is null; a path that asks a key of something that
 * is no object, or items of something that is no array, does not fit, and a value that does not fit is never guessed at.
 */
import type { Json } from '../domain/disclosure.ts'

export const EACH = '[]'
export const ANY = '*'
/** Keys, `[]` or `*`, from the outside in. */
export type Path = readonly string[]

const KEY = '[^.[\\]*]+'
const PATH = new RegExp(`^(?:${KEY}|\\[\\])(?:\\[\\])*(?:\\.(?:${KEY}|\\*)(?:\\[\\])*)*$`)

/** undefined: not a path. */
export function parsePath(text: string): Path | undefined {
  if (!PATH.test(text)) return undefined
  return text.replaceAll('[]', '.[]').replace(/^\./, '').split('.')
}

/** For paths that were validated before, and for field names; a fault of ours otherwise. */
export function pathOf(text: string): Path {
  const path = parsePath(text)
  if (!path) throw new Error('not a path')
  return path
}

/** Name of the field that a path lies in. */
export function rootOf(text: string): string {
  return pathOf(text)[0] ?? text
}

/** Thrown when a document has another structure than the path expects; says nothing about its content. */
export class PathMismatch extends Error {}

/** The value at a path: one value, or an array of values where the path goes through `[]`. */
export function read(value: unknown, path: Path): unknown {
  const [head, ...rest] = path
  if (head === undefined) return value ?? null
  if (value === null || value === undefined) return null
  if (head === EACH) {
    if (!Array.isArray(value)) throw new PathMismatch('no array')
    const items = value.map((item) => read(item, rest))
    return rest.includes(EACH) ? items.flat() : items
  }
  if (!isObject(value)) throw new PathMismatch('no object')
  return Object.hasOwn(value, head) ? read(value[head], rest) : null
}

/** Every value that a path leads to, one by one; absent ones are skipped. */
export function valuesAt(value: Json, path: Path): readonly Json[] {
  const [head, ...rest] = path
  if (head === undefined) return [value]
  if (value === null) return []
  if (isList(value)) return head === EACH ? value.flatMap((item) => valuesAt(item, rest)) : []
  if (typeof value !== 'object') return []
  if (head === ANY) return Object.values(value).flatMap((item) => valuesAt(item, rest))
  const child = Object.hasOwn(value, head) ? value[head] : undefined
  return child === undefined ? [] : valuesAt(child, rest)
}

/** Paths gathered into a tree, each with something to remember where it ends. */
export type Tree<T> = { here: T | undefined; readonly next: Map<string, Tree<T>> }

export function treeOf<T>(entries: Iterable<readonly [Path, T]>): Tree<T> {
  const root: Tree<T> = { here: undefined, next: new Map() }
  for (const [path, mark] of entries) {
    let node = root
    for (const segment of path) {
      const child = node.next.get(segment) ?? { here: undefined, next: new Map() }
      node.next.set(segment, child)
      node = child
    }
    node.here = mark
  }
  return root
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
