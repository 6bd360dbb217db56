/** Rules about rules, over what OPA's own parser makes of a small norm: one change, one breach. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseModules } from '../../src/cli/policy/check.ts'
import { readNorms } from '../../src/cli/policy/norms.ts'
import { judgeRules } from '../../src/cli/policy/rules.ts'
import { PolicyProblems, readSources } from '../../src/cli/policy/sources.ts'
import { opaAtHand } from './opa.ts'
import { facts } from './tables.ts'

const NORM = `# METADATA
# description: What the rule says.
# custom:
#   id: AWB-99
#   act: Awb
#   article: Awb 3:3
#   tier: 1
#   certainty: U1
#   effect: deny
#   absence: null
#   title: {nl: titel, en: title}
#   text: {nl: tekst, en: text}
#   remedies: [STATE_LEVEL]
package norms.awb.awb_99

findings contains {"norm": "AWB-99", "effect": "deny"} if asked

asked if input.inquiry.mode == "BULK"
`
const PATH = 'norms/awb/awb_99.rego'
const TEST = 'norms/awb/awb_99_test.rego'

const opa = opaAtHand()
describe.runIf(opa !== undefined)('a norm', () => {
  if (!opa) return
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sluis-rules-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** Breaches of a folder that holds these files and nothing else. */
  const breaches = (files: Readonly<Record<string, string>>): string[] => {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(join(folder, 'facts'), { recursive: true })
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    const sources = readSources(folder)
    try {
      const norms = readNorms(opa, sources)
      return judgeRules({ modules: parseModules(opa, sources), norms, tests: sources.tests, facts })
    } catch (error) {
      if (error instanceof PolicyProblems) return [...error.problems]
      throw error
    }
  }
  const test = { [TEST]: 'package norms.awb.awb_99_test\n' }
  const changed = (from: string, to: string) => {
    if (!NORM.includes(from)) throw new Error(`${from} does not stand in the norm`)
    return breaches({ ...test, [PATH]: NORM.replace(from, to) })
  }
  const added = (rule: string) => breaches({ ...test, [PATH]: `${NORM}\n${rule}\n` })

  it('keeps them', () => {
    expect(breaches({ ...test, [PATH]: NORM })).toEqual([])
  })

  it.each(['findings', 'screening', 'acts'])('may speak through %s', (voice) => {
    expect(changed('findings contains', `${voice} contains`)).toEqual([])
  })

  it('without a voice is refused: it would pass every test that does not expect it', () => {
    expect(changed('findings contains', 'finding contains')).toEqual([
      `${PATH}: it never speaks: none of findings, screening, acts`,
    ])
  })

  it('that speaks one thing instead of a set is refused', () => {
    expect(changed('findings contains', 'findings :=')).toEqual([
      `${PATH}: a voice is a set: write \`findings contains ...\``,
    ])
  })

  it('without a test beside it is refused', () => {
    expect(breaches({ [PATH]: NORM })).toEqual([`${PATH}: no test stands beside it`])
  })

  it('whose id is not its path is refused', () => {
    expect(changed('id: AWB-99', 'id: AWB-98')).toContain(`${PATH}: id AWB-98 belongs in norms/awb/awb_98.rego`)
  })

  it('whose package is not its path is refused', () => {
    expect(changed('package norms.awb.awb_99', 'package norms.awb.awb_98')).toEqual([
      `${PATH}: the package is not norms.awb.awb_99`,
    ])
  })

  it('in the folder of another act is refused', () => {
    const moved = NORM.replace('norms.awb.', 'norms.awr.')
    expect(
      breaches({ 'norms/awr/awb_99_test.rego': 'package norms.awr.awb_99_test\n', 'norms/awr/awb_99.rego': moved }),
    ).toEqual(['norms/awr/awb_99.rego: id AWB-99 belongs in norms/awb/awb_99.rego'])
  })

  it.each([
    'description',
    'article',
    'tier',
    'certainty',
    'effect',
    'absence',
    'title',
    'text',
    'remedies',
    'act',
    'id',
  ])('without %s in its metadata is refused', (key) => {
    const line = NORM.split('\n').find((one) => one.startsWith(`# ${key}:`) || one.startsWith(`#   ${key}:`))
    expect(changed(`${line}\n`, '')[0]).toContain(`${PATH}: metadata /${key}`)
  })

  it('whose annotation stands above a rule and not above the package is refused', () => {
    const [metadata, rest] = NORM.split('package norms.awb.awb_99\n')
    const moved = `package norms.awb.awb_99\n\n${metadata}${rest?.trimStart()}`
    expect(breaches({ ...test, [PATH]: moved })[0]).toContain(`${PATH}: metadata /id`)
  })

  it('with a title in one language, an unknown certainty or an unknown key is refused', () => {
    expect(changed('{nl: titel, en: title}', '{nl: titel}')[0]).toContain('metadata /title/en')
    expect(changed('certainty: U1', 'certainty: U3')[0]).toContain('metadata /certainty')
    expect(changed('tier: 1', 'tier: 1\n#   weight: 2')[0]).toContain('weight')
  })

  it('with a remedy that no table knows is refused', () => {
    expect(changed('[STATE_LEVEL]', '[STATE_LEVEL, NONE]')).toEqual([`${PATH}: unknown remedies: NONE`])
  })

  it('that refuses without showing a route is refused, and one that only obliges is not', () => {
    const breach = `${PATH}: it refuses and shows no route: name remedies, or one that says that there is none`
    expect(changed('[STATE_LEVEL]', '[]')).toEqual([breach])
    const pathless = NORM.replace('[STATE_LEVEL]', '[]')
    const instead = (finding: string) => breaches({ ...test, [PATH]: pathless.replace('"effect": "deny"', finding) })
    expect(instead('"effect": "require", "attestation": "PC1", "scope": {}')).toEqual([breach])
    expect(instead('"effect": "treat", "treatment": "withhold"')).toEqual([breach])
    expect(instead('"effect": "oblige", "obligation": "LOG"')).toEqual([])
    expect(instead('"effect": "permit"')).toEqual([])
  })

  it('that speaks in the name of another is refused', () => {
    expect(changed('"norm": "AWB-99"', '"norm": "AWB-98"')).toEqual([
      `${PATH}: it speaks for another norm: AWB-98`,
      `${PATH}: speaks for AWB-98, and there is no such norm`,
    ])
  })

  it('that misspells its effect is refused: a test with the same slip would be content', () => {
    expect(changed('"effect": "deny"', '"effect": "dney"')).toEqual([
      `${PATH}: unknown effect dney; one of permit, deny, treat, require, oblige`,
    ])
  })

  it.each([
    ['treatment', '"effect": "treat", "treatment": "hide"', 'hide'],
    ['attestation', '"effect": "require", "attestation": "PC9", "scope": {}', 'PC9'],
  ])('with a %s that nobody knows is refused', (key, finding, word) => {
    const [breach, ...others] = added(`findings contains {"norm": "AWB-99", ${finding}} if asked`)
    expect(breach).toContain(`${PATH}: unknown ${key} ${word}; one of `)
    expect(others).toEqual([])
  })

  it.each([
    ['time.now_ns() > 0', 'time.now_ns'],
    ['rand.intn("x", 2) == 1', 'rand.intn'],
    ['http.send({"method": "get", "url": "x"}).status_code == 200', 'http.send'],
    ['opa.runtime().env.HOME == "x"', 'opa.runtime'],
    ['io.jwt.verify_hs256("x", "x")', 'io.jwt.verify_hs256'],
    ['uuid.rfc4122("x") == "x"', 'uuid.rfc4122'],
    ['print(input.caller)', 'print'],
  ])('that calls %s is refused', (call, name) => {
    expect(added(`late if ${call}`)).toEqual([`${PATH}: uses ${name}; time, chance and the world are not for rules`])
  })

  it.each(['true', '"permit"', '"release"', '[]', '{"effect": "permit"}', '1'])(
    'with the default %s is refused',
    (value) => {
      expect(added(`default late := ${value}`)).toEqual([
        `${PATH}: default late grants or assumes something; only a refusal or nothing may be a default`,
      ])
    },
  )

  it.each(['false', '"deny"', '"withhold"', '""', 'null'])('may have the default %s', (value) => {
    expect(added(`default late := ${value}`)).toEqual([])
  })

  it('cannot have its id used twice', () => {
    const twin = 'norms/awb/awb_98.rego'
    const files = {
      ...test,
      [PATH]: NORM,
      [twin]: NORM.replace('package norms.awb.awb_99', 'package norms.awb.awb_98'),
    }
    expect(
      breaches({ ...files, 'norms/awb/awb_98_test.rego': 'package norms.awb.awb_98_test\n' }).join('\n'),
    ).toContain('id AWB-99 is used twice')
  })
})

describe.runIf(opa !== undefined)('a rule outside the norms', () => {
  if (!opa) return
  it('may speak only for norms that exist', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sluis-rules-'))
    try {
      writeFileSync(join(folder, 'open.rego'), 'package acts.open\n\nfindings contains {"norm": "AWB-98"}\n')
      const modules = parseModules(opa, { folder, rules: ['open.rego'] })
      expect(judgeRules({ modules, norms: [], tests: [], facts })).toEqual([
        'open.rego: speaks for AWB-98, and there is no such norm',
      ])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
