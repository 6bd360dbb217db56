/** Why not: the sets that are reported open, are as small as can be, and are all there are within the bound. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCases } from '../../src/cli/policy/case-table.ts'
import { readDefault } from '../../src/cli/policy/given.ts'
import type { Verdict } from '../../src/domain/decision.ts'
import { LIMITS } from '../../src/limits.ts'
import { type Change, possibleChanges } from '../../src/policy/changes.ts'
import { createEngine } from '../../src/policy/engine.ts'
import { decideVerdict } from '../../src/policy/evaluate.ts'
import type { PolicyInput } from '../../src/policy/input.ts'
import { ACT, openUnits, whyNot } from '../../src/policy/why-not.ts'
import { asked, bundle, SETTINGS } from './committed.ts'
import { POLICIES } from './opa.ts'

const { facts } = bundle()
const input: PolicyInput = { ...asked(), caller: { ...asked().caller, trained: false, screened: false } }

/** A law of one line, instead of the real one. */
const law = (opens: (input: PolicyInput) => readonly string[], fields: readonly string[] = ['a', 'b']) => {
  let times = 0
  const ask = (now: PolicyInput): Verdict => {
    times += 1
    const open = opens(now)
    return {
      outcome: open.length > 0 ? 'permit' : 'deny',
      fields: fields.map((name) => ({
        name,
        treatment: open.includes(name) ? 'release' : 'withhold',
        waiting: false,
        norms: [],
      })),
      findings: [],
      missing: [],
      obligations: [],
    }
  }
  return { ask, times: () => times }
}
const named = (changes: readonly Change[]) => changes.map(({ kind, to }) => `${kind} ${to}`)
const search = (opens: (input: PolicyInput) => readonly string[], limit: number = 1e6) => {
  const found = whyNot(facts, input, law(opens).ask, limit)
  return Object.fromEntries(found.units.map(({ unit, openings }) => [unit, openings.map(named)]))
}

describe('why not', () => {
  it('says nothing of what is open, and asks once', () => {
    const { ask, times } = law(() => ['a', 'b'])
    expect(whyNot(facts, input, ask, 10)).toEqual({ units: [], evaluations: 1, complete: true })
    expect(times()).toBe(1)
  })
  it('finds the one change that opens a field, for each field its own', () => {
    const found = search(({ caller }) => [...(caller.trained ? ['a'] : []), ...(caller.screened ? ['b'] : [])])
    expect(found).toEqual({ a: [['flag trained']], b: [['flag screened']] })
  })
  it('finds every change that would do, and then no pairs', () => {
    expect(search(({ caller }) => (caller.trained || caller.screened ? ['a', 'b'] : [])).a).toEqual([
      ['flag screened'],
      ['flag trained'],
    ])
  })
  it('finds a pair where no single change will do, also when neither helps by itself', () => {
    expect(search(({ caller }) => (caller.trained && caller.screened ? ['a', 'b'] : []))).toEqual({
      a: [['flag screened', 'flag trained']],
      b: [['flag screened', 'flag trained']],
    })
  })
  it('finds nothing where it would take three', () => {
    const three = ({ caller, inquiry }: PolicyInput) =>
      caller.trained && caller.screened && inquiry?.mode === 'BULK' ? ['a', 'b'] : []
    const { units, complete } = whyNot(facts, { ...input }, law(three).ask, 1e6)
    expect([units.map((one) => one.openings), complete]).toEqual([[[], []], true])
  })
  it('never evaluates more often than the bound, and says that there may be more', () => {
    for (const limit of [1, 2, 50, 400]) {
      const { ask, times } = law(() => [])
      expect(whyNot(facts, input, ask, limit)).toMatchObject({ evaluations: limit, complete: false })
      expect(times()).toBe(limit)
    }
  })
  it('asks about an act as a whole', () => {
    const { ask } = law(({ caller }) => (caller.roles.includes('R-FG') ? ['x'] : []), [])
    const { units } = whyNot(facts, input, ask, 1e6)
    expect(units.map(({ unit, openings }) => [unit, openings.map(named)])).toEqual([[ACT, [['role R-FG']]]])
  })
  it('gives the same twice', () => {
    const opens = ({ inquiry }: PolicyInput) => (inquiry?.mode === 'BULK' || inquiry?.task === null ? ['a'] : [])
    expect(search(opens)).toEqual(search(opens))
  })
})

describe('of the committed cases', () => {
  const engine = createEngine(bundle(SETTINGS))
  const ask = (now: PolicyInput) => decideVerdict(engine, now)
  const cases = readCases(POLICIES, readDefault(POLICIES), facts)
  const of = (name: string) => {
    const found = cases.find((one) => one.name === name)
    if (!found) throw new Error(`no case ${name} in ${join(POLICIES, 'cases')}`)
    return found.input
  }
  const changed = (from: PolicyInput, changes: readonly Change[]) =>
    openUnits(ask(changes.reduce((now, change) => change.apply(now), from)))

  it.each([
    ['s22a-no-college-decision', 'aanslag_ozb', ['judgement COLLEGE_67:decided']],
    ['s05a-waits-for-check-1', 'hit', ['judgement PC1:granted']],
    ['s13a-waits-for-necessity', 'box1_inkomen', ['judgement NECESSITY:necessary']],
    ['s13a-weighty-reasons', 'box1_inkomen', ['withdrawal VETO']],
    ['s05b-detail-after-no-hit-permits', 'besluit', ['hit true']],
    ['s13a-in-r2', 'box1_inkomen', ['state R3']],
    ['s22b-waits-for-a-draft', 'kwijtschelding', ['judgement COLLEGE_67:decided', 'judgement PC2A:granted']],
  ])('%s: %s would open by %j', (name, unit, changes) => {
    const { units } = whyNot(facts, of(name), ask, LIMITS.whyNotEvaluations)
    expect(units.find((one) => one.unit === unit)?.openings.map(named)).toContainEqual(changes)
  })
  it.each(['s22a-no-college-decision', 's22b-waits-for-a-draft', 's05c-weighing-4-opens-nothing', 's13a-in-r2'])(
    '%s: every set opens, and no part of it does',
    (name) => {
      const { units } = whyNot(facts, of(name), ask, 2_000)
      const sets = units.flatMap(({ unit, openings }) => openings.map((changes) => [unit, changes] as const))
      expect(sets.length).toBeGreaterThan(0)
      for (const [unit, changes] of sets) {
        expect(changed(of(name), changes)).toContain(unit)
        for (const one of changes.length > 1 ? changes : []) expect(changed(of(name), [one])).not.toContain(unit)
      }
    },
  )
  it('keep the shape of an input, whatever is changed', () => {
    for (const { name, input: from, entrypoint } of cases) {
      if (entrypoint !== 'sluis/decide' || name.includes('#')) continue
      for (const change of possibleChanges(facts, from))
        expect(() => engine.evaluate('sluis/decide', change.apply(from))).not.toThrow()
    }
  })
})
