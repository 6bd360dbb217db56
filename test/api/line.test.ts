/** Waiting in line: in order, within bounds, and nobody is forgotten by what fails or comes too late. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { waitOf } from '../../src/api/alone.ts'
import { createLine } from '../../src/api/line.ts'
import { LIMITS } from '../../src/limits.ts'
import { gate } from '../support/gate.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a line', () => {
  it('serves each in the order in which they came, and others beside it', async () => {
    const line = createLine()
    const order: number[] = []
    const { open, opened } = gate()
    const all = [1, 2, 3].map((one) =>
      line('a', 1_000, async () => {
        order.push(one)
        await opened
        return one
      }),
    )
    expect(await line('b', 0, async () => 'b')).toEqual({ value: 'b' })
    expect(order).toEqual([1])
    open()
    expect(await Promise.all(all)).toEqual([{ value: 1 }, { value: 2 }, { value: 3 }])
    expect(order).toEqual([1, 2, 3])
  })

  it('is left by who waited for as long as they would: the next is served, and nothing of theirs is done', async () => {
    const line = createLine()
    const { open, opened } = gate()
    const first = line('a', 0, () => opened)
    let done = false
    const short = line('a', 100, async () => {
      done = true
    })
    const long = line('a', 1_000, async () => 'long')
    await vi.advanceTimersByTimeAsync(99)
    const still = await Promise.race([short, Promise.resolve('waits')])
    await vi.advanceTimersByTimeAsync(1)
    expect([still, await short]).toEqual(['waits', null])
    open()
    expect([await first, await long, done]).toEqual([{ value: undefined }, { value: 'long' }, false])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('goes on after what failed', async () => {
    const line = createLine()
    const { open, opened } = gate()
    const fails = line('a', 0, async () => {
      await opened
      throw new Error('broken')
    })
    const next = line('a', 1_000, async () => 'next')
    open()
    await expect(fails).rejects.toThrow('broken')
    expect([await next, await line('a', 0, async () => 'later')]).toEqual([{ value: 'next' }, { value: 'later' }])
  })

  it('is as long as the bound, and not one longer', async () => {
    const line = createLine()
    const { open, opened } = gate()
    const asked = Array.from({ length: 2 + LIMITS.lineWaiting }, () => line('a', 1_000, () => opened))
    expect(await asked.at(-1)).toBeNull()
    open()
    expect((await Promise.all(asked)).filter((one) => one === null).length).toBe(1)
  })
})

it.each([
  [undefined, 0],
  ['wait=3', 3_000],
  ['respond-async, wait = "4" ; x=1', 4_000],
  ['Wait=99999', LIMITS.lineWaitMs],
  ['handling=lenient; wait=5', 0],
  ['wait=-1', 0],
  ['wait', 0],
])('a preference %j is to wait for %i ms', (prefer, ms) => {
  expect(waitOf(prefer)).toBe(ms)
})
