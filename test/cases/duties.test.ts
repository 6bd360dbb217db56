/** What of a decision somebody must do: by whom, until when, and what of a refusal remains. */
import { describe, expect, it } from 'vitest'
import { dutiesOf, type Owed, owedBy, owedOf } from '../../src/cases/duties.ts'
import type { Decision } from '../../src/domain/decision.ts'
import type { ObligationRow } from '../../src/policy/facts.ts'
import { dayOf } from '../../src/policy/input.ts'
import { vaultOf } from '../storage/fixtures.ts'

const row = (change: Partial<ObligationRow> = {}): ObligationRow => ({
  nl: 'Doe dit.',
  en: 'Do this.',
  owners: ['R-CAS'],
  dueDays: 7,
  since: 'decision',
  per: 'case',
  fulfilledBy: [],
  article: 'x',
  certainty: 'I',
  ...change,
})
const facts = {
  obligations: {
    DO: row(),
    TODAY: row({ dueDays: 0 }),
    EVER: row({ dueDays: null }),
    YEAR: row({ dueDays: 365, since: 'rejection' }),
    LOG: row({ owners: [], dueDays: null }),
    TELL: row({ per: 'recipient' }),
    INFORM: row({ per: 'subject' }),
    MEND: row({ per: 'source' }),
    VERIFY: row({ per: 'subject-received' }),
    REPORT: row({ per: 'source-received' }),
    END: row({ fulfilledBy: ['END', 'YEAR'] }),
  },
}
const decision = { id: 'd-2', inquiryId: 'd-1', at: '2026-12-28T23:59:59.999Z' }
const owed = (codes: readonly string[], change: Partial<Owed> = {}): Owed => ({
  oin: '00000099000000001000',
  decision,
  caseId: 'c-1',
  rejectedDay: null,
  source: 'BEL/heffingen',
  subjects: ['s-1'],
  by: 'p-1',
  receiver: { organ: 'COL', department: 'ONDM' },
  obligations: codes.map((obligation) => ({ obligation, norm: 'WGS-26' })),
  ...change,
})
const made = (codes: readonly string[], change: Partial<Owed> = {}) =>
  dutiesOf({ facts, newId: () => 'new', crypto: vaultOf().crypto }, owed(codes, change)).map(({ value }) => value)

describe('dutiesOf', () => {
  it('makes one of what has an owner, and none of what the broker fulfils or of a code without words', () => {
    expect(made(['DO', 'LOG', 'NONE', 'constructor'])).toEqual([
      {
        id: 'new',
        oin: '00000099000000001000',
        decisionId: 'd-2',
        caseId: 'c-1',
        source: 'BEL/heffingen',
        norm: 'WGS-26',
        obligation: 'DO',
        owners: ['R-CAS'],
        createdAt: decision.at,
        due: '2027-01-04',
        recipient: null,
        once: 'c-1',
        earlier: [],
        fulfilledBy: [],
        by: 'p-1',
      },
    ])
  })
  it('counts days from the day of the decision, or from that on which the case was rejected', () => {
    const days = (change: Partial<Owed> = {}) => made(['TODAY', 'EVER', 'YEAR'], change).map(({ due }) => due)
    expect(days()).toEqual(['2026-12-28', null, '2027-12-28'])
    expect(days({ rejectedDay: dayOf('2026-03-01') })).toEqual(['2026-12-28', null, '2027-03-01'])
  })
  it('is open once for each case, and without a case for each question, however often that is walked', () => {
    expect(made(['DO'], { caseId: null }).map(({ once, caseId }) => [once, caseId])).toEqual([['d-1', null]])
  })
  it('is owed once for each who must be told, and not at all to nobody', () => {
    const recipients = [
      { organ: 'BGM', department: 'ONDM' },
      { organ: 'POL', department: null },
    ]
    const told = made(['TELL'], { recipients })
    expect(told.map(({ recipient }) => recipient)).toEqual(recipients)
    expect(new Set(told.map(({ once }) => once)).size).toBe(2)
    expect(made(['TELL'], { recipients: [] })).toEqual([])
    expect(made(['TELL'])).toEqual([])
  })
  it('beside that is owed once all the same, whoever must be told', () => {
    for (const recipients of [[], [{ organ: 'BGM', department: 'ONDM' }]]) {
      expect(made(['MEND'], { recipients }).map(({ recipient }) => recipient)).toEqual([null])
    }
  })
  it('is open once for each person or source that it is about, and tells neither', () => {
    const once = (code: string, change: Partial<Owed> = {}) => made([code], change)[0]?.once
    expect(once('INFORM', { subjects: ['s-2'] })).not.toBe(once('INFORM'))
    expect(once('INFORM', { caseId: 'c-2' })).not.toBe(once('INFORM'))
    expect(once('INFORM', { source: 'WOZ/objecten' })).toBe(once('INFORM'))
    expect(once('MEND', { source: 'WOZ/objecten' })).not.toBe(once('MEND'))
    expect(once('MEND', { subjects: ['s-2'] })).toBe(once('MEND'))
    expect(once('INFORM')).toMatch(/^c-1 [0-9a-f]{64}$/)
    expect([once('INFORM', { subjects: [] }), once('MEND', { source: null })]).toEqual(['c-1', 'c-1'])
  })
  it('knows what it was once for under earlier pseudonyms of the person, where it is about one', () => {
    const subjects = ['s-3', 's-1', 's-2']
    const under = (code: string, name: string) => made([code], { subjects: [name] })[0]?.once
    for (const code of ['INFORM', 'VERIFY']) {
      const [value] = made([code], { subjects })
      expect([value?.once, value?.earlier]).toEqual([under(code, 's-3'), [under(code, 's-1'), under(code, 's-2')]])
    }
    for (const code of ['MEND', 'REPORT']) expect(made([code], { subjects })[0]?.earlier).toEqual([])
  })
  it('is open once for each person or source and each who receives it', () => {
    const once = (code: string, change: Partial<Owed> = {}) => made([code], change)[0]?.once
    const [organ, department] = [
      { organ: 'POL', department: null },
      { organ: 'COL', department: 'WI' },
    ]
    for (const receiver of [organ, department]) {
      expect(once('VERIFY', { receiver })).not.toBe(once('VERIFY'))
      expect(once('REPORT', { receiver })).not.toBe(once('REPORT'))
    }
    expect(once('VERIFY', { subjects: ['s-2'] })).not.toBe(once('VERIFY'))
    expect(once('VERIFY', { source: 'WOZ/objecten' })).toBe(once('VERIFY'))
    expect(once('REPORT', { source: 'WOZ/objecten' })).not.toBe(once('REPORT'))
    expect(once('REPORT', { subjects: ['s-2'] })).toBe(once('REPORT'))
    expect(once('VERIFY', { subjects: [] })).toBe('c-1')
    expect(once('VERIFY', { receiver: null })).toMatch(/^c-1 [0-9a-f]{64}$/)
  })
  it('says by what else it is fulfilled', () => {
    expect(made(['END', 'DO']).map(({ fulfilledBy }) => fulfilledBy)).toEqual([['END', 'YEAR'], []])
  })
})

