/** What a statement says in words, in Dutch first. The person reads these: none may differ by what is held back. Pure. */
import type { Treatment } from '../domain/codes.ts'
import type { StatementNote } from './documents-statement.ts'

type Bilingual = { readonly nl: string; readonly en: string }
type Note = { readonly text: Bilingual; readonly article: string | null }

export const TREATMENT_TEXTS: Readonly<Record<Treatment, Bilingual>> = {
  release: { nl: 'Gegeven zoals het in de bron staat.', en: 'Given as it is in the source.' },
  mask: { nl: 'Gegeven met een deel onleesbaar gemaakt.', en: 'Given with a part made unreadable.' },
  generalise: { nl: 'Gegeven in grote lijnen.', en: 'Given in broad terms.' },
  pseudonymise: { nl: 'Gegeven onder een code in plaats van een naam.', en: 'Given under a code instead of a name.' },
  existence: { nl: 'Alleen gezegd dat het er is.', en: 'Only told that it is there.' },
  withhold: { nl: 'Niet gegeven.', en: 'Not given.' },
}

/** Stands in every statement, whoever it is about: none of them says that something is the case with this person. */
export const NOTES: Readonly<Record<StatementNote, Note>> = {
  IDENTIFIER: {
    text: {
      nl: 'Er is alleen gezocht met het nummer dat is opgegeven. Wat onder een ander nummer, een adres, een kenteken of de naam van een bedrijf is vastgelegd, staat hier niet in.',
      en: 'Only the number that was given was searched for. What was recorded under another number, an address, a plate or the name of a company is not in it.',
    },
    article: null,
  },
  VALUES: {
    text: {
      nl: 'Het logboek bewaart welke gegevens zijn gegeven, niet wat erin stond.',
      en: 'The log keeps which data were given, not what they said.',
    },
    article: null,
  },
  OTHERS: {
    text: {
      nl: 'Welke medewerker iets vroeg en wat over anderen is gegeven, staat hier niet in.',
      en: 'Which employee asked and what was given about others is not in it.',
    },
    article: 'AVG 15 lid 4',
  },
  SUPPLIED: {
    text: {
      nl: 'Wat een andere organisatie bij deze organisatie opvroeg, staat in het overzicht van die andere organisatie.',
      en: 'What another organisation asked of this organisation is in the statement of that other organisation.',
    },
    article: null,
  },
  CONTACT_POINT: {
    text: {
      nl: 'Over gegevens in een RIEC gaat het contactpunt van dat RIEC. Wie wil weten of daar iets is gedeeld, vraagt het daar.',
      en: 'Data in a RIEC are the matter of the contact point of that RIEC. Who wants to know whether something was shared there asks it there.',
    },
    article: 'BGS 1.1',
  },
  FORGOTTEN: {
    text: {
      nl: 'Wat langer is geleden dan de bewaartermijn, is op tijd gewist en kan niet meer worden getoond.',
      en: 'What is longer ago than the term of retention was erased on time and can no longer be shown.',
    },
    article: 'AVG 5 lid 1 onder e',
  },
  INCOMPLETE: {
    text: {
      nl: 'De wet laat toe dat een organisatie iets niet vertelt zolang dat nodig is, bijvoorbeeld voor een onderzoek. Deze zin staat in elk overzicht en zegt niet of dat hier zo is.',
      en: 'The law allows an organisation not to tell something as long as that is needed, for an investigation for instance. This sentence is in every statement and does not say whether that is so here.',
    },
    article: 'AVG 23; UAVG 41',
  },
  COMPLAINT: {
    text: {
      nl: 'Wie het niet eens is met dit overzicht, kan de organisatie om uitleg vragen, een klacht indienen bij de Autoriteit Persoonsgegevens of naar de rechter gaan.',
      en: 'Who does not agree with this statement can ask the organisation to explain, complain to the Data Protection Authority or go to court.',
    },
    article: 'AVG 77; AVG 79',
  },
}

/** For the officer alone. */
export function heldBackText(disclosures: number, ground: string, review: string): Bilingual {
  return {
    nl: `${disclosures} achtergehouden om: ${ground}; opnieuw bekijken op ${review}.`,
    en: `${disclosures} held back because of: ${ground}; to be looked at again on ${review}.`,
  }
}
