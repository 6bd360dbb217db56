/** Treatment by path: the strictest of everything a value lies in. */
import { describe, expect, it } from 'vitest'
import type { Treatment } from '../../src/domain/codes.ts'
import type { Json, RecordTreatment } from '../../src/domain/disclosure.ts'
import { TreatmentFault, treatRecord } from '../../src/sources/treat.ts'
import { ANNA, BRAM, permits, record } from './fixtures.ts'

function treat(
  treatments: Record<string, Treatment>,
  changes: Record<string, Json> = {},
  dropped: RecordTreatment['dropped'] = [],
) {
  const plan = { index: 0, released: true, treatments, dropped }
  return treatRecord(permits, { ...record, ...changes }, plan, (text) => `p-${text}`)
}

describe('treatment of fields', () => {
  it('lets nothing go that was not named', () => {
    expect(treat({})).toEqual({})
    expect(treat({ soort: 'release' })).toEqual({ soort: 'horeca' })
  })

  it('does as decided, each in its own format', () => {
    const treated = treat({
      aanvrager: 'mask',
      rekening: 'mask',
      datum: 'generalise',
      postcode: 'generalise',
      leges: 'generalise',
      bsn: 'pseudonymise',
      bezwaar: 'existence',
      soort: 'withhold',
    })
    expect(treated).toEqual({
      aanvrager: 'T.v.E.',
      rekening: 'NL***6789',
      datum: '2026',
      postcode: '1234',
      leges: '10000-19999',
      bsn: `p-${ANNA}`,
      bezwaar: true,
    })
  })

  it('shows existence of a value, not of an emptiness', () => {
    const exists = (value: Json) => treat({ soort: 'existence' }, { soort: value }).soort
    expect([false, 0, 'x', ['x'], { a: 1 }].map(exists)).toEqual([true, true, true, true, true])
    expect([null, '', [], {}, [null], { a: null }].map(exists)).toEqual([false, false, false, false, false, false])
  })

  it.each(['release', 'mask', 'generalise', 'pseudonymise'] as const)(
    'leaves an absent value absent under %s',
    (treatment) => {
      expect(treat({ soort: treatment }, { soort: null })).toEqual({ soort: null })
    },
  )

  it.each([
    ['leges', 'mask'],
    ['soort', 'generalise'],
    ['bezwaar', 'pseudonymise'],
    ['pand', 'generalise'],
    ['voorschriften', 'generalise'],
  ] as const)('refuses %s when it cannot %s', (name, treatment) => {
    expect(() => treat({ [name]: treatment })).toThrow(TreatmentFault)
  })
})

describe('treatment inside a field', () => {
  it('works on every item of an array and every value of an object', () => {
    expect(treat({ voorschriften: 'mask' })).toEqual({ voorschriften: ['s***00', 'm***rs'] })
    expect(treat({ pand: 'pseudonymise' })).toEqual({ pand: { straat: 'p-Dorpsstraat', nummer: 'p-12' } })
  })

  it('is the strictest of the whole and the part', () => {
    const parts = (whole: Treatment, part: Treatment) =>
      treat(
        { leidinggevenden: whole, 'leidinggevenden[].naam': part },
        { leidinggevenden: [{ naam: 'Testpersoon Twee' }] },
      )
    expect(parts('release', 'mask')).toEqual({ leidinggevenden: [{ naam: 'T***ee' }] })
    expect(parts('release', 'existence')).toEqual({ leidinggevenden: [{ naam: true }] })
    expect(parts('mask', 'release')).toEqual({ leidinggevenden: [{ naam: 'T***ee' }] })
    expect(parts('existence', 'release')).toEqual({ leidinggevenden: true })
    expect(parts('withhold', 'release')).toEqual({})
  })

  it('lets a part go without the whole', () => {
    expect(treat({ 'leidinggevenden[].geboortedatum': 'generalise' })).toEqual({
      leidinggevenden: [{ geboortedatum: '1980' }, { geboortedatum: '1990' }],
    })
  })

  it('has a wildcard for every key, and a name beside it counts as well', () => {
    expect(treat({ pand: 'release', 'pand.*': 'existence' })).toEqual({ pand: { straat: true, nummer: true } })
    expect(treat({ pand: 'release', 'pand.*': 'mask', 'pand.nummer': 'withhold' })).toEqual({
      pand: { straat: 'D***at' },
    })
  })

  it('keeps arrays in arrays as they were', () => {
    expect(treat({ voorschriften: 'release' }, { voorschriften: [['a'], [['b']], null] })).toEqual({
      voorschriften: [['a'], [['b']], null],
    })
  })
})

describe('items that stay behind', () => {
  const first = [{ field: 'leidinggevenden', index: 0 }]

  it('leave no trace in the array', () => {
    const { leidinggevenden } = treat({ leidinggevenden: 'release' }, {}, first)
    expect(leidinggevenden).toEqual([{ bsn: BRAM, naam: 'Testpersoon Twee', geboortedatum: '1990-07-08' }])
  })

  it('are gone before anything else: alone in an array they do not even exist', () => {
    const alone = { leidinggevenden: [{ bsn: ANNA }] }
    expect(treat({ leidinggevenden: 'existence' }, alone, first)).toEqual({ leidinggevenden: false })
  })

  it('cannot be left out of what is no array', () => {
    expect(() => treat({ soort: 'release' }, {}, [{ field: 'soort', index: 0 }])).toThrow(TreatmentFault)
  })
})
