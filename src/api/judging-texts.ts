/**
 * What judgements ask and say, in words, Dutch first: the law and the protocols give them names only (I). A word that means
 * something else in one judgement stands there under its own key. Pure.
 */
import type { AttestationType } from '../policy/facts.ts'

type Bilingual = { readonly nl: string; readonly en: string }
type Words = Readonly<Record<string, Bilingual>>

/** Details: a test as a statement that is true or not, the others as the name of what is filled in. */
const DETAILS: Words = {
  anchor: word('Aantal aanwijzingen van lokale verankering', 'Number of indicators of local anchoring'),
  basis: word('Er is een wettelijke grondslag', 'There is a legal basis'),
  compatibility: word(
    'Het past bij het doel waarvoor de gegevens zijn verzameld',
    'It is compatible with the purpose for which the data were collected',
  ),
  necessity: word('Het is noodzakelijk', 'It is necessary'),
  proportionality: word('Het doel weegt op tegen de inbreuk', 'The purpose outweighs the intrusion'),
  subsidiarity: word(
    'Het kan niet met minder gegevens of op een lichtere manier',
    'No fewer data and no lighter way will do',
  ),
  link: word('Er is verband tussen het oude en het nieuwe doel', 'The old purpose and the new one are linked'),
  context: word(
    'Het past bij de situatie waarin de gegevens zijn verzameld',
    'It fits the situation in which the data were collected',
  ),
  nature: word('De aard van de gegevens staat dit toe', 'The nature of the data allows this'),
  consequences: word(
    'De gevolgen voor de betrokkene zijn aanvaardbaar',
    'The consequences for the person are acceptable',
  ),
  safeguards: word('Er zijn passende waarborgen', 'There are appropriate safeguards'),
  reference: word('Kenmerk van het stuk', 'Reference of the document'),
  designated: word('De wet is aangewezen in het Besluit politiegegevens', 'The statute is designated in the Bpg'),
  statute: word('Wet of artikel waarop toezicht wordt gehouden', 'Statute or article that is supervised'),
  interest: word('Er is een zwaarwegend algemeen belang', 'There is a weighty public interest'),
  'DOC_DECISION/interest': word('Het belang staat in de beslissing', 'The decision names the interest'),
  partnership: word('Het samenwerkingsverband staat in de beslissing', 'The decision names the partnership'),
  goal: word('Het doel staat in de beslissing', 'The decision names the goal'),
  data: word('De gegevens staan in de beslissing', 'The decision names the data'),
  conditions: word('De voorwaarden staan in de beslissing', 'The decision names the conditions'),
  recipients: word('De ontvangers staan in de beslissing', 'The decision names the recipients'),
  recipient: word('Code van de ontvanger', 'Code of the recipient'),
  ground: word('Grond van artikel 41 UAVG', 'Ground of article 41 UAVG'),
  purpose: word('Het doel is afgewogen', 'The purpose was weighed'),
  categories: word('De soorten gegevens zijn afgewogen', 'The categories of data were weighed'),
  scope: word('De omvang is afgewogen', 'The scope was weighed'),
  'UAVG41/safeguards': word('De waarborgen zijn afgewogen', 'The safeguards were weighed'),
  controller: word('De verantwoordelijke is afgewogen', 'The controller was weighed'),
  retention: word('De bewaartermijn is afgewogen', 'The retention was weighed'),
  risks: word('De risico’s zijn afgewogen', 'The risks were weighed'),
  notification: word('De melding achteraf is afgewogen', 'The later notification was weighed'),
  fit: word('Het signaal past bij het doel van het RIEC', 'The signal fits the purpose of the RIEC'),
  type: word('De soort is gewogen', 'The type was weighed'),
  volume: word('Aantal en omvang zijn gewogen', 'Number and size were weighed'),
  weight: word('De ernst en eerdere interventies zijn gewogen', 'The weight and earlier interventions were weighed'),
  parallel: word('Hoeveel deelnemers hetzelfde melden is gewogen', 'How many report alike was weighed'),
  special: word('Het is een bijzonder geval', 'It is a special case'),
  compatible: word('De taak past bij het doel van het RIEC', 'The task is compatible with the purpose of the RIEC'),
  processing: word('Code van de soort verwerking', 'Code of the kind of processing'),
  digest: word('Waarde waarover is geadviseerd', 'Value on which the advice was given'),
  casePurposeKept: word('Het doel van de zaak blijft gelijk', 'The purpose of the case stays as it is'),
  category: word('Categorie van de selectielijst', 'Category of the selection list'),
}

