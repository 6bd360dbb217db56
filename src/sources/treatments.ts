/**
 * What a treatment does to one value. Pure. A treatment that cannot be executed on a value gives undefined, and the
 * whole release is refused: something softer or stricter than was decided is not what was decided.
 */
import type { Treatment } from '../domain/codes.ts'
import type { Json } from '../domain/disclosure.ts'

/** A single value; arrays and objects are walked by src/sources/treat.ts. */
export type Scalar = boolean | number | string

export type Executed = Json | undefined
/** Keyed pseudonym of a text. */
export type Pseudonym = (text: string) => string

export function execute(
  treatment: Exclude<Treatment, 'withhold' | 'existence'>,
  value: Scalar,
  format: string | null,
  pseudonym: Pseudonym,
): Executed {
  if (treatment === 'release') return value
  if (treatment === 'mask') return typeof value === 'string' ? mask(value, format) : undefined
  if (treatment === 'generalise') return generalise(value, format)
  // Two values have no pseudonyms worth the name: everyone can tell which is which.
  return typeof value === 'boolean' ? undefined : pseudonym(String(value))
}

/** Always the same stars, so that they do not tell the length. */
const STARS = '***'

/** Shows a part; of what has not the form it should have, nothing. */
function mask(text: string, format: string | null): string | undefined {
  if (format === 'iban') return maskIban(text)
  if (format === 'name') return maskName(text)
  if (format === 'address') return maskAddress(text)
  if (format === 'amount') return undefined
  // A short text would show nearly all of itself.
  return text.length < 8 ? STARS : `${text.slice(0, 1)}${STARS}${text.slice(-2)}`
}

/** Country and the last four digits, as bank statements show it. */
function maskIban(text: string): string {
  const iban = text.replace(/\s/g, '').toUpperCase()
  return /^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(iban) ? `${iban.slice(0, 2)}${STARS}${iban.slice(-4)}` : STARS
}

/** Initials. */
function maskName(text: string): string {
  const words = text.match(/\p{L}[\p{L}\p{M}'’-]*/gu)
  return words ? words.map((word) => `${[...word][0]}.`).join('') : STARS
}

/** Street and place, without house number and postcode. */
function maskAddress(text: string): string {
  const rest = text
    .replace(/\b\d{4}\s?[A-Za-z]{2}\b/g, ' ')
    // A number with what belongs to it: 12, 12a, 12-3, 12 bis.
    .replace(/\d+[^\s,]*(\s+(bis|[A-Za-z]{1,2})\b)?/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/\s*,[\s,]*/g, ', ')
    .replace(/^[\s,]+|[\s,]+$/g, '')
  return /\p{L}/u.test(rest) ? rest : STARS
}

function generalise(value: Scalar, format: string | null): Executed {
  if (format === 'date') return typeof value === 'string' ? /^(\d{4})-\d{2}-\d{2}/.exec(value)?.[1] : undefined
  if (format === 'postcode') {
    return typeof value === 'string' ? /^([1-9]\d{3})\s?[A-Za-z]{2}$/.exec(value.trim())?.[1] : undefined
  }
  return format === 'amount' ? band(value) : undefined
}

/** First digit and size: 12,345 lies in 10000-19999, everything below a thousand in 0-999. */
function band(value: Scalar): string | undefined {
  const amount = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value
  // Beyond 2^53 the bounds of a band are no longer what they say.
  if (typeof amount !== 'number' || Math.abs(amount) > Number.MAX_SAFE_INTEGER) return undefined
  const size = Math.floor(Math.abs(amount))
  const unit = size < 1000 ? 1000 : 10 ** (String(size).length - 1)
  const from = Math.floor(size / unit) * unit
  const to = from + unit - 1
  return amount < 0 ? `-${to}--${from}` : `${from}-${to}`
}
