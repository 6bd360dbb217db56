/** Bounds of the API that a crowd or a full register meets, at both sides, and what a browser page may do. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal, subjectOf } from '../../src/cli/demo/questions.ts'
import { LIMITS } from '../../src/limits.ts'
import { openParts } from '../../src/log/entry.ts'
import type { Entry, HeldCase } from '../../src/ports.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { gate } from '../support/gate.ts'
import { openWorld, type World } from '../support/world.ts'

const PAGE = 'https://gemeente.example'

let world: World
let garage: Garage
beforeAll(async () => {
  world = await openWorld({ corsOrigins: [PAGE] })
  garage = await openGarage(world, 'B2')
})
afterAll(() => world.close())

describe('inquiries at once', () => {
  it('are answered up to the bound; one more is told to come back, and has its place when they are done', async () => {
    const { cases } = world.node.ports
    const { factsFor } = cases
    const { opened, open } = gate()
    let waiting = 0
    Object.assign(cases, {
      factsFor: async (...args: Parameters<typeof factsFor>) => {
        waiting += 1
        await opened
        return factsFor(...args)
      },
    })
    // The bound on one caller is another one: this crowd is of many.
    const crowd = await Promise.all(
      Array.from({ length: 8 }, (_, i) => world.token({ ...PEOPLE.asker, person: `demo-menigte-${i}` })),
    )
    const question = municipal(garage.caseId, 'VERG/vergunningen', 'HITNOHIT')
    const ask = (i: number) => world.call(crowd[i % crowd.length] ?? '', 'POST', '/v1/inquiries', question)
    const asked = Array.from({ length: LIMITS.inquiriesConcurrent }, (_, i) => ask(i))
    while (waiting < LIMITS.inquiriesConcurrent) await new Promise((resolve) => setTimeout(resolve, 5))
    const refused = await ask(0)
    expect([refused.status, refused.body.type]).toEqual([503, 'https://sluis.example/problems/overloaded'])
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    Object.assign(cases, { factsFor })
    open()
    expect(new Set((await Promise.all(asked)).map((reply) => reply.status))).toEqual(new Set([201]))
    expect((await ask(1)).status).toBe(201)
  })
  it('leave no place taken by who sends slowly and says nothing', async () => {
    const silent = () => new ReadableStream({ pull: () => new Promise<void>(() => {}) })
    const headers = { 'content-type': 'application/json' }
    for (let i = 0; i <= LIMITS.inquiriesConcurrent; i += 1) {
      void world.node.app.request('/v1/inquiries', {
        method: 'POST',
        headers,
        body: silent(),
        duplex: 'half',
      } as RequestInit)
    }
    const question = municipal(garage.caseId, 'VERG/vergunningen', 'HITNOHIT')
    expect((await garage.cast.asker.post('/v1/inquiries', question)).status).toBe(201)
  })
})

describe('a register', () => {
  const at = () => `/v1/cases/${garage.caseId}`
  /** The case as it is, but for how full it is. */
  async function full(fill: (held: HeldCase) => Partial<HeldCase>, work: () => Promise<unknown>): Promise<void> {
    const { cases } = world.node.ports
    const { find } = cases
    const held = await find(OIN.voorbeeldstad, garage.caseId)
    if (!held) throw new Error('there is no case')
    Object.assign(cases, { find: async () => ({ ...held, ...fill(held) }) })
    await work().finally(() => Object.assign(cases, { find }))
  }
  const FIVE = JUDGEMENTS.pc1('VERG/vergunningen').details
  const repeated = <T>(items: readonly T[], count: number): T[] =>
    Array.from({ length: count }, (_, i) => items[i % items.length] as T)

  it('of subjects takes no more than its bound', async () => {
    const add = () =>
      garage.cast.regisseur.post(`${at()}/subjects`, {
        subject: subjectOf('999990032'),
        relation: 'OTHER',
        grounds: 'x',
      })
    const holding = (count: number) => (held: HeldCase) => ({ subjects: repeated(held.subjects, count) })
    await full(holding(LIMITS.subjectsPerCase), async () => expect((await add()).status).toBe(400))
    await full(holding(LIMITS.subjectsPerCase - 1), async () => expect((await add()).body.outcome).toBe('permit'))
  })
  it('of judgements in a case takes no more than its bound', async () => {
    const add = () => garage.cast.regisseur.post(`${at()}/attestations`, JUDGEMENTS.w1)
    const holding = (count: number) => (held: HeldCase) => ({ attestations: repeated(held.attestations, count) })
    await full(holding(LIMITS.attestationsPerCase), async () => expect((await add()).status).toBe(400))
    await full(holding(LIMITS.attestationsPerCase - 1), async () => expect((await add()).body.outcome).toBe('permit'))
    const body = { type: 'LEGAL_HOLD', outcome: 'hold', grounds: 'x' }
    const hold = () => garage.cast.officer.post(`${at()}/attestations`, body)
    const most = LIMITS.attestationsPerCase + LIMITS.stopsBeyondThose
    await full(holding(most), async () => expect((await hold()).status).toBe(400))
    await full(holding(most - 1), async () => expect((await hold()).body).toMatchObject({ outcome: 'permit' }))
  })
  it('of judgements of the organisation takes no more than its bound: every inquiry reads them', async () => {
    const { cases } = world.node.ports
    const { organisationAttestations } = cases
    const given = await organisationAttestations(OIN.voorbeeldstad)
    const add = () => garage.cast.officer.post('/v1/attestations', JUDGEMENTS.dpia('WGS', 'P-RIEC-B'))
    const holding = (count: number) =>
      Object.assign(cases, { organisationAttestations: async () => repeated(given, count) })
    holding(LIMITS.attestationsPerOrganisation)
    expect((await add()).status).toBe(400)
    holding(LIMITS.attestationsPerOrganisation - 1)
    await permitted(add())
    Object.assign(cases, { organisationAttestations })
  })
  it('of judgements of the organisation keeps nobody from stopping and holding, who have room of their own', async () => {
    const { cases } = world.node.ports
    const { organisationAttestations } = cases
    const given = await organisationAttestations(OIN.voorbeeldstad)
    const holding = (count: number) =>
      Object.assign(cases, { organisationAttestations: async () => repeated(given, count) })
    const stops = {
      STOP_CALLER: { person: `p-${'0'.repeat(32)}` },
      STOP_SOURCE: { source: 'TH/controles' },
      STOP_ALL: {},
    }
    const take = (id: unknown) =>
      garage.cast.officer.post(`/v1/attestations/${String(id)}/withdrawals`, { grounds: 'x' })
    for (const [type, scope] of Object.entries(stops)) {
      const add = () => garage.cast.officer.post('/v1/attestations', { type, outcome: 'stopped', scope, grounds: 'x' })
      holding(LIMITS.attestationsPerOrganisation + LIMITS.stopsBeyondThose)
      expect([type, (await add()).status]).toEqual([type, 400])
      holding(LIMITS.attestationsPerOrganisation + LIMITS.stopsBeyondThose - 1)
      await permitted(take((await permitted(add())).attestationId))
    }
    Object.assign(cases, { organisationAttestations })
  })
  it('that is full of judgements, in the longest words there may be, stops nobody from asking', async () => {
    const { cases, ledger } = world.node.ports
    const { factsFor } = cases
    const words = { reference: '€'.repeat(200) }
    const holding: typeof factsFor = async (...asked) => {
      const register = await factsFor(...asked)
      const wordy = register.attestations.map((one) => ({ ...one, details: { ...one.details, ...words } }))
      const [all, ofCase] = [wordy, wordy.filter((one) => one.caseId !== null)]
      const given = [
        ...repeated(all, LIMITS.attestationsPerOrganisation + LIMITS.stopsBeyondThose),
        ...repeated(ofCase, LIMITS.attestationsPerCase + LIMITS.stopsBeyondThose),
      ]
      return { ...register, attestations: given.map((one) => ({ ...one, details: { ...FIVE, ...one.details } })) }
    }
    Object.assign(cases, { factsFor: holding })
    const question = municipal(garage.caseId, 'VERG/vergunningen', 'HITNOHIT')
    const { status, body } = await garage.cast.asker.post('/v1/inquiries', question)
    Object.assign(cases, { factsFor })
    expect([status, body.outcome]).toEqual([201, 'deny'])
    // What the decision rested on is in the log; the words of the judges are not among it.
    const entry = await ledger.entry(String(body.decisionId))
    const { facts } = await openParts(world.node.ports, entry as Entry)
    expect(JSON.stringify(facts)).toContain('"type":"W1"')
    expect(JSON.stringify(facts)).not.toContain('reference')
  })
})

