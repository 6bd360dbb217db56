/** Why not: the sets that are reported open, are as small as can be, and are all there are within the bound. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readDefault } from '../../src/cli/policy/given.ts'
import { readCases } from '../../src/cli/policy/read-cases.ts'
import type { Verdict } from '../../src/domain/decision.ts'
import { LIMITS } from '../../src/limits.ts'
import type { Change } from '../../src/policy/change.ts'
import { possibleChanges } from '../../src/policy/changes.ts'
import { createEngine } from '../../src/policy/engine.ts'
import { actVerdict, decideVerdict } from '../../src/policy/evaluate.ts'
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
const named = ({ changes }: { readonly changes: readonly Change[] }) => changes.map(({ kind, to }) => `${kind} ${to}`)
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
  /** Waits for three judgements once the asker is trained; of `b` nothing comes even then. */
  const waitingLaw = (now: PolicyInput): Verdict => {
    const needed = ['W1', 'W2A', 'W3']
    const absent = needed.filter((type) => !now.attestations.some((one) => one.type === type))
    const { trained } = now.caller
    const waiting = trained && absent.length > 0
    return {
      outcome: waiting ? 'review' : 'deny',
      fields: [
        { name: 'a', treatment: trained && absent.length === 0 ? 'mask' : 'withhold', waiting, norms: [] },
        { name: 'b', treatment: 'withhold', waiting, norms: [] },
      ],
      findings: [],
      missing: waiting ? absent.map((attestation) => ({ attestation, scope: {}, roles: ['R-REG'], norm: 'X-01' })) : [],
      obligations: [],
    }
  }
  it('says of a no what makes it wait, and for what, only where it was seen to open with that', () => {
    const { units } = whyNot(facts, input, waitingLaw, 3_000)
    const [a, b] = units
    expect([a?.openings, a?.lifts.map(named)]).toEqual([[], [['flag trained']]])
    expect(a?.lifts[0]?.missing.map((need) => need.attestation)).toEqual(['W1', 'W2A', 'W3'])
    expect([b?.openings, b?.lifts]).toEqual([[], []])
  })
  it('says of what waits already for more than two judgements that all of them open it, unless they do not', () => {
    const trained = { ...input, caller: { ...input.caller, trained: true } }
    const [a, b] = whyNot(facts, trained, waitingLaw, 3_000).units
    expect([a?.lifts.map(named), a?.lifts[0]?.missing.length, b?.lifts]).toEqual([[[]], 3, []])
  })
  it('says how it opens, and first what goes furthest', () => {
    const ask = ({ caller }: PolicyInput): Verdict => {
      const treatment = caller.trained ? 'mask' : caller.roles.includes('R-FG') ? 'release' : 'withhold'
      const fields: Verdict['fields'] = [{ name: 'a', treatment, waiting: false, norms: [] }]
      return {
        outcome: treatment === 'withhold' ? 'deny' : 'permit',
        fields,
        findings: [],
        missing: [],
        obligations: [],
      }
    }
    const [a] = whyNot(facts, input, ask, 1e6).units
    expect(a?.openings.map((one) => [named(one), one.treatment])).toEqual([
      [['role R-FG'], 'release'],
      [['flag trained'], 'mask'],
    ])
  })
  it('says of a judgement in a pair what it is about after the other change', () => {
    const opens = ({ inquiry, attestations }: PolicyInput) =>
      inquiry?.recipient.department === 'BWT' && attestations.some(({ scope }) => scope.department === 'BWT')
        ? ['a']
        : []
    const [a] = whyNot(facts, input, law(opens).ask, 1e6).units
    const words = a?.openings.map(({ changes }) => changes.at(-1)?.words.nl ?? '') ?? []
    expect([words.length > 0, words.filter((text) => !text.includes(', BWT, '))]).toEqual([true, []])
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
    ['s20d-waits-for-one', 'notities/plaats', ['judgement PROVIDER_CONSENT:given']],
    ['s20a-waits-for-the-committee', 'controle/bevinding', ['judgement RAC_THIRD:lawful']],
    ['path-wgs-15-waits-for-an-intervention', 'datum', ['judgement INTERVENTION:agreed']],
    ['s22b-waits-for-a-draft', 'kwijtschelding', ['judgement COLLEGE_67:decided', 'judgement PC2A:granted']],
  ])('%s: %s would open by %j', (name, unit, changes) => {
    const { units } = whyNot(facts, of(name), ask, LIMITS.whyNotEvaluations)
    expect(units.find((one) => one.unit === unit)?.openings.map(named)).toContainEqual(changes)
  })
  it.each(['s22a-no-college-decision', 's22b-waits-for-a-draft', 's05c-weighing-4-opens-nothing', 's13a-in-r2'])(
    '%s: every set opens, and no part of it does',
    (name) => {
      const { units } = whyNot(facts, of(name), ask, 2_000)
      const sets = units.flatMap(({ unit, openings }) => openings.map((opening) => [unit, opening.changes] as const))
      expect(sets.length).toBeGreaterThan(0)
      for (const [unit, changes] of sets) {
        expect([...changed(of(name), changes).keys()]).toContain(unit)
        for (const one of changes.length > 1 ? changes : [])
          expect([...changed(of(name), [one]).keys()]).not.toContain(unit)
      }
    },
  )
  it.each([
    ['s12-rumour-is-not-reported#1', ['claim all']],
    ['s12-rumour-is-not-reported#2', ['claim objective']],
    ['s12-rumour-is-not-reported#3', ['claim all']],
    ['s12-rumour-is-not-reported#4', ['crimeForm DRUGS']],
    ['s12-not-assessed-goes-no-further#1', ['judgement ASSESSMENT:positive', 'judgement REGISTERED:registered']],
  ])('%s: the signal would be taken up by %j', (name, changes) => {
    const { units } = whyNot(facts, of(name), (now) => actVerdict(engine, now), LIMITS.whyNotEvaluations)
    expect(units.flatMap((one) => one.openings.map(named))).toContainEqual(changes)
  })
  it('proposes no judgement to take away or give where the minimisation table withholds the field anyway', () => {
    const open = of('s22b-minimised-fields')
    const refused = open.attestations.map((one) => (one.type === 'PC2A' ? { ...one, outcome: 'refused' } : one))
    const from: PolicyInput = {
      ...open,
      attestations: refused,
      inquiry: open.inquiry && { ...open.inquiry, fields: ['aanslag_ozb', 'bsn'] },
    }
    const { units } = whyNot(facts, from, ask, LIMITS.whyNotEvaluations)
    const [ozb, bsn] = units
    expect(ozb?.openings.map(named)).toEqual([['judgement PC2A:granted']])
    // The number is for source research: it takes another state, and the check of that state.
    expect(bsn?.openings.map(named)).toEqual([['state B3', 'judgement PC1:granted']])
    expect(bsn?.lifts).toEqual([])
  })
  it('keep the shape of an input, whatever is changed', () => {
    for (const { name, input: from, entrypoint } of cases) {
      if (entrypoint !== 'sluis/decide' || name.includes('#')) continue
      for (const change of possibleChanges(facts, from))
        expect(() => engine.evaluate('sluis/decide', change.apply(from))).not.toThrow()
    }
  })
})
