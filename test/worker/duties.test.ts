/** Obligations on Workers: in D1 with what obliges, and ended there once. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Reply } from '../../src/cli/demo/client.ts'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { GROUNDS, JUDGEMENTS, municipal, subjectOf } from '../../src/cli/demo/questions.ts'
import { createWorker, type SluisWorker } from '../../src/worker/compose.ts'
import { end, listed, one } from '../support/duties.ts'
import { openGarage, permitted } from '../support/garage.ts'
import { createTestIssuer, type TestIssuer } from '../support/tokens.ts'
import { BUNDLE, createDatabases, type Databases, envOf, RETENTION, VERG } from './stage.ts'

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
    retention: RETENTION,
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

it('of a correction of what is held are made with its next version, of which there is one', async () => {
  const keeper = await as({ person: 'demo-oov', organ: 'BGM', department: 'OOV', roles: ['R-OWN'] })
  const officer = await as(PEOPLE.officer)
  for (const judgement of [JUDGEMENTS.register('MONO', 'P-13B'), JUDGEMENTS.dpia('MONO', 'P-13B')]) {
    await permitted(officer.post('/v1/attestations', judgement))
  }
  const subject = { type: 'OBJECT', identifier: { type: 'address', value: '1234AB 1' } }
  const received = { receivedFor: ['P-13B'], originRegime: 'BILATERAL', wpgArticle: '8', date: '2026-11-01' }
  const part = { name: 'rapport', category: 'C-POL8', origin: 'POL', verified: true, lawful: true, ...received }
  const fields = [{ name: 'plaats', value: 'Teststraat' }]
  const report = { kind: 'DOCUMENT', title: 'x', subjects: [subject], parts: [{ ...part, fields }], grounds: 'x' }
  const source = String((await permitted(keeper.post('/v1/holdings', report))).source)
  const question = {
    regime: 'MONO',
    purpose: 'P-13B',
    task: 'Opiumwet:13b',
    legalBasis: ['LB-6E'],
    source,
    subject,
    mode: 'DETAIL',
    level: 'OPS',
    fields: ['rapport/plaats'],
    grounds: GROUNDS,
  }
  await permitted(keeper.post('/v1/inquiries', question))
  const correction = { source, fields: question.fields, grounds: 'x', values: { 'rapport/plaats': 'Proefstraat' } }
  const both = await Promise.all([1, 2].map(() => keeper.post('/v1/corrections', correction)))
  expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409])
  expect(await listed(officer, 'owner=R-OWN')).toMatchObject([
    { obligation: 'NOTIFY_RECIPIENT', source, status: 'open' },
  ])
  const answer = await permitted(keeper.post('/v1/inquiries', question))
  expect(answer.disclosure).toEqual({ records: [{ 'rapport/plaats': 'Proefstraat' }] })
})

it('to destroy, once done, has the case forgotten when the clock of the platform comes', async () => {
  const { caseId, cast } = await openGarage({ as }, 'B2')
  const selection = { type: 'SELECTIELIJST', outcome: 'destroy', details: { category: '18.1' }, grounds: 'x' }
  await permitted(cast.officer.post(`/v1/cases/${caseId}/attestations`, selection))
  await permitted(cast.regisseur.post(`/v1/cases/${caseId}/transitions`, { to: 'B0', grounds: 'x' }))
  await permitted(end(cast.regisseur, (await one(cast.regisseur, caseId, 'DESTROY_AFTER_YEAR')).id))
  const count = async (database: 'LOG' | 'KEYS', sql: string) => {
    const [found] = await databases[database].batch([databases[database].prepare(sql).bind(caseId)])
    return Number(Object.values(found?.results[0] ?? {})[0])
  }
  const rows = () => count('LOG', 'SELECT count(*) FROM case_subjects WHERE case_id = ?')
  const keys = () =>
    count('KEYS', "SELECT count(*) FROM keys WHERE scope LIKE 'case:' || ? || '%' AND wrapped IS NOT NULL")
  expect([await rows(), await keys()]).toEqual([2, 2])
  await worker.tend()
  expect([await rows(), await keys()]).toEqual([0, 0])
  expect(await listed(cast.officer)).toEqual([])
})
