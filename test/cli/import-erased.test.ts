/** An export of before an erasure brings back what was erased, unless whoever imports it gives along what the log has erased since. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OIN } from '../../src/cli/demo/people.ts'
import { GROUNDS, municipal } from '../../src/cli/demo/questions.ts'
import { EXIT } from '../../src/cli/help.ts'
import { logCommand } from '../../src/cli/log.ts'
import { openParts } from '../../src/log/entry.ts'
import { createNode } from '../../src/node.ts'
import { forget } from '../support/forgotten.ts'
import { type Garage, openGarage } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'
import { run } from './policy/run.ts'

/** Of the question; it stands nowhere else. */
const WORD = 'kwartelvraag'
const ORIGIN = 'sluis.example/other'

let world: World
let garage: Garage
let key: string
const at = (name: string) => join(world.folder, name)
const there = (name: string) => ({
  SLUIS_DATA_DIR: at(`${name}/data`),
  SLUIS_KEYS_DIR: at(`${name}/keys`),
  SLUIS_ANCHOR_DIR: at(`${name}/anchor`),
  SLUIS_ORIGIN: ORIGIN,
})
function log(args: readonly string[], changes: Record<string, string> = {}) {
  const { dataDir, keysDir, anchorDir, settings, origin } = world.options
  return run(logCommand, args, {
    ...{ SLUIS_DATA_DIR: dataDir, SLUIS_KEYS_DIR: keysDir, SLUIS_ANCHOR_DIR: String(anchorDir) },
    ...{ SLUIS_ORIGIN: origin, SLUIS_SETTINGS: JSON.stringify(settings), ...changes },
  })
}
const exported = async (name: string) =>
  expect(await log(['export', '--all', '--to', at(name)])).toMatchObject({ code: EXIT.ok, err: '' })
const into = (name: string, file: string, ...erased: string[]) =>
  log(['import', '--verify', at(file), '--key', key, ...erased.flatMap((one) => ['--erased', one])], there(name))
/** What can be read there after a start: parts that hold the question, and targets of entries `erasure`. */
async function read(name: string) {
  const { SLUIS_DATA_DIR: dataDir, SLUIS_KEYS_DIR: keysDir, SLUIS_ANCHOR_DIR: anchorDir } = there(name)
  const places = { dataDir, keysDir, anchorDir, origin: ORIGIN }
  const node = await createNode({ ...world.options, ...places, createKeys: false })
  try {
    const entries = await node.ports.ledger.range(0, 1_000)
    const parts = await Promise.all(entries.map((entry) => openParts(node.ports, entry)))
    const closed = await node.ports.keys.sealing(`case:${garage.caseId}:case`).catch((error: Error) => error.name)
    const rows = await node.ports.decisionIndex.search(OIN.voorbeeldstad, { caseId: garage.caseId, count: 9 })
    return {
      asked: parts.filter((one) => JSON.stringify(one).includes(WORD)).length,
      erased: parts.flatMap(
        ({ erasure }) => (erasure as { target: { caseId: string } } | undefined)?.target.caseId ?? [],
      ),
      closed: closed === 'KeyDestroyed',
      indexed: rows.length,
    }
  } finally {
    await node.close()
  }
}

beforeAll(async () => {
  world = await openWorld()
  garage = await openGarage(world, 'B3')
  const question = {
    ...municipal(garage.caseId, 'BEL/heffingen', 'DETAIL', ['kwijtschelding']),
    grounds: { ...GROUNDS, necessity: WORD },
  }
  expect((await garage.cast.asker.post('/v1/inquiries', question)).status).toBe(201)
  key = world.node.ports.log.verifierKey
  await world.stop()
  await exported('before')
  const again = await createNode(world.options)
  await forget({ node: again, options: world.options }, garage.caseId)
  await again.close()
  await exported('after')
})
afterAll(() => world.close())

