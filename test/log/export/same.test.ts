/** JSON values that are the same, and those that are not by one change. */
import { describe, expect, it } from 'vitest'
import { sameJson } from '../../../src/log/export/same.ts'

const VALUE = { a: [1, 'x', null, { b: false }], c: {} }

describe('sameJson', () => {
  it('is blind to the order of members, and to those that are undefined', () => {
    expect(sameJson(VALUE, { c: {}, d: undefined, a: [1, 'x', null, { b: false }] })).toBe(true)
  })
  it.each([
    [{ ...VALUE, a: [1, 'x', null] }],
    [{ ...VALUE, a: ['x', 1, null, { b: false }] }],
    [{ ...VALUE, a: [1, 'x', null, { b: 0 }] }],
    [{ ...VALUE, c: [] }],
    [{ ...VALUE, c: null }],
    [{ a: VALUE.a }],
    [{ a: VALUE.a, toString: {} }],
    [null],
  ])('tells %j apart', (other) => {
    expect([sameJson(VALUE, other), sameJson(other, VALUE)]).toEqual([false, false])
  })
})
