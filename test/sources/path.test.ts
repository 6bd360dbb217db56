/** The path language: what it reads, and what it refuses to guess. */
import { describe, expect, it } from 'vitest'
import { PathMismatch, parsePath, pathOf, read, valuesAt } from '../../src/sources/path.ts'

describe('parsePath', () => {
  it('reads keys, items and wildcards', () => {
    expect(parsePath('adres.straat')).toEqual(['adres', 'straat'])
    expect(parsePath('bewoners[].bsn')).toEqual(['bewoners', '[]', 'bsn'])
    expect(parsePath('[]')).toEqual(['[]'])
    expect(parsePath('adres.*')).toEqual(['adres', '*'])
    expect(parsePath('Aanslag OZB')).toEqual(['Aanslag OZB'])
  })

  it.each(['', '.', 'a.', '.a', 'a..b', 'a[0]', 'a[', 'a[]b', '*', 'a*'])('refuses %j', (text) => {
    expect(parsePath(text)).toBeUndefined()
  })
})

describe('read', () => {
  const document = { adres: { straat: 'Kade' }, bewoners: [{ bsn: '1' }, { bsn: '2' }, {}], nummers: [[1], [2, 3]] }

  it('reads nested keys and every item', () => {
    expect(read(document, pathOf('adres.straat'))).toBe('Kade')
    expect(read(document, pathOf('bewoners[].bsn'))).toEqual(['1', '2', null])
    expect(read(document, pathOf('nummers[][]'))).toEqual([1, 2, 3])
  })

  it('gives null for what is absent, also under what is absent', () => {
    expect(read(document, pathOf('adres.nummer'))).toBeNull()
    expect(read(document, pathOf('eigenaar.naam.voor'))).toBeNull()
    expect(read(document, pathOf('eigenaars[].naam'))).toBeNull()
  })

  it('never reads what an object inherits', () => {
    expect(read(document, pathOf('constructor'))).toBeNull()
    expect(read(document, pathOf('adres.toString'))).toBeNull()
  })

  it.each(['adres[]', 'bewoners.bsn', 'adres.straat.naam'])('refuses %s on another structure', (path) => {
    expect(() => read(document, pathOf(path))).toThrow(PathMismatch)
  })
})

describe('valuesAt', () => {
  it('gives the values one by one and skips what does not fit', () => {
    const record = { a: [{ b: 1 }, { b: null }, { c: 2 }, 3], d: { e: 4, f: 5 } }
    expect(valuesAt(record, pathOf('a[].b'))).toEqual([1, null])
    expect(valuesAt(record, pathOf('d.*'))).toEqual([4, 5])
    expect(valuesAt(record, pathOf('d[]'))).toEqual([])
  })
})