describe('an export of before an erasure', () => {
  it('brings it back where nobody says what was erased since, and that is said', async () => {
    const { code, out } = await into('unknowing', 'before')
    expect([code, out]).toEqual([
      EXIT.ok,
      expect.stringContaining('what the old log erased after this export is not known'),
    ])
    expect(await read('unknowing')).toMatchObject({ asked: 1, erased: [], closed: false })
  })

  it.each([
    ['the anchor of that log', () => at('anchor')],
    ['the ledger of that anchor', () => at('anchor/erasures.ndjson')],
    ['a newer export', () => at('after')],
  ])('does not with %s: the content stays out, and the log that goes on says so', async (_, erased) => {
    const name = `knowing-${erased().split('/').at(-1)}`
    const { code, out, err } = await into(name, 'before', erased())
    expect([code, err, out]).toEqual([EXIT.ok, '', expect.stringMatching(/erased: 1\n$/)])
    expect((await log(['verify', '--parts'], there(name))).out).toContain('niets gevonden')
    expect(await read(name)).toEqual({ asked: 0, erased: [garage.caseId], closed: true, indexed: 0 })
    const ledger = readFileSync(at(`${name}/anchor/erasures.ndjson`), 'utf8')
    expect(
      ledger
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).target.caseId),
    ).toEqual([garage.caseId])
    expect((await log(['verify', '--parts'], there(name))).out).toContain('niets gevonden')
  })

  it('has nothing to keep out where it is of after it', async () => {
    expect((await into('newest', 'after', at('anchor'))).out).toMatch(/erased: 0\n$/)
    expect(await read('newest')).toMatchObject({ asked: 0, erased: [garage.caseId] })
  })
})

it('a newer export under another key of that log wants both keys', async () => {
  expect((await log(['key', 'rotate'])).code).toBe(EXIT.ok)
  await exported('rotated')
  const { code, err } = await into('rotation', 'before', at('rotated'))
  expect([code, err]).toEqual([EXIT.refused, expect.stringContaining('checkpoint-signed')])
  const next = (await log(['key'])).out.trim()
  const both = ['import', '--verify', at('before'), '--key', key, '--key', next, '--erased', at('rotated')]
  expect((await log(both, there('rotation'))).out).toMatch(/erased: 1\n$/)
  expect(await read('rotation')).toMatchObject({ asked: 0, erased: [garage.caseId] })
})

describe('what is given as erased', () => {
  const line = () => readFileSync(at('anchor/erasures.ndjson'), 'utf8')
  const bent = (name: string, text: string) => {
    writeFileSync(at(name), text)
    return at(name)
  }
  it.each<[string, () => string, string]>([
    ['is not there', () => at('nowhere'), 'is not there'],
    ['is a folder without a log', () => at('.'), 'this is no anchor'],
    ['is the anchor of another log', () => at('unknowing/anchor'), 'the anchor of another log'],
    ['is a ledger that is damaged', () => bent('bent', `{"target"\n${line()}`), 'no ledger of erasures'],
    ['is an older export', () => at('before'), 'older than that of --verify'],
    [
      'is an export that was changed',
      () => bent('changed', readFileSync(at('after'), 'utf8').replace('"erased"', '"Erased"')),
      'does not hold',
    ],
  ])('refuses the import where it %s', async (_, given, why) => {
    const path = given()
    const { code, err } = await into('refused', path.endsWith('/before') ? 'after' : 'before', path)
    expect([code, err]).toEqual([EXIT.refused, expect.stringContaining(`${path}: `)])
    expect(err).toContain(why)
  })

  it('or not, goes under no keys that sign with another anchor', async () => {
    const changes = { ...there('moved'), SLUIS_KEYS_DIR: at('unknowing/keys') }
    const args = ['import', '--verify', at('before'), '--key', key]
    await expect(log(args, changes)).rejects.toThrow('the keys sign with another anchor')
  })

  it('is not taken from an anchor that is to be used, which names the way', async () => {
    mkdirSync(at('own/anchor'), { recursive: true })
    cpSync(at('anchor/erasures.ndjson'), at('own/anchor/erasures.ndjson'))
    const { code, err } = await into('own', 'before')
    expect([code, err]).toEqual([EXIT.refused, expect.stringContaining('give this one with --erased')])
    rmSync(at('own'), { recursive: true })
  })
})
