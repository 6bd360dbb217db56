/** The log as a privacy officer reads it: with a purpose, within the organisation, logged; and it replays. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BSN, PEOPLE } from '../../src/cli/demo/people.ts'
import { GROUNDS, subjectOf } from '../../src/cli/demo/questions.ts'
import { tell } from '../../src/cli/demo/story.ts'
import { canonicalText } from '../../src/domain/canonical.ts'
import { LIMITS } from '../../src/limits.ts'
import type { DecisionRow } from '../../src/log/decision-index.ts'
import { openParts } from '../../src/log/entry.ts'
import { inputOf } from '../../src/log/facts.ts'
import { partOf } from '../../src/log/parts.ts'
import { actVerdict, decideVerdict } from '../../src/policy/evaluate.ts'
import { SILENT } from '../support/silent.ts'
import { castOf, openWorld, type World } from '../support/world.ts'

type Row = Omit<DecisionRow, 'oin'>

let world: World
let caseId: string
let officer: string
let all: Row[]
let now = Date.now()
beforeAll(async () => {
  // Every reading of the clock is a second later, so that a period can be asked for. Tokens are valid an hour.
  world = await openWorld({
    clock: () => {
      now += 1_000
      return new Date(now)
    },
  })
  const told = await tell(await castOf(world), SILENT)
  caseId = told.caseId
  officer = await world.token(PEOPLE.officer)
  all = await list('limit=100')
  expect(all.length).toBeGreaterThan(20)
  expect(all.length).toBeLessThan(100)
})
afterAll(() => world.close())

const get = (path: string) => world.call(officer, 'GET', path)
async function list(query: string): Promise<Row[]> {
  const reply = await get(`/v1/decisions?readingPurpose=P-AUDIT&${query}`)
  expect(reply.status).toBe(200)
  return reply.body.items as Row[]
}

describe('the list', () => {
  const middle = () => String(all[Math.floor(all.length / 2)]?.at)
  it.each<[string, () => string, (row: Row) => boolean]>([
    ['department', () => 'ONDM', (row) => row.department === 'ONDM'],
    ['purpose', () => 'P-RIEC-F', (row) => row.purpose === 'P-RIEC-F'],
    ['legalBasis', () => 'LB-WGS15', (row) => row.legalBasis.includes('LB-WGS15')],
    ['outcome', () => 'deny', (row) => row.outcome === 'deny'],
    ['outcome', () => 'review', (row) => row.outcome === 'review'],
    ['norm', () => 'BGP-05', (row) => row.norms.includes('BGP-05')],
    ['caseId', () => caseId, (row) => row.caseId === caseId],
    ['source', () => 'BEL/heffingen', (row) => row.source === 'BEL/heffingen'],
    ['from', middle, (row) => row.at >= middle()],
    ['until', middle, (row) => row.at < middle()],
  ])('filters by %s', async (name, value, fits) => {
    const found = await list(`limit=100&${name}=${encodeURIComponent(value())}`)
    expect(found).toEqual(all.filter(fits))
    expect(found.length).toBeGreaterThan(0)
    expect(found.length).toBeLessThan(all.length)
  })
  it('combines filters, and reads a period in any time zone', async () => {
    const found = await list('limit=100&outcome=deny&source=BEL/heffingen')
    expect(found).toEqual(all.filter((row) => row.outcome === 'deny' && row.source === 'BEL/heffingen'))
    const local = new Date(Date.parse(middle()) + 3_600_000).toISOString().replace('Z', '+01:00')
    expect(await list(`limit=100&from=${encodeURIComponent(local)}`)).toEqual(all.filter((row) => row.at >= middle()))
  })
  it('says what a moment must look like', async () => {
    const reply = await get('/v1/decisions?readingPurpose=P-AUDIT&from=2026-01-31')
    expect([reply.status, reply.body.errors]).toEqual([
      400,
      [{ pointer: '/from', message: 'must be a date and time with its zone, such as 2026-01-31T00:00:00Z' }],
    ])
  })
  it('gives every decision once, page by page, by cursor and by Link', async () => {
    const seen: Row[] = []
    let path: string | null = '/v1/decisions?readingPurpose=P-AUDIT&limit=7'
    for (let pages = 0; path !== null && pages < 50; pages += 1) {
      const reply: Awaited<ReturnType<typeof get>> = await get(path)
      const items = reply.body.items as Row[]
      expect(items.length).toBeLessThanOrEqual(7)
      seen.push(...items)
      const link: string | null = reply.headers.get('link')
      path = link && (/^<([^>]+)>; rel="next"$/.exec(link)?.[1] ?? null)
      expect(path === null).toBe(reply.body.next === null)
    }
    expect(seen).toEqual(all)
  })
  it('has at most a page of them: the default, or what is asked up to the bound', async () => {
    expect((await list('')).length).toBe(Math.min(LIMITS.pageItemsDefault, all.length))
    expect((await get(`/v1/decisions?readingPurpose=P-AUDIT&limit=${LIMITS.pageItems + 1}`)).status).toBe(400)
  })
  it.each(['', 'eA', 'LTE', 'MWUz', 'MHgxMA', '%00', 'MSBvciAxPTE', "1'--"])(
    'refuses %j, which is no cursor of it',
    async (cursor) => {
      const reply = await get(`/v1/decisions?readingPurpose=P-AUDIT&cursor=${encodeURIComponent(cursor)}`)
      expect(reply.status).toBe(400)
      expect(reply.body.errors).toMatchObject([{ pointer: '/cursor' }])
    },
  )
  it('finds nothing for a value that is none, however it is written', async () => {
    for (const value of ["' OR 1=1 --", '%', '_', '__proto__', 'constructor', 'DENY\u0000', '🜁']) {
      expect(await list(`norm=${encodeURIComponent(value)}`)).toEqual([])
      expect(await list(`caseId=${encodeURIComponent(value)}`)).toEqual([])
    }
  })
})

describe('the search by subject', () => {
  const search = (body: object) => world.call(officer, 'POST', '/v1/decisions/_search', body)
  it('finds what was asked about one person, and takes the same filters', async () => {
    const about = { readingPurpose: 'P-RECHT', subject: subjectOf(BSN.pgbHouder), limit: 100 }
    const found = (await search(about)).body.items as Row[]
    const [subject] = found.map((row) => row.subject)
    expect(subject).toMatch(/^s-[0-9a-f]{32}$/)
    expect(found).toEqual(all.filter((row) => row.subject === subject))
    expect((await search({ ...about, outcome: 'permit' })).body.items).toEqual([])
    const spaced = { ...about, subject: subjectOf(` ${BSN.pgbHouder} `) }
    expect((await search(spaced)).body.items).toEqual(found)
  })
  it('pages by cursor', async () => {
    const about = { readingPurpose: 'P-RECHT', subject: subjectOf(BSN.garagehouder), limit: 2 }
    const first = (await search(about)).body
    const second = (await search({ ...about, cursor: first.next })).body
    const expected = (await search({ ...about, limit: 4 })).body.items
    expect([...(first.items as Row[]), ...(second.items as Row[])]).toEqual(expected)
  })
  it('finds nobody nobody asked about, and refuses what is no number', async () => {
    const about = { readingPurpose: 'P-RECHT', subject: subjectOf('999990044') }
    expect((await search(about)).body.items).toEqual([])
    const wrong = await search({ ...about, subject: subjectOf('123456789') })
    expect(wrong.status).toBe(400)
    expect(JSON.stringify(wrong.body)).not.toContain('123456789')
  })
  it('does not put the person in the log of the search but by pseudonym', async () => {
    const before = await world.node.ports.ledger.size()
    await search({ readingPurpose: 'P-RECHT', subject: subjectOf(BSN.garagehouder) })
    const [entry] = await world.node.ports.ledger.range(before, 1)
    const text = entry ? JSON.stringify(await openParts(world.node.ports, entry)) : ''
    expect(text).toContain('decisions-by-subject')
    expect(text).not.toContain(BSN.garagehouder)
  })
})

describe('reading', () => {
  const id = () => all.find((row) => row.source === 'BEL/heffingen' && row.outcome === 'permit')?.id ?? ''
  const paths: readonly (readonly [string, string, object | undefined])[] = [
    ['GET', '/v1/decisions', undefined],
    ['GET', '/v1/decisions/ID', undefined],
    ['POST', '/v1/decisions/_search', { subject: subjectOf(BSN.garagehouder) }],
  ]
  const read = (method: string, path: string, body: object | undefined, purpose: string | null, token: string) =>
    world.call(
      token,
      method,
      `${path.replace('ID', id())}${!body && purpose !== null ? `?readingPurpose=${purpose}` : ''}`,
      body && { ...body, ...(purpose === null ? {} : { readingPurpose: purpose }) },
    )
  it.each(paths)('%s %s asks for a purpose', async (method, path, body) => {
    expect((await read(method, path, body, null, officer)).status).toBe(400)
  })
  it.each(paths)('%s %s for another purpose is refused with the norm, and logged', async (method, path, body) => {
    for (const purpose of ['P-BGP-AANPAK', 'BESTAAT-NIET', '__proto__']) {
      const before = await world.node.ports.ledger.size()
      const reply = await read(method, path, body, purpose, officer)
      expect([reply.status, reply.headers.get('content-type')]).toEqual([403, 'application/problem+json'])
      expect(reply.body.detail).toContain('WGS-23')
      expect((await world.node.ports.ledger.range(before, 9)).map((entry) => entry.type)).toEqual(['read'])
    }
  })
  it.each(paths)('%s %s is not for who asks or decides, and that is logged', async (method, path, body) => {
    for (const person of [PEOPLE.asker, PEOPLE.team, PEOPLE.riec]) {
      const before = await world.node.ports.ledger.size()
      const reply = await read(method, path, body, 'P-AUDIT', await world.token(person))
      expect(reply.status).toBe(403)
      expect(await world.node.ports.ledger.size()).toBe(before + 1)
    }
  })
  it('shows one decision as the Authorization Decision Log writes it, and its settlement', async () => {
    const { body } = await get(`/v1/decisions/${id()}?readingPurpose=P-AUDIT`)
    expect(body).toMatchObject({ id: id(), type: 'decision', leafHash: expect.stringMatching(/^[0-9a-f]{64}$/) })
    const { body: payload, attributes, ...record } = body.record as Record<string, Record<string, unknown>>
    expect(record).toEqual({
      trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      span_id: expect.stringMatching(/^[0-9a-f]{16}$/),
      event_name: 'adl.access_evaluation',
      timestamp: Date.parse(String(body.at)),
      status: 'Ok',
    })
    expect(Object.keys(payload ?? {})).toEqual(['adl.core.request', 'adl.core.response', 'adl.core.information'])
    expect(Object.keys(attributes ?? {}).sort()).toEqual([
      'adl.core.configuration',
      'adl.core.policies',
      'dpl.core.data_subject_id',
    ])
    expect(payload?.['adl.core.response']).toMatchObject({ decision: true, context: { outcome: 'permit' } })
    expect(body.settlement).toMatchObject({ settlement: { result: 'settled', records: 1, decisionId: id() } })
    // Why it was asked, in the words of who asked; an act has none.
    expect(body.grounds).toEqual(GROUNDS)
    const act = all.find(({ type }) => type === 'act')?.id ?? ''
    expect((await get(`/v1/decisions/${act}?readingPurpose=P-AUDIT`)).body.grounds).toBeNull()
    expect(JSON.stringify(body)).not.toMatch(/\b99999\d{4}\b|Testpersoon|NL00TEST|\b1250\b/)
  })
  it('a deny is no error, and joins the trace of who asked', async () => {
    const denied = all.find((row) => row.outcome === 'deny')
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00'
    const { body } = await get(`/v1/decisions/${denied?.id}?readingPurpose=P-AUDIT`)
    expect(body.record).toMatchObject({ status: 'Ok', body: { 'adl.core.response': { decision: false } } })
    const before = await world.node.ports.ledger.size()
    await world.call(officer, 'GET', '/v1/decisions?readingPurpose=P-AUDIT', undefined, { traceparent })
    const [entry] = await world.node.ports.ledger.range(before, 1)
    const read = await get(`/v1/decisions/${entry?.id}?readingPurpose=P-AUDIT`)
    expect(read.body.record).toMatchObject({
      trace_id: '0af7651916cd43dd8448eb211c80319c',
      parent_span_id: 'b7ad6b7169203331',
    })
  })
  it('finds nothing under an id that is none', async () => {
    for (const other of ['00000000-0000-7000-8000-000000000000', "x' OR '1'='1", '%00', '..%2F..']) {
      expect((await get(`/v1/decisions/${encodeURIComponent(other)}?readingPurpose=P-AUDIT`)).status).toBe(404)
    }
  })
})

it('replays: the logged facts give the logged decision again, byte for byte', async () => {
  const { ports } = world.node
  const replayed = new Map<string, number>()
  for (const entry of await ports.ledger.range(0, 1_000)) {
    const parts = await openParts(ports, entry)
    const facts = inputOf(parts)
    const decision = partOf(parts, 'decision')
    if (!facts || facts === 'erased' || !decision) continue
    const { id, inquiryId, at, policy, caseVersion, ...logged } = decision
    const again = facts.act ? actVerdict(ports.engine, facts) : decideVerdict(ports.engine, facts)
    expect(canonicalText(again)).toBe(canonicalText(logged))
    expect([id, policy.digest, at]).toEqual([entry.id, ports.engine.policy().digest, entry.at])
    expect(facts.now).toBe(at)
    expect(facts.act === null && caseVersion !== null ? inquiryId : id).toMatch(/^[0-9a-f-]{36}$/)
    replayed.set(entry.type, (replayed.get(entry.type) ?? 0) + 1)
  }
  expect([...replayed.keys()].sort()).toEqual(['act', 'decision', 'preview', 'read'])
})
