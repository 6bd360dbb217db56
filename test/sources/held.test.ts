/** A holding as a source: one record a part, only what was asked, and nothing of somebody else. */
import { describe, expect, it } from 'vitest'
import type { HoldingContent, HoldingFacts } from '../../src/domain/holding.ts'
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
const TODAY = 20781

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
    const { held } = heldRecords(facts, content, [], ANNA)
    expect(heldInputs(held, TODAY, ANNA)).toEqual([
      { index: 0, wpgArticle: null, ageDays: 4, brpSecret: false, ofSubject: true, persons: [] },
      { index: 1, wpgArticle: '8', ageDays: 4, brpSecret: false, ofSubject: true, persons: [] },
    ])
    expect(heldInputs(held, TODAY, null)[0]?.ofSubject).toBeNull()
  })
})
