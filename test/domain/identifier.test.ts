/** Identifiers: forms and normal forms. */
import { describe, expect, it } from 'vitest'
import { normalise } from '../../src/domain/identifier.ts'

describe('normalise', () => {
  it('takes a BSN that passes the eleven-test', () => {
    expect(normalise({ type: 'bsn', value: '999990019' })).toBe('999990019')
  })
  it('refuses a BSN with one digit changed', () => {
    expect(normalise({ type: 'bsn', value: '999990018' })).toBeNull()
  })
  it('refuses a BSN of eight digits and one of zeros', () => {
    expect(normalise({ type: 'bsn', value: '99999001' })).toBeNull()
    expect(normalise({ type: 'bsn', value: '000000000' })).toBeNull()
  })
  it('gives one normal form to a plate written with and without dashes', () => {
    expect(normalise({ type: 'plate', value: 'xx-99-xx' })).toBe('XX99XX')
    expect(normalise({ type: 'plate', value: 'XX99XX' })).toBe('XX99XX')
  })
  it('gives one normal form to an address whatever its spacing and case', () => {
    expect(normalise({ type: 'address', value: ' 1234ab  12   a ' })).toBe('1234AB 12 A')
  })
  it('refuses an address without a house number', () => {
    expect(normalise({ type: 'address', value: '1234AB' })).toBeNull()
  })
  it('takes eight digits for the trade register, and not seven', () => {
    expect(normalise({ type: 'kvk', value: '90000000' })).toBe('90000000')
    expect(normalise({ type: 'kvk', value: '9000000' })).toBeNull()
  })
  it('takes a cadastral parcel', () => {
    expect(normalise({ type: 'parcel', value: 'abc01 a 1234' })).toBe('ABC01 A 1234')
    expect(normalise({ type: 'parcel', value: 'ABC A 1234' })).toBeNull()
  })
})
