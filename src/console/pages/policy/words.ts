/** Words for what differs between two policies. Pure. */
import { TREATMENTS } from '../../../domain/codes.ts'
import type { Visit } from '../../page.ts'
import { treatmentWord } from '../../parts/treatment.ts'

type Both = readonly [nl: string, en: string]
const worded =
  (words: Readonly<Record<string, Both>>) =>
  ({ t }: Pick<Visit, 't'>, code: string): string =>
    t(...(words[code] ?? [code, code]))

export const memberOf = worded({
  title: ['titel', 'title'],
  text: ['tekst', 'text'],
  article: ['artikel', 'article'],
  act: ['wet of afspraak', 'law or agreement'],
  certainty: ['zekerheid', 'certainty'],
  effect: ['wat zij doet', 'what it does'],
  absence: ['wat geldt zonder oordeel', 'what holds without a judgement'],
  tier: ['rang', 'rank'],
  remedies: ['uitwegen', 'remedies'],
})

export const tableOf = worded({
  organs: ['organen', 'organs'],
  departments: ['afdelingen', 'departments'],
  roles: ['rollen', 'roles'],
  tasks: ['wettelijke taken', 'statutory tasks'],
  purposes: ['doelen', 'purposes'],
  legal_bases: ['grondslagen', 'legal bases'],
  categories: ['categorieën van gegevens', 'categories of data'],
  sources: ['bronnen', 'sources'],
  attestations: ['oordelen', 'judgements'],
  states: ['stappen van een zaak', 'states of a case'],
  transitions: ['overgangen tussen stappen', 'transitions between states'],
  lift: ['opheffing van geheimhouding', 'lifting of secrecy'],
  minimisation: ['minimale gegevens per doel', 'minimal data per purpose'],
  remedies: ['uitwegen', 'remedies'],
  obligations: ['verplichtingen', 'obligations'],
  crime_forms: ['vormen van criminaliteit', 'forms of crime'],
  openings: ['wie een zaak opent', 'who opens a case'],
  readings: ['wie in het logboek mag', 'who may read the log'],
  pages: ['bladzijden van de console', 'pages of the console'],
})

export const settingOf = worded({
  name: ['naam', 'name'],
  'bgp/adoptedBy': ['organen die het protocol vaststelden', 'organs that adopted the protocol'],
  'bgp/maxAgeDays': ['hoe oud gegevens mogen zijn', 'how old data may be'],
  'bgp/retentionDays': ['bewaartermijn na sluiten', 'retention after closing'],
  crimeForms: ['gekozen vormen van criminaliteit', 'chosen forms of crime'],
  'plan/crimeForms': ['vormen van criminaliteit in het plan', 'forms of crime in the plan'],
  'closed/sources': ['gesloten bronnen', 'closed sources'],
})

export const directionOf = worded({
  opens: ['gaat open', 'opens'],
  closes: ['gaat dicht', 'closes'],
  same: ['anders onderbouwd', 'on other grounds'],
})

const state = worded({
  permit: ['toegestaan', 'permitted'],
  review: ['wacht op een oordeel', 'waits for a judgement'],
  deny: ['geweigerd', 'refused'],
  waiting: ['wacht op een oordeel', 'waits for a judgement'],
  goes: ['gaat mee', 'goes'],
  stays: ['blijft achter', 'stays behind'],
  obliged: ['verplicht', 'obliged'],
  '-': ['niet', 'not'],
})

export function stateOf(v: Visit, is: string): string {
  const treatment = TREATMENTS.find((one) => one === is)
  return treatment ? treatmentWord(v, treatment) : state(v, is)
}

export function unitOf(
  { t }: Pick<Visit, 't'>,
  kind: 'outcome' | 'field' | 'record' | 'obligation',
  name: string,
): string {
  if (kind === 'outcome') return t('Uitkomst', 'Outcome')
  if (kind === 'field') return `${t('Veld', 'Field')} ${name}`
  if (kind === 'record') return `${t('Gevonden gegeven', 'Record')} ${name}`
  return `${t('Verplichting', 'Obligation')} ${name}`
}
