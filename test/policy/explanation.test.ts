/** Which norms spoke about a field: by field, by category, about everything; and which of them decided. */
import { describe, expect, it } from 'vitest'
import type { Finding, Verdict } from '../../src/domain/decision.ts'
import { explainedUnits, normTexts } from '../../src/policy/explanation.ts'
import { asked, bundle } from './committed.ts'

const { facts, manifest } = bundle()
const input = asked()
const verdict = (findings: Finding[], norms: string[], more: Partial<Verdict> = {}): Verdict => ({
  outcome: 'deny',
  fields: [{ name: 'aanslag_ozb', treatment: 'withhold', waiting: false, norms }],
  findings,
  missing: [],
  obligations: [],
  ...more,
})
const spoken = (given: Verdict) =>
  explainedUnits(facts, input, given)[0]?.spoken.map(({ norm, decides }) => [norm, decides])

describe('what is said about a field', () => {
  it('is what is said about it, about its category, or about everything', () => {
    const findings: Finding[] = [
      { norm: 'A', effect: 'deny' },
      { norm: 'B', effect: 'deny', category: 'C-BEL-G' },
      { norm: 'C', effect: 'deny', fields: ['aanslag_ozb', 'iban'] },
      { norm: 'D', effect: 'deny', category: 'C-BD' },
      { norm: 'E', effect: 'deny', fields: ['iban'] },
    ]
    expect(spoken(verdict(findings, ['A', 'B', 'C']))).toEqual([
      ['A', true],
      ['B', true],
      ['C', true],
    ])
  })
  it('decides at the winning precedence only: a permit beside a deny decides nothing', () => {
    const findings: Finding[] = [
      { norm: 'A', effect: 'permit' },
      { norm: 'A', effect: 'deny' },
      { norm: 'B', effect: 'permit' },
      { norm: 'B', effect: 'oblige', obligation: 'LOG' },
    ]
    expect(spoken(verdict(findings, ['A']))).toEqual([
      ['A', false],
      ['A', true],
      ['B', false],
      ['B', false],
    ])
  })
  it('is told once, however often a norm says it', () => {
    const findings: Finding[] = [
      { norm: 'A', effect: 'deny', fields: ['aanslag_ozb'] },
      { norm: 'A', effect: 'deny', category: 'C-BEL-G' },
    ]
    expect(spoken(verdict(findings, ['A']))).toEqual([['A', true]])
  })
  it('about existence is everything but a deny that leaves existence alone', () => {
    const fields: Verdict['fields'] = [{ name: 'hit', treatment: 'existence', waiting: false, norms: ['B'] }]
    const findings: Finding[] = [
      { norm: 'A', effect: 'deny', existence: false },
      { norm: 'B', effect: 'permit', category: 'C-BD' },
    ]
    expect(spoken(verdict(findings, [], { fields }))).toEqual([['B', true]])
  })
  it.each([
    ['deny', 'A'],
    ['review', 'B'],
    ['permit', 'C'],
  ] as const)('of an act that ends in %s is decided by what has that effect', (outcome, norm) => {
    const findings: Finding[] = [
      { norm: 'A', effect: 'deny' },
      { norm: 'B', effect: 'require', attestation: 'W1' },
      { norm: 'C', effect: 'permit' },
    ]
    const [act] = explainedUnits(facts, input, verdict(findings, [], { fields: [], outcome }))
    expect([act?.unit, act?.norms, act?.spoken.filter((one) => one.decides).map((one) => one.norm)]).toEqual([
      'act',
      [norm],
      [norm],
    ])
  })
})

it('gives the texts of the norms that spoke, and of no others', () => {
  expect(normTexts(manifest.norms, ['GEM-01', 'XX-99'])).toEqual([
    expect.objectContaining({ id: 'GEM-01', article: 'Gemeentewet 231 jo. AWR 67', certainty: 'V2' }),
  ])
})
