/** `sluis policy test`: Rego tests and cases together, once or at every change; each can fail it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { EXIT } from '../../../src/cli/help.ts'
import { testCommand } from '../../../src/cli/policy/test.ts'
import { opaAtHand } from '../../policy/opa.ts'
import { type Folder, folder, run, WITHOUT_OPA } from './run.ts'

// Whole runs of OPA over all rules: half a minute on a machine that others use too.
vi.setConfig({ testTimeout: 180_000 })

const CASE = 'cases/s22a-no-college-decision.json'

describe('sluis policy test', () => {
  it('says how to get OPA where it is not', async () => {
    const { code, out, err } = await run(testCommand, [], WITHOUT_OPA)
    expect([code, out]).toEqual([EXIT.unavailable, ''])
    expect(err).toMatch(/ is needed\n$/)
  })
})

describe.runIf(opaAtHand() !== undefined)('sluis policy test, with OPA at hand', () => {
  let policies: Folder
  let before: string
  beforeAll(() => {
    policies = folder((path) => !path.startsWith('bundle'))
    before = readFileSync(join(policies.path, CASE), 'utf8')
  })
  afterAll(() => policies.remove())
  const args = () => ['--policies', policies.path]

  it('passes, and says of how many tests and cases', async () => {
    const { code, out } = await run(testCommand, [...args(), '--coverage'])
    expect(code).toBe(EXIT.ok)
    expect(out).toMatch(/^PASS: (\d+)\/\1\ncases: \d+ decided as expected \(Wasm, OPA\)\ncoverage: 100 %\n$/)
  })
  it('fails when a case is decided otherwise, whatever the Rego tests say', async () => {
    policies.write(CASE, before.replace('"deny"', '"permit"'))
    const { code, err } = await run(testCommand, args())
    expect(code).toBe(EXIT.refused)
    const line = before.split('\n').findIndex((text) => text.includes('"expect"')) + 1
    expect(err).toBe(
      ['Wasm', 'OPA']
        .map((engine) => `${CASE}:${line}: s22a-no-college-decision (${engine}): outcome: "deny", expected "permit"\n`)
        .join(''),
    )
    policies.write(CASE, before)
  })
  it('runs again at a change with --watch, and ends with the exit code of the last run', async () => {
    const stop = new AbortController()
    const told: string[] = []
    const say = (text: string) => void told.push(text)
    const done = testCommand([...args(), '--watch'], { env: process.env, out: say, err: say }, stop.signal)
    await expect.poll(() => told.length).toBe(1)
    policies.write('bundle/data.json', '{}')
    policies.write(CASE, before.replace('"deny"', '"permit"'))
    await expect.poll(() => told.length).toBe(2)
    stop.abort()
    expect(await done).toBe(EXIT.refused)
    expect([told[0], told[1]]).toEqual([expect.stringContaining('PASS'), expect.stringContaining('expected "permit"')])
    policies.write(CASE, before)
  })
})
