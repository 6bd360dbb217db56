/** The questions and judgements of the story, as a department or an officer would send them. Pure. */
import { BSN } from './people.ts'

export const GROUNDS = {
  necessity: 'Nodig om te bepalen of de bestuurlijke aanpak kan beginnen (synthetische tekst).',
  proportionality: 'Alleen de velden die voor deze stap nodig zijn.',
  subsidiarity: 'Er is geen andere bron bij de afdeling zelf.',
}

export function subjectOf(bsn: string) {
  return { type: 'NATURAL', identifier: { type: 'bsn', value: bsn } }
}

/** What a reporter says of a signal to a RIEC, with the reasons. */
export const SIGNAL = {
  objective: { holds: true, why: 'Eigen waarnemingen bij twee controles van het bedrijf (synthetische tekst).' },
  necessary: { holds: true, why: 'Geen van de organisaties ziet het geheel alleen.' },
  several: { holds: true, why: 'Gemeente en Belastingdienst hebben elk een deel van de bevoegdheden.' },
  region: { holds: true, why: 'Bedrijf en woning liggen in de regio.' },
}

/** A question in the municipal track, for the approach of one case. */
export function municipal(
  caseId: string,
  source: string,
  mode: 'HITNOHIT' | 'DETAIL',
  fields: readonly string[] = [],
  bsn: string = BSN.garagehouder,
) {
  return {
    regime: 'BGP',
    purpose: 'P-BGP-AANPAK',
    task: 'Opiumwet:13b',
    legalBasis: ['LB-6E'],
    caseId,
    source,
    subject: subjectOf(bsn),
    mode,
    level: 'OPS',
    ...(fields.length > 0 ? { fields } : {}),
    grounds: GROUNDS,
  }
}

/** A question inside a RIEC, by a participant. */
export function riec(caseId: string, source: string, fields: readonly string[]) {
  return {
    regime: 'WGS',
    purpose: 'P-RIEC-F',
    task: 'Gemeentewet:216',
    legalBasis: ['LB-6E', 'LB-WGS15', 'LB-WGS223'],
    caseId,
    source,
    subject: subjectOf(BSN.garagehouder),
    mode: 'DETAIL',
    level: 'OPS',
    fields,
    grounds: GROUNDS,
  }
}

const FIVE_TESTS = { basis: true, compatibility: true, necessity: true, proportionality: true, subsidiarity: true }

export const JUDGEMENTS = {
  w1: {
    type: 'W1',
    outcome: 'positive',
    details: { anchor: 2 },
    grounds: 'Lokale verankering: bedrijf en woning in de gemeente.',
  },
  w2a: { type: 'W2A', outcome: 'positive', grounds: 'De burgemeester kan een pand sluiten.' },
  w2b: { type: 'W2B', outcome: 'positive', grounds: 'Het pand staat in de gemeente.' },
  w3: { type: 'W3', outcome: 'NEXT', grounds: 'Concreet, recent en een prioriteit.' },
  w4: { type: 'W4', outcome: 'CASUSOVERLEG', grounds: 'De hits bevestigen het signaal.' },
  pc1: (source: string) => ({
    type: 'PC1',
    outcome: 'granted',
    scope: { source },
    details: FIVE_TESTS,
    grounds: 'De vijf toetsen zijn positief.',
  }),
  pc2a: (department: string, category: string) => ({
    type: 'PC2A',
    outcome: 'granted',
    scope: { department, category },
    details: FIVE_TESTS,
    grounds: 'Deze afdeling heeft deze gegevens nodig.',
  }),
  assessment: {
    type: 'ASSESSMENT',
    outcome: 'positive',
    details: { fit: true, type: true, volume: true, weight: true, parallel: true },
    grounds: 'De deelnemers hebben het signaal samen beoordeeld.',
  },
  registered: {
    type: 'REGISTERED',
    outcome: 'registered',
    details: { reference: 'signaal-001' },
    grounds: 'De beoordeling staat in de registratie van het RIEC.',
  },
  necessity: (source: string) => ({
    type: 'NECESSITY',
    outcome: 'necessary',
    scope: { source },
    grounds: 'Nodig voor het doel van het samenwerkingsverband.',
  }),
  register: (regime: string, purpose: string) => ({
    type: 'REGISTER',
    outcome: 'recorded',
    scope: { regime, purpose },
    details: { reference: 'register-001' },
    grounds: 'Opgenomen in het register van verwerkingen.',
  }),
  dpia: (regime: string, purpose: string) => ({
    type: 'DPIA',
    outcome: 'recorded',
    scope: { regime, purpose },
    details: { reference: 'dpia-001' },
    grounds: 'De DPIA is vastgesteld.',
  }),
  selection: {
    type: 'SELECTIELIJST',
    outcome: 'destroy',
    details: { category: '18.1' },
    grounds: 'Deze categorie van de selectielijst mag vernietigd worden.',
  },
  college67: {
    type: 'COLLEGE_67',
    outcome: 'decided',
    scope: { category: 'C-BEL-G', purpose: 'P-BGP-AANPAK' },
    details: { reference: 'college-001' },
    grounds: 'Het college heeft besloten tot ontheffing van de geheimhouding.',
  },
} as const