const OUTCOMES: Words = {
  positive: word('Positief', 'Positive'),
  negative: word('Negatief', 'Negative'),
  NONE: word('Niets doen', 'Do nothing'),
  DEPT: word('Naar één afdeling', 'To one department'),
  RIEC: word('Naar het RIEC', 'To the RIEC'),
  NEXT: word('Verder met het signaal', 'Go on with the signal'),
  MONO_MULTI: word('De afdelingen pakken het op', 'The departments take it up'),
  CASUSOVERLEG: word('Naar het casusoverleg', 'To the case conference'),
  granted: word('Toegestaan', 'Granted'),
  refused: word('Geweigerd', 'Refused'),
  necessary: word('Noodzakelijk', 'Necessary'),
  'not-necessary': word('Niet noodzakelijk', 'Not necessary'),
  agreed: word('Akkoord', 'Agreed'),
  'not-agreed': word('Niet akkoord', 'Not agreed'),
  veto: word('Zwaarwegende redenen tegen verstrekking', 'Weighty reasons against provision'),
  compatible: word('Verenigbaar', 'Compatible'),
  incompatible: word('Niet verenigbaar', 'Not compatible'),
  recorded: word('Vastgelegd', 'Recorded'),
  decided: word('Besloten', 'Decided'),
  draft: word('Nog een ontwerp', 'Still a draft'),
  given: word('Gegeven', 'Given'),
  stopped: word('Stopgezet', 'Stopped'),
  informed: word('Geïnformeerd', 'Informed'),
  withheld: word('Nog niet geïnformeerd', 'Not informed yet'),
  verified: word('Klopt', 'Verified'),
  registered: word('Geregistreerd', 'Registered'),
  unavoidable: word('Zonder nationaliteit niet te herkennen', 'Not to be identified without nationality'),
  avoidable: word('Ook zonder nationaliteit te herkennen', 'To be identified without nationality as well'),
  present: word('Bevat strafrechtelijke gegevens', 'Holds criminal-offence data'),
  absent: word('Bevat geen strafrechtelijke gegevens', 'Holds no criminal-offence data'),
  passed: word('Goedgekeurd', 'Passed'),
  failed: word('Afgekeurd', 'Failed'),
  needed: word('Nodig', 'Needed'),
  'not-needed': word('Niet nodig', 'Not needed'),
  lawful: word('Rechtmatig', 'Lawful'),
  unlawful: word('Niet rechtmatig', 'Not lawful'),
  objection: word('Bezwaar', 'Objection'),
  confirmed: word('Bevestigd', 'Confirmed'),
  'not-confirmed': word('Niet bevestigd', 'Not confirmed'),
  deviated: word('Van het advies afgeweken, met reden', 'Deviated from the advice, with reasons'),
  destroy: word('Vernietigen na de termijn', 'Destroy after the term'),
  keep: word('Blijvend bewaren', 'Keep for good'),
  hold: word('Vasthouden: niet vernietigen', 'Hold: do not destroy'),
}

/** Of every detail and outcome of a judgement; one without words is left out. */
export function wordsOf(code: string, { details, outcomes }: Pick<AttestationType, 'details' | 'outcomes'>) {
  return { details: among(DETAILS, code, Object.keys(details)), outcomes: among(OUTCOMES, code, Object.keys(outcomes)) }
}

function among(words: Words, type: string, keys: readonly string[]): Record<string, Bilingual> {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const found = words[`${type}/${key}`] ?? words[key]
      return found ? [[key, found]] : []
    }),
  )
}

function word(nl: string, en: string): Bilingual {
  return { nl, en }
}
