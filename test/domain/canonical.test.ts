/** Canonical JSON agrees with RFC 8785, and with the library of one of its authors on whatever can be written. */
import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalText } from '../../src/domain/canonical.ts'

describe('canonicalText', () => {
  it('writes the example of RFC 8785 section 3.2.2 as its section 3.2.3 does', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '€$\u000F\nA\'B"\\\\"/',
      literals: [null, true, false],
    }
    expect(canonicalText(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  it('sorts members as RFC 8785 section 3.2.3 does: by UTF-16 code unit, numbers among them', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '10': 5, '9': 6, '\u{1f600}': 7, '\u0080': 8, ö: 9 }
    expect(canonicalText(value)).toBe(
      '{"\\r":2,"1":4,"10":5,"9":6,"\u0080":8,"ö":9,"\u20ac":1,"\u{1f600}":7,"\ufb33":3}',
    )
  })

  it.each([2, 31, 32, 33, 2_000])('sorts %i members whatever order they came in', (count) => {
    // Steps of 7 through numbers of as many digits: far from sorted, and each once.
    const names = Array.from({ length: count }, (_, i) => `n${String((i * 7) % count).padStart(4, '0')}`)
    const value = Object.fromEntries([...new Set(names)].map((name) => [name, name]))
    expect(canonicalText(value)).toBe(canonicalize(value))
    expect(canonicalText(value)).toBe(canonicalize(value))
  })

  it('agrees with the library on whatever JSON can say, and reads back as it was', () => {
    const values = fc.jsonValue({ depthSize: 'medium', stringUnit: 'binary' })
    fc.assert(
      fc.property(values, (value) => {
        const text = canonicalText(value)
        expect(text).toBe(canonicalize(value))
        expect(canonicalText(JSON.parse(text))).toBe(text)
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['NaN', Number.NaN],
    ['Infinity', [Number.POSITIVE_INFINITY]],
    ['undefined', undefined],
    ['a lone surrogate', { a: 'x\ud800' }],
    ['a lone surrogate in a name', { 'x\udc00': 1 }],
    ['a surrogate pair the wrong way round', '\udc00\ud800'],
    ['a date', { at: new Date(0) }],
    ['a function', () => 1],
    ['a large integer', 1n],
  ])('refuses %s', (_, value) => {
    expect(() => canonicalText(value)).toThrow(TypeError)
  })

  it('refuses a value that holds itself', () => {
    const value: Record<string, unknown> = {}
    value.self = value
    expect(() => canonicalText(value)).toThrow(TypeError)
  })

  it('leaves out members that are undefined, and writes them as null in a list', () => {
    expect(canonicalText({ b: undefined, a: [undefined, 1] })).toBe('{"a":[null,1]}')
  })

  it('takes text that only looks like an escaped surrogate, and pairs', () => {
    expect(canonicalText('\\ud800')).toBe('"\\\\ud800"')
    expect(canonicalText('😀')).toBe('"😀"')
  })
})
