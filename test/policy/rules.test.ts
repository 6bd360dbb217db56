/** Rules about rules, over what OPA's own parser makes of a small norm: one change, one breach. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readMetadata } from '../../src/cli/policy/norms.ts'
import { judgeRules } from '../../src/cli/policy/rules.ts'
import { readSources } from '../../src/cli/policy/sources.ts'
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
    return judgeRules(opa, sources, { norms: readMetadata(opa, sources), tests: sources.tests, facts }).breaches
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
      `${PATH}:14: it never speaks: none of findings, screening, acts; give it one`,
    ])
  })

  it('that speaks one thing instead of a set is refused', () => {
    expect(changed('findings contains', 'findings :=')).toEqual([
      `${PATH}:16: a voice is a set: write \`findings contains ...\``,
    ])
  })

  it('without a test beside it is refused', () => {
    expect(breaches({ [PATH]: NORM })).toEqual([`${PATH}:14: no test stands beside it: write ${TEST}`])
  })

  it('whose id is not its path is refused', () => {
    expect(changed('id: AWB-99', 'id: AWB-98')).toContain(
      `${PATH}:14: id AWB-98 belongs in norms/awb/awb_98.rego: move the file, or mend the id`,
    )
  })

  it('whose package is not its path is refused', () => {
    expect(changed('package norms.awb.awb_99', 'package norms.awb.awb_98')).toEqual([
      `${PATH}:14: the package is not norms.awb.awb_99: name it so`,
    ])
  })

  it('in the folder of another act is refused', () => {
    const moved = NORM.replace('norms.awb.', 'norms.awr.')
    expect(
      breaches({ 'norms/awr/awb_99_test.rego': 'package norms.awr.awb_99_test\n', 'norms/awr/awb_99.rego': moved }),
    ).toEqual(['norms/awr/awb_99.rego:14: id AWB-99 belongs in norms/awb/awb_99.rego: move the file, or mend the id'])
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
    expect(changed(`${line}\n`, '')).toContain(`${PATH}:13: metadata /${key} is absent: write it`)
  })

  it('whose annotation stands above a rule and not above the package is refused', () => {
    const [metadata, rest] = NORM.split('package norms.awb.awb_99\n')
    const moved = `package norms.awb.awb_99\n\n${metadata}${rest?.trimStart()}`
    expect(breaches({ ...test, [PATH]: moved })).toContain(`${PATH}:1: metadata /id is absent: write it`)
  })

  it('with a title in one language, an unknown certainty or an unknown key is refused', () => {
    expect(changed('{nl: titel, en: title}', '{nl: titel}')[0]).toContain('metadata /title/en')
    expect(changed('certainty: U1', 'certainty: U3')[0]).toContain('metadata /certainty')
    expect(changed('tier: 1', 'tier: 1\n#   weight: 2')[0]).toContain('weight')
  })

  it('with a remedy that no table knows is refused', () => {
    expect(changed('[STATE_LEVEL]', '[STATE_LEVEL, NONE]')).toEqual([
      `${PATH}:14: unknown remedies: NONE; mend them, or add them to facts/remedies.json`,
    ])
  })

  it('that refuses without showing a route is refused, and one that only obliges is not', () => {
    const breach = `${PATH}:14: it refuses and shows no route: name remedies, or one that says that there is none`
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
      `${PATH}:16: it speaks for another norm: AWB-98; name its own id`,
      `${PATH}:16: speaks for AWB-98, and there is no such norm: mend the id, or write the norm`,
    ])
  })

  it('that misspells its effect is refused: a test with the same slip would be content', () => {
    expect(changed('"effect": "deny"', '"effect": "dney"')).toEqual([
      `${PATH}:16: unknown effect dney; one of deny, oblige, permit, require, treat: mend it, or add it there`,
    ])
  })

  it.each([
    ['treatment', '"effect": "treat", "treatment": "hide"', 'hide'],
    ['attestation', '"effect": "require", "attestation": "PC9", "scope": {}', 'PC9'],
  ])('with a %s that nobody knows is refused', (key, finding, word) => {
    const [breach, ...others] = added(`findings contains {"norm": "AWB-99", ${finding}} if asked`)
    expect(breach).toContain(`${PATH}:20: unknown ${key} ${word}; one of `)
    expect(others).toEqual([])
  })

  it.each([
    ['time.now_ns() > 0', 'time.now_ns'],
    ['rand.intn("x", 2) == 1', 'rand.intn'],
    ['http.send({"method": "get", "url": "x"}).status_code == 200', 'http.send'],
    ['opa.runtime().env.home == "x"', 'opa.runtime'],
    ['io.jwt.verify_hs256("x", "x")', 'io.jwt.verify_hs256'],
    ['uuid.rfc4122("x") == "x"', 'uuid.rfc4122'],
    ['print(input.caller)', 'print'],
  ])('that calls %s is refused', (call, name) => {
    expect(added(`late if ${call}`)).toEqual([
      `${PATH}:20: uses ${name}; time, chance and the world are not for rules: read what the input says, such as input.today`,
    ])
  })

  it.each(['true', '"permit"', '"release"', '[]', '{"effect": "permit"}', '1'])(
    'with the default %s is refused',
    (value) => {
      expect(added(`default late := ${value}`)).toEqual([
        `${PATH}:20: default late grants or assumes something; only a refusal or nothing may be a default: take it away, or let it refuse`,
      ])
    },
  )

  it.each(['false', '"deny"', '"withhold"', '""', 'null'])('may have the default %s', (value) => {
    expect(added(`default late := ${value}`)).toEqual([])
  })

  it('with a code that no table has is refused, on the line where it stands', () => {
    const rule =
      'asked if {\n\tsome purpose in [\n\t\t"P-OO",\n\t\t"P-BLE",\n\t]\n\tinput.inquiry.purpose == purpose\n}'
    const [breach, ...others] = added(rule)
    expect(breach).toMatch(
      /^norms\/awb\/awb_99\.rego:23: unknown purpose P-BLE; one of P-13B, .*: mend it, or add it there$/,
    )
    expect(others).toEqual([])
    expect(added('asked if input.caller.organ == "PLO"')[0]).toContain(`${PATH}:20: unknown organ PLO; one of `)
    expect(added('met := {["PC1", null]}\n\nasked if ["PC9", null] in met')).toEqual([
      `${PATH}:22: PC9 is in no table and no list of the input: mend it, or add its row to facts`,
    ])
  })

  it('with a negation that falls silent is refused, unless something beside it says that the value is there', () => {
    const silent = 'late if {\n\tis_string(input.now)\n\tnot input.case.crimeForm in {"DRUGS"}\n}'
    expect(added(silent)).toEqual([
      `${PATH}:22: not with input.case.crimeForm, which may be undefined, and then nothing follows: say it positively beside it, or negate a rule`,
    ])
    expect(added(silent.replace('is_string(input.now)', 'is_string(input.case.state)'))).toEqual([])
  })

  it('with a name that no package has is refused, also where `not` would make it hold, on its line', () => {
    const library = { 'lib/lib.rego': 'package lib\n\nwgs if input.inquiry.regime == "WGS"\n' }
    const withLibrary = (condition: string) =>
      breaches({
        ...test,
        ...library,
        [PATH]: `${NORM.replace('awb_99\n', 'awb_99\n\nimport data.lib\n')}\nlate if {\n\t${condition}\n}\n`,
      })
    expect(withLibrary('lib.wgs')).toEqual([])
    for (const condition of ['lib.wgss', 'not lib.wgss', 'not "C-BD" in lib.wgss'])
      expect(withLibrary(condition)).toEqual([`${PATH}:23: data.lib has no wgss: write wgs`])
    const elsewhere = NORM.replace('awb_99\n', 'awb_99\n\nimport data.libb\n')
    expect(breaches({ ...test, ...library, [PATH]: `${elsewhere}\nlate if libb.wgs\n` })).toEqual([
      `${PATH}:16: data has no libb: write lib`,
    ])
  })

  it('whose test names what is not there is refused: it would be content with that for ever', () => {
    const tested = (name: string) =>
      `package norms.awb.awb_99_test\n\nimport data.norms.awb.awb_99\n\ntest_silent if not awb_99.${name}\n`
    expect(breaches({ [PATH]: NORM, [TEST]: tested('findings') })).toEqual([])
    expect(breaches({ [PATH]: NORM, [TEST]: tested('finding') })).toEqual([
      `${TEST}:5: data.norms.awb.awb_99 has no finding: write findings`,
    ])
  })

  it('that is a choice of ours (I) and does not say why is refused', () => {
    expect(changed('certainty: U1', 'certainty: I')).toEqual([
      `${PATH}:14: certainty I without a reason: write in inferred what was chosen and why, or read the article`,
    ])
    expect(changed('certainty: U1', 'certainty: I\n#   inferred: No article says it (I).')).toEqual([])
  })

  it('cannot bring rules about rules of its own', () => {
    const own = { 'check/main.rego': 'package check\n\nbreaches := set()\n' }
    expect(breaches({ ...own, [PATH]: NORM })).toEqual([`${PATH}:14: no test stands beside it: write ${TEST}`])
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
    ).toContain(
      'norms/awb/awb_99.rego:14: id AWB-99 is used twice: norms/awb/awb_98.rego has it; give this norm another',
    )
  })
})

describe.runIf(opa !== undefined)('a rule outside the norms', () => {
  if (!opa) return
  it('may speak only for norms that exist', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sluis-rules-'))
    try {
      writeFileSync(join(folder, 'open.rego'), 'package acts.open\n\nfindings contains {"norm": "AWB-98"}\n')
      const { breaches } = judgeRules(opa, { folder, rules: ['open.rego'] }, { norms: new Map(), tests: [], facts })
      expect(breaches).toEqual([
        'open.rego:3: speaks for AWB-98, and there is no such norm: mend the id, or write the norm',
      ])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
