/**
 * What people call a case or an inquiry by, as `Z-20261127-4F3A9C`: its day in the Netherlands and the end of its id. Made of
 * the id alone (UUIDv7, RFC 9562 5.7), so it is the same everywhere, needs no place to be kept, and holds nothing that anybody
 * typed: a name of their own would sooner or later be somebody's name. The beginning of an id is only its time: those of one
 * minute share it; its last 24 bits are random. Pure.
 */
import { idsFrom } from '../domain/ids.ts'
import { dutchDay, dutchDayBounds } from '../erasure/calendar.ts'

/** Zaak, vraag. */
type Kind = 'Z' | 'V'

const MADE_AT = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{6}([0-9a-f]{6})$/

/** An id of another making is called by itself. */
export function referenceOf(kind: Kind, id: string): string {
  const [, high = '', low = '', end = ''] = MADE_AT.exec(id) ?? []
  if (end === '') return id
  const day = dutchDay(new Date(Number.parseInt(high + low, 16)))
  return `${kind}-${day.replaceAll('-', '')}-${end.toUpperCase()}`
}

export const caseReference = (id: string): string => referenceOf('Z', id)

const REFERENCE = /^Z-(\d{4})(\d{2})(\d{2})-([0-9A-F]{6})$/

/** As somebody may type it; null: it is none. */
export function caseReferenceIn(typed: string): string | null {
  const reference = typed.trim().toUpperCase()
  return endOfItsDay(reference) === null ? null : reference
}

/** Days of references, to compare. */
export const dayNamed = (reference: string): string => reference.slice(2, 10)

/** An id behind which, newest first, all cases of its day come; null: it names no day. */
export function endOfItsDay(reference: string): string | null {
  return idsCalled(reference)?.until ?? null
}

/** Which ids are called so: from the one up to the other, with this end; null: it names no day. */
export function idsCalled(
  reference: string,
): { readonly from: string; readonly until: string; readonly end: string } | null {
  const [, year, month, day, end = ''] = REFERENCE.exec(reference) ?? []
  const date = `${year}-${month}-${day}`
  if (Number.isNaN(Date.parse(date))) return null
  const { from, until } = dutchDayBounds(date)
  return { from: firstIdAt(from), until: firstIdAt(until), end: end.toLowerCase() }
}

const firstIdAt = (moment: string): string => `${idsFrom(moment)}-7000-8000-000000000000`
