/** A tree that lags behind its log: nothing new is promised, whoever asks is told when to come back, and it goes on by itself. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { municipal } from '../../src/cli/demo/questions.ts'
import { LIMITS } from '../../src/limits.ts'
import { problemOf } from '../support/scene.ts'
import { openWorld, type World } from '../support/world.ts'

const INTEGRATE_MS = 200

let world: World
let went = 0
beforeAll(async () => {
  // The tree grows when the test says so, and time goes by for it alone.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  world = await openWorld({ elapsed: () => went })
  await world.node.ports.integrate()
})
afterAll(async () => {
  vi.useRealTimers()
  await world.close()
})

const ready = async () => {
  const answer = await world.node.app.request('/readyz')
  return [answer.status, ((await answer.json()) as { detail?: string }).detail]
}

it('is refused beyond LIMITS.integrationBehindMs, by reads and writes alike, until the next look of the integrator', async () => {
  const token = await world.token(PEOPLE.asker)
  const question = municipal('geen-casus', 'VERG/vergunningen', 'HITNOHIT')
  const ask = () => world.call(token, 'POST', '/v1/inquiries', question)
  const { ledger } = world.node.ports
  went += LIMITS.integrationBehindMs
  expect((await ask()).status).toBe(201)
  expect(await ready()).toEqual([200, undefined])
  const before = await ledger.size()
  went += 1
  for (const reply of [await ask(), await world.call(token, 'GET', '/v1/me')]) {
    expect([...problemOf(reply), reply.headers.get('retry-after')]).toEqual([503, 'log-unavailable', '1'])
    expect(reply.body.detail).toContain('cannot be proved at this moment')
  }
  expect(await ready()).toEqual([503, 'Not ready: tree'])
  expect(await ledger.size()).toBe(before)
  await vi.advanceTimersByTimeAsync(INTEGRATE_MS)
  // Behind the look that the timer began.
  await world.node.ports.integrate()
  expect((await ask()).status).toBe(201)
  expect(await ready()).toEqual([200, undefined])
})
