/** Two policies in legal terms: both sides of what came, went and changed. */
import { describe, expect, it } from 'vitest'
import type { Facts, Norm, Settings } from '../../src/policy/facts.ts'
import { alike, normDifference, settingsDifference, tableDifferences } from '../../src/policy/policy-difference.ts'
import { facts } from './tables.ts'

const norm = (id: string, change: Partial<Norm> = {}): Norm => ({
  ...{ id, act: 'Awb', article: 'Awb 2:5', tier: 1, certainty: 'V1', effect: 'deny', absence: null },
  title: { nl: 'Titel', en: 'Title' },
  text: { nl: 'Tekst.', en: 'Text.' },
  remedies: [],
  path: `norms/${id}.rego`,
  ...change,
})

describe('norms', () => {
  const [a, b] = [norm('AWB-01'), norm('AWB-02')]
  it('come and go', () => {
    expect(normDifference([a], [b])).toEqual({ came: [b], went: [a], changed: [] })
    expect(normDifference([a, b], [b, a])).toEqual({ came: [], went: [], changed: [] })
  })
  it.each([
    [{ article: 'Awb 2:6' }, ['article']],
    [{ text: { nl: 'Anders.', en: 'Text.' } }, ['text']],
    [{ certainty: 'I', remedies: ['X'] }, ['certainty', 'remedies']],
    [{ path: 'norms/elsewhere.rego' }, []],
  ] as const)('change in %j', (change, members) => {
    const after = norm('AWB-01', change as Partial<Norm>)
    expect(normDifference([a], [after]).changed).toEqual(members.length > 0 ? [{ before: a, after, members }] : [])
  })
})

it('rows of tables come, go and change by code, and those of lists by what they say', () => {
  const { 'LB-6E': gone, ...rest } = facts.legal_bases
  if (!gone) return expect.unreachable()
  const [move, ...moves] = facts.transitions
  if (!move) return expect.unreachable()
  const fresh: Facts = {
    ...facts,
    legal_bases: { ...rest, 'LB-NEW': gone },
    roles: { ...facts.roles, 'R-CAS': { nl: 'Anders', en: 'Other', certainty: 'I' } },
    transitions: moves,
  }
  expect(tableDifferences(facts, fresh)).toEqual([
    { table: 'roles', came: [], went: [], changed: ['R-CAS'] },
    { table: 'legal_bases', came: ['LB-NEW'], went: ['LB-6E'], changed: [] },
    {
      table: 'transitions',
      came: [],
      went: [expect.stringContaining(`from ${move.from}; to ${move.to}`)],
      changed: [],
    },
  ])
  expect(tableDifferences(facts, facts)).toEqual([])
})

it('settings change by member; an organisation that was not there before changes in all', () => {
  const own: Settings[string] = {
    name: 'Voorbeeld',
    bgp: { adoptedBy: ['BGM'], maxAgeDays: 10, retentionDays: 20 },
    crimeForms: ['DRUGS'],
    closed: { sources: [], fields: {} },
  }
  expect(settingsDifference(own, { ...own, bgp: { ...own.bgp, maxAgeDays: 11 } })).toEqual(['bgp/maxAgeDays'])
  expect(settingsDifference(own, { ...own, plan: { crimeForms: ['DRUGS'] } })).toEqual(['plan/crimeForms'])
  expect(settingsDifference(undefined, own)).toContain('name')
  expect(settingsDifference(own, own)).toEqual([])
})

it('questions that change alike are one group', () => {
  const state = { is: 'deny', norms: [] }
  const difference = { what: 'x', kind: 'field', name: 'x', direction: 'opens', before: state, after: state } as const
  const question = (name: string) => ({ name, input: {} as never, settings: {} })
  const [one, two, three] = [question('1'), question('2'), question('3')]
  const other = { ...difference, name: 'y' }
  expect(
    alike([
      { question: one, differences: [difference] },
      { question: two, differences: [other] },
      { question: three, differences: [difference] },
    ]).map(({ questions }) => questions.map(({ name }) => name)),
  ).toEqual([['1', '3'], ['2']])
})
