/** `sluis policy matrix`: a row for every norm that must be there, where it is tested and shown, and 1 while one is not. */
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PEOPLE } from '../../../src/cli/demo/people.ts'
import { EXIT } from '../../../src/cli/help.ts'
import type { Log } from '../../../src/cli/policy/log.ts'
import { matrixCommand, readIds, spokenIn, withShown } from '../../../src/cli/policy/matrix.ts'
import type { Row } from '../../../src/cli/policy/norm-matrix.ts'
import { parseShown, SHOWN_FILE } from '../../../src/policy/shown.ts'
import { bundle } from '../../policy/committed.ts'
import { POLICIES } from '../../policy/opa.ts'
import { openGarage } from '../../support/garage.ts'
import { openWorld, type World } from '../../support/world.ts'
import { type Folder, folder, run } from './run.ts'

const written = bundle().manifest.norms.map((norm) => norm.id)
const matrix = (...args: string[]) => run(matrixCommand, args)
const listed = (): string[] => Object.values(readIds(POLICIES)).flat()
const rows = async (...args: string[]): Promise<Row[]> => JSON.parse((await matrix('--json', ...args)).out)

describe('the list of norms', () => {
  it('has 100 norms and 8 working conventions, each once, and every norm that is written', () => {
    const ids = listed()
    const { norms, conventions } = readIds(POLICIES)
    expect([norms.length, conventions.length]).toEqual([100, 8])
    expect([ids.length, new Set(ids).size]).toEqual([108, 108])
    expect(written.filter((id) => !ids.includes(id))).toEqual([])
  })
})

