/** The rate per caller: a burst, then a steady pace; one caller's haste costs no other. */
import { describe, expect, it } from 'vitest'
import { createRateLimiter } from '../../src/auth/rate-limit.ts'
import { LIMITS } from '../../src/limits.ts'
import { START } from './tokens.ts'

function scene(limits?: { perSecond: number; burst: number; callers: number }) {
  let now = START
  const limiter = createRateLimiter(() => new Date(now), limits)
  const allowed = (key: string, times: number) =>
    Array.from({ length: times }, () => limiter.take(key)).filter((t) => t.allowed).length
  return { limiter, allowed, pass: (ms: number) => (now += ms) }
}

describe('the rate of one caller', () => {
  it('allows the burst of the limits, and not one more', () => {
    const { allowed, limiter } = scene()
    expect(allowed('a', LIMITS.callerBurstRequests)).toBe(LIMITS.callerBurstRequests)
    expect(limiter.take('a')).toEqual({ allowed: false, retryAfterSeconds: 1 })
  })

  it('allows one more as soon as the pace has earned it', () => {
    const { allowed, pass } = scene({ perSecond: 2, burst: 1, callers: 10 })
    expect(allowed('a', 2)).toBe(1)
    pass(499)
    expect(allowed('a', 1)).toBe(0)
    pass(1)
    expect(allowed('a', 2)).toBe(1)
  })

  it('never earns more than the burst', () => {
    const { allowed, pass } = scene({ perSecond: 2, burst: 3, callers: 10 })
    allowed('a', 3)
    pass(3_600_000)
    expect(allowed('a', 10)).toBe(3)
  })

  it('says how many whole seconds to wait', () => {
    const { limiter } = scene({ perSecond: 0.1, burst: 1, callers: 10 })
    limiter.take('a')
    expect(limiter.take('a')).toEqual({ allowed: false, retryAfterSeconds: 10 })
  })

  it('is not the rate of another', () => {
    const { allowed } = scene({ perSecond: 1, burst: 1, callers: 10 })
    expect([allowed('a', 2), allowed('b', 1)]).toEqual([1, 1])
  })

  it('gains nothing from a clock that steps back', () => {
    const { allowed, pass } = scene({ perSecond: 1, burst: 1, callers: 10 })
    allowed('a', 1)
    pass(-60_000)
    expect(allowed('a', 1)).toBe(0)
  })

  it('is forgotten, longest away first, beyond the number of callers remembered', () => {
    const { allowed } = scene({ perSecond: 1, burst: 1, callers: 2 })
    for (const key of ['a', 'b', 'a', 'c']) allowed(key, 1)
    expect([allowed('a', 1), allowed('b', 1)]).toEqual([0, 1])
  })

  it('is remembered for as many callers as the limit, and forgotten for one more', () => {
    const { allowed } = scene()
    const others = (count: number) => {
      for (let i = 0; i < count; i += 1) allowed(`other ${i}`, 1)
    }
    allowed('a', LIMITS.callerBurstRequests)
    others(LIMITS.callersRemembered - 1)
    expect(allowed('a', 1)).toBe(0)
    others(LIMITS.callersRemembered)
    expect(allowed('a', 1)).toBe(1)
  })
})
