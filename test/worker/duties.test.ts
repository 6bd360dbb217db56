/** Obligations on Workers: in D1 with what obliges, and ended there once. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Reply } from '../../src/cli/demo/client.ts'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal, subjectOf } from '../../src/cli/demo/questions.ts'
import { createWorker, type SluisWorker } from '../../src/worker/compose.ts'
import { end, listed, one } from '../support/duties.ts'
import { openGarage, permitted } from '../support/garage.ts'
import { createTestIssuer, type TestIssuer } from '../support/tokens.ts'
import { BUNDLE, createDatabases, type Databases, envOf, VERG } from './stage.ts'

let issuer: TestIssuer
let databases: Databases
let worker: SluisWorker
beforeEach(async () => {
  issuer = await createTestIssuer()
  databases = createDatabases()
  const gemeente = databases.GEMEENTE
  // Nothing is known: what obliges is that it was asked and answered.
  Object.assign(gemeente, { batch: async () => [{ results: [], meta: { changes: 0 } }] })
  worker = await createWorker({
    env: envOf(databases, issuer),
    bundle: BUNDLE,
    observe: () => undefined,
    clock: () => new Date(),
  })
})
afterEach(() => {
  for (const database of Object.values(databases)) database.close()
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

it('are made by a settled answer, seen by who owes them, and end once', async () => {
  const { caseId, cast } = await openGarage({ as }, 'B3')
  await permitted(cast.officer.post(`/v1/cases/${caseId}/attestations`, JUDGEMENTS.pc1(VERG)))
  await permitted(cast.asker.post('/v1/inquiries', municipal(caseId, VERG, 'HITNOHIT')))
  const item = await one(cast.asker, caseId, 'INFORM_SUBJECT')
  expect(await listed(cast.team)).toEqual([])
  const both = await Promise.all([end(cast.asker, item.id), end(cast.officer, item.id, 'WAIVED')])
  expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409])
  expect((await listed(cast.officer, 'status=open')).length).toBe(0)
})

it('of a correction are none where nothing went', async () => {
  const officer = await as(PEOPLE.officer)
  const correction = { source: VERG, subject: subjectOf('999990019'), fields: ['zaaknr'], grounds: 'x' }
  expect(await permitted(officer.post('/v1/corrections', correction))).toMatchObject({
    disclosures: [],
    notifications: [],
  })
})