describe('sluis policy matrix', () => {
  let policies: Folder
  beforeAll(() => {
    policies = folder()
    cpSync(POLICIES, policies.path, { recursive: true })
  })
  afterAll(() => policies.remove())

  it('has a row for each norm of the list, with its state', async () => {
    const all = await rows()
    expect(all.map((row) => row.id)).toEqual(listed().sort())
    expect(all.filter((row) => row.state === 'written').map((row) => row.id)).toEqual(written)
    expect(all.filter((row) => row.state === 'missing' && (row.rule !== null || row.article !== null))).toEqual([])
  })
  it('says of the norms and of the conventions of the list how many are written and shown both ways', async () => {
    expect((await matrix()).out).toContain(
      '\n100 van 100 normen en 8 van 8 werkafspraken zonder gat / 100 of 100 norms and 8 of 8 working conventions without a hole.\n',
    )
    // Of the conventions only the first, and one that is not there; of the rows of one act, only where it is silent.
    const ids = JSON.parse(readFileSync(join(POLICIES, 'norm-ids.json'), 'utf8'))
    const { norms } = JSON.parse(readFileSync(join(POLICIES, 'cases/norms/gem.json'), 'utf8'))
    const silent = { nl: 'x', en: 'x', says: 'nothing', outcome: 'deny' }
    policies.write('norm-ids.json', { ...ids, conventions: { MN: ['MN-01', 'MN-09'] } })
    policies.write('cases/norms/gem.json', { norms: { ...norms, 'GEM-01': { rows: [silent] } } })
    expect((await matrix('--policies', policies.path)).out).toContain(
      '\n99 van 100 normen en 1 van 2 werkafspraken zonder gat / 99 of 100 norms and 1 of 2 working conventions without a hole.\n',
    )
    policies.write('norm-ids.json', ids)
    policies.write('cases/norms/gem.json', { norms })
  })
  it('says of a norm its article, its rule, its tests, and the cases and other tests that name it', async () => {
    const row = (await rows()).find(({ id }) => id === 'GEM-01')
    expect(row).toMatchObject({
      article: 'Gemeentewet 231 jo. AWR 67',
      certainty: 'V2',
      rule: 'norms/gem/gem_01.rego',
      seen: null,
    })
    expect(row?.tests.every((name) => name.startsWith('test_')) && row.tests.length > 1).toBe(true)
    expect(row?.scenarios).toContain('s22a-no-college-decision')
    expect(row?.scenarios).toContain('paths_test.rego: test_execution_goes_under_check_2b')
    expect(new Set(row?.scenarios).size).toBe(row?.scenarios.length)
  })
  it('writes with --write what GET /v1/norms/{id} tells, which is committed as it is', async () => {
    const { code } = await matrix('--policies', policies.path, '--write')
    expect(code).toBe(EXIT.ok)
    const text = readFileSync(join(policies.path, SHOWN_FILE), 'utf8')
    expect(readFileSync(join(POLICIES, SHOWN_FILE), 'utf8'), 'sluis policy matrix --write').toBe(text)
    const row = (await rows()).find(({ id }) => id === 'GEM-01')
    expect(parseShown(text)?.get('GEM-01')).toEqual({ tests: row?.tests, cases: row?.scenarios, rows: row?.rows })
    expect([...(parseShown(text)?.keys() ?? [])]).toEqual(written)
    expect([parseShown('{}')?.size, parseShown('x'), parseShown('{"GEM-01": 1}')]).toEqual([0, undefined, undefined])
  })
  it('writes it after a build that succeeded, and not after one that did not', async () => {
    const file = join(policies.path, SHOWN_FILE)
    const built = (code: number) =>
      run(
        withShown(async () => code),
        ['--policies', policies.path],
      )
    rmSync(file, { force: true })
    expect([(await built(EXIT.refused)).code, existsSync(file)]).toEqual([EXIT.refused, false])
    expect([(await built(EXIT.ok)).code, existsSync(file)]).toEqual([EXIT.ok, true])
  })
  it('exits with 1 while a norm is missing, names it on stderr and all of them on stdout, unless --allow-missing', async () => {
    policies.write('norm-ids.json', {
      about: { nl: 'x', en: 'x' },
      norms: { GEM: written, XX: ['XX-01'] },
      conventions: {},
    })
    const { code, out, err } = await matrix('--policies', policies.path)
    expect([code, err]).toEqual([EXIT.refused, 'XX-01: ontbreekt / missing\n'])
    expect(out).toContain('| XX-01 | ontbreekt / missing | - | - | 0 | - | 0, 0 | - |\n')
    expect(out).toContain(
      `\n${written.length} geschreven / written, 0 niet gebouwd / not built, 1 ontbreekt / missing, 0 `,
    )
    expect(await matrix('--policies', policies.path, '--allow-missing')).toMatchObject({ code: EXIT.ok, err: '' })
  })
  it('exits with 0 when every norm is written', async () => {
    policies.write('norm-ids.json', { about: { nl: 'x', en: 'x' }, norms: { GEM: written }, conventions: {} })
    expect(await matrix('--policies', policies.path)).toMatchObject({ code: EXIT.ok, err: '' })
  })
  it('tells a norm that is there but not built, and one that stands in no list', async () => {
    const [unlisted, ...others] = written
    policies.write('norm-ids.json', {
      about: { nl: 'x', en: 'x' },
      norms: { GEM: [...others, 'XX-02'] },
      conventions: {},
    })
    policies.write('norms/xx/xx_02.rego', 'package norms.xx.xx_02\n')
    const { code, err } = await matrix('--policies', policies.path)
    expect([code, err]).toEqual([
      EXIT.refused,
      `${unlisted}: staat in geen lijst / in no list\nXX-02: niet gebouwd / not built\n`,
    ])
    rmSync(join(policies.path, 'norms/xx'), { recursive: true })
  })
  it('counts the rows in which a norm speaks and is silent, apart from the cases that name it', async () => {
    const row = (await rows()).find(({ id }) => id === 'BGP-05')
    expect([row?.rows.speaks ?? 0, row?.rows.silent ?? 0].every((count) => count > 0)).toBe(true)
    expect(row?.scenarios.filter((name) => name.startsWith('norms/'))).toEqual([])
  })
  it('exits with 1 while a norm is not shown both ways, says where to show it, also with --allow-missing', async () => {
    const { norms } = JSON.parse(readFileSync(join(POLICIES, 'cases/norms/gem.json'), 'utf8'))
    const silent = { nl: 'x', en: 'x', says: 'nothing', outcome: 'deny' }
    policies.write('cases/norms/gem.json', { norms: { 'GEM-01': { rows: [silent] }, 'GEM-02': norms['GEM-02'] } })
    const file = 'cases/norms/gem.json'
    const speak = `GEM-01: schrijf een rij waarin zij spreekt / write a row in which it speaks: ${file}\n`
    const args = ['--allow-missing', '--policies', policies.path]
    expect(await matrix(...args)).toMatchObject({ code: EXIT.refused, err: speak })
    policies.write('cases/norms/gem.json', { norms: { 'GEM-02': norms['GEM-02'] } })
    expect((await matrix(...args)).err).toBe(
      `${speak}GEM-01: schrijf een rij waarin zij zwijgt / write a row in which it is silent: ${file}\n`,
    )
    policies.write('cases/norms/gem.json', { norms: { ...norms, 'GEM-99': { rows: [silent] } } })
    expect(await matrix(...args)).toMatchObject({ code: EXIT.ok, err: '' })
    expect((await matrix('--policies', policies.path)).err).toContain('GEM-99: ontbreekt / missing\n')
  })
  it('is CSV as other programs read it', async () => {
    const [head, ...lines] = parse((await matrix('--csv')).out) as string[][]
    expect(head).toEqual([
      'norm',
      'state',
      'article',
      'title_nl',
      'title_en',
      'certainty',
      'rule',
      'tests',
      'scenarios',
      'rows_speaks',
      'rows_silent',
      'seen',
    ])
    expect(lines).toHaveLength(108)
    const bgp = lines.find(([id]) => id === 'BGP-09')
    expect(bgp?.[2]).toBe('Modelprotocol binnengemeentelijke gegevensdeling, stap 4, privacycheck 2A')
  })
  it('has as many cells in every line of Markdown', async () => {
    const { out } = await matrix('--allow-missing')
    const cells = out
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => line.split(/(?<!\\)\|/).length)
    expect([cells.length, new Set(cells).size]).toEqual([110, 1])
  })
  it('does not take --csv and --json together', async () => {
    await expect(matrix('--csv', '--json')).rejects.toMatchObject({ name: 'UsageError' })
  })
})

