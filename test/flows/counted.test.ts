/** Nothing is left out unnoticed: every request is counted once, by its entry or by its refusal, and every call is numbered. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { type Counters, countsOfUnlogged } from '../../src/domain/counters.ts'
import { LIMITS } from '../../src/limits.ts'
import { openParts } from '../../src/log/entry.ts'
import { partOf } from '../../src/log/parts.ts'
import { SourceFailure, type SourceQuery } from '../../src/source-port.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { interpose } from '../support/sources.ts'
import { openWorld, type World } from '../support/world.ts'

const TAXES = 'BEL/heffingen'

let world: World
let garage: Garage
let token: string
beforeAll(async () => {
  // Time stands still, so that nobody's allowance grows meanwhile.
  const now = new Date()
  world = await openWorld({ clock: () => now })
  garage = await openGarage(world, 'B4')
  token = await world.token(PEOPLE.asker)
  await permitted(garage.cast.officer.post('/v1/attestations', JUDGEMENTS.college67))
  await permitted(
    garage.cast.officer.post(`/v1/cases/${garage.caseId}/attestations`, JUDGEMENTS.pc2a('ONDM', 'C-BEL-G')),
  )
})
afterAll(() => world.close())

const taxes = () => municipal(garage.caseId, TAXES, 'DETAIL', ['aanslag_ozb'])
const ask = () => garage.cast.asker.post('/v1/inquiries', taxes())
async function counters(): Promise<Counters> {
  const { ledger } = world.node.ports
  await ledger.flush()
  return (await ledger.standing(0)).counters
}

/** What one request adds to the counters, and to those of what has no entry. */
async function added(work: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = await counters()
  await work()
  const after = await counters()
  const more = (name: string, a: object, b: object) =>
    Object.entries(b).flatMap(([key, value]) => {
      const change = value - Number(Reflect.get(a, key))
      return change === 0 ? [] : [[`${name}${key}`, change] as const]
    })
  return Object.fromEntries([...more('', before.counts, after.counts), ...more('s', before.unlogged, after.unlogged)])
}

describe('a request is counted', () => {
  const call = (method: string, path: string, body?: unknown, bearer = token) => world.call(bearer, method, path, body)
  const ANSWERED = { received: 1, answered: 1 }
  const REFUSED = { received: 1, refused: 1 }

  it.each<[string, () => Promise<unknown>, Record<string, number>]>([
    ['answered, when something is disclosed', () => permitted(ask()), ANSWERED],
    [
      'refused, when the policy says no',
      () => ask().then(() => call('POST', '/v1/inquiries', { ...taxes(), legalBasis: [] })),
      { received: 2, answered: 1, refused: 1 },
    ],
    ['answered, as a preview', () => garage.cast.asker.post('/v1/inquiries/_preview', taxes()), ANSWERED],
    ['answered, as a look', () => garage.cast.asker.get(`/v1/cases/${garage.caseId}`), ANSWERED],
    [
      'refused, as a look in the log that is refused (403)',
      () => garage.cast.asker.get('/v1/decisions?readingPurpose=P-AUDIT'),
      REFUSED,
    ],
    [
      'refused, as an export that is refused (403)',
      () => garage.cast.asker.post('/v1/decisions/_export', { readingPurpose: 'P-AUDIT' }),
      REFUSED,
    ],
    [
      'answered, as a look in the log that finds nothing (404)',
      () => garage.cast.officer.get('/v1/decisions/x?readingPurpose=P-AUDIT'),
      ANSWERED,
    ],
    [
      'refused, as an act that is refused',
      () => garage.cast.asker.post('/v1/attestations', JUDGEMENTS.college67),
      REFUSED,
    ],
    ['as nothing, when it looks at what is its own', () => garage.cast.asker.get('/v1/inquiries'), {}],
    ['refused (401), without a token', () => call('GET', '/v1/inquiries', undefined, 'x'), { ...REFUSED, s401: 1 }],
    [
      'refused (403), with a role that is not known',
      async () => call('GET', '/v1/inquiries', undefined, await world.token({ ...PEOPLE.asker, roles: ['R-X'] })),
      { ...REFUSED, s403: 1 },
    ],
    ['refused (400), when it is not valid', () => call('POST', '/v1/inquiries', { a: 1 }), { ...REFUSED, s400: 1 }],
    [
      'refused (413), when it is too large',
      () => call('POST', '/v1/inquiries', `"${'x'.repeat(LIMITS.bodyBytes)}"`),
      { ...REFUSED, s413: 1 },
    ],
    ['refused (4xx), when there is no such place', () => call('GET', '/v1/nowhere'), { ...REFUSED, s4xx: 1 }],
  ])('%s', async (_, work, expected) => {
    expect(await added(work)).toEqual(expected)
  })

  it('refused (429), when its caller asks too much', async () => {
    const bearer = await world.token({ ...PEOPLE.asker, person: 'demo-druk' })
    const crowd = () =>
      Promise.all(
        Array.from({ length: LIMITS.callerBurstRequests + 5 }, () => call('GET', '/v1/inquiries', undefined, bearer)),
      )
    expect(await added(crowd)).toEqual({ received: 5, refused: 5, s429: 5 })
  })

  it('failed, when its source fails: by its entry, and not once more by its answer', async () => {
    const restore = interpose(world, async () => {
      throw new SourceFailure('timeout')
    })
    expect(await added(async () => expect((await ask()).status).toBe(502))).toEqual({ received: 1, failed: 1 })
    restore()
  })

  it('failed (5xx), when the log takes nothing: then it has no entry', async () => {
    const { ledger } = world.node.ports
    const { append } = ledger
    Object.assign(ledger, { append: () => Promise.reject(new Error('disk')) })
    const change = added(async () => expect((await ask()).status).toBe(503))
    expect(await change.finally(() => Object.assign(ledger, { append }))).toEqual({ received: 1, failed: 1, s5xx: 1 })
  })

  it('answered, when it repeats or takes back', async () => {
    const headers = { 'idempotency-key': 'sleutel-0001' }
    const keyed = () => world.call(token, 'POST', '/v1/inquiries', taxes(), headers)
    await keyed()
    expect(await added(keyed)).toEqual(ANSWERED)
    const restore = interpose(world, async () => {
      throw new SourceFailure('timeout')
    })
    const failed = await ask()
    restore()
    expect(await added(() => call('DELETE', String(failed.body.inquiry)))).toEqual(ANSWERED)
  })

  it('once: received is answered, refused and failed, and nothing is on its way', async () => {
    const { counts, unlogged } = await counters()
    expect(counts.received).toBe(counts.answered + counts.refused + counts.failed)
    expect(countsOfUnlogged(unlogged).received).toBeLessThan(counts.received)
    const text = await (await world.node.app.request('/metrics')).text()
    for (const [counter, count] of Object.entries(counts))
      expect(text).toContain(`sluis_requests{counter="${counter}"} ${count}\n`)
  })
})

