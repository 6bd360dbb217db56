/** Typed questions: only an answer to this question, of this shape, comes through, and always in the same order (14). */
import { describe, expect, it } from 'vitest'
import { actVerdict, decideVerdict, screenVerdict } from '../../src/policy/evaluate.ts'
import { type PolicyEngine, PolicyFault } from '../../src/policy-port.ts'
import { asked } from './committed.ts'

const answering = (answer: unknown): PolicyEngine => ({
  policy: () => ({ revision: '-', digest: '-' }),
  evaluate: () => answer,
})
const record = (index: number) => ({
  index,
  wpgArticle: null,
  ageDays: null,
  brpSecret: null,
  ofSubject: null,
  persons: [],
})

const verdict = {
  canary: asked().now,
  outcome: 'review',
  fields: [
    { name: 'b', treatment: 'withhold', waiting: true, norms: ['WGS-02', 'BGP-09'] },
    { name: 'B', treatment: 'release', waiting: false, norms: ['BGP-09'] },
  ],
  findings: [
    { norm: 'WGS-02', effect: 'deny', fields: ['z', 'a'] },
    { norm: 'BGP-09', effect: 'require', attestation: 'PC2A', scope: { department: 'ONDM', category: 'C-BEL-G' } },
    { norm: 'BGP-09', effect: 'permit', category: 'C-BEL-G' },
  ],
  missing: [
    { attestation: 'PC2A', scope: { category: 'Z' }, roles: ['R-REG', 'R-PRIV'], norm: 'BGP-09' },
    { attestation: 'PC2A', scope: { category: 'A' }, roles: ['R-REG', 'R-PRIV'], norm: 'BGP-09' },
  ],
  obligations: [
    { obligation: 'LOG', norm: 'WGS-02' },
    { obligation: 'LOG', norm: 'AVG-06' },
  ],
}
/** The same, with every list and every object the other way round. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned).reverse()
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, part]) => [key, turned(part)])
      .reverse(),
  )
}

describe('a verdict', () => {
  it('has the same bytes whatever order the guest gave it', () => {
    const one = JSON.stringify(decideVerdict(answering(verdict), asked()))
    expect(JSON.stringify(decideVerdict(answering(turned(verdict)), asked()))).toBe(one)
  })

  it('is ordered by code unit: fields by name, findings, missing and obligations by norm and then by content', () => {
    const sorted = decideVerdict(answering(verdict), asked())
    expect(sorted.fields.map((field) => [field.name, field.norms])).toEqual([
      ['B', ['BGP-09']],
      ['b', ['BGP-09', 'WGS-02']],
    ])
    expect(sorted.findings.map((finding) => [finding.norm, finding.effect, finding.fields])).toEqual([
      ['BGP-09', 'require', undefined],
      ['BGP-09', 'permit', undefined],
      ['WGS-02', 'deny', ['a', 'z']],
    ])
    expect(sorted.missing.map((one) => [one.scope, one.roles])).toEqual([
      [{ category: 'A' }, ['R-PRIV', 'R-REG']],
      [{ category: 'Z' }, ['R-PRIV', 'R-REG']],
    ])
    expect(sorted.obligations.map((one) => one.norm)).toEqual(['AVG-06', 'WGS-02'])
  })

  it('leaves out the parts of a scope that the question did not have', () => {
    const scope = { department: null, category: 'C-BEL-G' }
    const missing = [{ attestation: 'PC2A', scope, roles: ['R-PRIV'], norm: 'BGP-09' }]
    const findings = [{ norm: 'BGP-09', effect: 'require', attestation: 'PC2A', scope }]
    const given = decideVerdict(answering({ ...verdict, missing, findings }), asked())
    expect([given.missing[0]?.scope, given.findings[0]?.scope]).toEqual([
      { category: 'C-BEL-G' },
      { category: 'C-BEL-G' },
    ])
  })

  it.each([
    ['undefined', undefined],
    ['a truth value', true],
    ['the package instead of the rule', { decide: verdict }],
    ['of another moment', { ...verdict, canary: '2026-11-24T10:00:00.001Z' }],
    ['without a canary', { ...verdict, canary: undefined }],
    ['with an unknown outcome', { ...verdict, outcome: 'allow' }],
    ['with an unknown treatment', { ...verdict, fields: [{ ...verdict.fields[0], treatment: 'show' }] }],
    ['with an unknown effect', { ...verdict, findings: [{ norm: 'BGP-09', effect: 'allow' }] }],
    ['with an unknown part of a scope', { ...verdict, missing: [{ ...verdict.missing[0], scope: { person: 'x' } }] }],
    ['with an empty part of a scope', { ...verdict, missing: [{ ...verdict.missing[0], scope: { category: '' } }] }],
    ['with more than was agreed', { ...verdict, trace: [] }],
    ['with less', { ...verdict, obligations: undefined }],
  ])('is none when it is %s', (_, answer) => {
    expect(() => decideVerdict(answering(answer), asked())).toThrow(PolicyFault)
    expect(() => actVerdict(answering(answer), asked())).toThrow(PolicyFault)
  })
})

describe('a screening', () => {
  const two = { ...asked(), records: [record(0), record(1)] }
  const answer = (index: number) => ({
    index,
    released: true,
    treatments: { z: 'mask', a: 'withhold' },
    dropped: [
      { field: 'p', index: 2 },
      { field: 'p', index: 1 },
      { field: 'a', index: 3 },
    ],
    norms: ['WPG-05', 'BGP-07'],
  })
  const document = { canary: asked().now, records: [answer(1), answer(0)], obligations: verdict.obligations }

  it('has the same bytes whatever order the guest gave it', () => {
    const one = JSON.stringify(screenVerdict(answering(document), two))
    expect(JSON.stringify(screenVerdict(answering(turned(document)), two))).toBe(one)
  })

  it('is ordered by record, and within it by field', () => {
    const [first, second] = screenVerdict(answering(document), two).records
    expect([first?.index, second?.index]).toEqual([0, 1])
    expect(Object.keys(first?.treatments ?? {})).toEqual(['a', 'z'])
    expect(first?.dropped.map(({ field, index }) => `${field}${index}`)).toEqual(['a3', 'p1', 'p2'])
    expect(first?.norms).toEqual(['BGP-07', 'WPG-05'])
  })

  it.each([
    ['forgets a record', [answer(0)]],
    ['answers one twice', [answer(0), answer(0)]],
    ['answers one that was not asked about', [answer(0), answer(1), answer(2)]],
    ['answers another', [answer(0), answer(2)]],
  ])('is none when it %s', (_, records) => {
    expect(() => screenVerdict(answering({ ...document, records }), two)).toThrow(PolicyFault)
  })

  it('is none of another moment, or without a shape', () => {
    expect(() => screenVerdict(answering({ ...document, canary: '-' }), two)).toThrow(PolicyFault)
    expect(() => screenVerdict(answering(undefined), two)).toThrow(PolicyFault)
  })
})
