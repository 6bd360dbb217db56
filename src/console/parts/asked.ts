/** Regimes in words, as the setting in which somebody asks. Pure. */
import type { REGIMES } from '../../domain/codes.ts'
import type { Visit } from '../page.ts'

type Words<T extends string> = Readonly<Record<T, readonly [nl: string, en: string]>>

export const REGIME_WORDS: Words<(typeof REGIMES)[number]> = {
  MONO: ['Een afdeling voor haar eigen taak', 'A department for its own task'],
  BGP: ['Binnengemeentelijk, volgens het protocol', 'Within the gemeente, by the protocol'],
  BILATERAL: ['Tussen twee organisaties', 'Between two organisations'],
  WGS: ['In een RIEC (WGS)', 'In a RIEC (WGS)'],
  BIBOB: ['Wet Bibob', 'Wet Bibob'],
}

/** A code without words is called by itself. */
export function wordFor({ t }: Pick<Visit, 't'>, words: Words<string>, code: string): string {
  const found = words[code]
  return found ? t(...found) : code
}
