/** The composition for Workers over a fake D1: what refuses to start, and what the clock trigger does. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { healthSchema } from '../../src/api/documents-health.ts'
import type { Reply } from '../../src/cli/demo/client.ts'
import { OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { connectors } from '../../src/cli/demo/world.ts'
import { witnessApp } from '../../src/cli/witness/serve.ts'
import type { Event } from '../../src/events.ts'
import { LIMITS } from '../../src/limits.ts'
import { noteKey } from '../../src/log/tree/note.ts'
import { createWitness } from '../../src/log/witness/witness.ts'
import { logSeedFrom } from '../../src/storage/d1/keys.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { createWorker, type SluisWorker } from '../../src/worker/compose.ts'
import { NOTE_CRYPTO } from '../log/tree/signers.ts'
import { memory, witnessKey } from '../log/witness/logs.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { listen } from '../support/listen.ts'
import { createTestIssuer, type TestIssuer } from '../support/tokens.ts'
import { BUNDLE, createDatabases, type Databases, envOf, RETENTION, sources, VERG } from './stage.ts'

let issuer: TestIssuer
let databases: Databases
let env: Record<string, unknown>
let events: Event[]
let now: number
beforeEach(async () => {
  issuer = await createTestIssuer()
  databases = createDatabases()
  events = []
  now = Date.now()
  env = envOf(databases, issuer)
})
afterEach(() => {
  for (const database of Object.values(databases)) database.close()
})

const start = (changes: Record<string, unknown> = {}): Promise<SluisWorker> =>
  createWorker({
    env: { ...env, ...changes },
    bundle: BUNDLE,
    retention: RETENTION,
    observe: (event) => void events.push(event),
    clock: () => new Date(now),
  })

describe('a Worker does not start', () => {
  it('without its databases', async () => {
    await expect(start({ LOG: undefined })).rejects.toThrow('LOG is not a D1 binding of this Worker')
    await expect(start({ KEYS: 'sluis-keys' })).rejects.toThrow('KEYS is not a D1 binding of this Worker')
  })

  it('with one database for the log and the keys, already at its first start', async () => {
    await expect(start({ KEYS: databases.LOG })).rejects.toMatchObject({ name: 'StorageFailure', kind: 'unsafe' })
    await expect(start()).rejects.toMatchObject({ kind: 'unsafe' })
  })

  it('with faults of its configuration: it names all of them', async () => {
    const faulty = start({ SLUIS_MASTER_KEY: 'secret', SLUIS_PORT: '1' })
    await expect(faulty).rejects.toThrow('SLUIS_PORT is not a setting; SLUIS_MASTER_KEY is not 64 hex digits')
  })

  it.each(['NERGENS', 'LOG', 'KEYS', 'SLUIS_ORIGIN'])(
    'with a source on %s: log and keys are no source',
    async (name) => {
      await expect(start({ SLUIS_SOURCES: sources(name) })).rejects.toThrow(
        `SLUIS_SOURCES ${name} is not a D1 binding of this Worker`,
      )
    },
  )

  it('with a source that only Node can reach', async () => {
    const faulty = JSON.stringify({ [OIN.voorbeeldstad]: { [VERG]: connectors('http://127.0.0.1:1')[VERG] } })
    await expect(start({ SLUIS_SOURCES: faulty })).rejects.toThrow('they have no files')
  })
})

describe('what has no entry', () => {
  it('is durable after an answer, at most once in LIMITS.countsHeldMs, and is tallied by the clock trigger', async () => {
    const worker = await start()
    const counted = async () => {
      const [found] = await databases.LOG.batch([databases.LOG.prepare('SELECT s401 FROM counters')])
      return found?.results
    }
    const refused = async () => {
      expect((await worker.app.request('/v1/inquiries')).status).toBe(401)
      await worker.settleCounts()
    }
    await refused()
    expect(await counted()).toEqual([{ s401: 0 }])
    now += LIMITS.countsHeldMs
    await refused()
    expect(await counted()).toEqual([{ s401: 2 }])
    await refused()
    await worker.tend()
    const [tallies] = await databases.LOG.batch([databases.LOG.prepare('SELECT type FROM entries')])
    expect([await counted(), tallies?.results]).toEqual([[{ s401: 3 }], [{ type: 'activation' }, { type: 'tally' }]])
  })
})

describe('the clock trigger', () => {
  let worker: SluisWorker
  let garage: Garage
  beforeEach(async () => {
    worker = await start()
    garage = await openGarage({ as }, 'B3')
    await permitted(garage.cast.officer.post(`/v1/cases/${garage.caseId}/attestations`, JUDGEMENTS.pc1(VERG)))
  })

  const as: Parameters<typeof openGarage>[0]['as'] = async (person, claims) => {
    const authorization = `Bearer ${await issuer.token(person, claims)}`
    const call = async (method: string, path: string, body?: unknown): Promise<Reply> => {
      const headers = { authorization, 'content-type': 'application/json' }
      const sent = body === undefined ? {} : { body: JSON.stringify(body) }
      const response = await worker.app.request(path, { method, headers, ...sent })
      return { status: response.status, body: (await response.json()) as Reply['body'] }
    }
    return { post: (path, body) => call('POST', path, body), get: (path) => call('GET', path) }
  }
  const run = async (sql: string) => {
    const [result] = await databases.LOG.batch([databases.LOG.prepare(sql)])
    return result?.results ?? []
  }
  /** A walk that ends between its decision and its settlement. */
  async function crash(): Promise<void> {
    await run(`CREATE TRIGGER broken BEFORE INSERT ON entries WHEN NEW.type = 'settlement'
      BEGIN SELECT RAISE(ABORT, 'gone'); END`)
    expect((await garage.cast.asker.post('/v1/inquiries', municipal(garage.caseId, VERG, 'HITNOHIT'))).status).toBe(503)
    await run('DROP TRIGGER broken')
  }
  const statuses = () => run('SELECT status FROM inquiries')

  it('settles a permit as aborted once it is older than any walk, and not a moment before', async () => {
    await crash()
    now += LIMITS.cutOffAfterMinutes * 60_000
    await worker.tend()
    expect(await statuses()).toEqual([{ status: 'open' }])
    now += 1
    await worker.tend()
    expect(await statuses()).toEqual([{ status: 'aborted' }])
    expect(events).toContainEqual({ type: 'recovered', aborted: 1 })
  })

  it('cannot be overtaken: a walk that settles after it was taken for crashed releases nothing', async () => {
    const real = databases.GEMEENTE.batch
    Object.assign(databases.GEMEENTE, {
      batch: async () => {
        now += LIMITS.cutOffAfterMinutes * 60_000 + 1
        await worker.tend()
        return [{ results: [], meta: { changes: 0 } }]
      },
    })
    const reply = await garage.cast.asker.post('/v1/inquiries', municipal(garage.caseId, VERG, 'HITNOHIT'))
    Object.assign(databases.GEMEENTE, { batch: real })
    expect([reply.status, reply.body.disclosure]).toEqual([503, undefined])
    expect(await statuses()).toEqual([{ status: 'aborted' }])
  })

  it('lets unused permits expire, and brings the index and the tree up to the log', async () => {
    await crash()
    now += LIMITS.unusedPermitHours * 3_600_000 + 1
    await worker.tend()
    expect(await statuses()).toEqual([{ status: 'expired' }])
    const [size] = await run('SELECT max(idx) + 1 AS position FROM entries')
    expect(await run('SELECT position FROM index_position')).toEqual([size])
    expect(await run('SELECT size AS position FROM tree_checkpoint')).toEqual([size])
    const checkpoint = await (await worker.app.request('/v1/log/checkpoint')).text()
    expect(checkpoint).toMatch(/^sluis\.example\/test\n/)
  })

  it('asks witnesses, and shows what they cosigned and nothing before', async () => {
    const log = noteKey(NOTE_CRYPTO, 'sluis.example/test', logSeedFrom(String(env.SLUIS_MASTER_KEY), createCrypto()))
    const signer = witnessKey(1)
    const behind = createWitness({ sha256: NOTE_CRYPTO.sha256, logs: [log], signer, store: memory() })
    const { origin, close } = await listen(witnessApp(behind, () => undefined))
    try {
      const witnesses = [{ key: signer.verifierKey, url: origin }]
      const witnessed = await start({ SLUIS_WITNESSES: JSON.stringify({ quorum: 1, witnesses }) })
      const shown = async () => (await witnessed.app.request('/v1/log/checkpoint')).text()
      await worker.tend()
      expect(await shown()).toContain('not-found')
      await witnessed.tend()
      expect(await shown()).toMatch(/^sluis\.example\/test\n\d+\n.+\n\n— sluis.+\n— witness\.example\/w1 .+\n$/u)
      expect(events.filter((event) => event.type === 'fault')).toEqual([])
    } finally {
      await close()
    }
  })

  it('says how it fares as far as it can know: what it did not store is null', async () => {
    const token = await issuer.token(PEOPLE.officer)
    const headers = { authorization: `Bearer ${token}` }
    await worker.tend()
    const response = await worker.app.request('/v1/health', { headers })
    const health = healthSchema.strict().parse(await response.json())
    expect(health).toMatchObject({
      startedAt: null,
      retention: null,
      policy: { firstInForceAt: expect.any(String) },
      witnesses: [],
    })
    expect(health.log).toMatchObject({ behind: null, witnessed: null, lag: 0 })
    expect(health.sources.find(({ connected }) => connected)).toMatchObject({
      circuit: null,
      goodAt: null,
      fault: null,
    })
  })

  it('looks at what is to be forgotten', async () => {
    await worker.tend()
    expect(events).toContainEqual({ type: 'retention', due: 0, held: 0, erased: 0 })
  })

  it('reports a log that cannot be reached, and does not throw', async () => {
    const { LOG } = databases
    const real = LOG.batch
    Object.assign(LOG, { batch: () => Promise.reject(new Error('D1_ERROR: gone')) })
    await worker.tend()
    Object.assign(LOG, { batch: real })
    expect(events.filter((event) => event.type === 'fault').map((event) => event.where)).toEqual([
      'recovery',
      'expiry',
      'erasure',
      'retention',
      'tally',
      'indexer',
      'integrator',
    ])
  })
})
