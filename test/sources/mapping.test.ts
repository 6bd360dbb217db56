/** Mapping: only what is named crosses, in the types of the catalogue. */
import { describe, expect, it } from 'vitest'
import { mapperOf, recordsIn } from '../../src/sources/mapping.ts'
import { pathOf } from '../../src/sources/path.ts'
import { kindOf, mapping, permits, raw, record } from './fixtures.ts'

const all = Object.keys(permits.fields)

describe('a mapping', () => {
  it('takes over what it names and nothing that came along', () => {
    expect(mapperOf(mapping, permits, 'json').map(raw, all)).toEqual(record)
  })

  it('maps only what is wanted', () => {
    const mapped = mapperOf(mapping, permits, 'json').map(raw, ['soort', 'leidinggevenden[].bsn'])
    expect(Object.keys(mapped)).toEqual(['soort', 'leidinggevenden'])
  })

  it('says where the wanted fields stand, in the words of the source', () => {
    const places = mapperOf(mapping, permits, 'json').places(['aanvrager', 'leidinggevenden[].bsn'])
    expect(places).toEqual(['naam', 'leidinggevenden.id.bsn', 'leidinggevenden.naam', 'leidinggevenden.geboren'])
  })

  it('gives null for a field that the source does not have', () => {
    expect(mapperOf({ ...mapping, soort: null }, permits, 'json').map(raw, ['soort'])).toEqual({ soort: null })
  })

  it('reads a list of values through an array of objects', () => {
    const mapped = mapperOf({ ...mapping, voorschriften: 'leidinggevenden[].naam' }, permits, 'json')
    expect(mapped.map(raw, ['voorschriften'])).toEqual({ voorschriften: ['Testpersoon van Een', 'Testpersoon Twee'] })
  })

  it.each([
    ['an object where a value should be', { ...raw, soort: { code: 1 } }, 'soort'],
    ['objects in a list of values', { ...raw, voorschriften: [{ tekst: 'x' }] }, 'voorschriften'],
    ['an object where persons should be', { ...raw, leidinggevenden: { naam: 'x' } }, 'leidinggevenden'],
    ['a list where an object should be', { ...raw, pand: ['Kade'] }, 'pand'],
    ['a value where an object should be', { ...raw, pand: 'Kade' }, 'pand'],
  ])('refuses %s', (_, from, field) => {
    expect(kindOf(() => mapperOf(mapping, permits, 'json').map(from, [field]))).toBe('wrong-type')
  })
})

describe('rows of a database', () => {
  const sql = mapperOf(mapping, permits, 'sql')

  it('have 0 and 1 for boolean and JSON for what has parts', () => {
    expect(sql.map({ bezwaar: 1 }, ['bezwaar'])).toEqual({ bezwaar: true })
    expect(sql.map({ bezwaar: 0 }, ['bezwaar'])).toEqual({ bezwaar: false })
    expect(sql.map({ pand: '{"straat":"Kade","nummer":1}' }, ['pand'])).toEqual({ pand: { straat: 'Kade', nummer: 1 } })
    expect(sql.map({ voorschriften: null }, ['voorschriften'])).toEqual({ voorschriften: null })
  })

  it('keep what is no boolean for the type check, and refuse what is no JSON', () => {
    expect(sql.map({ bezwaar: 2 }, ['bezwaar'])).toEqual({ bezwaar: 2 })
    expect(kindOf(() => sql.map({ pand: 'Kade 1' }, ['pand']))).toBe('malformed')
    expect(kindOf(() => sql.map({ pand: 5 }, ['pand']))).toBe('wrong-type')
  })
})

describe('lines of text', () => {
  const text = mapperOf(mapping, permits, 'text')

  it.each([
    ['leges', '12345', 12_345],
    ['leges', '-12.50', -12.5],
    ['leges', '', null],
    ['leges', '1.234,50', '1.234,50'],
    ['leges', '1e5', '1e5'],
    ['bezwaar', 'Ja', true],
    ['bezwaar', '0', false],
    ['bezwaar', 'misschien', 'misschien'],
    ['soort', ' horeca ', 'horeca'],
    ['bsn', '012345678', '012345678'],
  ])('%s %j becomes %j', (field, written, value) => {
    const column = field === 'aanvrager' ? 'naam' : field
    expect(text.map({ [column]: written }, [field])).toEqual({ [field]: value })
  })
})

describe('recordsIn', () => {
  it('finds a list, one object, or the items at a path', () => {
    expect(recordsIn([raw], [])).toEqual([raw])
    expect(recordsIn(raw, [])).toEqual([raw])
    expect(recordsIn({ data: { items: [raw, raw] } }, pathOf('data.items'))).toHaveLength(2)
    expect(recordsIn({ data: { items: [] } }, pathOf('data.items'))).toEqual([])
  })

  it.each([
    ['an error document without the place', { error: 'x' }],
    ['null at the place', { items: null }],
    ['texts', { items: ['x'] }],
    ['a text', 'niets'],
  ])('refuses %s: that is not the same as nothing known', (_, document) => {
    expect(kindOf(() => recordsIn(document, pathOf('items')))).toBe('malformed')
  })
})
