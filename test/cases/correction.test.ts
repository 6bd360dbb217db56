/** A correction in the right shape: sources, fields and subjects that exist and fit. */
import { describe, expect, it } from 'vitest'
import { aboutWhom, correctedHolding, correctionRequestSchema } from '../../src/cases/correction.ts'
import { draftedHolding, holdingRequestSchema } from '../../src/cases/holding.ts'
import { LIMITS } from '../../src/limits.ts'
import { facts } from '../policy/tables.ts'
import { CALLER } from '../storage/fixtures.ts'

const PART = {
  category: 'C-TOEZ',
  origin: 'COL',
  receivedFor: ['P-13B'],
  verified: true,
  lawful: true,
  date: '2026-01-05',
}
/** 999990019 is an official test number. */
const subject = { type: 'NATURAL', identifier: { type: 'bsn', value: ' 999990019 ' } } as const
const request = { source: 'BEL/heffingen', subject, fields: ['aanslag_ozb'], grounds: 'Verkeerd pand.' }
const checked = (change: object) => aboutWhom(facts, correctionRequestSchema.parse({ ...request, ...change }))
const HELD = (() => {
  const made = draftedHolding(
    facts,
    holdingRequestSchema.parse({
      kind: 'DOCUMENT',
      title: 'x',
      parts: [
        {
          ...PART,
          name: 'a',
          fields: [
            { name: 'tekst', value: 'oud' },
            { name: 'lijst', value: [1] },
          ],
        },
        { ...PART, name: 'b', fields: [{ name: 'tekst', value: 'ander' }] },
      ],
      grounds: 'x',
    }),
    CALLER,
  )
  if (!made.ok) throw new Error('no holding')
  return { value: { facts: made.value.facts }, content: made.value.content }
})()
const ofHolding = (change: object) =>
  correctedHolding(
    HELD,
    correctionRequestSchema.parse({ source: 'holding/x', fields: ['a/tekst'], grounds: 'x', ...change }),
  )
const ofHoldingPointers = (change: object) => {
  const result = ofHolding(change)
  return result.ok ? [] : result.problem.problems?.map(({ pointer }) => pointer)
}
const pointers = (change: object) => {
  const result = checked(change)
  return result.ok ? [] : result.problem.problems?.map(({ pointer }) => pointer)
}

describe('correctionRequestSchema', () => {
  it('takes as many fields as one inquiry does, and not one more', () => {
    const of = (count: number) => ({ ...request, fields: Array.from({ length: count }, (_, i) => `f${i}`) })
    expect(correctionRequestSchema.safeParse(of(LIMITS.fieldsPerInquiry)).success).toBe(true)
    expect(correctionRequestSchema.safeParse(of(LIMITS.fieldsPerInquiry + 1)).success).toBe(false)
    expect(correctionRequestSchema.safeParse(of(0)).success).toBe(false)
  })
  it('needs a reason, and knows no other member', () => {
    expect(correctionRequestSchema.safeParse({ ...request, grounds: '' }).success).toBe(false)
    expect(correctionRequestSchema.safeParse({ ...request, value: 1 }).success).toBe(false)
  })
})

describe('aboutWhom', () => {
  it('gives the identifier as it is compared', () => {
    expect(checked({})).toEqual({ ok: true, value: { type: 'bsn', value: '999990019' } })
  })
  it.each<[string, object, string[]]>([
    ['an unknown source', { source: 'BEL/niets' }, ['/source']],
    ['no source at all', { source: 'constructor' }, ['/source']],
    ['an unknown field', { fields: ['aanslag_ozb', 'toString'] }, ['/fields/1']],
    ['no subject, where the source is about one', { subject: undefined }, ['/subject']],
    [
      'a number that is none',
      { subject: { ...subject, identifier: { type: 'bsn', value: '1' } } },
      ['/subject/identifier'],
    ],
    ['what is for a holding', { disputed: true, values: { aanslag_ozb: 1 } }, ['/disputed', '/values']],
    ['a number of another kind of subject', { subject: { ...subject, type: 'LEGAL' } }, ['/subject/identifier']],
  ])('refuses %s', (_, change, expected) => {
    expect(pointers(change)).toEqual(expected)
  })
  it('never repeats the number', () => {
    const result = checked({ subject: { type: 'LEGAL', identifier: { type: 'bsn', value: '123456789' } } })
    expect(result.ok).toBe(false)
    expect(JSON.stringify(result)).not.toContain('123456789')
  })
})

describe('correctedHolding', () => {
  it('puts other words in the place of what stood there, and leaves the rest as it was', () => {
    const { facts: before, content } = { ...HELD.value, ...HELD }
    expect(ofHolding({ values: { 'a/tekst': 'nieuw' } })).toEqual({
      ok: true,
      value: {
        facts: before,
        content: { ...content, values: { ...content.values, 'a/tekst': 'nieuw' } },
        touched: ['a/tekst'],
      },
    })
    expect(HELD.content.values['a/tekst']).toBe('oud')
  })
  it('marks the part of a field as disputed or no longer, with all that is in it', () => {
    for (const disputed of [true, false]) {
      const { a, b } = HELD.value.facts.parts
      const result = ofHolding({ disputed })
      expect(result.ok && result.value).toEqual({
        facts: { ...HELD.value.facts, parts: { a: { ...a, disputed }, b } },
        content: HELD.content,
        touched: ['a/tekst', 'a/lijst'],
      })
    }
    const both = ofHolding({ disputed: true, values: { 'a/tekst': 'nieuw' } })
    expect(both.ok && [both.value.facts.parts.a?.disputed, both.value.content.values['a/tekst']]).toEqual([
      true,
      'nieuw',
    ])
  })
  it.each<[string, object, string[]]>([
    ['nothing that changes', {}, ['']],
    ['an unknown field', { fields: ['a/tekst', 'c/tekst', 'toString'], disputed: true }, ['/fields/1', '/fields/2']],
    ['a value of no field', { values: { 'a/tekst': 'x', 'b/tekst': 'x' } }, ['/values/b~1tekst']],
    ['a field without a value', { fields: ['a/tekst', 'a/lijst'], values: { 'a/tekst': 'x' } }, ['/values/a~1lijst']],
    ['nothing where something stood', { values: { 'a/tekst': null } }, ['/values/a~1tekst']],
    ['a value of another kind', { fields: ['a/lijst'], values: { 'a/lijst': 'x' } }, ['/values/a~1lijst']],
    ['a number of a person where none stood', { values: { 'a/tekst': '999990019' } }, ['/values/a~1tekst']],
    ['what lies deeper', { fields: ['a/lijst'], values: { 'a/lijst': [{ bsn: 1 }] } }, ['/values/a~1lijst']],
    ['a subject or a case', { subject, caseId: 'c', disputed: true }, ['/subject', '/caseId']],
  ])('refuses %s', (_, change, expected) => {
    expect(ofHoldingPointers(change)).toEqual(expected)
  })
  it('never makes it larger than what can be brought in at once', () => {
    const room = LIMITS.bodyBytes - JSON.stringify(HELD.content).length
    const of = (length: number) => ofHoldingPointers({ values: { 'a/tekst': 'x'.repeat('oud'.length + length) } })
    expect([of(room), of(room + 1)]).toEqual([[], ['/values']])
  })
})
