/** The Rego sources: formatted, typed, tested, covered; and the committed bundle is what they compile to. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildBundle } from '../../src/cli/policy/build.ts'
import { checkPolicies } from '../../src/cli/policy/check.ts'
import { testPolicies, uncoveredLines } from '../../src/cli/policy/test.ts'
import { opaAtHand, POLICIES } from './opa.ts'

const opa = opaAtHand()

describe.runIf(opa !== undefined)('policies, with OPA at hand', () => {
  if (!opa) return
  let copy: string
  beforeAll(() => {
    copy = join(mkdtempSync(join(tmpdir(), 'sluis-policies-')), 'policies')
    cpSync(POLICIES, copy, { recursive: true })
  })
  afterAll(() => rmSync(join(copy, '..'), { recursive: true, force: true }))

  const change = (file: string, from: string, to: string) => {
    const path = join(copy, file)
    const before = readFileSync(path, 'utf8')
    expect(before).toContain(from)
    writeFileSync(path, before.replace(from, to))
    return () => writeFileSync(path, before)
  }

  it('are formatted, typed and keep the rules about rules', () => {
    expect(checkPolicies(opa, POLICIES)).toEqual([])
  })
  it('pass their tests, and every line is reached', () => {
    expect(testPolicies(opa, POLICIES).passed).toBe(true)
    expect(uncoveredLines(opa, POLICIES)).toEqual([])
  })
  it('compile to the committed bundle, byte for byte', () => {
    const built = buildBundle(opa, POLICIES)
    const committed = (name: string) => new Uint8Array(readFileSync(join(POLICIES, 'bundle', name)))
    expect(Buffer.from(built.wasm).equals(committed('policy.wasm'))).toBe(true)
    expect(built.data).toBe(readFileSync(join(POLICIES, 'bundle', 'data.json'), 'utf8'))
    expect(built.manifest).toBe(readFileSync(join(POLICIES, 'bundle', 'manifest.json'), 'utf8'))
    expect(built.digest).toBe(readFileSync(join(POLICIES, 'bundle', 'digest.json'), 'utf8'))
  })
  it('compile to the same bytes in another folder', () => {
    expect(Buffer.from(buildBundle(opa, copy).wasm).equals(buildBundle(opa, POLICIES).wasm)).toBe(true)
  })

  it('a misspelt member of the input is an error', () => {
    const restore = change(
      'norms/bgp/bgp_09.rego',
      'input.inquiry.recipient.department',
      'input.inquiry.recipient.departmnt',
    )
    expect(checkPolicies(opa, copy).join('\n')).toContain('undefined ref: input.inquiry.recipient.departmnt')
    restore()
  })
  it.each([
    ['an id that is not its path', 'id: BGP-09', 'id: BGP-19'],
    ['a norm without a title', '    nl: Delen vóór het signaaloverleg', '    xx: Delen vóór het signaaloverleg'],
    ['a remedy that does not exist', 'remedies: [ASK_PRIVACY_CHECK]', 'remedies: [NO_SUCH_ROUTE]'],
    ['an unknown certainty', 'certainty: V3', 'certainty: V9'],
  ])('%s is an error', (_, from, to) => {
    const restore = change('norms/bgp/bgp_09.rego', from, to)
    let problems = ''
    try {
      problems = checkPolicies(opa, copy).join('\n')
    } catch (error) {
      problems = String(error)
    }
    expect(problems).not.toBe('')
    restore()
  })
  it('a norm without a test beside it is an error', () => {
    const test = join(copy, 'norms/bgp/bgp_09_test.rego')
    const before = readFileSync(test, 'utf8')
    rmSync(test)
    expect(checkPolicies(opa, copy).join('\n')).toContain('norms/bgp/bgp_09.rego: no test stands beside it')
    writeFileSync(test, before)
  })
  it('a norm that cannot speak is an error', () => {
    const file = join(copy, 'norms/mn/mn_08.rego')
    const before = readFileSync(file, 'utf8')
    writeFileSync(file, before.replaceAll(/^(findings|acts) contains/gm, 'silent contains'))
    expect(checkPolicies(opa, copy).join('\n')).toContain('norms/mn/mn_08.rego: it never speaks')
    writeFileSync(file, before)
  })
  it('a table with an unknown column is an error before anything is compiled', () => {
    const restore = change('facts/purposes.json', '"P-OO": {', '"P-OO": { "extra": 1,')
    expect(() => buildBundle(opa, copy)).toThrow(/purposes/)
    restore()
  })
})
