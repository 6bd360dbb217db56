/** Input for the workbench: what is laid over what, and that a whole input stays as it is. */
import { describe, expect, it } from 'vitest'
import { parseJson, readDefault } from '../../../src/cli/policy/given.ts'
import { opaOutput } from '../../../src/cli/policy/sources.ts'
import { entrypointOf, inputFrom, laidOver } from '../../../src/policy/given.ts'
import { PolicyProblems } from '../../../src/policy/problems.ts'
import { asked, lawful } from '../../policy/committed.ts'
import { opaAtHand, POLICIES } from '../../policy/opa.ts'
import { facts } from '../../policy/tables.ts'

const base = readDefault(POLICIES)
const from = (given: unknown) => inputFrom(given, 'x.json', base, facts)
const problems = (work: () => unknown): readonly string[] => {
  try {
    work()
    return []
  } catch (error) {
    return error instanceof PolicyProblems ? error.problems : [String(error)]
  }
}

describe('the default', () => {
  it('is what an empty file stands for', () => {
    expect(from({})).toEqual(base.input)
  })
  const opa = opaAtHand()
  it.runIf(opa !== undefined)('is the question that the tests of the norms start from', () => {
    if (!opa) return
    const query = '[data.fixtures.inquiry({}), data.fixtures.settings]'
    const output = opaOutput(opa, POLICIES, ['eval', '-f', 'raw', '-d', 'fixtures_test.rego', query])
    expect(JSON.parse(output)).toEqual([base.input, base.settings])
  })
})

describe('what is given', () => {
  it('is laid over the default by member; a list takes the place of a list, null of everything', () => {
    const { inquiry, case: held } = from({ inquiry: { fields: ['iban'], subject: { hit: null } }, case: null })
    expect(held).toBeNull()
    expect(inquiry).toEqual({
      ...base.input.inquiry,
      fields: ['iban'],
      subject: { ...base.input.inquiry?.subject, hit: null },
    })
  })
  it.each([asked(), lawful()])('stays as it is when it is whole', (whole) => {
    expect(from(whole)).toEqual(whole)
  })
  it('leaves what it is laid over as it was', () => {
    const before = JSON.stringify(base)
    laidOver(base.input, { caller: { roles: [] } })
    expect(JSON.stringify(base)).toBe(before)
  })
  it('needs of a judgement no more than type and scope: another person than the asker gives it, with every test passed', () => {
    const scope = { source: 'TH/controles' }
    const [judgement] = from({ attestations: [{ type: 'PC1', scope }] }).attestations
    expect(judgement).toEqual({
      type: 'PC1',
      outcome: 'granted',
      scope: {
        source: 'TH/controles',
        department: null,
        category: null,
        organ: null,
        regime: null,
        purpose: null,
        subject: null,
        person: null,
      },
      details: { basis: true, compatibility: true, necessity: true, proportionality: true, subsidiarity: true },
      by: 'p-judge',
      validUntilDay: null,
    })
    const [own] = from({ caller: { person: 'p-judge' }, attestations: [{ type: 'PC1', scope }] }).attestations
    expect(own?.by).toBe('p-judge-2')
  })
  it('gives a veto the organ of the source', () => {
    const act = { kind: 'attest', attestation: { type: 'VETO', scope: { source: 'BD/inkomen' } } }
    const veto = from({ act }).act?.attestation
    expect([veto?.outcome, veto?.organ]).toEqual(['veto', 'BD'])
  })
  it('takes the details that are given as they are', () => {
    const [judgement] = from({ attestations: [{ type: 'PC1', details: { basis: true } }] }).attestations
    expect(judgement?.details).toEqual({ basis: true })
  })
  it('is an act when it names one, and then asks nothing else', () => {
    const act = from({ act: { kind: 'attest', attestation: { type: 'W1' } } })
    expect([act.inquiry, entrypointOf(act)]).toEqual([null, 'sluis/act'])
    expect(act.act?.attestation).toMatchObject({ type: 'W1', by: 'p-asker', outcome: 'positive' })
  })
  it('is about records when it gives them, and else a question', () => {
    const fetched = from({ records: [{ ageDays: 1 }] })
    expect([fetched.records[0]?.ofSubject, entrypointOf(fetched)]).toEqual([true, 'sluis/screen'])
    expect(entrypointOf(from({}))).toBe('sluis/decide')
  })
  it.each([
    [{ inquiry: { mode: 'X', level: 'Y' } }, ['x.json: /inquiry/mode: ', 'x.json: /inquiry/level: ']],
    [{ attestations: [{ type: 'W9' }] }, ['x.json: /attestations/0/outcome: ', 'x.json: /attestations/0/details: ']],
    [{ caller: 7 }, ['x.json: /caller: ']],
    [7, ['x.json: /: ']],
  ])('%j is refused with every place', (given, places) => {
    const found = problems(() => from(given))
    for (const place of places) expect(found).toContainEqual(expect.stringContaining(place))
  })
})

describe('JSON', () => {
  it.each([
    ['{"a": 1,}', 'x:1:9: not JSON'],
    ['{\n"a": 1\n"b": 2}', 'x:3:1: not JSON'],
    ['', 'x:1:1: not JSON'],
    ['{"bsn": "9999', 'x:1:14: not JSON'],
    ['{"a": tru }', 'x:1:10: not JSON'],
    ['{\n  "title": }', 'x:2:12: not JSON'],
    ['[1, 2] x', 'x:1:8: not JSON'],
  ])('%j names the line and the column, and never the content', (text, line) => {
    const [problem] = problems(() => parseJson(text, 'x'))
    expect(problem).toContain(line)
    expect(problem).not.toContain('9999')
  })
})
