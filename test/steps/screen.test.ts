/** screen: the verdict per record is combined with the decision; it narrows, and what stays behind leaves no trace. */
import { describe, expect, it } from 'vitest'
import type { SourceRecord } from '../../src/domain/disclosure.ts'
import { dayOf, type PolicyInput } from '../../src/policy/input.ts'
import { PolicyFault } from '../../src/policy-port.ts'
import type { HeldRecords } from '../../src/sources/held.ts'
import { pseudonymsOf } from '../../src/steps/decide.ts'
import { screen } from '../../src/steps/screen.ts'
import { ANNA, BRAM, CEES, OIN, permits, record } from '../sources/fixtures.ts'
import {
  type Document,
  engine,
  field,
  keyPorts,
  NOW,
  old,
  type PermitChanges,
  permit,
  type Rule,
  row,
  tooOld,
} from './fixtures.ts'

const source = { ...permits, control: { ...permits.control, brpSecret: 'bezwaar' } }
function run(one: ReturnType<typeof engine>, records: readonly SourceRecord[] = [record], changes: PermitChanges = {}) {
  return screen({ ...keyPorts, engine: one }, { permit: permit(changes), source, records, held: null })
}

function value(result: ReturnType<typeof run>) {
  if (!result.ok) throw new Error(result.problem.code)
  return result.value
}
const codeOf = (result: ReturnType<typeof run>) => (result.ok ? 'ok' : result.problem.code)

describe('screening', () => {
  it('asks the norms again with what only the records can tell', () => {
    const relations = new Map([[pseudonymsOf(keyPorts, OIN, { type: 'bsn', value: BRAM })[0], 'DIRECT' as const]])
    const asking = engine()
    run(asking, [record], { relations })
    expect(asking.asked).toEqual([
      {
        now: NOW,
        today: dayOf(NOW),
        records: [
          {
            index: 0,
            wpgArticle: null,
            ageDays: 268,
            brpSecret: false,
            ofSubject: true,
            persons: [
              { field: 'leidinggevenden', index: 0, relation: null },
              { field: 'leidinggevenden', index: 1, relation: 'DIRECT' },
            ],
          },
        ],
      },
    ])
    expect(JSON.stringify(asking.asked)).not.toContain(ANNA)
  })

  it('leaves the decision as it was where the norms say nothing', () => {
    const { treatments, obligations } = value(run(engine()))
    expect(treatments).toEqual([
      { index: 0, released: true, treatments: { soort: 'release', leges: 'generalise' }, dropped: [] },
    ])
    expect(obligations).toEqual([])
  })

  it('withholds a field that still waits for a judgement, whatever its treatment', () => {
    const { treatments } = value(run(engine(), [record], { fields: [field('soort'), field('leges', 'release', true)] }))
    expect(treatments[0]?.treatments).toEqual({ soort: 'release', leges: 'withhold' })
  })

  it('takes the stricter treatment, for the record that it is about', () => {
    const rule: Rule = ({ index }) => (index === 1 ? { treatments: { soort: 'mask', leges: 'withhold' } } : {})
    const { treatments } = value(run(engine(rule), [record, record]))
    expect(treatments.map((one) => one.treatments)).toEqual([
      { soort: 'release', leges: 'generalise' },
      { soort: 'mask', leges: 'withhold' },
    ])
  })

  it('takes a treatment for a part of a field, and one for a whole of which only a part was asked', () => {
    const part: Rule = () => ({ treatments: { 'leidinggevenden[].naam': 'mask' } })
    const whole = value(run(engine(part), [record], { fields: [field('leidinggevenden')] }))
    expect(whole.treatments[0]?.treatments).toEqual({ leidinggevenden: 'release', 'leidinggevenden[].naam': 'mask' })
    const all: Rule = () => ({ treatments: { leidinggevenden: 'withhold' } })
    const parts = value(run(engine(all), [record], { fields: [field('leidinggevenden[].geboortedatum')] }))
    expect(parts.treatments[0]?.treatments).toEqual({ 'leidinggevenden[].geboortedatum': 'withhold' })
  })

  it('ignores a treatment of a field that was not asked', () => {
    const rule: Rule = () => ({ treatments: { rekening: 'release' } })
    expect(value(run(engine(rule))).treatments[0]?.treatments).not.toHaveProperty('rekening')
  })

  it('keeps the norms for the log, of every record', () => {
    const { treatments, norms } = value(run(engine(tooOld), [old, record]))
    expect(treatments.map((one) => one.released)).toEqual([false, true])
    expect(norms).toEqual([
      { index: 0, released: false, norms: ['BGP-07'] },
      { index: 1, released: true, norms: [] },
    ])
  })

  it('makes a record that may not even show that it exists no hit', () => {
    const rule: Rule = () => ({ treatments: { hit: 'withhold' } })
    const existence = { mode: 'HITNOHIT', fields: [field('hit', 'existence')] } as const
    expect(value(run(engine(rule), [record], existence)).treatments[0]?.released).toBe(false)
    expect(value(run(engine(), [record], existence)).treatments[0]?.released).toBe(true)
  })
})

