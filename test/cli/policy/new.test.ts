/** `sluis policy new`: what it writes passes every check and test as it is, refuses, and takes the place of nothing. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { EXIT } from '../../../src/cli/help.ts'
import { checkPolicies } from '../../../src/cli/policy/check.ts'
import { readDefault } from '../../../src/cli/policy/given.ts'
import { newCommand } from '../../../src/cli/policy/new.ts'
import { readCases } from '../../../src/cli/policy/read-cases.ts'
import { testCommand } from '../../../src/cli/policy/test.ts'
import { answerOf } from '../../../src/policy/answers.ts'
import { createEngine } from '../../../src/policy/engine.ts'
import { bundle } from '../../policy/committed.ts'
import { opaAtHand } from '../../policy/opa.ts'
import { type Folder, folder, run, WITHOUT_OPA } from './run.ts'

// Whole runs of OPA over all rules: half a minute on a machine that others use too.
vi.setConfig({ testTimeout: 180_000 })

const FILES = ['norms/xyz/xyz_01.rego', 'norms/xyz/xyz_01_test.rego']
const ROWS = 'cases/norms/xyz.json'

let policies: Folder
beforeAll(() => {
  // Of the cases the rows of one act: enough to see that something is added to them.
  policies = folder((path) => !/^bundle|^cases\/(?!norms(\/gem\.json)?$)/.test(path))
})
afterAll(() => policies.remove())
const begin = (...args: string[]) => run(newCommand, [...args, '--policies', policies.path], WITHOUT_OPA)

describe('sluis policy new', () => {
  it('writes rule, test and rows where they belong, without OPA', async () => {
    const files = [...FILES, ROWS]
    expect(await begin('XYZ-01')).toEqual({ code: EXIT.ok, out: `${files.join('\n')}\n`, err: '' })
    for (const file of files) expect(existsSync(join(policies.path, file))).toBe(true)
  })
  it.runIf(opaAtHand() !== undefined)('passes check, its rows, and every test with full coverage', async () => {
    const opa = opaAtHand()
    expect(opa && checkPolicies(opa, policies.path)).toEqual([])
    expect(await run(testCommand, ['--coverage', '--policies', policies.path])).toMatchObject({
      code: EXIT.ok,
      err: '',
    })
  })
  it('refuses: the only thing it says is no', () => {
    const text = readFileSync(join(policies.path, FILES[0] ?? ''), 'utf8')
    expect([...text.matchAll(/"effect": "(\w+)"/g)].map(([, effect]) => effect)).toEqual(['deny'])
  })
  it('refuses an id that is there, and leaves what is there as it is', async () => {
    const path = join(policies.path, FILES[0] ?? '')
    writeFileSync(path, '# mine\n')
    expect(await begin('XYZ-01')).toEqual({
      code: EXIT.refused,
      out: '',
      err: FILES.map((file) => `${file}: is there already\n`).join(''),
    })
    expect(readFileSync(path, 'utf8')).toBe('# mine\n')
    expect((await begin('GEM-01')).code).toBe(EXIT.refused)
  })
  it('tells a machine what it wrote', async () => {
    expect(JSON.parse((await begin('XYZ-02', '--json')).out)).toEqual({
      ok: true,
      lines: ['norms/xyz/xyz_02.rego', 'norms/xyz/xyz_02_test.rego', ROWS],
    })
  })
  it('adds a row in which it speaks and one in which it is silent to the file of its act, and leaves the others', async () => {
    const before = readFileSync(join(policies.path, 'cases/norms/gem.json'), 'utf8')
    expect((await begin('GEM-99')).code).toBe(EXIT.ok)
    const after = readFileSync(join(policies.path, 'cases/norms/gem.json'), 'utf8')
    const end = before.lastIndexOf('\n  }\n}\n')
    expect([after.slice(0, end), after.slice(-(before.length - end))]).toEqual([
      before.slice(0, end),
      before.slice(end),
    ])
    const { rows } = JSON.parse(after).norms['GEM-99']
    expect(rows.map((row: { says: unknown }) => row.says)).toEqual([{ deny: 'all' }, 'nothing'])
  })
  it('writes rows whose outcome holds in the file of every act, whatever that gives to all its norms', async () => {
    const all = folder((path) => !path.startsWith('bundle'))
    const { facts } = bundle()
    const ids = [...new Set(bundle().manifest.norms.map(({ id }) => `${id.split('-')[0]}-99`))]
    for (const id of ids) expect((await run(newCommand, [id, '--policies', all.path], WITHOUT_OPA)).code).toBe(EXIT.ok)
    const rows = readCases(all.path, readDefault(all.path), facts).filter(({ name }) => /-99#\d$/.test(name))
    expect(rows).toHaveLength(ids.length * 2)
    all.remove()
    // The norm is in no bundle yet, so its second row, in which it is silent, is the one that can be asked.
    const wrong = rows.filter(({ name, input, settings, entrypoint }) => {
      const answered = answerOf(createEngine(bundle(settings)), entrypoint, input)
      return name.endsWith('#2') && (answered.kind !== 'verdict' || answered.verdict.outcome !== 'deny')
    })
    expect(wrong.map(({ name }) => name)).toEqual([])
  })
  it('keeps rows that were written before the norm', async () => {
    const rows = { norms: { 'ABC-01': { rows: [] } } }
    const path = policies.write('cases/norms/abc.json', rows)
    expect((await begin('ABC-01')).out).not.toContain('cases/')
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(rows)
    policies.clear(path)
  })
  it.each(['{}', '{ "norms": {} }', '{"norms": {}, "given": {\n    }\n  }\n}\n', 'no JSON\n    }\n  }\n}\n'])(
    'writes nothing when rows cannot be added to %j',
    async (content) => {
      const path = policies.write('cases/norms/abd.json', content)
      const { code, err } = await begin('ABD-01')
      expect([code, err]).toEqual([
        EXIT.refused,
        'cases/norms/abd.json: does not end with its norms, so nothing can be added\n',
      ])
      expect(existsSync(join(policies.path, 'norms/abd'))).toBe(false)
      policies.clear(path)
    },
  )
  it.each([
    [[]],
    [['xyz-01']],
    [['XYZ-1']],
    [['XYZ-001']],
    [['../X-01']],
    [['X Z-01']],
    [['X-01']],
    [['XYZ-01', 'XYZ-02']],
  ])('%j is wrong use', async (args) => {
    await expect(begin(...args)).rejects.toMatchObject({ name: 'UsageError' })
  })
})
