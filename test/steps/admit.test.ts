/** admit: the allowance of a caller, and a log that must be able to keep what receipts promise. */
import { expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import type { Caller } from '../../src/domain/caller.ts'
import { admit } from '../../src/steps/admit.ts'
import { callsTo, openWorld } from '../support/world.ts'

const caller: Caller = {
  oin: '00000099000000001000',
  organ: 'BGM',
  department: 'ONDM',
  roles: [],
  person: 'p-1',
  authorised: true,
  screened: true,
  trained: true,
  assurance: 'substantial',
}
const open = { take: () => ({ allowed: true }) as const }

it('takes from the allowance of the caller, and says how long to wait', async () => {
  expect(await admit({ rateLimiter: open }, caller)).toEqual({ ok: true, value: caller })
  const closed = { take: () => ({ allowed: false, retryAfterSeconds: 3 }) as const }
  expect(await admit({ rateLimiter: closed }, caller)).toMatchObject({
    problem: { code: 'too-many-requests', retryAfterSeconds: 3 },
  })
})

it('takes nothing while the tree is too far behind, and nothing off the allowance', async () => {
  const taken: string[] = []
  const rateLimiter = {
    take(key: string) {
      taken.push(key)
      return open.take()
    },
  }
  expect(await admit({ rateLimiter, treeBehind: async () => true }, caller)).toMatchObject({
    problem: { code: 'log-unavailable', retryAfterSeconds: 1 },
  })
  expect(taken).toEqual([])
  expect((await admit({ rateLimiter, treeBehind: async () => false }, caller)).ok).toBe(true)
  expect(await admit({ rateLimiter, treeBehind: () => true }, caller)).toMatchObject({ ok: false })
})

it('a request that is not admitted leaves no entry, and is told 503', async () => {
  const world = await openWorld()
  try {
    let behind = true
    const call = callsTo(createApp({ ...world.node.ports, treeBehind: () => behind }))
    const token = await world.token(PEOPLE.officer)
    const before = await world.node.ports.ledger.size()
    const read = () => call(token, 'GET', '/v1/decisions?readingPurpose=P-AUDIT')
    expect(await read()).toMatchObject({ status: 503, body: { type: expect.stringContaining('log-unavailable') } })
    expect(await world.node.ports.ledger.size()).toBe(before)
    behind = false
    expect((await read()).status).toBe(200)
  } finally {
    await world.close()
  }
})
