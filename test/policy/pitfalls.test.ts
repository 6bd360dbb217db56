/** What the engine guards against: each was seen to happen (OPA in WebAssembly), and each test fails without its guard. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildBundle, compile } from '../../src/cli/policy/build.ts'
import { readSources } from '../../src/cli/policy/sources.ts'
import { type Bundle, type BundleFiles, loadBundle } from '../../src/policy/bundle.ts'
import { createEngine } from '../../src/policy/engine.ts'
import { decideVerdict } from '../../src/policy/evaluate.ts'
import type { PolicyInput } from '../../src/policy/input.ts'
import { canonical, digestOf, digestOfParts } from '../../src/policy/manifest.ts'
import { type PolicyEngine, PolicyFault } from '../../src/ports.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { opaAtHand, POLICIES } from './opa.ts'

const { sha256 } = createCrypto()
const text = (name: string) => readFileSync(join(POLICIES, 'bundle', name), 'utf8')
const committed = (): BundleFiles => ({
  wasm: new Uint8Array(readFileSync(join(POLICIES, 'bundle', 'policy.wasm'))),
  data: text('data.json'),
  manifest: text('manifest.json'),
  digest: text('digest.json'),
})
const bundle = (): Bundle => loadBundle(committed(), {}, sha256)

/** Files that belong together, with something changed: what whoever can write the folder could make. */
function forged(changes: Partial<BundleFiles>): BundleFiles {
  const files = { ...committed(), ...changes }
  if (files.wasm instanceof WebAssembly.Module) throw new Error('bytes are needed')
  const parts = {
    wasm: digestOf(sha256, files.wasm),
    data: digestOf(sha256, files.data),
    manifest: digestOf(sha256, files.manifest),
  }
  return { ...files, digest: canonical(digestOfParts(sha256, parts)) }
}
const reasonOf = (files: BundleFiles, settings: unknown = {}) => {
  try {
    loadBundle(files, settings, sha256)
    return 'none'
  } catch (error) {
    return error instanceof PolicyFault && 'reason' in error ? error.reason : String(error)
  }
}

const asked = (person = 'p-1'): PolicyInput => ({
  now: '2026-11-24T10:00:00.000Z',
  today: 20781,
  caller: {
    oin: '00000099000000001000',
    organ: 'BGM',
    department: 'ONDM',
    roles: [],
    person,
    authorised: true,
    screened: true,
    trained: true,
    assurance: 'low',
  },
  inquiry: {
    regime: 'BGP',
    purpose: 'P-BGP-AANPAK',
    task: 'Opiumwet:13b',
    legalBasis: ['LB-6E'],
    source: 'BEL/heffingen',
    mode: 'DETAIL',
    level: 'OPS',
    fields: ['kwijtschelding', 'aanslag_ozb'],
    reasoned: { necessity: true, proportionality: true, subsidiarity: true },
    recipient: { organ: 'BGM', department: 'ONDM' },
    subject: { type: 'NATURAL', key: 's-1', relation: 'SIGNAL', hit: null },
    namesCase: true,
  },
  act: null,
  case: null,
  attestations: [],
  records: [],
})

describe('a bundle', () => {
  it('is refused when a part differs from its digest', () => {
    expect(reasonOf({ ...committed(), data: committed().data.replace('"P-BEL"', '"P-BEX"') })).toBe('digest')
  })
  it('is refused when it is no module at all, even under a digest that fits', () => {
    expect(reasonOf(forged({ wasm: new Uint8Array([0, 97, 115, 109]) }))).toBe('module')
  })
  it('is refused when it was optimised (11)', () => {
    expect(
      reasonOf(forged({ manifest: text('manifest.json').replace('"optimisation":0', '"optimisation":1') })),
    ).not.toBe('none')
  })
  it('is refused with tables that do not have their shape', () => {
    expect(reasonOf(forged({ data: '{"facts":{}}' }))).toBe('tables')
  })
  it('is refused with local settings that name what is not in the tables', () => {
    expect(reasonOf(committed(), { '00000099000000001000': { name: 'x' } })).toBe('settings')
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
  it('refuses an input beyond its bound, and takes one within (9)', () => {
    const size = JSON.stringify(asked()).length
    const limits = (policyInputBytes: number) => ({ policyInputBytes, policyMemoryBytes: 64 * 1024 * 1024 })
    expect(decideVerdict(createEngine(bundle(), limits(size)), asked()).outcome).toBe('deny')
    expect(() => decideVerdict(createEngine(bundle(), limits(size - 1)), asked())).toThrow(PolicyFault)
  })
  it('drops an instance that grew beyond its memory, and goes on with a fresh one (9)', () => {
    const roomy = createEngine(bundle())
    decideVerdict(roomy, asked())
    const { memoryBytes } = roomy.usage()
    const engine = createEngine(bundle(), { policyInputBytes: 262_144, policyMemoryBytes: memoryBytes - 65_536 })
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
  it('an undefined decision refuses (5)', () => {
    const { wasm } = withRules('', (folder) => {
      const inquiry = join(folder, 'precedence', 'inquiry.rego')
      writeFileSync(
        inquiry,
        readFileSync(inquiry, 'utf8').replace(
          /^verdict := \{/m,
          'verdict := {"never": 1} if {\n\tinput.now == "never"\n}\n\nunused := {',
        ),
      )
      return compile(opa, readSources(folder), ['sluis/decide', 'sluis/screen', 'sluis/act'])
    })
    expect(() => createEngine({ ...bundle(), module: new WebAssembly.Module(wasm) })).toThrow(PolicyFault)
  })
  it('a function that the host would have to give is refused at load (4, 8)', () => {
    const files = withRules(
      'clock := time.now_ns()\n\ndecide := {"x": clock} if input.caller.person == "clock"',
      (folder) => buildBundle(opa, folder),
    )
    expect(reasonOf({ ...files })).toBe('builtins')
  })
})
