/** Identifiers: form checks and one normal form each, so that the same thing always gets the same pseudonym. Pure. */
import type { IdentifierType, SubjectType } from './codes.ts'
import type { Identifier, Subject } from './inquiry.ts'

/** Which kind of subject an identifier names. */
export const SUBJECT_OF: Readonly<Record<IdentifierType, SubjectType>> = {
  bsn: 'NATURAL',
  kvk: 'LEGAL',
  rsin: 'LEGAL',
  address: 'OBJECT',
  plate: 'OBJECT',
  parcel: 'OBJECT',
}

const FORMS: Readonly<Record<IdentifierType, (value: string) => boolean>> = {
  bsn: elevenTest,
  rsin: elevenTest,
  kvk: (value) => /^\d{8}$/.test(value),
  // Postcode, house number and optional addition, as the BAG writes them: 1234AB 12 A.
  address: (value) => /^[1-9]\d{3}[A-Z]{2} \d{1,5}( [A-Z0-9]{1,6})?$/.test(value),
  plate: (value) => /^[A-Z0-9]{6}$/.test(value),
  // Municipality, section and number, as the Kadaster writes them: ABC01 A 1234.
  parcel: (value) => /^[A-Z]{3}\d{2} [A-Z]{1,2} \d{1,5}$/.test(value),
}

/** The normal form, or null when the value cannot be an identifier of its type. */
export function normalise(identifier: Identifier): string | null {
  const raw = identifier.value.trim().toUpperCase()
  const value = identifier.type === 'plate' ? raw.replaceAll('-', '') : raw.replace(/\s+/g, ' ')
  return FORMS[identifier.type](value) ? value : null
}

/** Of a subject in its normal form; null when it is no identifier of its type, or names another kind of subject. */
export function identifierOf({ type, identifier }: Subject): Identifier | null {
  const value = normalise(identifier)
  return value === null || SUBJECT_OF[identifier.type] !== type ? null : { type: identifier.type, value }
}

/** What is wrong with it then; the value is never repeated. */
export function notAnIdentifier({ type, identifier }: Subject): string {
  return `is not a valid ${identifier.type} of a ${type} subject`
}

/** Eleven-test of BSN and RSIN: weights 9 to 2 and -1 (Besluit BSN; RSIN follows the same rule). */
function elevenTest(value: string): boolean {
  if (!/^\d{9}$/.test(value) || value === '000000000') return false
  let sum = 0
  for (let i = 0; i < 9; i += 1) sum += Number(value[i]) * (i === 8 ? -1 : 9 - i)
  return sum % 11 === 0
}
