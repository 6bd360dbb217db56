/** Selection by the catalogue: what is wanted, what is dropped, which values are refused. */
import { describe, expect, it } from 'vitest'
import type { SourceRecord } from '../../src/domain/disclosure.ts'
import { LIMITS } from '../../src/limits.ts'
import { controlPaths, rootsOf, selectRecords, typeOfRoot, wantedPaths } from '../../src/sources/catalogue.ts'
import { ANNA, BRAM, kindOf, permits, record } from './fixtures.ts'

const one = (asked: readonly string[], from: SourceRecord = record) => selectRecords(permits, asked, [from])[0]

describe('what is fetched', () => {
  it('is what was asked and the control fields, of persons only the key', () => {
    expect(controlPaths(permits)).toEqual(['datum', 'bsn', 'leidinggevenden[].bsn'])
    expect(wantedPaths(permits, ['soort', 'datum'])).toEqual(['soort', 'datum', 'bsn', 'leidinggevenden[].bsn'])
  })

  it('has one root for a field and its parts', () => {
    expect(rootsOf(permits).filter((root) => root.startsWith('leid'))).toEqual(['leidinggevenden'])
  })

  it('gives a root without an entry of its own the type that its paths imply', () => {
    const { leidinggevenden: _, ...fields } = permits.fields
    const without = { ...permits, fields }
    expect(typeOfRoot(without, 'leidinggevenden')).toBe('array')
    expect(typeOfRoot(without, 'soort')).toBe('string')
  })

  it('refuses a catalogue whose persons stand where they cannot be dropped', () => {
    const nested = { ...permits, control: { ...permits.control, persons: [{ field: 'pand.bewoners', key: 'bsn' }] } }
    expect(() => controlPaths(nested)).toThrow('a field of their own')
  })
})

describe('selectRecords', () => {
  it('drops what was not asked, also inside persons', () => {
    expect(one(['soort'])).toEqual({
      soort: 'horeca',
      datum: '2026-03-01',
      bsn: ANNA,
      leidinggevenden: [{ bsn: ANNA }, { bsn: BRAM }],
    })
  })

  it('drops what the catalogue does not name at all', () => {
    expect(one(['soort'], { ...record, notitie: 'geheim' })).not.toHaveProperty('notitie')
  })

  it('leaves out a part with a name of its own, unless it was asked too', () => {
    const whole = one(['leidinggevenden'])
    expect(whole?.leidinggevenden).toEqual([
      { bsn: ANNA, naam: 'Testpersoon van Een' },
      { bsn: BRAM, naam: 'Testpersoon Twee' },
    ])
    const both = one(['leidinggevenden', 'leidinggevenden[].geboortedatum'])
    expect(both?.leidinggevenden).toEqual(record.leidinggevenden)
  })

  it('keeps only the part when only the part was asked', () => {
    expect(one(['leidinggevenden[].geboortedatum'])?.leidinggevenden).toEqual([
      { bsn: ANNA, geboortedatum: '1980-05-06' },
      { bsn: BRAM, geboortedatum: '1990-07-08' },
    ])
  })

  it('gives null for an absent value', () => {
    const { soort: _, ...absent } = record
    expect(one(['soort'], absent)?.soort).toBeNull()
    expect(one(['soort'], { ...record, soort: null })?.soort).toBeNull()
  })

  it.each([
    ['soort', 5],
    ['leges', '12345'],
    ['leges', Number.NaN],
    ['bezwaar', 1],
    ['datum', '01-03-2026'],
    ['datum', '2026-02-30'],
    ['datum', 20260301],
    ['voorschriften', 'geen'],
    ['pand', ['Dorpsstraat']],
    ['leidinggevenden', { bsn: ANNA }],
    ['leidinggevenden', [ANNA]],
    ['soort', 'half \ud800'],
  ])('refuses %s = %j', (name, value) => {
    expect(kindOf(() => one([name], { ...record, [name]: value }))).toBe('wrong-type')
  })

  it('accepts a date with and without a time', () => {
    expect(one(['datum'], { ...record, datum: '2026-03-01T10:00:00+01:00' })?.datum).toBe('2026-03-01T10:00:00+01:00')
  })

  it('checks control fields that were not asked, and parts inside arrays', () => {
    expect(kindOf(() => one(['soort'], { ...record, datum: 'vorig jaar' }))).toBe('wrong-type')
    const wrong = { ...record, leidinggevenden: [{ bsn: { nummer: ANNA } }] }
    expect(kindOf(() => one(['soort'], wrong))).toBe('wrong-type')
    const undated = { ...record, leidinggevenden: [{ bsn: ANNA, geboortedatum: 1980 }] }
    expect(kindOf(() => one(['leidinggevenden[].geboortedatum'], undated))).toBe('wrong-type')
  })

  it('ignores the type of what is dropped', () => {
    expect(one(['soort'], { ...record, leges: 'gratis' })).not.toHaveProperty('leges')
  })

  it('takes as many records as the limit and not one more', () => {
    const many = (count: number) => Array.from({ length: count }, () => record)
    expect(selectRecords(permits, ['soort'], many(LIMITS.recordsPerInquiry))).toHaveLength(LIMITS.recordsPerInquiry)
    expect(kindOf(() => selectRecords(permits, ['soort'], many(LIMITS.recordsPerInquiry + 1)))).toBe('too-large')
  })
})
