/** Answers kept for a repeat on Workers: another isolate gives them, and no copy of LOG does once KEYS lost the key of the case. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { GROUNDS, municipal } from '../../src/cli/demo/questions.ts'
import { DESTROY_KEY } from '../../src/storage/key-sql.ts'
import { createWorker, type SluisWorker } from '../../src/worker/compose.ts'
import { openGarage } from '../support/garage.ts'
import { createTestIssuer, type TestIssuer } from '../support/tokens.ts'
import { callsTo } from '../support/world.ts'
import { BUNDLE, createDatabases, type Databases, envOf, RETENTION, VERG } from './stage.ts'

let issuer: TestIssuer
let databases: Databases
beforeEach(async () => {
  issuer = await createTestIssuer()
  databases = createDatabases()
})
afterEach(() => {
  for (const database of Object.values(databases)) database.close()
})

const isolate = (): Promise<SluisWorker> =>
  createWorker({
    env: envOf(databases, issuer),
    bundle: BUNDLE,
    retention: RETENTION,
    observe: () => undefined,
    clock: () => new Date(),
  })

it('lie under the key of the case: given by another isolate, and gone with that key though the row is there', async () => {
  const first = callsTo((await isolate()).app)
  const { caseId } = await openGarage(
    {
      async as(person, claims) {
        const bearer = await issuer.token(person, claims)
        return { post: (path, body) => first(bearer, 'POST', path, body), get: (path) => first(bearer, 'GET', path) }
      },
    },
    'B3',
  )
  const token = await issuer.token(PEOPLE.asker)
  const ask = (call: typeof first, necessity = 'x') => {
    const question = { ...municipal(caseId, VERG, 'HITNOHIT'), grounds: { ...GROUNDS, necessity } }
    return call(token, 'POST', '/v1/inquiries', question, { 'idempotency-key': '2026-0001' })
  }
  const given = await ask(first)
  expect([given.status, given.body.status]).toEqual([201, 'waiting'])
  const again = await ask(callsTo((await isolate()).app))
  expect([again.status, again.body]).toEqual([201, given.body])
  expect((await ask(first, 'iets anders')).body.type).toMatch(/idempotency-mismatch$/)

  const [rows] = await databases.LOG.batch([databases.LOG.prepare('SELECT key_id, answer FROM idempotency')])
  const [keys] = await databases.KEYS.batch([
    databases.KEYS.prepare('SELECT id FROM keys WHERE scope = ?').bind(`case:${caseId}`),
  ])
  expect(rows?.results).toEqual([{ key_id: Object(keys?.results[0]).id, answer: expect.anything() }])
  await databases.KEYS.batch([databases.KEYS.prepare(DESTROY_KEY).bind(`case:${caseId}`)])
  const late = await ask(callsTo((await isolate()).app))
  expect([late.status, late.body.type, late.body.inquiry]).toEqual([
    409,
    expect.stringMatching(/idempotency-expired$/),
    `/v1/inquiries/${String(given.body.id)}`,
  ])
})