describe('what stays behind', () => {
  const stranger: Rule = ({ persons }) => ({
    dropped: persons.filter((one) => one.relation === null).map(({ field: name, index }) => ({ field: name, index })),
  })

  it('obliges to nothing, although its note would have', () => {
    const secret = { ...old, bezwaar: true }
    const { obligations } = value(run(engine(tooOld), [secret, record]))
    expect(obligations).toEqual([])
    const going = value(run(engine(tooOld), [{ ...record, bezwaar: true }]))
    expect(going.obligations).toEqual([{ obligation: 'PASS_NOTE', norm: 'BRP-03' }])
  })

  it('is not in the input that decides about the rest', () => {
    const hidden = engine(tooOld)
    run(hidden, [old, record, old, record])
    const absent = engine(tooOld)
    run(absent, [record, record])
    expect(hidden.asked.at(-1)).toEqual(absent.asked.at(-1))
  })

  it('is not in that input either when it is a person', () => {
    const relations = new Map([[pseudonymsOf(keyPorts, OIN, { type: 'bsn', value: BRAM })[0], 'DIRECT' as const]])
    const persons = (...numbers: string[]) => ({ ...record, leidinggevenden: numbers.map((bsn) => ({ bsn })) })
    const hidden = engine(stranger)
    const result = value(run(hidden, [persons(CEES, BRAM, CEES)], { relations }))
    const absent = engine(stranger)
    run(absent, [persons(BRAM)], { relations })
    expect(hidden.asked.at(-1)).toEqual(absent.asked.at(-1))
    expect(result.treatments[0]?.dropped).toEqual([
      { field: 'leidinggevenden', index: 0 },
      { field: 'leidinggevenden', index: 2 },
    ])
  })

  it('may not be what lets something else go', () => {
    const together: Rule = ({ index }) => ({ released: index === 1 })
    expect(codeOf(run(engine(together), [record, record]))).toBe('screening-fault')
  })
})

describe('a fault', () => {
  it.each([
    ['softer than decided', [field('leges', 'generalise')], { leges: 'release' }],
    ['for a field that is withheld', [field('soort'), field('leges', 'withhold')], { leges: 'existence' }],
    ['for a part, softer than its whole', [field('leidinggevenden', 'mask')], { 'leidinggevenden[].naam': 'release' }],
    ['for what is no path', [field('soort')], { '': 'mask' }],
  ] as const)('is a treatment %s', (_, fields, treatments) => {
    expect(
      codeOf(
        run(
          engine(() => ({ treatments })),
          [record],
          { fields },
        ),
      ),
    ).toBe('screening-fault')
  })

  it('is a person who was not there', () => {
    const rule: Rule = () => ({ dropped: [{ field: 'leidinggevenden', index: 2 }] })
    expect(codeOf(run(engine(rule)))).toBe('screening-fault')
  })

  it.each([
    ['nothing', () => undefined],
    ['another document', () => ({ allow: true })],
    ['about another input', (document: Document) => ({ ...document, canary: 'x' })],
    ['about no record', (document: Document) => ({ ...document, records: [] })],
    [
      'about a record too many',
      (document: Document, input: PolicyInput) => ({
        ...document,
        records: [...document.records, ...input.records.map((one) => row({ ...one, index: 7 }))],
      }),
    ],
    ['twice about one', (document: Document) => ({ ...document, records: [...document.records, ...document.records] })],
    [
      'with an unknown treatment',
      (document: Document, input: PolicyInput) => ({
        ...document,
        records: input.records.map((one) => row(one, { treatments: { soort: 'allow' } })),
      }),
    ],
  ])('is an engine that answers %s', (_, change) => {
    expect(codeOf(run(engine(() => ({}), change)))).toBe('policy-unavailable')
  })

  it('is an engine that throws', () => {
    const broken = engine(() => {
      throw new PolicyFault('trap')
    })
    expect(codeOf(run(broken))).toBe('policy-unavailable')
  })
})

describe('a held field', () => {
  const part = { category: 'C-TOEZ', date: '2026-01-05', flags: [], wpgArticle: null }
  const row = { part: 'a', category: 'C-TOEZ', format: null, flags: [], person: 'NEIGHBOUR' }
  const fields = { 'a/buur': { ...row, name: 'buur' }, 'a/buren': { ...row, name: 'buren' } }
  const held = { facts: { parts: { a: part }, fields }, parts: ['a'] } as unknown as HeldRecords

  it('that is one person who stays behind is withheld; of a list only they are left out', () => {
    const dropping = engine((one) => ({
      dropped: one.persons.map(({ field: name, index }) => ({ field: name, index })),
    }))
    const changes = { fields: [field('a/buur'), field('a/buren')] }
    const records = [{ 'a/buur': 'x', 'a/buren': ['y', 'z'] }]
    const result = screen({ ...keyPorts, engine: dropping }, { permit: permit(changes), source, records, held })
    expect(value(result).treatments).toEqual([
      {
        index: 0,
        released: true,
        treatments: { 'a/buur': 'withhold', 'a/buren': 'release' },
        dropped: [
          { field: 'a/buren', index: 0 },
          { field: 'a/buren', index: 1 },
        ],
      },
    ])
  })
})
