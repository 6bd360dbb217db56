/** validate: malformed input and unknown codes are refused, unlawful questions are not. */
import { describe, expect, it } from 'vitest'
import type { Caller } from '../../src/domain/caller.ts'
import { sourceSchema } from '../../src/policy/facts.ts'
import { validateInquiry } from '../../src/steps/validate.ts'

const caller: Caller = {
  oin: '00000099000000001000',
  organ: 'BGM',
  department: 'ONDM',
  roles: ['R-CAS'],
  person: 'p-1',
  authorised: true,
  screened: true,
  trained: true,
  assurance: 'substantial',
}

const source = sourceSchema.parse({
  nl: 'Belastingen',
  en: 'Taxes',
  organ: 'HEF',
  department: 'BEL',
  collectedFor: ['P-BEL'],
  lawful: true,
  origin: 'HEF',
  subjectTypes: ['NATURAL'],
  identifiers: ['bsn'],
  fields: {
    aanslag_ozb: { category: 'C-BEL-G', type: 'number', format: 'amount', flags: [] },
    kwijtschelding: { category: 'C-BEL-G', type: 'boolean', format: null, flags: [] },
  },
  control: { date: null, wpgArticle: null, brpSecret: null, subject: null, persons: [] },
})

const facts = {
  sources: { 'BEL/heffingen': source },
  purposes: { 'P-BGP-AANPAK': { nl: '', en: '', regimes: ['BGP' as const], certainty: 'I' as const } },
  tasks: {},
  legal_bases: {},
  organs: {},
  departments: { BEL: { nl: '', en: '', organs: ['HEF'], certainty: 'I' as const } },
}

const body = {
  regime: 'BGP',
  purpose: 'P-BGP-AANPAK',
  source: 'BEL/heffingen',
  subject: { type: 'NATURAL', identifier: { type: 'bsn', value: '999990019' } },
  mode: 'DETAIL',
  fields: ['kwijtschelding', 'aanslag_ozb', 'aanslag_ozb'],
}

const problems = (changed: unknown) => {
  const result = validateInquiry(facts, changed, caller)
  return result.ok ? [] : result.problem.problems
}
const pointers = (changed: unknown) => problems(changed)?.map((problem) => problem.pointer)

describe('validateInquiry', () => {
  it('normalises a valid question: sorted unique fields, own department as recipient', () => {
    const result = validateInquiry(facts, body, caller)
    expect(result).toMatchObject({
      ok: true,
      value: { fields: ['aanslag_ozb', 'kwijtschelding'], recipient: { organ: 'BGM', department: 'ONDM' }, task: null },
    })
  })
  it('lets a question without purpose, task, basis or grounds through: refusing it is for the policy', () => {
    const { purpose: _, ...bare } = body
    expect(pointers(bare)).toEqual([])
  })
  it('lets BULK without a subject through', () => {
    const { subject: _, ...bulk } = body
    expect(pointers({ ...bulk, mode: 'BULK' })).toEqual([])
  })
  it('refuses DETAIL without a subject at a source about subjects', () => {
    const { subject: _, ...bare } = body
    expect(pointers(bare)).toEqual(['/subject'])
  })
  it('refuses DETAIL without fields, and takes HITNOHIT without them', () => {
    expect(pointers({ ...body, fields: [] })).toEqual(['/fields'])
    expect(pointers({ ...body, mode: 'HITNOHIT', fields: undefined })).toEqual([])
  })
  it('reports every problem at once, as JSON pointers', () => {
    const wrong = { ...body, source: 'BEL/onbekend', purpose: 'P-X', legalBasis: ['LB-6E'] }
    expect(pointers(wrong)).toEqual(['/source', '/purpose', '/legalBasis/0'])
  })
  it('refuses a field that the source does not have, also one of Object.prototype', () => {
    expect(pointers({ ...body, fields: ['inkomen'] })).toEqual(['/fields/0'])
    expect(pointers({ ...body, fields: ['constructor'] })).toEqual(['/fields/0'])
  })
  it('refuses a purpose named after a member of Object.prototype', () => {
    expect(pointers({ ...body, purpose: 'toString' })).toEqual(['/purpose'])
  })
  it('refuses a BSN that fails the eleven-test without repeating it', () => {
    const wrong = { ...body, subject: { type: 'NATURAL', identifier: { type: 'bsn', value: '999990018' } } }
    const result = validateInquiry(facts, wrong, caller)
    expect(pointers(wrong)).toEqual(['/subject/identifier/value'])
    expect(JSON.stringify(result)).not.toContain('999990018')
  })
  it('refuses an identifier of another kind of subject', () => {
    expect(pointers({ ...body, subject: { ...body.subject, type: 'LEGAL' } })).toEqual(['/subject/type'])
  })
  it('refuses an identifier that the source does not answer on', () => {
    const kvk = { type: 'LEGAL', identifier: { type: 'kvk', value: '90000000' } }
    expect(pointers({ ...body, subject: kvk })).toEqual(['/subject/identifier/type'])
  })
  it('refuses unknown members by name', () => {
    expect(pointers({ ...body, purpos: 'P-BGP-AANPAK' })).toEqual(['/purpos'])
  })
  it('says of what is missing that it is missing, and what it must be', () => {
    const { source: _, mode: __, ...bare } = body
    expect(problems(bare)).toEqual([
      { pointer: '/source', message: 'is missing; must be string' },
      { pointer: '/mode', message: expect.stringMatching(/^is missing; must be one of HITNOHIT, /) },
    ])
    expect(problems({ ...body, source: 1 })).toEqual([{ pointer: '/source', message: 'must be string' }])
  })
  it('says in what a bound is counted', () => {
    expect(problems({ ...body, source: '' })).toEqual([
      { pointer: '/source', message: 'must be at least 1 characters' },
    ])
    expect(problems({ ...body, legalBasis: Array(17).fill('LB-6E') })).toEqual([
      { pointer: '/legalBasis', message: 'must be at most 16 items' },
    ])
  })
  it('takes another department as recipient, and refuses an unknown one', () => {
    expect(pointers({ ...body, recipient: { department: 'BEL' } })).toEqual([])
    expect(pointers({ ...body, recipient: { department: 'XX' } })).toEqual(['/recipient/department'])
  })
})
