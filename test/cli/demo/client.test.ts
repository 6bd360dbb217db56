/** The client of the demo: it comes back when the server says so, and not for ever. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Api, apiOf, patiently, type Reply } from '../../../src/cli/demo/client.ts'
import { ASKERS, type Askers, fill } from '../../../src/cli/demo/fill.ts'
import { PEOPLE, type Person } from '../../../src/cli/demo/people.ts'
import type { Cast } from '../../../src/cli/demo/story.ts'
import { LIMITS } from '../../../src/limits.ts'
import { listen } from '../../support/listen.ts'
import { openWorld, type World } from '../../support/world.ts'

const BUSY: Reply = { status: 503, body: {}, retryAfterSeconds: 3 }
const DONE: Reply = { status: 201, body: { outcome: 'permit' } }

/** Each answer once, in order; the last one from then on. */
function answering(...answers: readonly Reply[]) {
  const calls: unknown[] = []
  const answer = async (...call: readonly unknown[]) => {
    calls.push(call)
    return answers[calls.length - 1] ?? answers.at(-1) ?? DONE
  }
  const api: Api = { post: (path, body) => answer('POST', path, body), get: (path) => answer('GET', path) }
  return { api, calls }
}

describe('patiently', () => {
  it('waits as long as the server says, each time, and makes the same request again', async () => {
    const { api, calls } = answering(BUSY, { ...BUSY, status: 429, retryAfterSeconds: 1 }, DONE)
    const wait = vi.fn(async () => undefined)
    expect(await patiently(api, wait).post('/v1/inquiries', { a: 1 })).toEqual(DONE)
    expect(wait.mock.calls).toEqual([[3], [1]])
    expect(calls).toEqual(Array.from({ length: 3 }, () => ['POST', '/v1/inquiries', { a: 1 }]))
  })

  it.each([
    ['an answer', DONE],
    ['a failure that does not say when to come back', { status: 503, body: {} }],
    ['an inquiry that was entered, though its source is not there now', { ...BUSY, body: { inquiryId: 'v' } }],
    ['one that would keep it waiting for too long', { ...BUSY, retryAfterSeconds: 31 }],
    ['one that names a day, or nothing that can be read', { ...BUSY, retryAfterSeconds: Number.NaN }],
  ])('does not come back after %s', async (_, reply) => {
    const { api, calls } = answering(reply)
    const wait = vi.fn(async () => undefined)
    expect(await patiently(api, wait).get('/v1/me')).toEqual(reply)
    expect([calls.length, wait.mock.calls]).toEqual([1, []])
  })

  it('gives the last answer when it has come back often enough', async () => {
    const { api, calls } = answering(BUSY)
    const wait = vi.fn(async () => undefined)
    expect(await patiently(api, wait).get('/v1/me')).toEqual(BUSY)
    expect([calls.length, wait.mock.calls.length]).toEqual([21, 20])
  })
})

describe('filling the log of the demo', () => {
  let world: World
  let served: Awaited<ReturnType<typeof listen>>
  let went = 0
  beforeAll(async () => {
    // The tree grows when a test says so.
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    world = await openWorld({ elapsed: () => went })
    served = await listen(world.node.app)
  })
  afterAll(async () => {
    vi.useRealTimers()
    await served.close()
    await world.close()
  })

  const wait = vi.fn(async (_: number): Promise<void> => undefined)
  async function speakers<N extends string>(people: Readonly<Record<N, Person>>): Promise<Record<N, Api>> {
    const all = Object.entries<Person>(people).map(async ([name, person]) => {
      return [name, patiently(apiOf(served.origin, await world.token(person)), wait)] as const
    })
    return Object.fromEntries(await Promise.all(all)) as Record<N, Api>
  }

  it('goes on when the tree of the log has caught up, and asks every question', async () => {
    const cast: Cast = await speakers(PEOPLE)
    const askers: Askers = await speakers(ASKERS)
    went = LIMITS.integrationBehindMs + 1
    expect(await apiOf(served.origin, await world.token(PEOPLE.asker)).get('/v1/me')).toMatchObject({
      status: 503,
      retryAfterSeconds: 1,
    })
    wait.mockImplementation(() => world.node.ports.integrate())
    expect(await fill(cast, askers, 20)).toBe(20)
    expect(new Set(wait.mock.calls.map(([seconds]) => seconds))).toEqual(new Set([1]))
    const { ledger } = world.node.ports
    const entries = await ledger.range(0, await ledger.size())
    expect(entries.filter(({ type }) => type === 'decision')).toHaveLength(20)
  })

  it('stops when it does not catch up', async () => {
    const cast: Cast = await speakers(PEOPLE)
    const askers: Askers = await speakers(ASKERS)
    went *= 3
    wait.mockImplementation(async () => undefined)
    await expect(fill(cast, askers, 1)).rejects.toThrow('the demo expected a permit')
  })
})
