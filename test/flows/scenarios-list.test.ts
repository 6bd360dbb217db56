/** The list of scenarios: a row for every variant of section 13, with an endpoint that exists and a flow that plays it. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { OPERATIONS } from '../../src/api/operations.ts'
import { SCENARIOS } from '../support/scenarios.ts'

/** A letter is a variant of one scenario. */
const VARIANTS_OF_SECTION_13 = [
  ...['S01', 'S04A', 'S04B', 'S04C', 'S05A', 'S05B', 'S05C', 'S07', 'S08', 'S10', 'S13A', 'S13B'],
  ...['S22A', 'S22B', 'S23A', 'S25A', 'S25B'],
]

const ROOT = new URL('../../', import.meta.url)
const textOf = (path: string) => (existsSync(new URL(path, ROOT)) ? readFileSync(new URL(path, ROOT), 'utf8') : '')
const namesOf = (rows: typeof SCENARIOS) => rows.map(({ variant }) => variant)

it('has exactly one row for every variant', () => {
  expect(namesOf(SCENARIOS)).toEqual(VARIANTS_OF_SECTION_13)
})

it('names an endpoint of the API in every row', () => {
  const endpoints = OPERATIONS.map(({ method, path }) => `${method.toUpperCase()} /v1${path}`)
  expect(namesOf(SCENARIOS.filter(({ endpoint }) => !endpoints.includes(endpoint)))).toEqual([])
})

it('names norms that are known, each once', () => {
  const { norms: acts, conventions } = JSON.parse(textOf('policies/norm-ids.json'))
  const known: readonly unknown[] = [acts, conventions].flatMap((ids) => Object.values(ids).flat())
  const odd = SCENARIOS.filter(({ norms, deviations }) => {
    const named = [...norms, ...Object.keys(deviations)]
    return new Set(norms).size < norms.length || named.some((norm) => !known.includes(norm))
  })
  expect(namesOf(odd)).toEqual([])
})

it('names a flow in every row that plays the variant, and compares how all of its variants end', () => {
  const idle = SCENARIOS.filter(({ variant, test }) => {
    const flow = textOf(test)
    const compares = /^it\(.*\n.*= played\(\)\n {2}expect\(found\)\.toEqual\(promised\)$/m
    return !flow.includes(`scenariosIn('${test}')`) || !flow.includes(`decides('${variant}'`) || !compares.test(flow)
  })
  expect(namesOf(idle)).toEqual([])
})
