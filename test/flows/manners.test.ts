/** HTTP manners: problem details, headers and limits as the NL API Design Rules ask, at both sides of each bound. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openApiDocument } from '../../src/api/openapi.ts'
import { OPERATIONS } from '../../src/api/operations.ts'
import { BSN, PEOPLE } from '../../src/cli/demo/people.ts'
import { GROUNDS, municipal } from '../../src/cli/demo/questions.ts'
import { tell } from '../../src/cli/demo/story.ts'
import type { Event } from '../../src/events.ts'
import { LIMITS } from '../../src/limits.ts'
import { SILENT } from '../support/silent.ts'
import { castOf, openWorld, type World } from '../support/world.ts'

let world: World
let token: string
/** Where a test has time stand still. */
let still: Date | null = null
const events: Event[] = []
beforeAll(async () => {
  world = await openWorld({
    corsOrigins: ['https://gemeente.example'],
    observe: (event) => events.push(event),
    clock: () => still ?? new Date(),
  })
  token = await world.token(PEOPLE.asker)
})
afterAll(() => world.close())

const raw = (path: string, init: RequestInit = {}) => world.node.app.request(path, init)
const question = (changes: object = {}) => ({
  ...municipal('geen-casus', 'VERG/vergunningen', 'DETAIL', ['zaaknr']),
  ...changes,
})
const post = (body: unknown, headers: Record<string, string> = {}) =>
  world.call(token, 'POST', '/v1/inquiries', body, headers)

