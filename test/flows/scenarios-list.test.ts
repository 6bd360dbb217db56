/** The list of scenarios: a row for every variant, with endpoints that exist and a flow that plays it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { OPERATIONS } from '../../src/api/operations.ts'
import { endingOf, SCENARIOS } from '../support/scenarios.ts'

/** A letter is a variant of one scenario. */
const VARIANTS = [
  ...['S01', 'S02', 'S04A', 'S04B', 'S04C', 'S05A', 'S05B', 'S05C', 'S07', 'S08', 'S10', 'S12', 'S13A', 'S13B'],
  ...['S15A', 'S15B', 'S18', 'S20A', 'S20B', 'S20C', 'S20D', 'S20E', 'S22A', 'S22B', 'S23A', 'S23B', 'S25A', 'S25B'],
]

const ROOT = new URL('../../', import.meta.url)
const textOf = (path: string) => (existsSync(new URL(path, ROOT)) ? readFileSync(new URL(path, ROOT), 'utf8') : '')
const namesOf = (rows: typeof SCENARIOS) => rows.map(({ variant }) => variant)

it('has exactly one row for every variant', () => {
  expect(namesOf(SCENARIOS)).toEqual(VARIANTS)
})

it('names endpoints of the API in every row', () => {
  const known = OPERATIONS.map(({ method, path }) => `${method.toUpperCase()} /v1${path}`)
  expect(namesOf(SCENARIOS.filter(({ endpoints }) => endpoints.some((one) => !known.includes(one))))).toEqual([])
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

/** What a case expects, as far as it is read here. */
type Expected = {
  readonly fields?: Readonly<Record<string, { readonly norms: readonly string[] }>>
  readonly spoke?: Readonly<Record<string, readonly string[]>>
}

describe('the cases about a scenario', () => {
  const files = readdirSync(new URL('policies/cases/', ROOT)).filter((name) => name.endsWith('.json'))
  const caseOf = (file: string) => JSON.parse(textOf(`policies/cases/${file}`))
  /** A verdict about fields names its norms by field, one about an act by effect. */
  const decidedIn = ({ fields = {}, spoke = {} }: Expected) => {
    const perField = Object.values(fields).flatMap(({ norms }) => norms)
    return perField.length > 0 ? perField : ['deny', 'require', 'permit'].flatMap((effect) => spoke[effect] ?? [])
  }

  it('are decided by every norm that decides it over HTTP', () => {
    // S01 and S10 vary what is judged: they are tests in Rego.
    const inRego = textOf('policies/scenarios_police_test.rego')
    const lacking = SCENARIOS.filter((row) => {
      const mine = files.filter((file) => file.startsWith(`${row.variant.toLowerCase()}-`))
      if (mine.length === 0) return !inRego.includes(`test_${row.variant.toLowerCase()}_`)
      const deciding = new Set(mine.flatMap((file) => decidedIn(caseOf(file).expect)))
      return endingOf(row).norms.some((norm) => !deciding.has(norm))
    })
    expect(namesOf(lacking)).toEqual([])
  })
  it('do not repeat where it ends otherwise than listed: that stands in the list alone', () => {
    const repeating = files.filter((file) =>
      /wijkt af|deviat|paragraaf 13|section 13/i.test(JSON.stringify(caseOf(file))),
    )
    expect(repeating).toEqual([])
  })
})
