/** Codes of a question that no vocabulary of the API names, in words. Pure. */
import type { MODES, REGIMES, SUBJECT_TYPES } from '../../domain/codes.ts'
import type { Visit } from '../page.ts'

type Words<T extends string> = Readonly<Record<T, readonly [nl: string, en: string]>>

export const REGIME_WORDS: Words<(typeof REGIMES)[number]> = {
  MONO: ['Een afdeling voor haar eigen taak', 'A department for its own task'],
  BGP: ['Binnengemeentelijk, volgens het protocol', 'Within the gemeente, by the protocol'],
  BILATERAL: ['Tussen twee organisaties', 'Between two organisations'],
  WGS: ['In een RIEC (WGS)', 'In a RIEC (WGS)'],
  BIBOB: ['Wet Bibob', 'Wet Bibob'],
}
export const MODE_WORDS: Words<(typeof MODES)[number]> = {
  HITNOHIT: ['Alleen of er iets bekend is', 'Only whether anything is known'],
  DETAIL: ['Gegevens', 'Data'],
  BULK: ['Over veel personen tegelijk', 'About many people at once'],
  AUTO: ['Geautomatiseerd', 'Automated'],
  KNOWN_CHECK: ['Of deze persoon al voorkomt', 'Whether this person already occurs'],
  RENEW: ['Gegevens vernieuwen', 'Renewing data'],
}
export const SUBJECT_WORDS: Words<(typeof SUBJECT_TYPES)[number]> = {
  NATURAL: ['Een persoon', 'A person'],
  LEGAL: ['Een organisatie', 'An organisation'],
  OBJECT: ['Een adres, voertuig of perceel', 'An address, vehicle or parcel'],
}

/** A code without words is called by itself. */
export function wordFor({ t }: Pick<Visit, 't'>, words: Words<string>, code: string): string {
  const found = words[code]
  return found ? t(...found) : code
}
