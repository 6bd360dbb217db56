/** A holding as a source: one record a part, only what was asked, and nothing of somebody else. */
import { describe, expect, it } from 'vitest'
import type { HoldingContent, HoldingFacts } from '../../src/domain/holding.ts'
import type { Identifier } from '../../src/domain/inquiry.ts'
import { catalogueOf, heldInputs, heldRecords } from '../../src/sources/held.ts'

const part: HoldingFacts['parts'][string] = {
  category: 'C-TOEZ',
  contributors: ['COL'],
  origin: 'COL',
  originRegime: null,
  receivedFor: ['P-TOEZ'],
  derivedFrom: [],
  secrecy: null,
  verified: true,
  disputed: false,
  lawful: true,
  wpgArticle: null,
  date: '2026-11-20',
  flags: [],
}
const field = { category: 'C-TOEZ', type: 'string' as const, format: null, flags: [], person: null }
const facts: HoldingFacts = {
  kind: 'DOCUMENT',
  organ: 'COL',
  department: 'TH',
  parts: { bezoek: part, melding: { ...part, lawful: false, wpgArticle: '8', receivedFor: ['P-HAND'] } },
  fields: {
    'bezoek/bevinding': { ...field, part: 'bezoek', name: 'bevinding' },
    'bezoek/maatregel': { ...field, part: 'bezoek', name: 'maatregel' },
    'melding/tekst': { ...field, part: 'melding', name: 'tekst' },
  },
}
const content: HoldingContent = {
  title: 'x',
  subjects: [{ type: 'bsn', value: '999990019' }],
  values: { 'bezoek/bevinding': 'a', 'bezoek/maatregel': 'b', 'melding/tekst': 'c' },
}
const ANNA = { type: 'bsn', value: '999990019' } as const
const OTHER = { type: 'bsn', value: '999990020' } as const
const context = { today: 20781, asked: null, relationOf: () => null }

describe('a holding as a source', () => {
  it('is collected for what its parts were, and lawful only if all of them are', () => {
    const source = catalogueOf(facts)
    expect([source.organ, source.department, source.collectedFor, source.lawful]).toEqual([
      'COL',
      'TH',
      ['P-TOEZ', 'P-HAND'],
      false,
    ])
    expect(source.fields['bezoek/bevinding']).toEqual({ category: 'C-TOEZ', type: 'string', format: null, flags: [] })
  })
  it('gives one record a part, with the fields that were asked of it', () => {
    const { held, records } = heldRecords(facts, content, ['bezoek/bevinding', 'melding/tekst'], ANNA)
    expect(held.parts).toEqual(['bezoek', 'melding'])
    expect(records).toEqual([{ 'bezoek/bevinding': 'a' }, { 'melding/tekst': 'c' }])
  })
  it('gives nothing of a part of which nothing was asked', () => {
    expect(heldRecords(facts, content, ['bezoek/bevinding'], null).held.parts).toEqual(['bezoek'])
  })
  it('counts every part where only existence is asked', () => {
    expect(heldRecords(facts, content, [], ANNA).records).toHaveLength(2)
  })
  it('knows nothing of whom it is not about', () => {
    expect(heldRecords(facts, content, [], OTHER).records).toEqual([])
    expect(heldRecords(facts, content, ['bezoek/bevinding'], OTHER).records).toEqual([])
  })
  it('tells screening the age and the Wpg article of each part', () => {
    const { held, records } = heldRecords(facts, content, [], ANNA)
    expect(heldInputs(held, records, { ...context, asked: ANNA })).toEqual([
      { index: 0, part: 'bezoek', wpgArticle: null, ageDays: 4, brpSecret: false, ofSubject: true, persons: [] },
      { index: 1, part: 'melding', wpgArticle: '8', ageDays: 4, brpSecret: false, ofSubject: true, persons: [] },
    ])
    expect(heldInputs(held, records, context)[0]?.ofSubject).toBeNull()
  })
  it('names the persons beside the subject, each with its relation if a number tells who it is', () => {
    const people: HoldingFacts = {
      ...facts,
      fields: {
        'bezoek/bevinding': { ...field, part: 'bezoek', name: 'bevinding' },
        'bezoek/bewoner': { ...field, part: 'bezoek', name: 'bewoner', person: 'SUBJECT' },
        'bezoek/buur': { ...field, part: 'bezoek', name: 'buur', person: 'NEIGHBOUR' },
        'bezoek/huurders': { ...field, part: 'bezoek', name: 'huurders', type: 'array', person: 'OCCUPANT' },
      },
    }
    const values = {
      'bezoek/bevinding': 'a',
      'bezoek/bewoner': 'b',
      'bezoek/buur': 'c',
      'bezoek/huurders': ['999990019', '999990020', 'd'],
    }
    const { held, records } = heldRecords(people, { ...content, values }, Object.keys(values), ANNA)
    const relationOf = ({ value }: Identifier) => (value === '999990019' ? ('DIRECT' as const) : null)
    expect(heldInputs(held, records, { ...context, asked: ANNA, relationOf })[0]?.persons).toEqual([
      { field: 'bezoek/buur', index: 0, relation: null },
      { field: 'bezoek/huurders', index: 0, relation: 'DIRECT' },
      { field: 'bezoek/huurders', index: 1, relation: null },
      { field: 'bezoek/huurders', index: 2, relation: null },
    ])
  })
  it('takes a number of somebody else for another person, whatever role was said', () => {
    const numbers: HoldingFacts = {
      ...facts,
      fields: {
        'bezoek/bsn': { ...field, part: 'bezoek', name: 'bsn', type: 'array', flags: ['BSN'], person: 'SUBJECT' },
        'bezoek/rsin': { ...field, part: 'bezoek', name: 'rsin', flags: ['BSN'] },
      },
    }
    const values = { 'bezoek/bsn': ['999990019', '999990020', 'x'], 'bezoek/rsin': '999990032' }
    const { held, records } = heldRecords(numbers, { ...content, values }, Object.keys(values), ANNA)
    const relationOf = ({ type }: Identifier) => (type === 'rsin' ? ('SIGNAL' as const) : null)
    const of = (asked: Identifier | null) =>
      heldInputs(held, records, { ...context, asked, relationOf })[0]?.persons.map(({ field: name, index }) => [
        name,
        index,
      ])
    expect(of(ANNA)).toEqual([
      ['bezoek/bsn', 1],
      ['bezoek/bsn', 2],
      ['bezoek/rsin', 0],
    ])
    expect(of({ type: 'rsin', value: '999990032' })).toEqual([
      ['bezoek/bsn', 0],
      ['bezoek/bsn', 1],
      ['bezoek/bsn', 2],
    ])
    expect(heldInputs(held, records, { ...context, relationOf })[0]?.persons.at(-1)?.relation).toBe('SIGNAL')
  })
})