describe('sluis policy matrix, with a log', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
    await openGarage(world, 'B4')
    writeFileSync(join(world.folder, 'officer.jwt'), await world.token(PEOPLE.officer))
    writeFileSync(join(world.folder, 'asker.jwt'), await world.token(PEOPLE.asker))
    await world.stop()
  })
  afterAll(() => world.close())
  const seen = (token: string) => {
    const { dataDir, keysDir, issuers, settings, origin } = world.options
    const given = { SLUIS_ISSUERS: JSON.stringify(issuers), SLUIS_SETTINGS: JSON.stringify(settings) }
    // A checkpoint may stand there already, and is of a log with a name.
    const env = { ...given, SLUIS_ORIGIN: origin }
    const args = ['--json', '--data-dir', dataDir, '--keys-dir', keysDir, '--token-file', join(world.folder, token)]
    return run(matrixCommand, [...args, '--allow-missing'], env)
  }

  it('says how often each norm spoke', async () => {
    const { code, out } = await seen('officer.jwt')
    expect(code).toBe(EXIT.ok)
    const count = (id: string) => (JSON.parse(out) as Row[]).find((row) => row.id === id)?.seen
    expect(count('BGP-01')).toBeGreaterThan(0)
    expect(count('AWR-02')).toBe(0)
  })
  it('counts over as many pages as there are', async () => {
    const pages: Record<string, unknown> = {
      first: { items: [{ norms: ['A', 'B'] }, { norms: ['A'] }], next: 'second' },
      second: { items: [{ norms: ['B'] }, { norms: [] }], next: null },
    }
    const read: Log['read'] = async (_, query) => pages[query?.cursor ?? 'first']
    expect(await spokenIn({ read })).toEqual(
      new Map([
        ['A', 2],
        ['B', 2],
      ]),
    )
  })
  it('shows nothing to who may not read the log', async () => {
    expect(await seen('asker.jwt')).toMatchObject({
      code: EXIT.refused,
      out: '',
      err: expect.stringMatching(/^log: 403 /),
    })
  })
})
