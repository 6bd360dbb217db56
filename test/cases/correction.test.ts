/** A correction in the right shape: sources, fields and subjects that exist and fit. */
import { describe, expect, it } from 'vitest'
import { aboutWhom, correctionRequestSchema } from '../../src/cases/correction.ts'
import { LIMITS } from '../../src/limits.ts'
import { facts } from '../policy/tables.ts'

/** 999990019 is an official test number. */
const subject = { type: 'NATURAL', identifier: { type: 'bsn', value: ' 999990019 ' } } as const
const request = { source: 'BEL/heffingen', subject, fields: ['aanslag_ozb'], grounds: 'Verkeerd pand.' }
const checked = (change: object) => aboutWhom(facts, correctionRequestSchema.parse({ ...request, ...change }))
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