describe('owedBy', () => {
  it('says who and until when, beside a code in an answer', () => {
    expect(owedBy(facts, 'DO', decision.at, null)).toEqual({ owners: ['R-CAS'], due: '2027-01-04' })
    expect(owedBy(facts, 'LOG', decision.at, null)).toEqual({ owners: [], due: null })
    expect(owedBy(facts, 'constructor', decision.at, null)).toEqual({ owners: [], due: null })
  })
})

describe('owedOf', () => {
  const DESTROY = { norm: 'WGS-26', obligation: 'DESTROY' }
  const obligations = [
    { norm: 'AVG-05', obligation: 'INFORM_SUBJECT' },
    { norm: 'BSN-01', obligation: 'VERIFY_BSN' },
    DESTROY,
  ]
  const findings: Decision['findings'] = [
    { norm: 'WGS-26', effect: 'deny' },
    { norm: 'WGS-26', effect: 'oblige', obligation: 'DESTROY' },
    { norm: 'AVG-05', effect: 'oblige', obligation: 'INFORM_SUBJECT' },
    { norm: 'BSN-01', effect: 'permit' },
    { norm: 'BSN-01', effect: 'oblige', obligation: 'VERIFY_BSN' },
  ]
  const discreet: Decision['findings'] = [{ norm: 'WGS-26', effect: 'deny', discreet: true }]

  it('of a refusal remains what the refusing norm itself obliges to, and nothing that goes with data', () => {
    expect(owedOf('decision', { outcome: 'deny', findings, obligations }, false)).toEqual([DESTROY])
  })

  it.each([
    ['a permit of which something left', 'decision', 'permit', findings, true, obligations],
    ['a permit of which nothing left', 'decision', 'permit', findings, false, []],
    ['an inquiry that waits', 'decision', 'review', findings, false, []],
    ['who has no part in the case', 'decision', 'deny', discreet, false, []],
    ['a preview', 'preview', 'permit', findings, false, []],
    ['a preview that is refused', 'preview', 'deny', findings, false, []],
    ['an act', 'act', 'permit', findings, false, obligations],
    ['an act that is refused', 'act', 'deny', findings, false, []],
  ] as const)('of %s is what the log has', (_, type, outcome, found, settled, owed) => {
    expect(owedOf(type, { outcome, findings: [...found], obligations }, settled)).toEqual(owed)
  })
})
