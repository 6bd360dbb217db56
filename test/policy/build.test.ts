/** The Rego sources: formatted, typed, tested, covered; and the committed bundle is what they compile to. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { EXIT, UsageError } from '../../src/cli/help.ts'
import { type Built, buildBundle } from '../../src/cli/policy/build.ts'
import { checkPolicies, typeProblems } from '../../src/cli/policy/check.ts'
import { testPolicies, uncoveredLines } from '../../src/cli/policy/test.ts'
import { POLICY_HELP, policyCommand } from '../../src/cli/policy.ts'
import { type Folder, folder } from '../cli/policy/run.ts'
import { opaAtHand, POLICIES } from './opa.ts'

// Whole runs of OPA over all rules: half a minute on a machine that others use too.
vi.setConfig({ testTimeout: 180_000 })

const opa = opaAtHand(true)

describe.runIf(opa !== undefined)('policies, with OPA at hand', () => {
  if (!opa) return
  let copy: string
  /** The norms of two acts alone: what the others miss of it stands in `others`, and is not what a change is told by. */
  let few: Folder
  let others: string
  let built: Built
  beforeAll(() => {
    copy = join(mkdtempSync(join(tmpdir(), 'sluis-policies-')), 'policies')
    cpSync(POLICIES, copy, { recursive: true })
    few = folder((path) => !/^(bundle|cases)|^norms\/(?!bgp|mn)|^(paths|lib|precedence|acts).*_test\.rego$/.test(path))
    others = checkPolicies(opa, few.path).join('\n')
    built = buildBundle(opa, POLICIES)
  })
  afterAll(() => {
    rmSync(join(copy, '..'), { recursive: true, force: true })
    few.remove()
  })

  /** Problems of the few norms, which are there by this change and not without it. */
  const expectProblems = (...problems: readonly string[]) => {
    const found = checkPolicies(opa, few.path).join('\n')
    for (const problem of problems) {
      expect(others).not.toContain(problem)
      expect(found).toContain(problem)
    }
  }
  const change = (file: string, from: string, to: string, within = copy) => {
    const path = join(within, file)
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
    const committed = (name: string) => new Uint8Array(readFileSync(join(POLICIES, 'bundle', name)))
    expect(Buffer.from(built.wasm).equals(committed('policy.wasm'))).toBe(true)
    expect(built.data).toBe(readFileSync(join(POLICIES, 'bundle', 'data.json'), 'utf8'))
    expect(built.manifest).toBe(readFileSync(join(POLICIES, 'bundle', 'manifest.json'), 'utf8'))
    expect(built.inferred).toBe(readFileSync(join(POLICIES, 'bundle', 'inferred.json'), 'utf8'))
    expect(built.digest).toBe(readFileSync(join(POLICIES, 'bundle', 'digest.json'), 'utf8'))
  })
  it('compile to the same bytes in another folder', () => {
    expect(Buffer.from(buildBundle(opa, copy).wasm).equals(built.wasm)).toBe(true)
  })

  it('a misspelt member of the input is an error', () => {
    const restore = change(
      'norms/bgp/bgp_09.rego',
      'input.inquiry.recipient.department',
      'input.inquiry.recipient.departmnt',
      few.path,
    )
    expectProblems('undefined ref: input.inquiry.recipient.departmnt')
    restore()
  })
  it.each([
    ['an id that is not its path', 'id: BGP-09', 'id: BGP-19', 'id BGP-19 belongs in norms/bgp/bgp_19.rego'],
    [
      'a norm without a Dutch title',
      '    nl: Delen vóór het',
      '    xx: Delen vóór het',
      'norms/bgp/bgp_09.rego:24: metadata /title/nl is absent: write it',
    ],
    ['a remedy that does not exist', '[ASK_PRIVACY_CHECK]', '[NO_SUCH_ROUTE]', 'unknown remedies: NO_SUCH_ROUTE'],
    ['an unknown certainty', 'certainty: V3', 'certainty: V9', 'metadata /certainty must be one of'],
    ['a norm without metadata', '# METADATA', '# about', 'metadata /id'],
    ['a clock', 'import data.lib\n', 'import data.lib\n\nlate if time.now_ns() > 0\n', 'uses time.now_ns'],
    ['a file that is not formatted', 'import data.lib\n', 'import  data.lib\n', 'not formatted'],
    [
      'a member of a member that is misspelt',
      'lib.bgp\n',
      'input.case.statte == "B4"\n',
      'undefined ref: input.case.statte',
    ],
  ])('%s is an error', (_, from, to, problem) => {
    const restore = change('norms/bgp/bgp_09.rego', from, to, few.path)
    try {
      expectProblems(problem)
    } finally {
      restore()
    }
  })
  it('a comparison with a type that is never there is an error, and one with null that may be there is not', () => {
    const file = join(copy, 'extra.rego')
    const compared = (condition: string) => {
      writeFileSync(file, `package extra\n\nx if {\n\tsome record in input.records\n\t${condition}\n}\n`)
      return typeProblems(opa, copy, ['extra.rego']).join('\n')
    }
    try {
      expect(['record.brpSecret == true', 'record.brpSecret == null', 'record.ageDays == null'].map(compared)).toEqual([
        '',
        '',
        '',
      ])
      expect(compared('record.index == "1"')).toContain('match error')
    } finally {
      rmSync(file)
    }
  })
  it('rules about rules are formatted, strict, tested and covered like others', () => {
    const unused = change(
      'check/world.rego',
      'import data.check.tree\n',
      'import data.check.names\nimport data.check.tree\n',
    )
    expect(checkPolicies(opa, copy).join('\n')).toContain(
      'check/world.rego:5: rego_compile_error: import data.check.names',
    )
    unused()
    const spaced = change('check/world.rego', 'import data.check.tree', 'import  data.check.tree')
    expect(checkPolicies(opa, copy)).toEqual(['check/world.rego: not formatted; run sluis policy fmt'])
    spaced()
  })
  it('a norm without a test beside it is an error', () => {
    const test = join(few.path, 'norms/bgp/bgp_09_test.rego')
    const before = readFileSync(test, 'utf8')
    rmSync(test)
    expectProblems('norms/bgp/bgp_09.rego:24: no test stands beside it: write ')
    writeFileSync(test, before)
  })
  it('a norm that cannot speak is an error', () => {
    const file = join(few.path, 'norms/mn/mn_08.rego')
    const before = readFileSync(file, 'utf8')
    writeFileSync(file, before.replaceAll(/^(findings|acts) contains/gm, 'silent contains'))
    expectProblems('norms/mn/mn_08.rego:24: it never speaks')
    writeFileSync(file, before)
  })
  it('a norm whose act nobody can look up is refused, in its act and in its article', () => {
    const path = 'norms/awr/awr_01.rego'
    const renamed = change(path, '#   act: AWR\n', '#   act: Drankwet\n')
    const moved = change(path, '#   article: AWR 67\n', '#   article: AWR 67; Drankwet 3\n')
    const problems = checkPolicies(opa, copy).join('\n')
    moved()
    renamed()
    expect(problems).toMatch(/norms\/awr\/awr_01\.rego:\d+: Drankwet is not in acts\.json/)
    expect(problems).toMatch(/norms\/awr\/awr_01\.rego:\d+: not in acts\.json: Drankwet 3/)
    const spoilt = change('acts.json', 'BWBR0002320', 'BWBR2320')
    expect(checkPolicies(opa, copy).join('\n')).toContain('acts.json: /acts/AWR/address')
    spoilt()
  })
  it('a fact whose owner nobody names is an error, and so is a row without a fact', () => {
    const restore = change('owners.json', '"caller.screened"', '"caller.screend"')
    const problems = checkPolicies(opa, copy).join('\n')
    restore()
    expect(problems).toContain('owners.json: caller.screened of the policy input has no row')
    expect(problems).toContain('owners.json: caller.screend is no fact of input, tables or settings')
    expect(problems).toContain('norms/bgs/bgs_08.rego: reads caller.screened, which has no row in owners.json')
  })
  it('a table with an unknown column is an error before anything is compiled', () => {
    const restore = change('facts/purposes.json', '"P-OO": {', '"P-OO": { "extra": 1,')
    expect(() => buildBundle(opa, copy)).toThrow(/purposes/)
    restore()
  })
  it('a failing test is told, and so is a line that no test reaches', () => {
    const small = folder()
    const rule = 'package lib\n\nwide if input.a == 1\n'
    const test = (begin: string) =>
      `package lib_test\n\nimport data.lib\n\ntest_wide if ${begin}lib.wide with input.a as 1\n`
    small.write('facts/none.json', {})
    small.write('lib.rego', rule)
    small.write('lib_test.rego', test(''))
    expect([testPolicies(opa, small.path).passed, uncoveredLines(opa, small.path)]).toEqual([true, []])
    small.write('lib.rego', `${rule}\nlost if input.today == -1\n`)
    expect(testPolicies(opa, small.path).passed).toBe(true)
    expect(uncoveredLines(opa, small.path)).toEqual(['lib.rego:5: no test reaches this line'])
    small.write('lib_test.rego', test('not '))
    expect(testPolicies(opa, small.path)).toMatchObject({ passed: false })
    small.remove()
  })
})

