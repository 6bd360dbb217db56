/** Closed codes of the wire in words: tracks, modes, levels, relations, kinds of number, states of an inquiry. Pure. */
import type { IdentifierType, Level, MODES, REGIMES, Relation, STATUSES, SubjectType } from '../../domain/codes.ts'
import type { Visit } from '../page.ts'

type Words<T extends string> = Readonly<Record<T, readonly [nl: string, en: string]>>
type Tongued = Pick<Visit, 't'>

function say<T extends string>(words: Words<T>) {
  return ({ t }: Tongued, code: T): string => t(words[code][0], words[code][1])
}

/** The same for codes that come from elsewhere: one without words is called by itself. */
function sayKnown(words: Words<string>) {
  return ({ t }: Tongued, code: string): string => {
    const found = words[code]
    return found ? t(...found) : code
  }
}

/** The kind of case, within a sentence. */
export const regimeWord = say<(typeof REGIMES)[number]>({
  MONO: ['eigen taak van de afdeling', 'own task of the department'],
  BGP: ['gemeentelijke zaak', 'municipal case'],
  BILATERAL: ['met één andere organisatie', 'with one other organisation'],
  WGS: ['RIEC-zaak', 'RIEC case'],
  BIBOB: ['Bibob-onderzoek', 'Bibob inquiry'],
})

/** The setting in which somebody asks, where it stands alone as a choice or an answer. */
export const settingWord = sayKnown({
  MONO: ['Een afdeling voor haar eigen taak', 'A department for its own task'],
  BGP: ['Binnengemeentelijk, volgens het protocol', 'Within the gemeente, by the protocol'],
  BILATERAL: ['Tussen twee organisaties', 'Between two organisations'],
  WGS: ['In een RIEC (WGS)', 'In a RIEC (WGS)'],
  BIBOB: ['Wet Bibob', 'Wet Bibob'],
} satisfies Words<(typeof REGIMES)[number]>)

export const modeWord = say<(typeof MODES)[number]>({
  HITNOHIT: ['alleen of er iets bekend is', 'only whether something is known'],
  DETAIL: ['de gegevens zelf', 'the data themselves'],
  BULK: ['een heel bestand', 'a whole file'],
  AUTO: ['automatisch, telkens opnieuw', 'automatically, over and over'],
  KNOWN_CHECK: ['of twee partijen iemand kennen', 'whether two parties know somebody'],
  RENEW: ['een eerdere vraag verlengen', 'renewing an earlier question'],
})

export const levelWord = say<Level>({
  STR: ['strategisch: een beeld, zonder personen', 'strategic: a picture, without persons'],
  TAC: ['tactisch: een aanpak voor een groep of gebied', 'tactical: an approach to a group or area'],
  OPS: ['operationeel: een persoon, bedrijf of pand', 'operational: a person, company or building'],
})

export const identifierWord = say<IdentifierType>({
  bsn: ['burgerservicenummer (BSN)', 'citizen service number (BSN)'],
  kvk: ['KVK-nummer', 'trade register number'],
  rsin: ['RSIN', 'RSIN'],
  address: ['adres, zoals 1234AB 12', 'address, such as 1234AB 12'],
  plate: ['kenteken', 'number plate'],
  parcel: ['perceel, zoals ABC01 A 1234', 'parcel, such as ABC01 A 1234'],
})

export const subjectWord = say<SubjectType>({
  NATURAL: ['persoon', 'person'],
  LEGAL: ['bedrijf of andere rechtspersoon', 'company or other legal person'],
  OBJECT: ['pand, voertuig of perceel', 'building, vehicle or parcel'],
})

export const relationWord = say<Relation>({
  SIGNAL: ['genoemd in het signaal', 'named in the signal'],
  DIRECT: ['direct betrokken', 'directly involved'],
  OTHER: ['op een andere manier betrokken', 'involved in another way'],
  EMPLOYEE: ['medewerker van een organisatie', 'employee of an organisation'],
})

export const statusWord = say<(typeof STATUSES)[number] | 'preview'>({
  settled: ['Beantwoord', 'Answered'],
  waiting: ['Wacht op een oordeel', 'Waits for a judgement'],
  refused: ['Geweigerd', 'Refused'],
  expired: ['Verlopen', 'Expired'],
  withdrawn: ['Ingetrokken', 'Withdrawn'],
  aborted: ['Niet afgemaakt', 'Not finished'],
  preview: ['Vooraf bekeken', 'Looked at beforehand'],
})

/** The state of an inquiry where its outcome does not say it already. */
export function furtherStatus(v: Tongued, status: Parameters<typeof statusWord>[1]): string {
  return status === 'waiting' || status === 'refused' ? '' : statusWord(v, status)
}

/** Abbreviations in names of fields, as they are written. */
const CAPITALS = ['apk', 'bsn', 'btw', 'iban', 'ib', 'ozb', 'pgb', 'pv', 'rsin', 'sbi', 'sv', 'uvi', 'v', 'wav', 'woz']
const WRITTEN: ReadonlyMap<string, string> = new Map([
  ...CAPITALS.map((word) => [word, word.toUpperCase()] as const),
  ['kvk', 'KvK'],
  ['wpg', 'Wpg'],
])

/** A field goes by the name that its source has for it, read as words; `hit` is no field of a source. */
export function fieldWord({ t }: Tongued, name: string): string {
  if (name === 'hit') return t('Of de bron iemand kent', 'Whether the source knows somebody')
  const words = name
    .replaceAll('[].', ': ')
    .replaceAll('_', ' ')
    .replace(/[a-z]+/g, (word) => WRITTEN.get(word) ?? word)
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** How sensitive a kind of data is, from K0 to K6. */
export const classWord = sayKnown({
  K0: ['openbaar', 'public'],
  K1: ['intern, niet over personen', 'internal, not about persons'],
  K2: ['gewone persoonsgegevens', 'ordinary personal data'],
  K3: ['onder een geheimhoudingsplicht', 'under a duty of secrecy'],
  K4: ['strafrechtelijk', 'about criminal offences'],
  K5: ['bijzonder, zorg of jeugd', 'special, care or youth'],
  K6: ['bronbescherming', 'protection of a source'],
})
