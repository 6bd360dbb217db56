/** `sluis policy eval`: the typed verdict of the compiled rules about one input, in words and for machines, without OPA. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXIT } from '../../../src/cli/help.ts'
import { evalCommand } from '../../../src/cli/policy/eval.ts'
import { createEngine } from '../../../src/policy/engine.ts'
import { decideVerdict } from '../../../src/policy/evaluate.ts'
import { asked, bundle, lawful, SETTINGS } from '../../policy/committed.ts'
import { POLICIES } from '../../policy/opa.ts'
import { type Folder, folder, run, WITHOUT_OPA } from './run.ts'

let place: Folder
beforeAll(() => {
  place = folder()
})
afterAll(() => place.remove())

const evaluated = (input: unknown, ...args: string[]) =>
  run(evalCommand, [place.write('in.json', input), ...args], WITHOUT_OPA)

describe('sluis policy eval', () => {
  it.each([asked(), lawful()])('gives the verdict of the broker about a whole input', async (input) => {
    const { code, out } = await evaluated(input, '--json')
    expect(code).toBe(EXIT.ok)
    expect(JSON.parse(out)).toEqual(decideVerdict(createEngine(bundle(SETTINGS)), input))
  })
  it('takes the question that policies/README.md shows to an author', async () => {
    const shown = /echo '(.*)' > in\.json/.exec(readFileSync(join(POLICIES, 'README.md'), 'utf8'))?.[1] ?? ''
    const { code, out } = await evaluated(JSON.parse(shown))
    expect(code).toBe(EXIT.ok)
    expect(out).toMatch(/\naanslag: .*AWR-01/)
  })
  it('says it in words: outcome, every field with its norms and their articles, what is missing and what is owed', async () => {
    const { code, out } = await evaluated({ inquiry: { purpose: 'P-BGP-SIG' }, case: { state: 'B3' } })
    expect(code).toBe(EXIT.ok)
    expect(out).toMatch(/^deny: geweigerd \/ refused\n/)
    expect(out).toContain('\naanslag_ozb: niet / withheld: ')
    expect(out).toContain('GEM-01 (Gemeentewet 231 jo. AWR 67)')
    expect(out).toContain('\nverplicht / obliged: LOG, AVG-06\n')
    const waiting = await evaluated({
      inquiry: {
        source: 'BD/inkomen',
        regime: 'WGS',
        purpose: 'P-RIEC-F',
        task: 'Gemeentewet:216',
        legalBasis: ['LB-WGS15'],
        fields: ['aanslag'],
        recipient: { organ: 'COL' },
      },
      caller: { organ: 'COL', roles: ['PROCESS'] },
      case: {
        regime: 'WGS',
        state: 'R3',
        purposes: ['P-RIEC-F'],
        activity: 'CASUS',
        crimeForm: 'DRUGS',
        involved: ['BD', 'COL'],
      },
      attestations: [
        ...['REGISTER', 'DPIA'].map((type) => ({ type, scope: { regime: 'WGS', purpose: 'P-RIEC-F' } })),
        { type: 'ASSESSMENT' },
      ],
    })
    expect(waiting.out).toContain('aanslag: niet / withheld, wacht / waiting: WGS-06')
    expect(waiting.out).toContain('ontbreekt / missing: NECESSITY (BD/inkomen), R-OWN / R-PRIV, WGS-06\n')
  })
  it('says of records which go and which stay behind', async () => {
    const inquiry = { source: 'TH/controles', mode: 'HITNOHIT', fields: [] }
    const { out } = await evaluated({
      inquiry,
      case: { state: 'B3' },
      records: [{ ageDays: 1 }, { index: 1, ageDays: 4000 }],
    })
    expect(out).toMatch(/^record 0: gaat mee \/ goes\nrecord 1: blijft achter \/ stays behind: BGP-07 \(/)
  })
  it('asks what the input asks, or what --entrypoint says', async () => {
    const act = { act: { kind: 'read', purpose: 'P-AUDIT', resource: 'decisions' }, caller: { roles: ['R-PRIV'] } }
    expect((await evaluated(act)).out).toMatch(/^permit: toegestaan \/ permitted\n/)
    expect((await evaluated(act, '--entrypoint', 'decide')).out).toMatch(/^deny: /)
    expect(JSON.parse((await evaluated({}, '--entrypoint', 'screen', '--json')).out)).toEqual({
      records: [],
      obligations: [],
    })
  })
  it('takes the local settings that are named instead of those of the default', async () => {
    const settings = place.write('settings.json', {})
    const { out } = await evaluated({ case: { state: 'B4' } }, '--settings', settings)
    expect(out).toContain('BGP-12')
    expect((await evaluated({ case: { state: 'B4' } })).out).not.toContain('BGP-12')
  })
  it.each([
    ['no JSON', '{"a": }', /in\.json:1:7: not JSON\n$/],
    ['a code that is none', { inquiry: { mode: 'X' } }, /in\.json: \/inquiry\/mode: /],
    ['a key that is none', { inquiry: { purpos: 'X' } }, /in\.json: \/inquiry: .*purpos/],
  ])('names the file and the place of %s', async (_, input, line) => {
    const { code, out, err } = await evaluated(input)
    expect([code, out]).toEqual([EXIT.refused, ''])
    expect(err).toMatch(line)
    const { out: json } = await evaluated(input, '--json')
    expect(JSON.parse(json)).toEqual({ ok: false, lines: [expect.stringMatching(line.source.replace('\\n$', ''))] })
  })
  it('names a file that is not there', async () => {
    const { code, err } = await run(evalCommand, ['/nowhere/in.json'])
    expect([code, err]).toEqual([EXIT.refused, '/nowhere/in.json: cannot be read\n'])
  })
  it('does not evaluate in a bundle that is changed or not there', async () => {
    const changed = folder((path) => path.startsWith('bundle'))
    changed.write('bundle/data.json', '{}')
    const bundled = (path: string) => evaluated({}, '--bundle', join(path, 'bundle'))
    await expect(bundled(changed.path)).rejects.toMatchObject({ name: 'BundleFault', reason: 'digest' })
    await expect(bundled(join(POLICIES, 'nowhere'))).rejects.toMatchObject({ name: 'StartFailure' })
    changed.remove()
  })
  it.each([[[]], [['a.json', 'b.json']], [['a.json', '--entrypoint', 'frob']]])('%j is wrong use', async (args) => {
    await expect(run(evalCommand, args)).rejects.toMatchObject({ name: 'UsageError' })
  })
})
