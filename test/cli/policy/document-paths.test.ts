/** What rules can read, as paths. */
import { expect, it } from 'vitest'
import { DATA_PATHS, INPUT_PATHS, placesIn } from '../../../src/cli/policy/document-paths.ts'

it('are the facts of the policy input: members, elements of lists, rows of records', () => {
  expect(INPUT_PATHS).toEqual(
    expect.arrayContaining([
      'now',
      'caller.roles',
      'case.signal.objective',
      'attestations[].scope.source',
      'attestations[].details.*',
      'attestations[].withdrawnByCaller',
      'holding.parts.*.origin',
      'records[].persons[].relation',
    ]),
  )
  expect(new Set(INPUT_PATHS).size).toBe(INPUT_PATHS.length)
})

it('are the columns of tables and settings', () => {
  expect(DATA_PATHS).toEqual(
    expect.arrayContaining([
      'data.facts.sources.*.fields.*.category',
      'data.facts.transitions[].from',
      'data.facts.attestations.*.states',
      'data.settings.*.bgp.adoptedBy',
    ]),
  )
})

it.each([
  ['a member', ['case', 'state'], [{ path: 'case.state', kind: 'fact' }]],
  ['any element of a list', ['records', null, 'ageDays'], [{ path: 'records[].ageDays', kind: 'fact' }]],
  ['one element of a list', ['records', '0', 'ageDays'], [{ path: 'records[].ageDays', kind: 'fact' }]],
  ['a row of a record', ['holding', 'parts', 'x', 'origin'], [{ path: 'holding.parts.*.origin', kind: 'fact' }]],
  ['an element of a list of codes', ['caller', 'roles', null], [{ path: 'caller.roles', kind: 'fact' }]],
  ['a document as a whole', ['case', 'signal'], [{ path: 'case.signal', kind: 'whole' }]],
  ['a name that no schema has', ['case', 'stat', 'x'], [{ path: 'case.stat', kind: 'unknown' }]],
] as const)('lead to %s', (_, steps, places) => {
  expect(placesIn('input', steps)).toEqual(places)
})

it('lead to every member where any is meant', () => {
  expect(placesIn('input', ['case', 'control', null]).map(({ path }) => path)).toEqual([
    'case.control.from',
    'case.control.until',
  ])
  expect(placesIn('data', ['settings', null, 'crimeForms'])).toEqual([
    { path: 'data.settings.*.crimeForms', kind: 'fact' },
  ])
})
