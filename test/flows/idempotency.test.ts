/** Idempotency-Key: the same answer without a second fetch, for the same caller, route and body, while nothing changed. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApiDocument } from '../../src/api/openapi.ts'
import { OPERATIONS } from '../../src/api/operations.ts'
import { BSN, PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal, subjectOf } from '../../src/cli/demo/questions.ts'
import type { Source } from '../../src/source-port.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let garage: Garage
let token: string
let fetches = 0
let slow = Promise.resolve()
let now = Date.now()
beforeAll(async () => {
  world = await openWorld({ clock: () => new Date(now) })
  garage = await openGarage(world, 'B4')
  token = await world.token(PEOPLE.asker)
  await permitted(garage.cast.officer.post('/v1/attestations', JUDGEMENTS.college67))
  await permitted(
    garage.cast.officer.post(`/v1/cases/${garage.caseId}/attestations`, JUDGEMENTS.pc2a('ONDM', 'C-BEL-G')),
  )
  const { sources } = world.node.ports
  const real = sources.find.bind(sources)
  const counting = (inner: Source): Source => ({
    ...inner,
    fetch: async (query) => {
      fetches += 1
      await slow
      return inner.fetch(query)
    },
  })
  Object.assign(sources, {
    find: (oin: string, source: string) => {
      const inner = real(oin, source)
      return inner && counting(inner)
    },
  })
})
afterAll(() => world.close())

const FIELDS = ['aanslag_ozb', 'iban']
const ask = (key: string, fields = FIELDS, bearer = token) =>
  world.call(bearer, 'POST', '/v1/inquiries', municipal(garage.caseId, 'BEL/heffingen', 'DETAIL', fields), {
    'idempotency-key': key,
  })

it('gives the same answer, fetches once, and logs the repeat', async () => {
  fetches = 0
  const first = await ask('sleutel-een')
  const before = await world.node.ports.ledger.size()
  const second = await ask('sleutel-een')
  expect(first.body.outcome).toBe('permit')
  expect(JSON.stringify(second.body)).toBe(JSON.stringify(first.body))
  expect(second.headers.get('location')).toBe(first.headers.get('location'))
  expect(fetches).toBe(1)
  const entries = await world.node.ports.ledger.range(before, 10)
  expect(entries.map((entry) => entry.type)).toEqual(['repeat'])
})

it('is another key for another caller', async () => {
  fetches = 0
  const other = await world.token({ ...PEOPLE.asker, person: 'demo-ander' })
  const [mine, theirs] = [await ask('sleutel-twee'), await ask('sleutel-twee', FIELDS, other)]
  expect(fetches).toBe(2)
  expect(theirs.body.id).not.toBe(mine.body.id)
})

it('refuses another body under the same key', async () => {
  await ask('sleutel-drie')
  const reply = await ask('sleutel-drie', ['aanslag_ozb'])
  expect([reply.status, reply.body.type]).toEqual([422, 'https://sluis.example/problems/idempotency-mismatch'])
})

it('refuses a repeat while the first is being answered', async () => {
  let go: (() => void) | undefined
  slow = new Promise((resolve) => {
    go = resolve
  })
  const first = ask('sleutel-vier')
  while (world.node.ports.inFlight.size === 0) await new Promise((resolve) => setTimeout(resolve, 1))
  const second = await ask('sleutel-vier')
  go?.()
  slow = Promise.resolve()
  expect([second.status, second.body.type]).toEqual([409, 'https://sluis.example/problems/idempotency-in-flight'])
  expect((await first).status).toBe(201)
})

it('keeps no key, no number and no value in the clear', async () => {
  await ask('sleutel-heel-geheim')
  const files = readdirSync(join(world.folder, 'data')).map((name) =>
    readFileSync(join(world.folder, 'data', name)).toString('latin1'),
  )
  for (const secret of ['sleutel-heel-geheim', BSN.garagehouder, '1250.5', 'NL00TEST', 'synthetische tekst']) {
    expect(files.filter((text) => text.includes(secret))).toEqual([])
  }
})

it('names the inquiry when the answer is no longer kept, after ten minutes and not before', async () => {
  const first = await ask('sleutel-vijf')
  now += 10 * 60_000 - 2_000
  expect((await ask('sleutel-vijf')).status).toBe(201)
  now += 3_000
  const late = await ask('sleutel-vijf')
  expect([late.status, late.body.type, late.body.inquiry]).toEqual([
    409,
    'https://sluis.example/problems/idempotency-expired',
    `/v1/inquiries/${String(first.body.id)}`,
  ])
})

it('gives no old answer once the case has changed', async () => {
  await ask('sleutel-zes')
  const subject = { subject: subjectOf(BSN.huisgenoot), relation: 'DIRECT', grounds: 'x' }
  await permitted(garage.cast.regisseur.post(`/v1/cases/${garage.caseId}/subjects`, subject))
  const reply = await ask('sleutel-zes')
  expect([reply.status, reply.body.type]).toEqual([409, 'https://sluis.example/problems/case-changed'])
})

describe('an operation that takes no key', () => {
  const refusing = OPERATIONS.filter(({ method, repeatable }) => ['post', 'patch'].includes(method) && !repeatable)
  it.each(refusing)(
    'refuses one rather than promise what it does not keep: $method $path',
    async ({ method, path }) => {
      const at = `/v1${path.replace('{id}', garage.caseId).replace('{attestationId}', garage.caseId)}`
      const asker = await world.token(PEOPLE.asker)
      const ask = (headers: Record<string, string>) => world.call(asker, method.toUpperCase(), at, {}, headers)
      const errors = async (headers: Record<string, string>) => JSON.stringify((await ask(headers)).body.errors ?? [])
      expect([(await ask({ 'idempotency-key': 'sleutel-0001' })).status, await errors({})]).toEqual([
        400,
        expect.not.stringContaining('Idempotency-Key'),
      ])
      expect(await errors({ 'idempotency-key': 'sleutel-0001' })).toContain('"/headers/Idempotency-Key"')
      const unknown = await world.call('x', method.toUpperCase(), at, {}, { 'idempotency-key': 'sleutel-0001' })
      expect(unknown.status).toBe(401)
    },
  )
  it('says so in its description', () => {
    const paths = (openApiDocument() as { paths: Record<string, Record<string, { description?: string }>> }).paths
    for (const { method, path } of refusing) expect(paths[path]?.[method]?.description).toContain('Idempotency-Key')
    expect(paths['/inquiries']?.post?.description).toBeUndefined()
  })
})
