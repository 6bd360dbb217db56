/** Identifiers as sources write them, in the normal form in which they can be compared. Pure. */
import { IDENTIFIER_TYPES, type IdentifierType } from '../domain/codes.ts'
import { normalise } from '../domain/identifier.ts'

/** Sources that hold numbers, and spreadsheets, lose leading zeros. */
const DIGITS: Readonly<Partial<Record<IdentifierType, number>>> = { bsn: 9, rsin: 9, kvk: 8 }

/** null: no identifier of this type. */
export function comparable(type: IdentifierType, value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const text = String(value).trim()
  const length = DIGITS[type]
  return normalise({ type, value: length && /^\d+$/.test(text) ? text.padStart(length, '0') : text })
}

/** A field called after an identifier type holds that type; others are taken for `otherwise`. */
export function identifierTypeOf<T>(field: string, otherwise: T): IdentifierType | T {
  return IDENTIFIER_TYPES.find((type) => type === field) ?? otherwise
}
