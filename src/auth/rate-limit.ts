/** Token bucket per caller: a steady rate with a burst. Bounded; time is injected. Pure. */
import { LIMITS } from '../limits.ts'
import type { Clock } from '../ports.ts'

export type RateLimits = { readonly perSecond: number; readonly burst: number; readonly callers: number }
export type Taken = { readonly allowed: true } | { readonly allowed: false; readonly retryAfterSeconds: number }

const CALLERS: RateLimits = {
  perSecond: LIMITS.callerRequestsPerSecond,
  burst: LIMITS.callerBurstRequests,
  callers: LIMITS.callersRemembered,
}

export function createRateLimiter(clock: Clock, limits: RateLimits = CALLERS): { take(key: string): Taken } {
  // In order of last use: who is forgotten first has waited longest, so forgetting gives least away.
  const buckets = new Map<string, { left: number; at: number }>()

  return {
    take(key) {
      const now = clock().getTime()
      const bucket = buckets.get(key) ?? { left: limits.burst, at: now }
      // A clock that steps back gives nothing, and takes nothing.
      const gained = (Math.max(0, now - bucket.at) * limits.perSecond) / 1_000
      const left = Math.min(limits.burst, bucket.left + gained)
      buckets.delete(key)
      if (buckets.size >= limits.callers) forgetOldest(buckets)
      buckets.set(key, { left: left >= 1 ? left - 1 : left, at: now })
      if (left >= 1) return { allowed: true }
      return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil((1 - left) / limits.perSecond)) }
    },
  }
}

function forgetOldest(buckets: Map<string, unknown>): void {
  for (const oldest of buckets.keys()) {
    buckets.delete(oldest)
    return
  }
}
