/**
 * The job and the norms, of one mind: nothing goes before its norm says that it must be destroyed, and nothing stands once it
 * has said so. Asked of the real engine, on both sides of each term, at any time of the day.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CaseFacts } from '../../src/domain/case.ts'
import { lastDay, policyDay } from '../../src/erasure/calendar.ts'
import { findingOfCase } from '../../src/erasure/finding.ts'
import { inquiryInput } from '../../src/policy/assemble.ts'
import { createEngine } from '../../src/policy/engine.ts'
import { decideVerdict } from '../../src/policy/evaluate.ts'
import type { RegisterFacts } from '../../src/ports.ts'
import { bundle, SETTINGS } from '../policy/committed.ts'
import { CALLER, CASE_FACTS, OIN } from '../storage/fixtures.ts'
import { MAY_GO, RETENTION } from './table.ts'

const DAY_MS = 86_400_000
const { facts: tables } = bundle(SETTINGS)
const engine = createEngine(bundle(SETTINGS))
const inquiry = {
  regime: 'WGS',
  purpose: 'P-RIEC-F',
  task: null,
  legalBasis: [],
  caseId: 'c',
  subject: null,
  source: 'BEL/heffingen',
  mode: 'DETAIL',
  level: 'OPS',
  fields: ['aanslag_ozb'],
  grounds: { necessity: 'x', proportionality: 'x', subsidiarity: 'x' },
  recipient: { organ: 'BGM', department: 'ONDM' },
} as const

/** Whether the norm says, of a question in this case at this moment, that it must be destroyed. */
function normSays(norm: string, facts: CaseFacts, now: Date): boolean {
  const register: RegisterFacts = {
    case: { version: 1, facts },
    relation: null,
    hit: null,
    attestations: [],
    holding: null,
    recordedAs: null,
    relations: new Map(),
  }
  const asked = { ...inquiry, regime: facts.regime }
  const { obligations } = decideVerdict(engine, inquiryInput(CALLER, asked, register, [], now))
  return obligations.some((one) => one.norm === norm && one.obligation === 'DESTROY')
}

/** Whether the job would erase it now, were its category of the selection list recorded. */
function goes(facts: CaseFacts, now: Date): boolean {
  const found = findingOfCase(
    { retention: RETENTION, settings: SETTINGS, facts: tables },
    { oin: OIN, id: 'c', facts },
    [MAY_GO],
    now,
  )
  return found.due && found.held === null
}

const dates = fc.integer({ min: 18_262, max: 29_219 }).map((n) => new Date(n * DAY_MS).toISOString().slice(0, 10))
const bgp = { ...CASE_FACTS, firstProcessed: '2019-01-01' }
const wgs: CaseFacts = { ...CASE_FACTS, regime: 'WGS', purposes: ['P-RIEC-F'], activity: 'CASUS', crimeForm: 'DRUGS' }

const TERMS: readonly (readonly [string, number, (day: string) => CaseFacts])[] = [
  ['WGS-26', 1_826, (day) => ({ ...wgs, state: 'R3', firstProcessed: day })],
  ['BGP-04', 365, (day) => ({ ...bgp, state: 'B0', rejectedOn: day })],
  ['BGP-12', 365, (day) => ({ ...bgp, state: 'B6', closedOn: day })],
]
/** Moments of the last day of a term and of the day after, among them those at which Dutch and UTC days differ. */
const AROUND = [-DAY_MS, -1_800_000, -1, 0, 1, 1_800_000, 22.5 * 3_600_000, 23.5 * 3_600_000]

describe.each(TERMS)('%s', (norm, count, facts) => {
  const midnight = (day: string) => Date.parse(day) + (count + 1) * DAY_MS

  it('and the job begin to speak at the same moment, whatever the day and the hour', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -3 * DAY_MS, max: 3 * DAY_MS }), (day, off) => {
        const now = new Date(midnight(day) + off)
        expect(goes(facts(day), now)).toBe(off >= 0)
        expect(normSays(norm, facts(day), now)).toBe(off >= 0)
      }),
      { numRuns: 150 },
    )
  })

  it.each([
    ['a leap day', '2024-02-29'],
    ['the day before a leap day', '2024-02-28'],
    ['the last day of a leap year', '2024-12-31'],
    ['New Year', '2025-01-01'],
    ['the day summer time begins', '2025-03-30'],
    ['the day summer time ends', '2025-10-26'],
    ['a day before two leap days', '2024-01-15'],
  ])('is of one mind with the job around the end of a term from %s', (_, day) => {
    for (const off of AROUND) {
      const now = new Date(midnight(day) + off)
      expect([now, goes(facts(day), now), normSays(norm, facts(day), now)]).toEqual([now, off >= 0, off >= 0])
    }
  })

  it('never lets anything stand after the years of the law', () => {
    const row = RETENTION.rows[norm]
    const years = row?.term && 'years' in row.term ? row.term : null
    fc.assert(
      fc.property(dates, (day) => {
        const last = policyDay(new Date(midnight(day) - 1))
        expect(years === null || last <= lastDay(day, years, 'longest')).toBe(true)
      }),
    )
  })
})

it('a signal without follow-up goes from the moment that the norm says so, and not without it', () => {
  for (const [signalOutcome, expected] of [
    ['NIET_IN_BEHANDELING', true],
    ['GEEN_AANWIJZING', true],
    ['IN_BEHANDELING', false],
    [null, false],
  ] as const) {
    const facts: CaseFacts = { ...wgs, state: 'R1', signalOutcome }
    const now = new Date('2026-03-02T23:30:00Z')
    expect([signalOutcome, goes(facts, now), normSays('BGS-09', facts, now)]).toEqual([
      signalOutcome,
      expected,
      expected,
    ])
  }
})