describe('a call to a source', () => {
  it('carries the decision and the next number of that source, which decision and settlement know', async () => {
    const seen: SourceQuery[] = []
    const restore = interpose(world, async (query, real) => {
      seen.push(query)
      return real(query)
    })
    const first = await permitted(ask())
    const second = await permitted(ask())
    restore()
    const { ledger } = world.node.ports
    const calls = await Promise.all([first, second].map(({ decisionId }) => ledger.callOf(String(decisionId))))
    expect(seen.map(({ decisionId, number }) => [decisionId, number])).toEqual([
      [first.decisionId, calls[0]?.number],
      [second.decisionId, calls[1]?.number],
    ])
    expect(calls[1]).toEqual({ holder: OIN.voorbeeldstad, source: TAXES, number: Number(calls[0]?.number) + 1 })
    const settlement = await ledger.settlementOf(String(second.decisionId))
    const parts = settlement && (await openParts(world.node.ports, settlement))
    expect(parts && partOf(parts, 'settlement')?.call).toEqual(calls[1])
  })

  it('has no number when nothing is called: a refusal, a preview', async () => {
    const { ledger } = world.node.ports
    const denied = await garage.cast.asker.post('/v1/inquiries', { ...taxes(), legalBasis: [] })
    const preview = await garage.cast.asker.post('/v1/inquiries/_preview', taxes())
    for (const { body } of [denied, preview]) expect(await ledger.callOf(String(body.decisionId))).toBeUndefined()
  })
})

it('what has no entry is durable after LIMITS.countsHeldMs at the latest, also when nothing else is written', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const quiet = await openWorld()
  try {
    const { ledger } = quiet.node.ports
    await quiet.call('x', 'GET', '/v1/inquiries')
    vi.advanceTimersByTime(LIMITS.countsHeldMs - 1)
    expect((await ledger.standing(0)).counters.unlogged['401']).toBe(0)
    vi.advanceTimersByTime(1)
    await ledger.ready()
    expect((await ledger.standing(0)).counters.unlogged['401']).toBe(1)
  } finally {
    vi.useRealTimers()
    await quiet.close()
  }
})
