/** Control facts: what a record says about itself, and what stays unknown. */
import { describe, expect, it } from 'vitest'
import type { Json } from '../../src/domain/disclosure.ts'
import { dayOf } from '../../src/policy/input.ts'
import { type ControlContext, recordInputs } from '../../src/sources/control.ts'
import { comparable } from '../../src/sources/identifiers.ts'
import { ANNA, BRAM, CEES, permits, record } from './fixtures.ts'

const source = {
  ...permits,
  control: { ...permits.control, wpgArticle: 'artikel', brpSecret: 'geheim' },
}
const RELATIONS: Readonly<Record<string, 'SIGNAL' | 'OTHER'>> = { '999990019': 'SIGNAL', '999990020': 'OTHER' }
const context: ControlContext = {
  source,
  today: dayOf('2026-11-24'),
  asked: { type: 'bsn', value: ANNA },
  relationOf: ({ type, value }) => (type === 'bsn' ? (RELATIONS[value] ?? null) : null),
}
const facts = (changes: Record<string, Json>, around: Partial<ControlContext> = {}) =>
  recordInputs({ ...context, ...around }, [{ ...record, ...changes }])[0]

describe('control facts', () => {
  it('are read from the control fields of each record, in order', () => {
    expect(recordInputs(context, [{ ...record, artikel: '8', geheim: 0 }, {}])).toEqual([
      {
        index: 0,
        wpgArticle: '8',
        ageDays: 268,
        brpSecret: false,
        ofSubject: true,
        persons: [
          { field: 'leidinggevenden', index: 0, relation: 'SIGNAL' },
          { field: 'leidinggevenden', index: 1, relation: 'OTHER' },
        ],
      },
      { index: 1, wpgArticle: null, ageDays: null, brpSecret: null, ofSubject: null, persons: [] },
    ])
  })

  it.each([
    ['8', '8'],
    ['10a', '10a'],
    [13, '13'],
    ['', null],
    [null, null],
    [true, null],
    ['x'.repeat(64), 'x'.repeat(64)],
    ['x'.repeat(65), null],
  ])('article %j is %j', (value, article) => {
    expect(facts({ artikel: value })?.wpgArticle).toBe(article)
  })

  it.each([
    ['2026-11-24', 0],
    ['2026-11-23', 1],
    ['2026-11-25', -1],
    ['2026-11-23T23:59:59Z', 1],
    ['onbekend', null],
    [null, null],
  ])('a date of %j is %j days old', (value, days) => {
    expect(facts({ datum: value })?.ageDays).toBe(days)
  })

  it.each([
    [true, true],
    [false, false],
    [0, false],
    [7, true],
    ['0', false],
    ['7', true],
    ['Nee', false],
    ['J', true],
    ['onbekend', true],
    [['nee'], true],
    [null, null],
  ])('a confidentiality note of %j is %j', (value, secret) => {
    expect(facts({ geheim: value })?.brpSecret).toBe(secret)
  })

  it.each([
    [ANNA, true],
    [` ${ANNA} `, true],
    [Number(ANNA), true],
    [BRAM, false],
    ['geen nummer', false],
    [null, null],
  ])('a record of %j is of the subject: %j', (value, own) => {
    expect(facts({ bsn: value })?.ofSubject).toBe(own)
  })

  it('cannot say whose record it is when the question names its subject in another way, or not at all', () => {
    expect(facts({}, { asked: { type: 'kvk', value: '12345678' } })?.ofSubject).toBeNull()
    expect(facts({}, { asked: null })?.ofSubject).toBeNull()
  })

  it('know no relation of a person who is not in the case, or whose number is missing or wrong', () => {
    const persons = facts({
      leidinggevenden: [{ bsn: CEES }, {}, { bsn: '123' }, { bsn: Number(ANNA) }, null],
    })?.persons
    expect(persons?.map((person) => person.relation)).toEqual([null, null, null, 'SIGNAL', null])
  })
})

describe('comparable identifiers', () => {
  it.each([
    ['bsn', 12, '000000012'],
    ['bsn', '12', '000000012'],
    ['bsn', '123', null],
    ['kvk', 1_234_567, '01234567'],
    ['plate', 'ab-12-cd', 'AB12CD'],
    ['address', ' 1234ab  12 a', '1234AB 12 A'],
    ['bsn', null, null],
    ['bsn', { nummer: ANNA }, null],
  ] as const)('%s %j is %j', (type, value, form) => {
    expect(comparable(type, value)).toBe(form)
  })
})
