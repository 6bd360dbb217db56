/** What is done one at a time for each caller: who says that they wait is served in turn, others are told to come back. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { LIMITS } from '../../src/limits.ts'
import { type Garage, openGarage } from '../support/garage.ts'
import { paused } from '../support/paused.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let garage: Garage
beforeAll(async () => {
  world = await openWorld()
  garage = await openGarage(world, 'B2')
})
afterAll(() => world.close())

it('a list that looks at many cases leaves room for others, and its caller has one at a time', async () => {
  const { cases } = world.node.ports
  const { list } = cases
  const [one] = await list(OIN.voorbeeldstad, null, 1)
  if (!one) throw new Error('there is no case')
  // Each with other members, and the caller none of them.
  const many = Array.from({ length: 64 }, (_, i) => ({ ...one, facts: { ...one.facts, members: [`p-${i}`] } }))
  Object.assign(cases, { list: async () => many })
  let others = 0
  let over = false
  const count = () => {
    others += 1
    if (!over) setImmediate(count)
  }
  setImmediate(count)
  const looks = paused(cases, 'list')
  const listed = garage.cast.asker.get('/v1/cases')
  await looks.reached
  const again = await garage.cast.asker.get('/v1/cases')
  const colleague = garage.cast.team.get('/v1/cases')
  others = 0
  looks.open()
  const answers = [await listed, again, await colleague]
  over = true
  Object.assign(cases, { list })
  expect(answers.map(({ status }) => status)).toEqual([200, 429, 200])
  expect((await listed).body.items).toEqual([])
  expect(others).toBeGreaterThanOrEqual(8)
  expect((await garage.cast.asker.get('/v1/cases')).status).toBe(200)
})

describe('one at a time', () => {
  /** How the list of cases answers `ask`, and how many were made at one moment at the most; the first is made once so many were refused. */
  async function atOnce(refused: number, ask: () => readonly Promise<{ readonly status: number }>[]) {
    const { cases } = world.node.ports
    const { list } = cases
    let [now, most, answered] = [0, 0, 0]
    Object.assign(cases, {
      list: async (...asked: Parameters<typeof list>) => {
        now += 1
        most = Math.max(most, now)
        await vi.waitUntil(() => answered >= refused, { interval: 2, timeout: LIMITS.lineWaitMs })
        now -= 1
        return list(...asked)
      },
    })
    const answers = await Promise.all(
      ask().map(async (answer) => {
        const { status } = await answer
        answered += 1
        return status
      }),
    )
    Object.assign(cases, { list })
    return { most, statuses: answers.sort() }
  }
  const tabs = (count: number, token: string, prefer: string) =>
    Array.from({ length: count }, async () =>
      world.node.app.request('/v1/cases', { headers: { authorization: `Bearer ${token}`, prefer } }),
    )

  it('is served in turn who says that they wait: as many as a person has tabs, never two at a moment', async () => {
    const token = await world.token(PEOPLE.asker)
    const all = 1 + LIMITS.lineWaiting
    expect(await atOnce(0, () => tabs(all, token, 'respond-async, wait=10'))).toEqual({
      most: 1,
      statuses: Array(all).fill(200),
    })
    expect((await garage.cast.asker.get('/v1/cases')).status).toBe(200)
  })
  it('is no more than that: a flood has one place as before, and who does not say that they wait is told at once', async () => {
    const token = await world.token(PEOPLE.asker)
    const refused = 3 * LIMITS.lineWaiting - 1
    const flood = await atOnce(refused, () => tabs(4 * LIMITS.lineWaiting, token, 'wait=600'))
    expect(flood.most).toBe(1)
    expect(flood.statuses.filter((status) => status === 429).length).toBe(refused)
    for (const prefer of ['wait=0', 'wait=ten', 'nowait=9', 'return=minimal']) {
      expect([prefer, (await atOnce(2, () => tabs(3, token, prefer))).statuses]).toEqual([prefer, [200, 429, 429]])
    }
  })
})

it('a difference of policies is made one at a time for each caller, also without cases', async () => {
  const { digest } = world.node.ports.engine.policy()
  const asked = (cases: boolean) => garage.cast.asker.get(`/v1/policies/${digest}/difference/${digest}?cases=${cases}`)
  const find = paused(world.node.ports.policies, 'find')
  const first = asked(false)
  await find.reached
  const others = [(await asked(false)).status, (await asked(true)).status]
  find.open()
  expect([(await first).status, ...others]).toEqual([200, 429, 429])
})
