/** admit: one caller cannot drown the others, and the broker takes no more than it can answer. */
import type { Caller } from '../domain/caller.ts'
import { no, ok, type Result } from '../errors.ts'

/** Takes one request from the caller's allowance; the seconds to wait when there is none. */
export type RateLimiter = {
  take(key: string): { readonly allowed: true } | { readonly allowed: false; readonly retryAfterSeconds: number }
}
export type AdmitPorts = { readonly rateLimiter: RateLimiter }

export function admit(ports: AdmitPorts, caller: Caller): Result<Caller> {
  const taken = ports.rateLimiter.take(`${caller.oin} ${caller.person}`)
  return taken.allowed ? ok(caller) : no('too-many-requests', { retryAfterSeconds: taken.retryAfterSeconds })
}
