/** The policy on Workers: kept with what it decides, its activation entered, and evaluated again as far as it can be there. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { municipal } from '../../src/cli/demo/questions.ts'
import { SETTINGS } from '../../src/cli/demo/world.ts'
import { createWorker, type SluisWorker } from '../../src/worker/compose.ts'
import { loadWorkerBundle } from '../../src/worker/policy.ts'
import { NOTE_CRYPTO } from '../log/tree/signers.ts'
import { openGarage } from '../support/garage.ts'
import { createTestIssuer, type TestIssuer } from '../support/tokens.ts'
import { BUNDLE, callersOf, createDatabases, type Databases, envOf, RETENTION, rowsOf, VERG } from './stage.ts'

const OTHER_SETTINGS = Object.fromEntries(
  Object.entries(SETTINGS).map(([oin, one]) => [oin, { ...one, retention: { callerYears: 7 } }]),
)

let issuer: TestIssuer
let databases: Databases
beforeEach(async () => {
  issuer = await createTestIssuer()
  databases = createDatabases()
})
afterEach(() => {
  for (const database of Object.values(databases)) database.close()
})
const start = (settings: object = SETTINGS, bundle = BUNDLE): Promise<SluisWorker> =>
  createWorker({
    env: { ...envOf(databases, issuer), SLUIS_SETTINGS: JSON.stringify(settings) },
    bundle,
    retention: RETENTION,
    observe: () => undefined,
    clock: () => new Date(),
  })
const activations = () => rowsOf(databases.LOG, `SELECT id FROM entries WHERE type = 'activation'`)
const digests = async () =>
  (await rowsOf(databases.LOG, 'SELECT digest FROM policies ORDER BY at')).map((row) => Object(row).digest)
async function decided(worker: SluisWorker): Promise<void> {
  const { caseId, cast } = await openGarage({ as: callersOf(worker, issuer) }, 'B3')
  await cast.asker.post('/v1/inquiries', municipal(caseId, VERG, 'HITNOHIT'))
}
async function replayed(worker: SluisWorker): Promise<ReadonlySet<string>> {
  const officer = await callersOf(worker, issuer)(PEOPLE.officer)
  const period = { from: '2020-01-01T00:00:00Z', until: '2040-01-01T00:00:00Z' }
  const { body } = await officer.post('/v1/decisions/_replay', { readingPurpose: 'P-AUDIT', ...period, limit: 100 })
  return new Set((body as unknown as { items: { result: string }[] }).items.map(({ result }) => result))
}

describe('a Worker', () => {
  it('keeps the policy before the first decision, whole, and enters its activation', async () => {
    await start()
    const { bundle, files } = loadWorkerBundle(BUNDLE, SETTINGS, NOTE_CRYPTO.sha256)
    expect([await digests(), await activations()]).toEqual([[bundle.policy.digest], [{ id: expect.any(String) }]])
    const [kept] = await rowsOf(databases.LOG, 'SELECT wasm, data FROM policies')
    expect([Buffer.from(Object(kept).wasm).equals(files.wasm), Object(kept).data]).toEqual([true, BUNDLE.data])
  })

  it('sends it to the database once: a start that finds it there sends nothing of that size', async () => {
    await start()
    const { prepare } = databases.LOG
    const sent: string[] = []
    Object.assign(databases.LOG, {
      prepare: (sql: string) => {
        if (sql.startsWith('insert into "policies"')) sent.push(sql)
        return prepare(sql)
      },
    })
    await start()
    expect(sent).toEqual([])
    await start(OTHER_SETTINGS)
    expect(sent).toHaveLength(1)
  })

  it('enters it once for all isolates that start, at the same time or later, and again for each other policy', async () => {
    await Promise.all([start(), start(), start()])
    await start()
    expect(await activations()).toHaveLength(1)
    await Promise.all([start(OTHER_SETTINGS), start(OTHER_SETTINGS)])
    expect([await activations(), await digests()]).toMatchObject([{ length: 2 }, { length: 2 }])
    await start()
    expect([await activations(), await digests()]).toMatchObject([{ length: 3 }, { length: 2 }])
  })

  it('evaluates what was decided under earlier local settings by those of then', async () => {
    await decided(await start())
    const later = await start(OTHER_SETTINGS)
    await decided(later)
    expect(await replayed(later)).toEqual(new Set(['same']))
  })

  it('says of what another module decided that it has not that policy: it cannot compile one', async () => {
    await decided(await start())
    await rowsOf(databases.LOG, 'DROP TRIGGER policies_fixed')
    await rowsOf(databases.LOG, `UPDATE policies SET wasm = x'00'`)
    expect(await replayed(await start(OTHER_SETTINGS))).toContain('policy-unknown')
  })

  it('does not start with bytes that are not those of its digest, and enters nothing', async () => {
    const bytes = BUNDLE.bytes.slice()
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    await expect(start(SETTINGS, { ...BUNDLE, bytes })).rejects.toThrow('the bytes of policy.wasm differ')
    expect(await rowsOf(databases.LOG, `SELECT name FROM sqlite_master WHERE name = 'entries'`)).toEqual([])
  })
})
