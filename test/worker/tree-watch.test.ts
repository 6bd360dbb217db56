/** Back-pressure on Workers: nothing is taken while the tree is altered, or stands still, and an operator hears which. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { municipal } from '../../src/cli/demo/questions.ts'
import type { Event } from '../../src/events.ts'
import { LIMITS } from '../../src/limits.ts'
import { createWorker, type SluisWorker } from '../../src/worker/compose.ts'
import { type Garage, openGarage } from '../support/garage.ts'
import { createTestIssuer, type TestIssuer } from '../support/tokens.ts'
import { BUNDLE, callersOf, createDatabases, type Databases, envOf, RETENTION, rowsOf, VERG } from './stage.ts'

const STILL = LIMITS.scheduledIntegrationMinutes * 60_000

let issuer: TestIssuer
let databases: Databases
let events: Event[]
let now: number
let worker: SluisWorker
let garage: Garage
beforeEach(async () => {
  issuer = await createTestIssuer()
  databases = createDatabases()
  events = []
  now = Date.now()
  worker = await start()
  garage = await openGarage({ as: callersOf(worker, issuer) }, 'B3')
})
afterEach(() => {
  for (const database of Object.values(databases)) database.close()
})
const start = (changes: Record<string, unknown> = {}): Promise<SluisWorker> =>
  createWorker({
    env: { ...envOf(databases, issuer), ...changes },
    bundle: BUNDLE,
    retention: RETENTION,
    observe: (event) => void events.push(event),
    clock: () => new Date(now),
  })
const run = (sql: string) => rowsOf(databases.LOG, sql)
const entries = async () => (await run('SELECT count(*) AS n FROM entries'))[0]
const faults = () =>
  events.flatMap((event) => (event.type === 'fault' && event.where === 'integrator' ? event.code : []))
/** Status of a question, and of /readyz. */
async function asked(by = worker): Promise<readonly [number, number]> {
  const question = municipal(garage.caseId, VERG, 'HITNOHIT')
  const { status } = await (by === worker ? garage.cast.asker : (await castOn(by)).asker).post(
    '/v1/inquiries',
    question,
  )
  return [status, (await by.app.request('/readyz')).status]
}
const castOn = async (by: SluisWorker) => (await openGarage({ as: callersOf(by, issuer) }, 'B3')).cast
async function alter(): Promise<void> {
  await run('DROP TRIGGER tree_tiles_kept')
  await run('UPDATE tree_tiles SET hashes = zeroblob(length(hashes))')
}

describe('a tree that was altered', () => {
  it('has every isolate refuse within LIMITS.treeLookMs, before anything is written, and says so to an operator', async () => {
    await worker.tend()
    const before = (await asked())[0]
    expect(before).not.toBe(503)
    await alter()
    now += LIMITS.treeLookMs - 1
    expect((await asked())[0]).toBe(before)
    now += 1
    const count = await entries()
    expect(await asked()).toEqual([503, 503])
    expect([await entries(), faults()]).toEqual([count, ['altered']])
  })

  it('is called so where the clock found it, and that isolate refuses at once', async () => {
    await worker.tend()
    await alter()
    await worker.tend()
    expect(faults()).toEqual(['altered'])
    expect(await asked()).toEqual([503, 503])
  })

  it('is trusted again once it is what was signed', async () => {
    await worker.tend()
    await run('CREATE TABLE copy AS SELECT * FROM tree_tiles')
    await alter()
    now += LIMITS.treeLookMs
    expect(await asked()).toEqual([503, 503])
    await run(`UPDATE tree_tiles SET hashes = (
      SELECT c.hashes FROM copy c WHERE c.level = tree_tiles.level AND c.idx = tree_tiles.idx)`)
    now += LIMITS.treeLookMs
    expect((await asked())[1]).toBe(200)
  })
})

describe('a tree that stands still', () => {
  it('is told by the oldest entry that is not in it, after LIMITS.scheduledIntegrationMinutes', async () => {
    now += STILL - 1_000
    expect((await asked())[1]).toBe(200)
    now += LIMITS.treeLookMs
    const count = await entries()
    expect(await asked()).toEqual([503, 503])
    expect([await entries(), faults()]).toEqual([count, ['behind']])
  })

  it('takes questions again once the clock came', async () => {
    now += STILL + LIMITS.treeLookMs
    expect((await asked())[1]).toBe(503)
    await worker.tend()
    now += LIMITS.treeLookMs
    expect((await asked())[1]).toBe(200)
  })

  it('does not where nothing happened: an old entry that is in it waits for nothing', async () => {
    await worker.tend()
    now += 10 * STILL
    expect((await asked())[1]).toBe(200)
  })

  it('is brought up to date by who looks in development, where no clock calls', async () => {
    const local = await start({ SLUIS_MODE: 'development' })
    now += STILL + LIMITS.treeLookMs
    expect((await local.app.request('/readyz')).status).toBe(200)
    expect(await run('SELECT size FROM tree_checkpoint')).toEqual(await run('SELECT max(idx) + 1 AS size FROM entries'))
  })
})

it('a tree that cannot be looked at is not promised on, and is looked at again by who comes next', async () => {
  now += LIMITS.treeLookMs
  const { batch } = databases.LOG
  Object.assign(databases.LOG, { batch: () => Promise.reject(new Error('D1_ERROR: gone')) })
  expect((await worker.app.request('/readyz')).status).toBe(503)
  expect(faults()).toEqual(['failed'])
  Object.assign(databases.LOG, { batch })
  expect((await worker.app.request('/readyz')).status).toBe(200)
})
