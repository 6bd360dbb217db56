/** `sluis policy`: its commands, their help, and what is wrong use. */
import { describe, expect, it } from 'vitest'
import { EXIT } from '../../src/cli/help.ts'
import { policyCommand } from '../../src/cli/policy.ts'
import { run } from './policy/run.ts'

const COMMANDS = ['build', 'check', 'test', 'fmt', 'new', 'eval', 'explain', 'cases', 'matrix', 'diff']

describe('sluis policy', () => {
  it('--help lists its commands and the exit codes', async () => {
    for (const flag of ['--help', '-h']) {
      const { code, out } = await run(policyCommand, [flag])
      expect(code).toBe(EXIT.ok)
      expect([...out.matchAll(/^ {2}(\w+) {2,}\S/gm)].map(([, name]) => name)).toEqual(COMMANDS)
      expect(out).toMatch(/Exit: 0 [\s\S]*4 [^\n]*\n$/)
    }
  })
  it.each(COMMANDS)('%s --help says what it does, in lines that fit, and ends with the exit codes', async (name) => {
    const { code, out } = await run(policyCommand, [name, '--help'])
    expect(code).toBe(EXIT.ok)
    expect(out).toMatch(new RegExp(`^sluis policy ${name}\\b`))
    expect(out).toMatch(/Exit: 0 [\s\S]*4 [^\n]*\n$/)
    expect(out.split('\n').filter((line) => line.length > 132)).toEqual([])
    expect((await run(policyCommand, [name, '-h'])).out).toBe(out)
  })
  it.each([[[]], [['frob']], [['constructor']], [['check', 'build']], [['eval', 'in.json', '--frob']]])(
    '%j is wrong use',
    async (args) => {
      await expect(run(policyCommand, args)).rejects.toMatchObject({ name: 'UsageError' })
    },
  )
})
