/** Holdings: complete or refused with every problem; both sides of each bound. */
import { describe, expect, it } from 'vitest'
import { type AskedHolding, draftedHolding, holdingRequestSchema } from '../../src/cases/holding.ts'
import { subjectOf } from '../../src/cli/demo/questions.ts'
import { LIMITS } from '../../src/limits.ts'
import { facts } from '../policy/tables.ts'
import { CALLER } from '../storage/fixtures.ts'
import { reportedPart, reportOf } from '../support/holdings.ts'

const part = reportedPart({
  fields: [
    { name: 'tekst', value: 'synthetisch' },
    { name: 'melder', value: 'synthetisch', person: 'REPORTER' },
  ],
})
const request = (changes: object = {}): AskedHolding =>
  holdingRequestSchema.parse(reportOf({ parts: [part], ...changes }))
const problems = (changes: object): unknown => {
  const result = draftedHolding(facts, request(changes), CALLER)
  return result.ok
    ? []
    : (result.problem as { problems?: readonly { pointer: string }[] }).problems?.map((p) => p.pointer)
}
const fields = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => ({ name: `f${from + i}`, value: 1 }))

describe('a holding', () => {
  it('names its fields by part, and keeps what they say apart from where they came from', () => {
    const result = draftedHolding(facts, request(), CALLER)
    if (!result.ok) throw new Error('refused')
    const kept = { ...part, name: undefined, fields: undefined, disputed: false }
    const unsaid = { originRegime: null, derivedFrom: [], secrecy: null, flags: [] }
    const field = { part: 'rapport', category: 'C-POL8', type: 'string', format: null, flags: [], person: null }
    expect(result.value).toEqual({
      facts: {
        kind: 'DOCUMENT',
        organ: 'BGM',
        department: 'ONDM',
        parts: { rapport: { ...kept, ...unsaid } },
        fields: {
          'rapport/tekst': { ...field, name: 'tekst' },
          'rapport/melder': { ...field, name: 'melder', person: 'REPORTER' },
        },
      },
      content: {
        title: 'Rapportage',
        subjects: [{ type: 'bsn', value: '999990019' }],
        values: { 'rapport/tekst': 'synthetisch', 'rapport/melder': 'synthetisch' },
      },
    })
  })
  it.each([
    ['an unknown category', { parts: [{ ...part, category: 'C-NIETS' }] }, ['/parts/0/category']],
    ['an unknown origin', { parts: [{ ...part, origin: 'XYZ' }] }, ['/parts/0/origin']],
    ['an unknown contributor', { parts: [{ ...part, contributors: ['POL', 'XYZ'] }] }, ['/parts/0/contributors']],
    ['an unknown organ it was made from', { parts: [{ ...part, derivedFrom: ['XYZ'] }] }, ['/parts/0/derivedFrom']],
    ['an unknown purpose', { parts: [{ ...part, receivedFor: ['constructor'] }] }, ['/parts/0/receivedFor']],
    ['a part twice', { parts: [part, part] }, ['/parts/1/name']],
    ['a field twice', { parts: [{ ...part, fields: [...fields(1), ...fields(1)] }] }, ['/parts/0/fields/1/name']],
    ['a field of nothing', { parts: [{ ...part, fields: [{ name: 'a', value: null }] }] }, ['/parts/0/fields/0/value']],
    ['a number that is no BSN', { subjects: [subjectOf('999990018')] }, ['/subjects/0/identifier']],
    [
      'two faults at once',
      { subjects: [subjectOf('1')], parts: [{ ...part, category: 'x' }] },
      ['/parts/0/category', '/subjects/0/identifier'],
    ],
  ])('with %s is refused, and where it is wrong is said', (_, changes, expected) => {
    expect(problems(changes)).toEqual(expected)
  })
  it.each([
    ['string', 'tekst'],
    ['number', 3],
    ['boolean', false],
    ['array', [1, 'a', true]],
  ])('takes a %s for what it is', (type, value) => {
    const result = draftedHolding(facts, request({ parts: [{ ...part, fields: [{ name: 'a', value }] }] }), CALLER)
    expect(result.ok && result.value.facts.fields['rapport/a']?.type).toBe(type)
  })
})

describe('names in a holding', () => {
  it.each(['hit', 'constructor', 'prototype'])('are never %s: an answer or an object has that already', (name) => {
    const named = (changes: object) =>
      holdingRequestSchema.safeParse({ ...request(), parts: [{ ...part, ...changes }] })
    expect(named({ name }).success).toBe(false)
    expect(named({ fields: [{ name, value: 1 }] }).success).toBe(false)
    expect(named({ fields: [{ name: `${name}s`, value: 1 }] }).success).toBe(true)
  })
})

describe('bounds of a holding', () => {
  const parts = (count: number) => Array.from({ length: count }, (_, i) => ({ ...part, name: `p${i}` }))
  it('holds partsPerHolding parts and not one more', () => {
    expect(problems({ parts: parts(LIMITS.partsPerHolding) })).toEqual([])
    expect(holdingRequestSchema.safeParse({ ...request(), parts: parts(LIMITS.partsPerHolding + 1) }).success).toBe(
      false,
    )
  })
  it('holds fieldsPerHolding fields over all parts and not one more', () => {
    const half = LIMITS.fieldsPerHolding / 2
    const two = (last: number) => [
      { ...part, fields: fields(half) },
      { ...part, name: 'ander', fields: fields(last, half) },
    ]
    expect(problems({ parts: two(half) })).toEqual([])
    const three = [...two(half), { ...part, name: 'derde', fields: fields(1) }]
    expect(problems({ parts: three })).toEqual(['/parts'])
  })
  it('is about subjectsPerHolding subjects and not one more', () => {
    const all = (count: number) => Array.from({ length: count }, () => subjectOf('999990019'))
    expect(problems({ subjects: all(LIMITS.subjectsPerHolding) })).toEqual([])
    const more = { ...request(), subjects: all(LIMITS.subjectsPerHolding + 1) }
    expect(holdingRequestSchema.safeParse(more).success).toBe(false)
  })
})
