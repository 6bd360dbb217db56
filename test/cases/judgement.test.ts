/** Judgements: complete or refused; the table says what complete means. */
import { describe, expect, it } from 'vitest'
import { drafted } from '../../src/cases/judgement.ts'
import type { AttestationRequest } from '../../src/domain/case.ts'
import { attestationTypeSchema } from '../../src/policy/facts.ts'
import { facts as tables } from '../policy/tables.ts'

const PC2A = attestationTypeSchema.parse({
  nl: 'Privacycheck 2A',
  en: 'Privacy check 2A',
  norm: 'BGP-09',
  level: 'case',
  roles: ['R-PRIV'],
  organs: null,
  scope: ['department', 'category'],
  independent: true,
  outcomes: { granted: 'met', refused: 'refused' },
  tests: ['basis', 'necessity'],
  details: { reference: 'string' },
  validDays: 30,
  absence: 'review',
  certainty: 'V3',
})
const REGISTER = { ...PC2A, scope: ['regime', 'purpose', 'source', 'organ'], tests: [], details: {} } as const
const facts = { ...tables, attestations: { PC2A, REGISTER: { ...REGISTER, scope: [...REGISTER.scope], tests: [] } } }
const caller = {
  oin: '00000099000000001000',
  organ: 'COL',
  department: 'PRIV',
  roles: ['R-PRIV'],
  person: 'p-judge',
  authorised: true,
  screened: true,
  trained: true,
  assurance: 'substantial',
}
const identity = { id: 'a-1', caseId: 'c-1', at: '2026-11-24T10:00:00.000Z' }
const request: AttestationRequest = {
  type: 'PC2A',
  outcome: 'granted',
  scope: { department: 'ONDM', category: 'C-BEL-G' },
  details: { basis: true, necessity: true, reference: 'besluit 1' },
  grounds: 'getoetst',
}

const pointers = (changes: Partial<AttestationRequest>, level: 'case' | 'organisation' = 'case') => {
  const result = drafted(facts, level, { ...request, ...changes }, caller, identity)
  return result.ok ? [] : result.problem.problems?.map((problem) => problem.pointer)
}

describe('drafted', () => {
  it('takes a complete judgement and limits its validity by the table', () => {
    const result = drafted(facts, 'case', request, caller, identity)
    expect(result).toMatchObject({ ok: true, value: { by: 'p-judge', role: 'R-PRIV', validUntil: '2026-12-24' } })
  })
  it('keeps a shorter validity that the judge chose, and never a longer one', () => {
    const short = drafted(facts, 'case', { ...request, validUntil: '2026-12-01' }, caller, identity)
    const long = drafted(facts, 'case', { ...request, validUntil: '2027-12-01' }, caller, identity)
    expect(short.ok && short.value.validUntil).toBe('2026-12-01')
    expect(long.ok && long.value.validUntil).toBe('2026-12-24')
  })
  it('refuses a validity that has passed', () => {
    expect(pointers({ validUntil: '2026-11-23' })).toEqual(['/validUntil'])
    expect(pointers({ validUntil: '2026-11-24' })).toEqual([])
  })
  it('refuses an unknown type, also at another level', () => {
    expect(pointers({ type: 'PC9' })).toEqual(['/type'])
    expect(pointers({ type: '__proto__' })).toEqual(['/type'])
    expect(pointers({}, 'organisation')).toEqual(['/type'])
  })
  it('says of an unknown type which there are at this level, and of a detail that it is missing', () => {
    const messages = (changed: Partial<AttestationRequest>) => {
      const result = drafted(facts, 'case', { ...request, ...changed }, caller, identity)
      return result.ok ? [] : result.problem.problems?.map((problem) => problem.message)
    }
    expect(messages({ type: 'PC9' })).toEqual(['must be one of PC2A, REGISTER'])
    expect(messages({ details: { basis: true, necessity: true } })).toEqual(['is missing; must be string'])
  })
  it('refuses an unknown outcome', () => {
    expect(pointers({ outcome: 'maybe' })).toEqual(['/outcome'])
  })
  it('refuses a missing and a foreign scope', () => {
    expect(pointers({ scope: { department: 'ONDM' } })).toEqual(['/scope/category'])
    expect(pointers({ scope: { ...request.scope, purpose: 'P-BEL' } })).toEqual(['/scope/purpose'])
  })
  it('takes codes of the tables in its scope, and no words: a scope lies open', () => {
    const held = 'holding/00000000-0000-7000-8000-000000000000'
    const scope = { regime: 'WGS', purpose: 'P-13B', source: held, organ: 'COL' }
    const wide = (change: object) =>
      pointers({ type: 'REGISTER', scope: { ...scope, ...change }, details: {} } as Partial<AttestationRequest>)
    expect([wide({}), wide({ source: 'BEL/heffingen' })]).toEqual([[], []])
    for (const source of ['holding/Karel Appel 999990044', 'holding/', 'constructor', 'BEL/niets']) {
      expect(wide({ source })).toEqual(['/scope/source'])
    }
    expect(wide({ regime: 'WWM', purpose: 'x', organ: '999990044' })).toEqual([
      '/scope/organ',
      '/scope/regime',
      '/scope/purpose',
    ])
    expect(pointers({ scope: { department: 'Testpersoon', category: 'toString' } })).toEqual([
      '/scope/department',
      '/scope/category',
    ])
  })
  it('refuses details that are missing, mistyped or foreign', () => {
    expect(pointers({ details: { basis: true, necessity: true } })).toEqual(['/details/reference'])
    expect(pointers({ details: { basis: 'ja', necessity: true, reference: 'x' } })).toEqual(['/details/basis'])
    expect(pointers({ details: { ...request.details, extra: true } })).toEqual(['/details/extra'])
  })
  it('refuses a positive outcome with a failed test, and takes a refusal with one', () => {
    expect(pointers({ details: { ...request.details, necessity: false } })).toEqual(['/details/necessity'])
    expect(pointers({ outcome: 'refused', details: { ...request.details, necessity: false } })).toEqual([])
  })
})