describe('problems', () => {
  const bearer = () => ({ authorization: `Bearer ${token}` })
  it.each([
    ['no token', 401, '/v1/inquiries', {}],
    ['a token that is none', 401, '/v1/inquiries', { headers: { authorization: 'Bearer x.y.z' } }],
    ['an unknown path', 404, '/v1/nothing', {}],
    ['a trailing slash', 404, '/v1/inquiries/', {}],
    ['another method', 405, '/v1/inquiries', { method: 'PUT' }],
    ['a representation that is not there', 406, '/v1/inquiries', { headers: { accept: 'text/html' } }],
  ])('%s is a problem document', async (_, status, path, init) => {
    const response = await raw(path, init)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.json()).toMatchObject({
      status,
      title: expect.any(String),
      detail: expect.any(String),
      type: expect.stringMatching(/^https:/),
    })
    if (status === 401) expect(response.headers.get('www-authenticate')).toBe('Bearer')
    if (status === 405) expect(response.headers.get('allow')).toBe('GET, POST')
  })
  it('speaks the language that is asked for, says which, and English where none is', async () => {
    const told = async (language?: string) => {
      const headers: Record<string, string> = { ...bearer(), ...(language ? { 'accept-language': language } : {}) }
      const response = await raw('/v1/inquiries?onbekend=1', { headers })
      const { type, title, errors } = (await response.json()) as {
        type: string
        title: string
        errors: { message: string }[]
      }
      expect(response.headers.get('vary')).toContain('Accept-Language')
      return [response.headers.get('content-language'), type.split('/').at(-1), title, errors[0]?.message]
    }
    const english = ['en', 'invalid-input', 'The request is not valid', 'this member is not known']
    expect(await told('nl-NL,nl;q=0.9,en;q=0.8')).toEqual([
      'nl',
      'invalid-input',
      'De aanvraag klopt niet',
      'dit onderdeel is niet bekend',
    ])
    expect(await told('en-GB')).toEqual(english)
    expect(await told('fr')).toEqual(english)
    expect(await told()).toEqual(english)
  })
  it('a body that is no JSON, of another type, or in a query is refused by name', async () => {
    expect((await post('{', { 'content-type': 'application/json' })).status).toBe(400)
    expect((await post('{}', { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await raw('/v1/inquiries?onbekend=1', { headers: bearer() })).status).toBe(400)
    expect((await raw(`/v1/inquiries?access_token=${token}`)).status).toBe(401)
  })
  it('lists every fault at once, as JSON pointers, without the values', async () => {
    const reply = await post({ regime: 'XYZ', mode: 'DETAIL', source: 'VERG/vergunningen', geheim: '999990019' })
    expect(reply.status).toBe(400)
    expect((reply.body.errors as { pointer: string }[]).map((one) => one.pointer).sort()).toEqual([
      '/geheim',
      '/regime',
    ])
    expect(JSON.stringify(reply.body)).not.toContain('999990019')
  })
  it('an unknown role or department is 403, and says which', async () => {
    const reply = await world.call(
      await world.token({ ...PEOPLE.asker, department: 'BESTAATNIET' }),
      'GET',
      '/v1/inquiries',
    )
    expect(reply.status).toBe(403)
    expect(JSON.stringify(reply.body)).toContain('BESTAATNIET')
  })
  it('too many requests of one caller are told when to come back', async () => {
    const busy = await world.token({ ...PEOPLE.asker, person: 'demo-druk' })
    // Nobody's allowance grows while they ask, however long that takes.
    still = new Date()
    const replies = await Promise.all(
      Array.from({ length: LIMITS.callerBurstRequests + 30 }, () => world.call(busy, 'GET', '/v1/policy')),
    )
    expect(replies.filter((reply) => reply.status === 200)).toHaveLength(LIMITS.callerBurstRequests)
    const refused = replies.find((reply) => reply.status === 429)
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    expect((await world.call(token, 'GET', '/v1/policy')).status).toBe(200)
    still = null
  })
})

describe('headers', () => {
  it('stand on every answer, also on errors', async () => {
    for (const path of ['/livez', '/readyz', '/v1/openapi.json', '/v1/inquiries', '/nergens', '/v1/norms']) {
      const { headers } = await raw(path)
      expect(headers.get('api-version')).toBe('1.0.0')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('strict-transport-security')).toContain('max-age=31536000')
      expect(headers.get('x-powered-by')).toBeNull()
    }
  })
  it('come with a description that was written once, whoever asks for it and however often', async () => {
    const described = async () => (await raw('/v1/openapi.json')).text()
    const first = await described()
    const stringify = vi.spyOn(JSON, 'stringify')
    expect(await described()).toBe(first)
    expect(stringify).not.toHaveBeenCalled()
    stringify.mockRestore()
    expect(JSON.parse(first)).toEqual(JSON.parse(JSON.stringify(openApiDocument())))
  })
  it('open the description to every origin, and the rest to the listed ones only', async () => {
    const from = (origin: string) => ({ headers: { origin } })
    expect(
      (await raw('/v1/openapi.json', from('https://elders.example'))).headers.get('access-control-allow-origin'),
    ).toBe('*')
    expect(
      (await raw('/v1/norms', from('https://elders.example'))).headers.get('access-control-allow-origin'),
    ).toBeNull()
    expect((await raw('/v1/norms', from('https://gemeente.example'))).headers.get('access-control-allow-origin')).toBe(
      'https://gemeente.example',
    )
  })
  it('no GET path answers with a trailing slash', async () => {
    for (const { path, method } of OPERATIONS) {
      if (method === 'get') expect((await raw(`/v1${path.replace(/\{\w+\}/g, 'x')}/`)).status).toBe(404)
    }
  })
})

