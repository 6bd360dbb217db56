/** Integration that never ends, for what keeps the checkpoint does not answer: it is said, once, and stops nobody. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Event } from '../../src/events.ts'
import { LIMITS } from '../../src/limits.ts'
import { createIntegrator, type Integrator } from '../../src/log/integrator.ts'
import type { TreeStore } from '../../src/log/tree-store.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { LOG } from './tree/signers.ts'

const BEHIND = { type: 'fault', where: 'integrator', code: 'behind' }
const LONG_MS = 2 * LIMITS.integrationBehindMs

let faults: Event[]
let one: Integrator
/** What stands in the store: a log that gets an entry each time that it is looked at. */
let stored: string | undefined
let answer: () => void
beforeEach(async () => {
  vi.useFakeTimers()
  faults = []
  stored = undefined
  const tree: Pick<TreeStore, 'leafHashes' | 'checkpoint' | 'advance'> = {
    leafHashes: async () => [new Uint8Array(32)],
    checkpoint: async () => stored,
    async advance(_, { note }) {
      stored = note
      return true
    },
  }
  const keep = () =>
    new Promise<void>((resolve) => {
      answer = resolve
    })
  const observer = (event: Event) => void (event.type === 'fault' && faults.push(event))
  one = createIntegrator({ tree: tree as TreeStore, crypto: createCrypto(), log: LOG, observer, keep })
  one.start()
  await vi.advanceTimersByTimeAsync(LIMITS.integrationBehindMs - 500)
  expect([one.failing(), faults]).toEqual([false, []])
})
afterEach(() => vi.useRealTimers())

it('is failing until it goes on, and said once; and once again when it hangs again', async () => {
  await vi.advanceTimersByTimeAsync(LONG_MS)
  expect([one.failing(), one.behind(), faults, stored]).toEqual([true, true, [BEHIND], undefined])
  // The run that hung began long ago: what came since is integrated by the next.
  answer()
  await vi.advanceTimersByTimeAsync(500)
  expect([stored, one.behind(), one.failing()]).toEqual([expect.stringContaining('\n1\n'), true, true])
  answer()
  await vi.advanceTimersByTimeAsync(500)
  expect([stored, one.behind(), one.failing()]).toEqual([expect.stringContaining('\n2\n'), false, false])
  expect(faults).toEqual([BEHIND])
  await vi.advanceTimersByTimeAsync(LONG_MS)
  expect([one.failing(), faults]).toEqual([true, [BEHIND, BEHIND]])
})

it.each([
  ['is waited for by a stop as long as it may be behind', 0, LIMITS.integrationBehindMs],
  ['is waited for no longer by a stop where it is behind already', LONG_MS, 0],
])('%s', async (_, after, patience) => {
  await vi.advanceTimersByTimeAsync(after)
  const before = faults.length
  let stopped = false
  void one.stop().then(() => {
    stopped = true
  })
  await vi.advanceTimersByTimeAsync(Math.max(0, patience - 1))
  expect(stopped).toBe(patience === 0)
  await vi.advanceTimersByTimeAsync(1)
  expect(stopped).toBe(true)
  await vi.advanceTimersByTimeAsync(LONG_MS)
  expect([one.behind(), faults.length]).toEqual([false, before])
})
