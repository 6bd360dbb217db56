/** What each treatment does to a value, and on which values it cannot be executed. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { execute } from '../../src/sources/treatments.ts'

const pseudonym = (text: string) => `p-${text.length}`
const mask = (value: string | number | boolean, format: string | null = null) =>
  execute('mask', value, format, pseudonym)
const generalise = (value: string | number | boolean, format: string | null) =>
  execute('generalise', value, format, pseudonym)

describe('mask', () => {
  it.each([
    ['iban', 'NL00TEST0123456789', 'NL***6789'],
    ['iban', 'nl00 test 0123 4567 89', 'NL***6789'],
    ['iban', 'geen rekening', '***'],
    ['name', 'Testpersoon van Een', 'T.v.E.'],
    ['name', "Émile d'Arc-Smit", 'É.d.'],
    ['name', '12', '***'],
    ['address', 'Dorpsstraat 12, 1234 AB Utrecht', 'Dorpsstraat, Utrecht'],
    ['address', 'Dorpsstraat 12a, Utrecht', 'Dorpsstraat, Utrecht'],
    ['address', 'Lange Kade 3 bis', 'Lange Kade'],
    ['address', '1234AB 12 A', '***'],
    [null, '12345678', '1***78'],
    [null, '1234567', '***'],
    [null, '', '***'],
  ])('of format %s turns %j into %j', (format, value, masked) => {
    expect(mask(value, format)).toBe(masked)
  })

  it('does not tell the length of what it hides', () => {
    expect(mask('12345678')).toHaveLength(String(mask('1234567890123478')).length)
  })

  it('cannot be executed on numbers, booleans and amounts', () => {
    expect(mask(12_345)).toBeUndefined()
    expect(mask(true)).toBeUndefined()
    expect(mask('12345', 'amount')).toBeUndefined()
  })
})

describe('generalise', () => {
  it.each([
    ['date', '1980-05-06', '1980'],
    ['date', '1980-05-06T10:00:00Z', '1980'],
    ['postcode', '1234 AB', '1234'],
    ['postcode', '1234ab', '1234'],
    ['amount', 0, '0-999'],
    ['amount', 999.99, '0-999'],
    ['amount', 1000, '1000-1999'],
    ['amount', 9999, '9000-9999'],
    ['amount', 10_000, '10000-19999'],
    ['amount', 12_345, '10000-19999'],
    ['amount', 19_999.99, '10000-19999'],
    ['amount', 20_000, '20000-29999'],
    ['amount', -12_345, '-19999--10000'],
    ['amount', '12345.67', '10000-19999'],
  ])('of format %s turns %j into %j', (format, value, general) => {
    expect(generalise(value, format)).toBe(general)
  })

  it('of an amount always names a band that holds it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (amount) => {
        const [from, to] = String(generalise(amount, 'amount')).split('-').map(Number)
        return from !== undefined && to !== undefined && from <= amount && amount <= to && to - from >= 999
      }),
    )
  })

  it.each([
    ['date', '06-05-1980'],
    ['date', 19_800_506],
    ['postcode', '0234 AB'],
    ['postcode', '1234'],
    ['amount', '1.234,50'],
    ['amount', true],
    ['amount', 2 ** 60],
    [null, 'horeca'],
    ['name', 'Testpersoon van Een'],
  ])('of format %s cannot be executed on %j', (format, value) => {
    expect(generalise(value, format)).toBeUndefined()
  })
})

describe('pseudonymise', () => {
  it('replaces texts and numbers, and cannot hide a yes or no', () => {
    expect(execute('pseudonymise', '999990019', null, pseudonym)).toBe('p-9')
    expect(execute('pseudonymise', 12, null, pseudonym)).toBe('p-2')
    expect(execute('pseudonymise', true, null, pseudonym)).toBeUndefined()
  })
})