describe('a page in a browser', () => {
  const preflight = (origin: string, path = '/v1/inquiries') =>
    world.node.app.request(path, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
    })
  it('of a listed origin may ask with a token and a key, and read where the answer is', async () => {
    const allowed = await preflight(PAGE)
    expect(allowed.status).toBe(204)
    expect(allowed.headers.get('access-control-allow-origin')).toBe(PAGE)
    expect(allowed.headers.get('access-control-allow-methods')).toContain('POST')
    expect(allowed.headers.get('access-control-allow-headers')).toContain('idempotency-key, prefer')
    expect(allowed.headers.get('access-control-allow-credentials')).toBeNull()
    expect(allowed.headers.get('api-version')).toBe('1.0.0')
    const answer = await world.node.app.request('/v1/policy', { headers: { origin: PAGE } })
    expect(answer.headers.get('access-control-expose-headers')).toContain('Location')
  })
  it('of another origin may not, and the method is refused as any other', async () => {
    for (const origin of ['https://elders.example', `${PAGE}.elders.example`, 'null']) {
      const refused = await preflight(origin)
      expect(refused.status).toBe(405)
      expect(refused.headers.get('allow')).toBe('GET, POST')
      expect(refused.headers.get('access-control-allow-origin')).toBeNull()
    }
  })
})

describe('methods', () => {
  it('that a path does not take are 405 with those it does, at every path', async () => {
    for (const [path, allow] of [
      ['/v1/inquiries/x', 'DELETE, GET'],
      ['/v1/inquiries/x/disclosures', 'POST'],
      ['/v1/cases/x', 'GET, PATCH'],
      ['/v1/cases/x/attestations', 'POST'],
      ['/v1/attestations', 'GET, POST'],
      ['/v1/obligations', 'GET'],
      ['/v1/obligations/x/discharges', 'POST'],
      ['/v1/corrections', 'POST'],
      ['/v1/decisions', 'GET'],
      ['/v1/openapi.json', 'GET'],
      ['/livez', 'GET'],
    ] as const) {
      const token = await world.token(PEOPLE.asker)
      for (const method of ['PUT', ...['GET', 'POST', 'PATCH', 'DELETE'].filter((one) => !allow.includes(one))]) {
        const response = await world.node.app.request(path, { method, headers: { authorization: `Bearer ${token}` } })
        expect([path, method, response.status, response.headers.get('allow')]).toEqual([path, method, 405, allow])
      }
    }
  })
})
