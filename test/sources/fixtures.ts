/** A catalogue source, records and queries for the tests of sources and treatment. Synthetic data only. */
import { sourceSchema } from '../../src/policy/facts.ts'
import { SourceFailure, type SourceQuery } from '../../src/source-port.ts'

export const OIN = '00000099000000001000'
export const ANNA = '999990019'
export const BRAM = '999990020'
export const CEES = '999990032'

const field = (type: string, format: string | null = null) => ({ category: 'C-VERG', type, format, flags: [] })

/** Permits: scalars of each type, an address, a list, and persons inside the record. */
export const permits = sourceSchema.parse({
  nl: 'Vergunningen',
  en: 'Permits',
  organ: 'BGM',
  department: 'VERG',
  collectedFor: ['P-VERG'],
  lawful: true,
  origin: 'BGM',
  subjectTypes: ['NATURAL', 'LEGAL'],
  identifiers: ['bsn', 'kvk'],
  fields: {
    bsn: field('string'),
    datum: field('date', 'date'),
    soort: field('string'),
    aanvrager: field('string', 'name'),
    rekening: field('string', 'iban'),
    leges: field('number', 'amount'),
    bezwaar: field('boolean'),
    postcode: field('string', 'postcode'),
    pand: field('object'),
    voorschriften: field('array'),
    leidinggevenden: field('array'),
    'leidinggevenden[].geboortedatum': field('date', 'date'),
  },
  control: {
    date: 'datum',
    wpgArticle: null,
    brpSecret: null,
    subject: 'bsn',
    persons: [{ field: 'leidinggevenden', key: 'bsn' }],
  },
})

/** A record with all that the catalogue names, and nothing else. */
export const record = {
  bsn: ANNA,
  datum: '2026-03-01',
  soort: 'horeca',
  aanvrager: 'Testpersoon van Een',
  rekening: 'NL00TEST0123456789',
  leges: 12_345,
  bezwaar: false,
  postcode: '1234 AB',
  pand: { straat: 'Dorpsstraat', nummer: 12 },
  voorschriften: ['sluiting 01:00', 'maximaal 50 bezoekers'],
  leidinggevenden: [
    { bsn: ANNA, naam: 'Testpersoon van Een', geboortedatum: '1980-05-06' },
    { bsn: BRAM, naam: 'Testpersoon Twee', geboortedatum: '1990-07-08' },
  ],
}

export const mapping = {
  bsn: 'bsn',
  datum: 'datum',
  soort: 'soort',
  aanvrager: 'naam',
  rekening: 'iban',
  leges: 'leges',
  bezwaar: 'bezwaar',
  postcode: 'postcode',
  pand: { path: 'pand', keys: { straat: 'straat', nummer: 'nummer' } },
  voorschriften: 'voorschriften',
  leidinggevenden: {
    path: 'leidinggevenden',
    keys: { bsn: 'id.bsn', naam: 'naam', geboortedatum: 'geboren' },
  },
}

/** The record above as the source itself writes it, with things nobody asked for. */
export const raw = {
  bsn: ANNA,
  datum: '2026-03-01',
  soort: 'horeca',
  naam: 'Testpersoon van Een',
  iban: 'NL00TEST0123456789',
  leges: 12_345,
  bezwaar: false,
  postcode: '1234 AB',
  notitie: 'niet voor anderen',
  pand: { straat: 'Dorpsstraat', nummer: 12, sleutelcode: '0000' },
  voorschriften: ['sluiting 01:00', 'maximaal 50 bezoekers'],
  leidinggevenden: [
    { id: { bsn: ANNA, paspoort: 'X1' }, naam: 'Testpersoon van Een', geboren: '1980-05-06', telefoon: '0600000000' },
    { id: { bsn: BRAM }, naam: 'Testpersoon Twee', geboren: '1990-07-08' },
  ],
}

export function query(changes: Partial<SourceQuery> = {}): SourceQuery {
  return {
    source: 'VERG/vergunningen',
    oin: OIN,
    identifier: { type: 'bsn', value: ANNA },
    fields: Object.keys(permits.fields),
    decisionId: '0190aaaa-0000-7000-8000-000000000001',
    number: 7,
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    signal: new AbortController().signal,
    ...changes,
  }
}

/** The kind of failure that a promise ends in; whatever else it ends in is thrown. */
export async function failureOf(work: Promise<unknown>): Promise<SourceFailure['kind'] | 'none'> {
  try {
    await work
    return 'none'
  } catch (error) {
    if (error instanceof SourceFailure) return error.kind
    throw error
  }
}

export function kindOf(work: () => unknown): SourceFailure['kind'] | 'none' {
  try {
    work()
    return 'none'
  } catch (error) {
    if (error instanceof SourceFailure) return error.kind
    throw error
  }
}