describe.runIf(opa !== undefined)('sluis policy', () => {
  const run = async (args: readonly string[], env: Record<string, string | undefined> = process.env) => {
    const out: string[] = []
    const err: string[] = []
    const io = { env, out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) }
    return { code: await policyCommand(args, io), out: out.join(''), err: err.join('') }
  }
  const folder = join(mkdtempSync(join(tmpdir(), 'sluis-policies-')), 'policies')
  beforeAll(() => cpSync(POLICIES, folder, { recursive: true }))
  afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }))

  it('check says that all is well, to people and to machines', async () => {
    expect(await run(['check', '--policies', folder])).toMatchObject({ code: EXIT.ok, out: 'policies: no problems\n' })
    const { out } = await run(['check', '--policies', folder, '--json'])
    expect(JSON.parse(out)).toEqual({ ok: true, lines: ['policies: no problems'] })
  })
  it('build writes the bundle whole, with its digest', async () => {
    rmSync(join(folder, 'bundle'), { recursive: true })
    for (const name of ['FACTS.md', 'OPEN-QUESTIONS.md']) writeFileSync(join(folder, name), 'out of date')
    const { code, out } = await run(['build', '--policies', folder])
    expect(code).toBe(EXIT.ok)
    expect(out).toBe(readFileSync(join(POLICIES, 'bundle', 'digest.json'), 'utf8'))
    const written = ['policy.wasm', 'data.json', 'manifest.json', 'digest.json'].map((name) => `bundle/${name}`)
    for (const name of [...written, 'FACTS.md', 'OPEN-QUESTIONS.md'])
      expect(readFileSync(join(folder, name)).equals(readFileSync(join(POLICIES, name)))).toBe(true)
  })
  it('build writes nothing that the server would refuse', async () => {
    const main = join(folder, 'main.rego')
    const before = readFileSync(main, 'utf8')
    rmSync(join(folder, 'bundle'), { recursive: true })
    writeFileSync(
      main,
      `${before}\nclock := time.now_ns()\n\ndecide := {"x": clock} if input.caller.person == "clock"\n`,
    )
    expect(await run(['build', '--policies', folder])).toMatchObject({
      code: EXIT.refused,
      err: expect.stringContaining('functions of the host: time.now_ns'),
    })
    expect(existsSync(join(folder, 'bundle'))).toBe(false)
    writeFileSync(main, before)
  })
  it('fmt formats, and check is content', async () => {
    const file = join(folder, 'norms/bgp/bgp_09.rego')
    const before = readFileSync(file, 'utf8')
    writeFileSync(file, before.replace('import data.lib', 'import   data.lib'))
    expect(await run(['check', '--policies', folder])).toMatchObject({ code: EXIT.refused, out: '' })
    expect(await run(['fmt', '--policies', folder])).toMatchObject({ code: EXIT.ok, out: 'norms/bgp/bgp_09.rego\n' })
    expect(readFileSync(file, 'utf8')).toBe(before)
  })
  it('says in one line how to get OPA when it is not the right one', async () => {
    const { code, err } = await run(['check'], { SLUIS_OPA: '/bin/true' })
    expect(code).toBe(EXIT.unavailable)
    expect(err).toMatch(/^SLUIS_OPA [^\n]* is needed\n$/)
  })
  it.each([[[]], [['frob']], [['check', 'build']], [['build', '--coverage']], [['constructor']]])(
    '%j is wrong use',
    async (args) => {
      await expect(run(args)).rejects.toThrow(UsageError)
    },
  )
  it('tells what it does', async () => {
    expect(await run(['--help'])).toMatchObject({ code: EXIT.ok, out: POLICY_HELP })
  })
})
