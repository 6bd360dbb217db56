/** A Worker over databases that are not those of its log: it refuses before anything is signed or written. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { municipal } from '../../src/cli/demo/questions.ts'
import { createWorker, type SluisWorker } from '../../src/worker/compose.ts'
import { openGarage } from '../support/garage.ts'
import { createTestIssuer, type TestIssuer } from '../support/tokens.ts'
import { BUNDLE, callersOf, createDatabases, type Databases, envOf, RETENTION, rowsOf, VERG } from './stage.ts'

const OTHER_NAME = { SLUIS_ORIGIN: 'sluis.example/other' }
const OTHER_KEY = { SLUIS_MASTER_KEY: 'cd'.repeat(32) }

let issuer: TestIssuer
let databases: Databases
beforeEach(async () => {
  issuer = await createTestIssuer()
  databases = createDatabases()
})
afterEach(() => {
  for (const database of Object.values(databases)) database.close()
})
const start = (changes: Record<string, unknown> = {}): Promise<SluisWorker> =>
  createWorker({
    env: { ...envOf(databases, issuer), ...changes },
    bundle: BUNDLE,
    retention: RETENTION,
    observe: () => undefined,
    clock: () => new Date(),
  })
const garageOn = (worker: SluisWorker) => openGarage({ as: callersOf(worker, issuer) }, 'B3')
/** Everything that is stored, to the last byte. */
async function stored(): Promise<unknown> {
  const contents = []
  for (const database of [databases.LOG, databases.KEYS]) {
    const tables = await rowsOf(database, `SELECT name, sql FROM sqlite_master ORDER BY name`)
    const rows = await rowsOf(database, `SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`)
    contents.push(tables)
    for (const { name } of rows as { name: string }[]) contents.push(await rowsOf(database, `SELECT * FROM ${name}`))
  }
  return contents
}
/** With `changes`; what there is stays as it was, and the right start finds it so. */
async function refused(changes: Record<string, unknown>, why: string): Promise<void> {
  const before = await stored()
  await expect(start(changes)).rejects.toThrow(why)
  expect(await stored()).toEqual(before)
}

describe('over the log of another', () => {
  it.each([
    ['name', OTHER_NAME, 'SLUIS_ORIGIN, SLUIS_MASTER_KEY or the database LOG is that of another log'],
    ['master key', OTHER_KEY, 'SLUIS_MASTER_KEY is not the one that the keys in KEYS are wrapped with'],
  ])('%s, with entries and a checkpoint of them', async (_, change, why) => {
    const first = await start()
    await garageOn(first)
    await first.tend()
    await refused(change, why)
    await expect(start()).resolves.toBeDefined()
  })

  it.each([
    ['name', OTHER_NAME, 'is that of another log'],
    ['master key', OTHER_KEY, 'SLUIS_MASTER_KEY is not the one'],
  ])('%s, also before the clock came for the first time', async (_, change, why) => {
    await start()
    await refused(change, why)
  })

  it('key, with a KEYS of its own that is empty', async () => {
    await start()
    const keys = createDatabases().KEYS
    await refused({ ...OTHER_KEY, KEYS: keys }, 'is that of another log')
    expect(await rowsOf(keys, 'SELECT * FROM key_state')).toEqual([])
    keys.close()
  })

  it('version: a database that is not its own is not migrated', async () => {
    await start()
    await rowsOf(databases.LOG, 'DELETE FROM migrations WHERE id = 38')
    await refused(OTHER_NAME, 'is that of another log')
  })

  it('name, begun at the same moment: one of the two lands', async () => {
    const begun = await Promise.allSettled([start(), start(OTHER_NAME)])
    expect(begun.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('whose tiles were changed', async () => {
    const first = await start()
    await garageOn(first)
    await first.tend()
    await rowsOf(databases.LOG, 'DROP TRIGGER tree_tiles_kept')
    await rowsOf(databases.LOG, 'UPDATE tree_tiles SET hashes = zeroblob(length(hashes))')
    await refused({}, 'the tree of the log is not the one that was signed: put back a database of this log')
  })
})

describe('over keys', () => {
  it('of before there was a check shows by the keys themselves whether the master key fits', async () => {
    await start()
    await rowsOf(databases.KEYS, 'DELETE FROM key_state')
    await refused(OTHER_KEY, 'SLUIS_MASTER_KEY is not the one')
    await garageOn(await start())
    expect(await rowsOf(databases.KEYS, 'SELECT pseudonyms FROM key_state')).toEqual([{ pseudonyms: 1 }])
  })

  it('that are older than the log: it says so, and is not ready without what it cannot open', async () => {
    const first = await start()
    const [newest] = await rowsOf(databases.KEYS, 'SELECT max(rowid) AS row FROM keys')
    await garageOn(first)
    await rowsOf(databases.KEYS, `DELETE FROM keys WHERE rowid > ${Object(newest).row}`)
    await refused({}, 'KEYS is older than LOG')
  })

  it('of which one was destroyed starts: that is no older copy', async () => {
    await garageOn(await start())
    await rowsOf(databases.KEYS, 'UPDATE keys SET wrapped = NULL')
    await expect(start()).resolves.toBeDefined()
  })

  it('that were used, beside a LOG that is empty: one name would begin two trees', async () => {
    await start()
    const { LOG } = createDatabases()
    await expect(start({ LOG })).rejects.toThrow('LOG has no entry and no checkpoint, and KEYS was used')
    expect(await rowsOf(LOG, 'SELECT * FROM tree_checkpoint')).toEqual([])
    LOG.close()
  })
})

it('an isolate that still has another master key makes no key beside those that are there', async () => {
  const keys = createDatabases().KEYS
  const log = createDatabases().LOG
  // Both began before there was a key.
  const late = await start({ LOG: log, KEYS: keys })
  await rowsOf(keys, `UPDATE key_state SET master = 'another'`)
  const asker = await callersOf(late, issuer)(PEOPLE.asker)
  const reply = await asker.post('/v1/inquiries', municipal('00000000-0000-7000-8000-000000000000', VERG, 'HITNOHIT'))
  expect(reply.status).toBeGreaterThanOrEqual(500)
  expect(await rowsOf(keys, `SELECT scope FROM keys`)).toEqual([{ scope: 'org:broker:log' }])
  for (const database of [keys, log]) database.close()
})
