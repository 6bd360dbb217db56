/**
 * Canonical JSON (RFC 8785): members in order of their UTF-16 code units, strings and numbers as ECMAScript writes them.
 * Pure. Written here because every entry is canonicalised on the request path and this takes a third of the time of the
 * library by an author of the RFC; that library is the oracle of its test.
 */

/** Throws TypeError for what has no canonical form: NaN, Infinity, lone surrogates, undefined, functions, cycles. */
export function canonicalText(value: unknown): string {
  const text = written(value, 0)
  if (text === undefined) throw new TypeError('value has no canonical JSON form')
  return text
}

/** Deeper than anything we write, far less than the stack takes: a cycle ends here. */
const DEPTH = 256
/** What JSON.stringify would leave as it is: no control characters, quotes, backslashes, surrogates. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/
const PAIRED = /[\ud800-\udbff][\udc00-\udfff]/g
const SURROGATE = /[\ud800-\udfff]/

/** undefined: a member with this value is left out, as JSON.stringify does. */
function written(value: unknown, depth: number): string | undefined {
  switch (typeof value) {
    case 'string':
      return quoted(value)
    case 'number':
      if (Number.isFinite(value)) return String(Object.is(value, -0) ? 0 : value)
      throw new TypeError('value has no canonical JSON form')
    case 'boolean':
      return value ? 'true' : 'false'
    case 'undefined':
      return undefined
    case 'object':
      break
    default:
      throw new TypeError('value has no canonical JSON form')
  }
  if (value === null) return 'null'
  if (depth > DEPTH) throw new TypeError('value is nested too deep')
  return Array.isArray(value) ? array(value, depth + 1) : object(value, depth + 1)
}

function array(values: readonly unknown[], depth: number): string {
  let text = '['
  for (let i = 0; i < values.length; i += 1) {
    if (i > 0) text += ','
    text += written(values[i], depth) ?? 'null'
  }
  return `${text}]`
}

function object(value: object, depth: number): string {
  if ('toJSON' in value) throw new TypeError('only plain objects have a canonical JSON form')
  const members = value as Readonly<Record<string, unknown>>
  let text = '{'
  for (const key of Object.keys(members).sort()) {
    const member = written(members[key], depth)
    if (member === undefined) continue
    text += text === '{' ? `${quoted(key)}:${member}` : `,${quoted(key)}:${member}`
  }
  return `${text}}`
}

function quoted(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`
  if (SURROGATE.test(text.replaceAll(PAIRED, ''))) throw new TypeError('a lone surrogate has no canonical form')
  return JSON.stringify(text)
}
