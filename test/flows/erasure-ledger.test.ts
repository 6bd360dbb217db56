/** A ledger of erasures that lost lines: a start makes it whole from the database, and what came back goes again. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { OIN } from '../../src/cli/demo/people.ts'
import { GROUNDS, municipal } from '../../src/cli/demo/questions.ts'
import { EXIT } from '../../src/cli/help.ts'
import { logCommand } from '../../src/cli/log.ts'
import { openParts } from '../../src/log/entry.ts'
import { createNode } from '../../src/node.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { createKeys } from '../../src/storage/node/keys.ts'
import { openSqlite } from '../../src/storage/sqlite/open.ts'
import { run } from '../cli/policy/run.ts'
import { forget } from '../support/forgotten.ts'
import { type Garage, openGarage } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'

/** Of each question; it stands nowhere else. */
const WORD = 'kwartelvraag'
const WORDS = new RegExp(WORD, 'g')

let world: World
/** Forgotten, one after the other. */
let garages: readonly Garage[]
/** The ledger as it was after both. */
let whole: string
const at = (name: string) => join(world.folder, name)
const ledger = () => at('anchor/erasures.ndjson')
const lines = (text: string) => text.split('\n').slice(0, -1)
/** Its targets, without when. */
const targets = () => lines(readFileSync(ledger(), 'utf8')).map((line) => JSON.parse(line).target.caseId)

beforeEach(async () => {
  world = await openWorld()
  const opened: Garage[] = []
  for (const state of ['B3', 'B4'] as const) {
    const garage = await openGarage(world, state)
    const question = {
      ...municipal(garage.caseId, 'BEL/heffingen', 'DETAIL', ['kwijtschelding']),
      grounds: { ...GROUNDS, necessity: WORD },
    }
    expect((await garage.cast.asker.post('/v1/inquiries', question)).status).toBe(201)
    opened.push(garage)
  }
  garages = opened
  await world.node.ports.catchUp()
  // The key of the entries that say so is there already: a folder without it is refused for being older.
  await world.node.ports.keys.sealing(`org:${OIN.voorbeeldstad}:log`)
  cpSync(at('keys'), at('older'), { recursive: true })
  for (const { caseId } of garages) await forget(world, caseId)
  await world.node.ports.integrate()
  await world.stop()
  whole = readFileSync(ledger(), 'utf8')
  expect(targets()).toEqual(garages.map(({ caseId }) => caseId))
})
afterEach(() => world.close())

/** Starts as in production, and stops. Resolves with what of the forgotten cases can be read: parts, and the cases. */
async function seen(): Promise<readonly string[]> {
  const node = await createNode({ ...world.options, createKeys: false })
  try {
    const { crypto, keys, cases } = node.ports
    const entries = await node.ports.ledger.range(0, 1_000)
    const text = JSON.stringify(await Promise.all(entries.map((entry) => openParts({ crypto, keys }, entry))))
    expect(entries.filter(({ type }) => type === 'erasure')).toHaveLength(garages.length)
    const oin = Object.keys(world.options.settings as object)[0] ?? ''
    const found = await Promise.all(garages.map(({ caseId }) => cases.find(oin, caseId)))
    return [...(text.match(WORDS) ?? []), ...found.flatMap((one) => one?.value.id ?? [])]
  } finally {
    await node.close()
  }
}
const olderKeys = () => cpSync(at('older/sealing.db'), at('keys/sealing.db'))

const LOST: readonly (readonly [string, () => void])[] = [
  ['that was taken away', () => rmSync(ledger())],
  ['of which the last line was cut off', () => writeFileSync(ledger(), `${lines(whole)[0]}\n`)],
  ['of which the first line was cut out', () => writeFileSync(ledger(), `${lines(whole)[1]}\n`)],
  ['that is empty', () => writeFileSync(ledger(), '')],
  ['that was cut off in the middle of a line', () => writeFileSync(ledger(), whole.slice(0, -20))],
]

describe('a ledger of erasures', () => {
  it('is what older keys are told by: without it, and without what the database knows, they open all of it', async () => {
    const crypto = createCrypto()
    olderKeys()
    const keys = createKeys({ dir: at('keys'), dataDir: at('data'), create: false, crypto })
    const observer = () => undefined
    const storage = openSqlite(at('data/sluis.db'), { crypto, keys, clock: () => new Date(0), observer })
    const entries = await storage.ledger.range(0, 1_000)
    const text = JSON.stringify(await Promise.all(entries.map((entry) => openParts({ crypto, keys }, entry))))
    expect(text.match(WORDS)).toHaveLength(garages.length)
    storage.close()
    keys.close()
  })

  it.each(LOST)('%s has its lines again after a start, and older keys open nothing', async (_, lose) => {
    lose()
    expect(await seen()).toEqual([])
    expect(targets().toSorted()).toEqual(garages.map(({ caseId }) => caseId).toSorted())
    olderKeys()
    expect(await seen()).toEqual([])
  })

  it.each(LOST)('%s together with older keys that are put back: the cases stay gone', async (_, lose) => {
    lose()
    olderKeys()
    expect(await seen()).toEqual([])
    expect(targets().toSorted()).toEqual(garages.map(({ caseId }) => caseId).toSorted())
  })

  it('in an anchor that was lost as a whole comes back after "anchor adopt"', async () => {
    rmSync(at('anchor'), { recursive: true })
    const { dataDir, keysDir, anchorDir, origin } = world.options
    const env = {
      SLUIS_DATA_DIR: dataDir,
      SLUIS_KEYS_DIR: keysDir,
      SLUIS_ANCHOR_DIR: String(anchorDir),
      SLUIS_ORIGIN: origin,
    }
    mkdirSync(at('anchor'))
    expect((await run(logCommand, ['anchor', 'adopt'], env)).code).toBe(EXIT.ok)
    olderKeys()
    expect(await seen()).toEqual([])
    expect(targets()).toHaveLength(garages.length)
  })
})
