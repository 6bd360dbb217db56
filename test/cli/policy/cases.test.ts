/** `sluis policy cases`: the committed cases hold, in OPA and in Wasm, and a case that does not hold is told. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXIT } from '../../../src/cli/help.ts'
import { casesCommand } from '../../../src/cli/policy/cases.ts'
import { opaAtHand, POLICIES } from '../../policy/opa.ts'
import { type Folder, folder, run, WITHOUT_OPA } from './run.ts'

const FILES = readdirSync(join(POLICIES, 'cases')).filter((name) => name.endsWith('.json'))

describe('the committed cases', () => {
  it('are decided as expected by the committed bundle', async () => {
    const { code, out, err } = await run(casesCommand, ['--bundle', join(POLICIES, 'bundle')])
    expect([code, err]).toEqual([EXIT.ok, ''])
    expect(out).toMatch(/^cases: \d+ decided as expected \(Wasm\)\n$/)
    expect(Number(/\d+/.exec(out)?.[0])).toBeGreaterThanOrEqual(FILES.length)
  })
  it.runIf(opaAtHand() !== undefined)('are decided alike by OPA and by what the sources compile to', async () => {
    expect(await run(casesCommand, [])).toMatchObject({
      code: EXIT.ok,
      out: expect.stringMatching(/^cases: \d+ decided as expected \(Wasm, OPA\)\n$/),
    })
  })
  it.each(['S04A', 'S04B', 'S04C', 'S05A', 'S05B', 'S05C', 'S07', 'S13A', 'S13B', 'S22A', 'S22B'])(
    'tell scenario %s, in a file that bears its name',
    (scenario) => {
      const files = FILES.filter((file) => file.startsWith(`${scenario.toLowerCase()}-`))
      expect(files.length).toBeGreaterThan(0)
      for (const file of files) {
        const { title } = JSON.parse(readFileSync(join(POLICIES, 'cases', file), 'utf8'))
        expect([title.nl.startsWith(`${scenario}: `), title.en.startsWith(`${scenario}: `)]).toEqual([true, true])
      }
    },
  )
})

describe('sluis policy cases', () => {
  const refused = { treatment: 'withhold', norms: ['AVG-06', 'BGP-01', 'BGP-02', 'GEM-01'] }
  const expected = { outcome: 'deny', fields: { aanslag_ozb: refused, kwijtschelding: refused } }
  const title = { nl: 'Zonder iets', en: 'Without anything' }
  const right = { title, given: {}, expect: expected }
  let policies: Folder
  beforeAll(() => {
    policies = folder((path) => path.startsWith('bundle') || path === 'default.json')
  })
  afterAll(() => policies.remove())

  const judged = (content: unknown, ...args: string[]) => {
    policies.write('cases/one.json', content)
    return run(casesCommand, ['--policies', policies.path, ...args], WITHOUT_OPA)
  }

  it('does without OPA, over the bundle that lies there', async () => {
    expect(await judged(right)).toMatchObject({ code: EXIT.ok, out: 'cases: 1 decided as expected (Wasm)\n' })
    expect(JSON.parse((await judged(right, '--json')).out)).toEqual({
      ok: true,
      lines: ['cases: 1 decided as expected (Wasm)'],
    })
  })
  it('compares norms as a set, in any order', async () => {
    const reversed = { ...refused, norms: refused.norms.toReversed() }
    expect(
      await judged({ ...right, expect: { ...expected, fields: { aanslag_ozb: reversed, kwijtschelding: refused } } }),
    ).toMatchObject({ code: EXIT.ok })
  })
  it.each([
    ['another outcome', { outcome: 'permit' }, 'outcome: "deny", expected "permit"'],
    [
      'a norm too few',
      { fields: { ...expected.fields, aanslag_ozb: { ...refused, norms: ['GEM-01'] } } },
      'field aanslag_ozb: ',
    ],
    [
      'a norm too many',
      { fields: { ...expected.fields, aanslag_ozb: { ...refused, norms: [...refused.norms, 'WGS-01'] } } },
      'field aanslag_ozb: ',
    ],
    [
      'another treatment',
      { fields: { ...expected.fields, kwijtschelding: { ...refused, treatment: 'mask' } } },
      'field kwijtschelding: ',
    ],
    ['a field that is not answered', { fields: { ...expected.fields, iban: refused } }, 'field iban: "absent"'],
    ['a field that is not expected', { fields: { aanslag_ozb: refused } }, 'field kwijtschelding: '],
    ['something missing', { missing: [{ attestation: 'PC1', scope: {}, roles: [], norm: 'BGP-05' }] }, 'missing: []'],
    ['obligations', { obligations: ['LOG'] }, 'obligations: '],
    ['who spoke', { spoke: { permit: [] } }, 'spoke permit: ["BGP-09"], expected []'],
    ['who may be shown', { spoke: { discreet: ['WGS-14'] } }, 'spoke discreet: [], expected ["WGS-14"]'],
  ])('tells the difference in %s', async (_, change, line) => {
    const { code, out, err } = await judged({ ...right, expect: { ...expected, ...change } })
    expect([code, out]).toEqual([EXIT.refused, ''])
    expect(err.split('\n')).toEqual([expect.stringContaining(`one (Wasm): ${line}`), ''])
  })
  it('tells which of the variations differs', async () => {
    const each = [{}, { case: { state: 'B2' } }]
    const { code, err } = await judged({ ...right, each })
    expect(code).toBe(EXIT.refused)
    expect(err).toMatch(/^(cases\/one\.json: one#2 \(Wasm\): .*\n)+$/)
  })
  it('lays settings over those of the default', async () => {
    const settings = { '00000099000000001000': { bgp: { adoptedBy: [] } } }
    const { err } = await judged({ ...right, settings })
    expect(err).toContain('BGP-12')
  })
  it('compares what stays behind after the fetch', async () => {
    const inquiry = { source: 'TH/controles', mode: 'HITNOHIT', fields: [] }
    const given = { inquiry, case: { state: 'B3' }, records: [{ ageDays: 10 }, { index: 1, ageDays: 4000 }] }
    const released = { released: true, norms: [] }
    const held = { released: false, norms: ['BGP-07'] }
    expect(await judged({ title, given, expect: { records: [released, held] } })).toMatchObject({ code: EXIT.ok })
    expect((await judged({ title, given, expect: { records: [held, released] } })).err).toContain(
      'one (Wasm): records: ',
    )
  })
  it.each([
    ['no JSON', '{\n  "title": }', 'cases/one.json:2:12: not JSON'],
    ['an unknown key', { ...right, extra: 1 }, 'cases/one.json: /: '],
    ['a code that is none', { ...right, given: { inquiry: { mode: 'DETIAL' } } }, 'cases/one.json: /inquiry/mode: '],
    ['a misspelt key of the input', { ...right, given: { case: { stat: 'B4' } } }, 'cases/one.json: /case: '],
    [
      'a judgement of no type',
      { ...right, given: { attestations: [{ type: 'W9' }] } },
      'cases/one.json: /attestations/0/',
    ],
    ['records expected of a question', { ...right, expect: { records: [] } }, 'cases/one.json: /expect: '],
  ])('names the file and the place of %s', async (_, content, line) => {
    const { code, err } = await judged(content)
    expect(code).toBe(EXIT.refused)
    expect(err).toContain(line)
  })
})
