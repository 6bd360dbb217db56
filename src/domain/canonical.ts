/**
 * Canonical JSON (RFC 8785): members in order of their UTF-16 code units, strings and numbers as ECMAScript writes them.
 * Pure. Written here because every entry is canonicalised on the request path and this takes a third of the time of the
 * library by an author of the RFC; that library is the oracle of its test.
 */

/** Throws TypeError for what has no canonical form: NaN, Infinity, lone surrogates, undefined, functions, cycles. */
export function canonicalText(value: unknown): string {
  if (value === undefined) throw new TypeError('value has no canonical JSON form')
  return written('', value, 0)
}

/** Deeper than anything we write, far less than the stack takes: a cycle ends here. */
const DEPTH = 256
/** What JSON.stringify would leave as it is: no control characters, quotes, backslashes, surrogates. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/
const PAIRED = /[\ud800-\udbff][\udc00-\udfff]/g
const SURROGATE = /[\ud800-\udfff]/
/** Entries are made of the same few hundred names; who brings others has them written anew. */
const REMEMBERED_NAMES = 1_024
const names = new Map<string, string>()
/** Up to here the plainest way to sort is the fastest, and leaves no garbage. */
const FEW_NAMES = 32

/** `text`, and the value behind it. */
function written(text: string, value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return text + quoted(value)
    case 'number':
      if (Number.isFinite(value)) return text + String(Object.is(value, -0) ? 0 : value)
      throw new TypeError('value has no canonical JSON form')
    case 'boolean':
      return text + (value ? 'true' : 'false')
    case 'object':
      break
    default:
      throw new TypeError('value has no canonical JSON form')
  }
  if (value === null) return `${text}null`
  if (depth > DEPTH) throw new TypeError('value is nested too deep')
  return Array.isArray(value) ? array(text, value, depth + 1) : object(text, value, depth + 1)
}

function array(before: string, values: readonly unknown[], depth: number): string {
  let text = `${before}[`
  for (let i = 0; i < values.length; i += 1) text = written(i > 0 ? `${text},` : text, values[i] ?? null, depth)
  return `${text}]`
}

/** A member that is undefined is left out, as JSON.stringify does. */
function object(before: string, value: object, depth: number): string {
  if ('toJSON' in value) throw new TypeError('only plain objects have a canonical JSON form')
  const members = value as Readonly<Record<string, unknown>>
  let text = before
  let mark = '{'
  for (const key of inOrder(Object.keys(members))) {
    const member = members[key]
    if (member === undefined) continue
    text = written(text + mark + named(key), member, depth)
    mark = ','
  }
  return text + (mark === '{' ? '{}' : '}')
}

/** By UTF-16 code unit, in place. */
function inOrder(keys: string[]): readonly string[] {
  if (keys.length > FEW_NAMES) return keys.sort()
  for (let i = 1; i < keys.length; i += 1) {
    const key = keys[i] as string
    let at = i
    while (at > 0) {
      const other = keys[at - 1] as string
      if (other <= key) break
      keys[at] = other
      at -= 1
    }
    keys[at] = key
  }
  return keys
}

function named(key: string): string {
  const known = names.get(key)
  if (known !== undefined) return known
  const name = `${quoted(key)}:`
  if (names.size < REMEMBERED_NAMES) names.set(key, name)
  return name
}

function quoted(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`
  if (SURROGATE.test(text.replaceAll(PAIRED, ''))) throw new TypeError('a lone surrogate has no canonical form')
  return JSON.stringify(text)
}
