/** What the engine guards against: each was seen to happen (OPA in WebAssembly), and each test fails without its guard. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildBundle, compile } from '../../src/cli/policy/build.ts'
import { readSources } from '../../src/cli/policy/sources.ts'
import { LIMITS } from '../../src/limits.ts'
import { encode } from '../../src/policy/bundle.ts'
import { createEngine } from '../../src/policy/engine.ts'
import { decideVerdict } from '../../src/policy/evaluate.ts'
import { openGuest } from '../../src/policy/guest.ts'
import type { PolicyInput } from '../../src/policy/input.ts'
import { type PolicyEngine, PolicyFault } from '../../src/policy-port.ts'
import {
  asked,
  bundle,
  committed,
  forged,
  lawful,
  type Question,
  reasonOf,
  reasonWith,
  SETTINGS,
  text,
} from './committed.ts'
import { opaAtHand, POLICIES } from './opa.ts'

describe('a bundle', () => {
  it('is refused when a part differs from its digest', () => {
    expect(reasonOf({ ...committed(), data: committed().data.replace('"P-BEL"', '"P-BEX"') })).toBe('digest')
  })
  it('is refused when it is no module at all, even under a digest that fits', () => {
    expect(reasonOf(forged({ wasm: new Uint8Array([0, 97, 115, 109]) }))).toBe('module')
  })
  it('is refused when it was optimised (11)', () => {
    const manifest = text('manifest.json').replace('"optimisation":0', '"optimisation":1')
    expect(reasonOf(forged({ manifest }))).toBe('optimised')
  })
  it('is refused with tables that do not have their shape', () => {
    expect(reasonOf(forged({ data: '{"facts":{}}' }))).toBe('tables')
  })
  it('is refused with local settings that name what is not in the tables', () => {
    expect(reasonWith(committed(), { '00000099000000001000': { name: 'x' } })).toBe('settings')
  })
})

describe('the engine', () => {
  it('gives the same bytes for the same question, whatever it answered before (14)', () => {
    const engine = createEngine(bundle())
    const first = JSON.stringify(decideVerdict(engine, asked()))
    decideVerdict(engine, { ...asked(), caller: { ...asked().caller, department: 'BEL' } })
    expect(JSON.stringify(decideVerdict(engine, asked()))).toBe(first)
    expect(JSON.stringify(decideVerdict(createEngine(bundle()), asked()))).toBe(first)
  })
  it('keeps deciding as before when new tables are broken or too large (1, 2)', () => {
    const engine = createEngine(bundle())
    const before = JSON.stringify(decideVerdict(engine, asked()))
    const good = bundle()
    const broken = { ...good, data: good.data.slice(0, good.data.byteLength / 2) }
    const huge = {
      ...good,
      data: new TextEncoder().encode(JSON.stringify({ facts: 'x'.repeat(200 * 1024 * 1024) })).buffer,
    }
    const empty = { ...good, data: new TextEncoder().encode('{}').buffer }
    for (const next of [broken, huge, empty]) expect(() => engine.swap(next)).toThrow(PolicyFault)
    expect(engine.policy()).toEqual(good.policy)
    expect(JSON.stringify(decideVerdict(engine, asked()))).toBe(before)
  })
  it('refuses an entrypoint that is not named (5)', () => {
    const engine: { evaluate(entrypoint: unknown, input: PolicyInput): unknown } = createEngine(bundle())
    for (const entrypoint of [undefined, '', 'sluis', 'sluis/inquiry/verdict']) {
      expect(() => engine.evaluate(entrypoint, asked())).toThrow(PolicyFault)
    }
  })
  it('refuses whatever is not a question of the right shape (6, 7, 12, 13)', () => {
    const engine: { evaluate(entrypoint: 'sluis/decide', input: unknown): unknown } = createEngine(bundle())
    const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`)
    for (const input of [
      null,
      0,
      '',
      false,
      undefined,
      Buffer.from('{}'),
      new ArrayBuffer(2),
      '{} trailing',
      {},
      { ...asked(), extra: deep },
    ]) {
      expect(() => engine.evaluate('sluis/decide', input)).toThrow(PolicyFault)
    }
  })
  it('takes no instance that evaluates in the middle of an evaluation (10)', () => {
    const engine = createEngine(bundle())
    const inner: unknown[] = []
    const nosy = {
      ...asked(),
      get today() {
        for (const work of [() => decideVerdict(engine, asked()), () => engine.swap(bundle())]) {
          try {
            inner.push(work())
          } catch (error) {
            inner.push(error)
          }
        }
        return asked().today
      },
    }
    const verdict = decideVerdict(engine, nosy)
    expect(inner.length).toBeGreaterThan(0)
    expect(inner.every((one) => one instanceof PolicyFault)).toBe(true)
    expect(verdict).toEqual(decideVerdict(engine, asked()))
  })
  it('answers the next question after one that the guest cannot read (13)', () => {
    const engine = createEngine(bundle())
    const before = JSON.stringify(decideVerdict(engine, asked()))
    expect(() => decideVerdict(engine, asked('\ud800'))).toThrow(PolicyFault)
    expect(JSON.stringify(decideVerdict(engine, asked()))).toBe(before)
  })
  it('refuses an input beyond its bound, and takes one within (9)', () => {
    const size = JSON.stringify(asked()).length
    const limits = (policyInputBytes: number) => ({ ...LIMITS, policyInputBytes })
    expect(decideVerdict(createEngine(bundle(), limits(size)), asked()).outcome).toBe('deny')
    expect(() => decideVerdict(createEngine(bundle(), limits(size - 1)), asked())).toThrow(PolicyFault)
  })
  it('drops an instance that grew beyond its memory, and goes on with a fresh one (9)', () => {
    const roomy = createEngine(bundle())
    decideVerdict(roomy, asked())
    const { memoryBytes } = roomy.usage()
    // Today's rules and tables leave room for many questions below the ceiling.
    expect(memoryBytes).toBeLessThan(LIMITS.policyMemoryBytes / 4)
    const engine = createEngine(bundle(), { ...LIMITS, policyMemoryBytes: memoryBytes - 65_536 })
    for (let i = 0; i < 3; i += 1) expect(decideVerdict(engine, asked()).outcome).toBe('deny')
    expect(engine.usage().instances).toBeGreaterThan(2)
  })
  it('believes only an answer to this very question', () => {
    const lying: PolicyEngine = {
      policy: () => bundle().policy,
      evaluate: () => ({
        canary: 'another time',
        outcome: 'permit',
        fields: [],
        findings: [],
        missing: [],
        obligations: [],
      }),
    }
    expect(() => decideVerdict(lying, asked())).toThrow(PolicyFault)
  })
})

describe('codes that no table knows (15)', () => {
  const engine = createEngine(bundle(SETTINGS))

  it('stand against a question that is permitted', () => {
    expect(decideVerdict(engine, lawful()).outcome).toBe('permit')
  })
  it.each<[string, Partial<Question>]>([
    ['purpose', { purpose: 'P-NONE' }],
    ['task', { task: 'Nergens:1' }],
    ['basis', { legalBasis: ['LB-NONE'] }],
    ['source', { source: 'BZ/none' }],
    ['field', { fields: ['none'] }],
    ['organ', { recipient: { organ: 'NONE', department: null } }],
    ['department', { recipient: { organ: 'BGM', department: 'NONE' } }],
  ])('permit nothing: %s', (_, changes) => {
    expect(decideVerdict(engine, lawful(changes)).outcome).toBe('deny')
  })
})

const opa = opaAtHand()
describe.runIf(opa !== undefined)('rules that misbehave, compiled for the test', () => {
  if (!opa) return
  const withRules = <T>(rule: string, work: (folder: string) => T): T => {
    const scratch = mkdtempSync(join(tmpdir(), 'sluis-pitfall-'))
    try {
      const folder = join(scratch, 'policies')
      cpSync(POLICIES, folder, { recursive: true })
      const main = join(folder, 'main.rego')
      writeFileSync(main, `${readFileSync(main, 'utf8')}\n${rule}\n`)
      return work(folder)
    } finally {
      rmSync(scratch, { recursive: true, force: true })
    }
  }

  it('a throw poisons no later question, however often it happens (3)', () => {
    const wasm = withRules(
      'decide := {"conflict": true} if input.caller.person == "conflict"',
      (folder) => buildBundle(opa, folder).wasm,
    )
    const engine = createEngine({ ...bundle(), module: new WebAssembly.Module(wasm) })
    const before = JSON.stringify(decideVerdict(engine, asked()))
    for (let i = 0; i < 600; i += 1) expect(() => decideVerdict(engine, asked('conflict'))).toThrow(PolicyFault)
    expect(JSON.stringify(decideVerdict(engine, asked()))).toBe(before)
  })
  it('an undefined decision refuses, and the next question is answered (5)', () => {
    const wasm = withRules('', (folder) => {
      const main = join(folder, 'main.rego')
      const rule = 'decide := data.sluis.inquiry.verdict'
      const before = readFileSync(main, 'utf8')
      expect(before).toContain(rule)
      writeFileSync(main, before.replace(rule, `${rule} if input.caller.person != "nobody"`))
      return buildBundle(opa, folder).wasm
    })
    const engine = createEngine({ ...bundle(), module: new WebAssembly.Module(wasm) })
    const before = JSON.stringify(decideVerdict(engine, asked()))
    expect(() => engine.evaluate('sluis/decide', asked('nobody'))).toThrow('the policy gave no answer')
    expect(JSON.stringify(decideVerdict(engine, asked()))).toBe(before)
  })
  it('a function that the host would have to give is refused at load (4, 8)', () => {
    const files = withRules(
      'clock := time.now_ns()\n\ndecide := {"x": clock} if input.caller.person == "clock"',
      (folder) => buildBundle(opa, folder),
    )
    expect(reasonOf({ ...files })).toBe('builtins')
  })
  it('what is denied by data that come at run time stays denied (11)', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sluis-pitfall-'))
    try {
      mkdirSync(join(folder, 'facts'))
      writeFileSync(
        join(folder, 'main.rego'),
        `package sluis

decide := {"allow": true} if {
	input.role == "R-REG"
	not blocked
}

blocked if input.person in data.settings.blocked
`,
      )
      const { wasm } = compile(opa, readSources(folder), ['sluis/decide'])
      const data = encode('{"settings":{"blocked":["p-blocked"]}}')
      const guest = openGuest(new WebAssembly.Module(wasm), data, 1024 * 1024)
      const ask = (person: string) => guest.evaluate('sluis/decide', encode(JSON.stringify({ role: 'R-REG', person })))
      expect([ask('p-other'), ask('p-blocked')]).toEqual([[{ result: { allow: true } }], []])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
