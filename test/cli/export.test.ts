/** `sluis log export` and `import`: of a server that runs and of one that is stopped, and a whole log into another broker. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BSN, PEOPLE } from '../../src/cli/demo/people.ts'
import { subjectOf } from '../../src/cli/demo/questions.ts'
import { tell } from '../../src/cli/demo/story.ts'
import { EXIT } from '../../src/cli/help.ts'
import { keysCommand } from '../../src/cli/keys.ts'
import { logCommand } from '../../src/cli/log.ts'
import { openParts } from '../../src/log/entry.ts'
import { replay } from '../../src/log/replay.ts'
import { createNode } from '../../src/node.ts'
import type { Entry } from '../../src/ports.ts'
import { LOG } from '../log/tree/signers.ts'
import { broken, checked, counted, linesIn } from '../support/exports.ts'
import { forget } from '../support/forgotten.ts'
import { generatedExport } from '../support/generated-export.ts'
import { listen } from '../support/listen.ts'
import { SILENT } from '../support/silent.ts'
import { castOf, openWorld, type World } from '../support/world.ts'
import { run } from './policy/run.ts'

const PAST = '2026-03-01T00:00:00.000Z'

let world: World
let key: string
let caseId: string
let all: string
let ours: readonly Entry[]
const at = (name: string) => join(world.folder, name)
const env = (changes: Record<string, string> = {}) => {
  const { dataDir, keysDir, anchorDir, issuers, settings, origin } = world.options
  return {
    SLUIS_DATA_DIR: dataDir,
    SLUIS_KEYS_DIR: keysDir,
    SLUIS_ANCHOR_DIR: String(anchorDir),
    SLUIS_ISSUERS: JSON.stringify(issuers),
    SLUIS_SETTINGS: JSON.stringify(settings),
    SLUIS_ORIGIN: origin,
    ...changes,
  }
}
const log = (args: readonly string[], changes?: Record<string, string>) => run(logCommand, args, env(changes))

beforeAll(async () => {
  world = await openWorld()
  const told = await tell(await castOf(world), SILENT)
  caseId = told.caseId
  key = world.node.ports.log.verifierKey
  writeFileSync(at('token'), await world.token(PEOPLE.officer))
  writeFileSync(at('subject.json'), JSON.stringify(subjectOf(BSN.garagehouder)))
})
afterAll(() => world.close())

describe('sluis log export', () => {
  const token = () => ['--token-file', at('token')]
  it('of a server that runs goes over its address, into a new file that only its owner reads', async () => {
    const { origin, close } = await listen(world.node.app)
    const args = ['export', '--url', origin, ...token(), '--to', at('running')]
    const { code, err } = await log(args)
    expect([code, err]).toEqual([EXIT.ok, ''])
    expect(statSync(at('running')).mode & 0o077).toBe(0)
    expect(broken(checked(readFileSync(at('running'), 'utf8'), key))).toEqual([])
    expect((await log(args)).code).toBe(EXIT.refused)
    await expect(log(['export', '--all', '--to', at('beside')])).rejects.toMatchObject({ kind: 'locked' })
    expect(existsSync(at('beside'))).toBe(false)
    writeFileSync(at('asker'), await world.token(PEOPLE.asker))
    const refused = await log(['export', '--url', origin, '--token-file', at('asker'), '--to', at('refused')])
    expect([refused.code, refused.err]).toEqual([EXIT.refused, expect.stringContaining('403')])
    expect(existsSync(at('refused'))).toBe(false)
    await close()
  })
  it('of a server that is stopped asks the same of its folder, also about one person, named in a file', async () => {
    await world.stop()
    const folder = ['--data-dir', world.options.dataDir, ...token()]
    const args = [
      'export',
      ...folder,
      '--purpose',
      'P-RECHT',
      '--subject-file',
      at('subject.json'),
      '--to',
      at('person'),
    ]
    expect(await log(args)).toMatchObject({ code: EXIT.ok, err: '' })
    const text = readFileSync(at('person'), 'utf8')
    expect([linesIn(text).length > 3, text.includes(BSN.garagehouder)]).toEqual([true, false])
    expect(broken(checked(text, key))).toEqual([])
    writeFileSync(at('nobody.json'), '{}')
    const nobody = await log(['export', ...folder, '--subject-file', at('nobody.json'), '--to', at('x')])
    expect([nobody.code, nobody.err]).toEqual([EXIT.refused, expect.stringContaining('nobody.json')])
  })
  it('of everything is by who has the keys, after an erasure as well, and is the last entry in it', async () => {
    const again = await createNode(world.options)
    await forget({ node: again, options: world.options }, caseId)
    await again.close()
    expect(await log(['export', '--all', '--to', at('all')])).toMatchObject({ code: EXIT.ok, err: '' })
    all = readFileSync(at('all'), 'utf8')
    const report = checked(all, key)
    expect([broken(report), report.entries]).toEqual([[], report.size])
    expect(counted(report, 'policy-of-digest')[0]).toBeGreaterThan(0)
    expect(counted(report, 'erasure-entered')).toEqual([1, 0, 0])
    expect(counted(report, 'part-committed')[2]).toBeGreaterThan(10)
    const { entry } = linesIn(all).at(-1) ?? {}
    expect([entry?.index, JSON.parse(entry?.leaf ?? '').type]).toEqual([report.size - 1, 'export'])
    const node = await createNode({ ...world.options, anchorDir: null })
    ours = await node.ports.ledger.range(0, report.size)
    await node.close()
  })
  it('of everything is not made of a copy, for it signs', async () => {
    cpSync(world.options.dataDir, at('copy'), { recursive: true })
    const anchor = join(String(world.options.anchorDir), 'log.json')
    const [before, data] = [readFileSync(anchor, 'utf8'), readFileSync(at('copy/sluis.db'))]
    const { code, err } = await log(['export', '--all', '--data-dir', at('copy'), '--to', at('of-copy')])
    expect([code, err]).toEqual([EXIT.refused, expect.stringContaining('never does so on a copy')])
    expect([existsSync(at('of-copy')), readFileSync(anchor, 'utf8')]).toEqual([false, before])
    expect(readFileSync(at('copy/sluis.db')).equals(data)).toBe(true)
    // The same folder by another name is the same folder.
    symlinkSync(world.options.dataDir, at('link'))
    const linked = await log(['export', '--all', '--data-dir', at('link'), '--to', at('linked')])
    expect(linked).toMatchObject({ code: EXIT.ok, err: '' })
  })
  it.each([
    [['export']],
    [['export', '--to', 'x', '--from', 'gisteren', '--url', 'http://127.0.0.1:1']],
    [['export', '--to', 'x', '--all', '--department', 'ONDM']],
    [['import', '--verify', 'x']],
    [['import', '--verify', 'x', '--key', 'geen']],
  ])('%j is wrong use', async (args) => {
    await expect(log(args)).rejects.toMatchObject({ name: 'UsageError' })
  })
})

describe('sluis log import', () => {
  let runs = 0
  const there = (name: string) => ({
    SLUIS_DATA_DIR: at(`${name}/data`),
    SLUIS_KEYS_DIR: at(`${name}/keys`),
    SLUIS_ANCHOR_DIR: at(`${name}/anchor`),
    SLUIS_ORIGIN: 'sluis.example/other',
  })
  const into = (name: string, file: string, changes: Record<string, string> = {}) =>
    log(['import', '--verify', file, '--key', key], { ...there(name), ...changes })
  async function refused(text: string, why: string | RegExp, changes: Record<string, string> = {}): Promise<void> {
    const name = `refused-${runs++}`
    writeFileSync(at(`${name}.ndjson`), text)
    const { code, err } = await into(name, at(`${name}.ndjson`), changes)
    expect([code, err]).toEqual([EXIT.refused, expect.stringMatching(why)])
    expect(existsSync(at(`${name}/data/sluis.db`))).toBe(false)
  }

  it('takes every entry over with its leaf and its index, under its own name and keys; what was erased stays so', async () => {
    // What a crash halfway left is begun anew.
    mkdirSync(at('new/data'), { recursive: true })
    writeFileSync(at('new/data/sluis.db.importing'), 'half')
    expect(await into('new', at('all'))).toMatchObject({ code: EXIT.ok, err: '' })
    expect(readdirSync(at('new/data')).filter((name) => name.includes('importing'))).toEqual([])
    expect((await log(['verify', '--parts'], there('new'))).out).toContain('niets gevonden')

    const { SLUIS_DATA_DIR: dataDir, SLUIS_KEYS_DIR: keysDir, SLUIS_ANCHOR_DIR: anchorDir } = there('new')
    const node = await createNode({ ...world.options, dataDir, keysDir, anchorDir, origin: 'sluis.example/other' })
    try {
      const { ports } = node
      const theirs = await ports.ledger.range(0, 10_000)
      const plain = ({ parts: _, ...entry }: Entry) => ({ ...entry, leaf: Buffer.from(entry.leaf).toString() })
      expect(theirs.slice(0, ours.length).map(plain)).toEqual(ours.map(plain))
      const own = theirs.slice(ours.length)
      expect(own.map(({ type }) => type)).toEqual(['import'])
      const [last] = own
      if (!last) throw new Error('no import')
      expect((await openParts(ports, last)).import).toMatchObject({ origin: world.options.origin, size: ours.length })
      expect((await ports.tree.checkpoint())?.split('\n')[0]).toBe('sluis.example/other')
      const results = new Set<string>()
      for (const entry of theirs) {
        if (['decision', 'act', 'read'].includes(entry.type)) results.add((await replay(ports, entry)).result)
      }
      expect([...results].sort()).toEqual(['erased', 'same'])
      const found = await ports.decisionIndex.search('00000099000000001000', { count: 100 })
      expect(found.length).toBeGreaterThan(5)
    } finally {
      await node.close()
    }
    const again = await into('new', at('all'))
    expect([again.code, again.err]).toEqual([EXIT.refused, expect.stringContaining('there is a database')])
  })
  it('leaves an anchor that a start in production goes by, and that no other log goes into', async () => {
    const { SLUIS_DATA_DIR: dataDir, SLUIS_KEYS_DIR: keysDir, SLUIS_ANCHOR_DIR: anchorDir } = there('prod')
    const production = { SLUIS_MODE: 'production' }
    expect((await run(keysCommand, ['create'], env({ ...there('prod'), ...production }))).code).toBe(EXIT.ok)
    expect(await into('prod', at('all'), production)).toMatchObject({ code: EXIT.ok, err: '' })
    cpSync(dataDir, at('prod/as-imported'), { recursive: true })
    const options = { ...world.options, createKeys: false, keysDir, anchorDir, origin: 'sluis.example/other' }
    const node = await createNode({ ...options, dataDir })
    const [size, note] = [await node.ports.ledger.size(), await node.ports.tree.checkpoint()]
    await node.close()
    expect([size > ours.length, note?.split('\n')[0]]).toEqual([true, 'sluis.example/other'])
    // From its first start on it is a log like any other: one that is older is found.
    await expect(createNode({ ...options, dataDir: at('prod/as-imported') })).rejects.toThrow(
      /^the database is older than what was signed/,
    )
    const second = { ...production, SLUIS_DATA_DIR: at('prod/second') }
    const again = await into('prod', at('all'), second)
    expect([again.code, again.err]).toEqual([EXIT.refused, expect.stringContaining('another SLUIS_ANCHOR_DIR')])
    // The anchor of a log that lost its checkpoint, not what it forgot, is no other either.
    rmSync(join(anchorDir, 'log.json'))
    const line = { target: { kind: 'case', oin: '00000099000000001000', caseId }, ground: 'x', at: PAST }
    writeFileSync(join(anchorDir, 'erasures.ndjson'), `${JSON.stringify(line)}\n`)
    expect((await into('prod', at('all'), second)).err).toContain('another SLUIS_ANCHOR_DIR')
    rmSync(join(anchorDir, 'erasures.ndjson'))
    expect((await into('prod', at('all'), second)).code).toBe(EXIT.ok)
  })
  it('refuses what does not hold, is a part, or is called as this broker is, and leaves no log', async () => {
    await refused(all.replace('"type\\":\\"act', '"type\\":\\"acT'), /entry-included/)
    await refused(all.slice(0, all.trimEnd().lastIndexOf('\n') + 1), /export-whole/)
    await refused(readFileSync(at('running'), 'utf8'), /only a whole one/)
    await refused('{}\n', /no export/)
    await refused(all, /SLUIS_ORIGIN/, { SLUIS_ORIGIN: world.options.origin })
  })
  it('that fails halfway leaves no log, and begins anew', async () => {
    // Signed and sound, but of nobody who says under which keys its parts lie.
    const lines: Uint8Array[] = []
    for await (const line of generatedExport(600)) lines.push(line)
    writeFileSync(at('keyless'), Buffer.concat(lines))
    const keyless = log(['import', '--verify', at('keyless'), '--key', LOG.verifierKey], there('again'))
    await expect(keyless).rejects.toThrow('has no content')
    expect(existsSync(at('again/data/sluis.db'))).toBe(false)
    expect((await into('again', at('all'))).code).toBe(EXIT.ok)
  })
  it('refuses a folder that a broker has open', async () => {
    const { SLUIS_DATA_DIR: dataDir, SLUIS_KEYS_DIR: keysDir, SLUIS_ANCHOR_DIR: anchorDir } = there('busy')
    const node = await createNode({ ...world.options, dataDir, keysDir, anchorDir })
    expect((await into('busy', at('all'))).code).toBe(EXIT.refused)
    await node.close()
  })

  it('refuses every name that the log of the export ever had, and those that follow from it', async () => {
    const own = world.options.origin
    const keyOf = async (places = {}) => (await log(['key'], places)).out.trim()
    const exported = async (name: string, places = {}) => {
      expect(await log(['export', '--all', '--to', at(name)], places)).toMatchObject({ code: EXIT.ok, err: '' })
      return ['import', '--verify', at(name), '--key', await keyOf(places)]
    }
    const isRefused = async (args: readonly string[], origin: string) => {
      const { code, err } = await log(args, { ...there('named'), SLUIS_ORIGIN: origin })
      expect([origin, code, err]).toEqual([origin, EXIT.refused, expect.stringContaining('SLUIS_ORIGIN')])
    }
    // Taken over once, and again from there.
    await isRefused(await exported('twice', there('new')), own)

    const older = at('older')
    cpSync(world.options.dataDir, older, { recursive: true })
    await exported('lost')
    rmSync(world.options.dataDir, { recursive: true })
    cpSync(older, world.options.dataDir, { recursive: true })
    expect((await log(['acknowledge-rollback', '--close', own])).code).toBe(EXIT.ok)
    const args = await exported('closed')
    for (const name of [own, `${own}/2`, `${own}/3`]) await isRefused(args, name)
    expect((await log(args, { ...there('named'), SLUIS_ORIGIN: `${own}-other` })).code).toBe(EXIT.ok)
  })
})
