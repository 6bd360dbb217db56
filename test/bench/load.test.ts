/** What the load counts: answered and refused apart, every question in its turn, and the middle of what was timed. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { apply, median, quantile, type Target } from './load.ts'

describe('the median', () => {
  it.each([
    [[3], 3],
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, 100], 10],
  ])('of %j is %d, in whatever order', (values, expected) => {
    expect(median(values)).toBe(expected)
  })

  it('leaves its values as they were', () => {
    const values = [3, 1, 2]
    median(values)
    expect(values).toEqual([3, 1, 2])
  })

  it('of nothing is no number that passes for one', () => {
    expect(() => median([])).toThrow('nothing was measured')
  })
})

describe('a quantile', () => {
  const hundredAndOne = Array.from({ length: 101 }, (_, i) => i)
  it.each([
    [0, 0],
    [0.5, 50],
    [0.99, 99],
    [1, 100],
  ])('%d of 0 .. 100 is %d', (share, expected) => {
    expect(quantile(hundredAndOne, share)).toBe(expected)
  })

  it('between two values lies between them', () => {
    expect(quantile([0, 10], 0.99)).toBeCloseTo(9.9)
  })
})

describe('a load', () => {
  const ASK_MS = 2
  let now = 0
  beforeEach(() => {
    vi.spyOn(performance, 'now').mockImplementation(() => now)
  })
  afterEach(() => void vi.restoreAllMocks())
  const asks = ['a', 'b', 'c'].map((body) => ({ token: 't', body }))
  function target(answer: (body: string) => string | null) {
    const asked: string[] = []
    const one: Target = {
      async ask({ body }) {
        asked.push(body)
        now += ASK_MS
        return answer(body)
      },
      close: async () => undefined,
    }
    return { one, asked }
  }

  it('asks the questions in turn, from where it is told, and again from the first', async () => {
    const { one, asked } = target(() => '{}')
    const loaded = await apply(one, asks, { callers: 1, milliseconds: 30 }, 2)
    expect(asked.slice(0, 4)).toEqual(['c', 'a', 'b', 'c'])
    expect([loaded.replies, loaded.refused]).toEqual([asked.length, 0])
    expect([asked.length, loaded.p50, loaded.p99, loaded.perSecond]).toEqual([15, ASK_MS, ASK_MS, 1_000 / ASK_MS])
  })

  it('counts what was refused apart: it is no reply, and no time', async () => {
    const { one, asked } = target((body) => (body === 'b' ? null : '{}'))
    const loaded = await apply(one, asks, { callers: 3, milliseconds: 30 })
    expect(loaded.refused).toBe(asked.filter((body) => body === 'b').length)
    expect(loaded.refused).toBeGreaterThan(0)
    expect(loaded.replies).toBe(asked.length - loaded.refused)
  })

  it('that was refused altogether, or had nothing to ask, measured nothing', async () => {
    await expect(apply(target(() => null).one, asks, { callers: 1, milliseconds: 10 })).rejects.toThrow(
      'nothing was measured',
    )
    await expect(apply(target(() => '{}').one, [], { callers: 1, milliseconds: 10 })).rejects.toThrow('nothing to ask')
  })

  it('ends with what a target throws', async () => {
    const broken: Target = { ask: () => Promise.reject(new Error('500')), close: async () => undefined }
    await expect(apply(broken, asks, { callers: 2, milliseconds: 10 })).rejects.toThrow('500')
  })
})