describe('limits, at both sides', () => {
  const status = async (body: unknown) => (await post(body)).status
  it('body size', async () => {
    const padded = (bytes: number) => {
      const text = JSON.stringify(question())
      return text + ' '.repeat(bytes - text.length)
    }
    expect(await status(padded(LIMITS.bodyBytes))).toBe(201)
    expect(await status(padded(LIMITS.bodyBytes + 1))).toBe(413)
  })
  it('length of a text', async () => {
    expect(await status(question({ grounds: { ...GROUNDS, necessity: 'x'.repeat(LIMITS.stringChars) } }))).toBe(201)
    expect(await status(question({ grounds: { ...GROUNDS, necessity: 'x'.repeat(LIMITS.stringChars + 1) } }))).toBe(400)
  })
  it('depth', async () => {
    const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)])
    const messages = async (depth: number) => JSON.stringify((await post({ x: nested(depth) })).body.errors)
    expect(await messages(LIMITS.bodyDepth - 1)).not.toContain('nest deeper')
    expect(await messages(LIMITS.bodyDepth)).toContain('nest deeper')
  })
  it('fields of one inquiry', async () => {
    const many = (count: number) => question({ fields: Array.from({ length: count }, () => 'zaaknr') })
    expect(await status(many(LIMITS.fieldsPerInquiry))).toBe(201)
    expect(await status(many(LIMITS.fieldsPerInquiry + 1))).toBe(400)
  })
  it('items of a page', async () => {
    const list = async (limit: number) => (await world.call(token, 'GET', `/v1/inquiries?limit=${limit}`)).status
    expect([await list(LIMITS.pageItems), await list(LIMITS.pageItems + 1), await list(0)]).toEqual([200, 400, 400])
  })
  it('length of an Idempotency-Key', async () => {
    const key = async (length: number) => (await post(question(), { 'idempotency-key': 'k'.repeat(length) })).status
    expect([
      await key(7),
      await key(8),
      await key(LIMITS.idempotencyKeyChars),
      await key(LIMITS.idempotencyKeyChars + 1),
    ]).toEqual([400, 201, 201, 400])
  })
})

describe('unlawful questions', () => {
  it.each([
    ['no purpose', { purpose: undefined }],
    ['no task', { task: undefined }],
    ['no legal basis', { legalBasis: undefined }],
    ['no grounds', { grounds: undefined }],
    ['no level', { level: undefined }],
    ['BULK without a case or a subject', { mode: 'BULK', caseId: undefined, subject: undefined }],
    ['AUTO under the WGS', { mode: 'AUTO', regime: 'WGS' }],
    ['a case that is not there', { caseId: '00000000-0000-7000-8000-000000000000' }],
  ])('with %s are asked, refused with a reason, and logged', async (_, changes) => {
    const before = await world.node.ports.ledger.size()
    const reply = await post(JSON.parse(JSON.stringify(question(changes))))
    expect(reply.status).toBe(201)
    expect(reply.body.outcome).toBe('deny')
    expect(reply.body.reasons).not.toEqual([])
    expect(await world.node.ports.ledger.size()).toBe(before + 1)
  })
  it('with codes named after members of Object.prototype are no codes', async () => {
    for (const code of ['__proto__', 'constructor', 'toString']) {
      expect((await post(question({ purpose: code }))).status).toBe(400)
      expect((await post(question({ source: code }))).status).toBe(400)
    }
  })
})

it('no personal data stand in events, metrics, problems or addresses, whatever happened', async () => {
  const { app } = world.node
  const { request } = app
  const written: string[] = []
  // Every address that is asked, every header of an answer, and every problem.
  const listening: typeof request = async (input, init, ...rest) => {
    const response = await request(input, init, ...rest)
    written.push(String(input), JSON.stringify([...response.headers]))
    if (response.status >= 400) written.push(await response.clone().text())
    return response
  }
  Object.assign(app, { request: listening })
  await tell(await castOf(world), SILENT)
  const secret = { ...question(), grounds: { necessity: BSN.garagehouder }, subject: 'Testpersoon Een' }
  for (const body of [
    secret,
    { ...question(), [BSN.garagehouder.slice(0, 3)]: BSN.garagehouder },
    '{"bsn":999990019',
  ]) {
    expect((await post(body)).status).toBe(400)
  }
  Object.assign(app, { request })
  written.push(JSON.stringify(events), await (await raw('/metrics')).text())
  expect(written.length).toBeGreaterThan(80)
  expect(events.length).toBeGreaterThan(50)
  const text = written.join('\n')
  for (const one of [...Object.values(BSN), 'Testpersoon', GROUNDS.necessity, PEOPLE.asker.person, 'NL00TEST']) {
    expect(text).not.toContain(one)
  }
})
