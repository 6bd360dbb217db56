/** `sluis policy new`: what it writes passes every check and test as it is, refuses, and takes the place of nothing. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXIT } from '../../../src/cli/help.ts'
import { checkPolicies } from '../../../src/cli/policy/check.ts'
import { newCommand } from '../../../src/cli/policy/new.ts'
import { testCommand } from '../../../src/cli/policy/test.ts'
import { opaAtHand } from '../../policy/opa.ts'
import { type Folder, folder, run, WITHOUT_OPA } from './run.ts'

const FILES = ['norms/xyz/xyz_01.rego', 'norms/xyz/xyz_01_test.rego']

let policies: Folder
beforeAll(() => {
  policies = folder((path) => !path.startsWith('bundle'))
})
afterAll(() => policies.remove())
const begin = (...args: string[]) => run(newCommand, [...args, '--policies', policies.path], WITHOUT_OPA)

describe('sluis policy new', () => {
  it('writes rule and test where they belong, without OPA', async () => {
    expect(await begin('XYZ-01')).toEqual({ code: EXIT.ok, out: `${FILES.join('\n')}\n`, err: '' })
    for (const file of FILES) expect(existsSync(join(policies.path, file))).toBe(true)
  })
  it.runIf(opaAtHand() !== undefined)('passes check, and every test with full coverage', async () => {
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
      lines: ['norms/xyz/xyz_02.rego', 'norms/xyz/xyz_02_test.rego'],
    })
  })
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
