/** admit: one caller cannot drown the others, and the broker takes no more than it can answer. */
import type { Caller } from '../domain/caller.ts'
import { no, ok, type Result } from '../errors.ts'

/** Takes one request from the caller's allowance; the seconds to wait when there is none. */
export type RateLimiter = {
  take(key: string): { readonly allowed: true } | { readonly allowed: false; readonly retryAfterSeconds: number }
}
export type AdmitPorts = {
  readonly rateLimiter: RateLimiter
  /** Whether the tree of the log is altered, or too far behind to promise anything; absent where nothing is signed. */
  readonly treeBehind?: () => boolean | Promise<boolean>
}

const TREE_BEHIND = {
  nl: 'Het logboek is op dit moment niet te bewijzen; tot dat kan wordt er niets nieuws aangenomen.',
  en: 'The log cannot be proved at this moment; nothing new is taken until it can.',
}

/** A look of the integrator is a fraction of it: whoever comes back then finds it done, unless there is more to do. */
const TREE_RETRY_SECONDS = 1

export async function admit(ports: AdmitPorts, caller: Caller): Promise<Result<Caller>> {
  if (await ports.treeBehind?.())
    return no('log-unavailable', { detail: TREE_BEHIND, retryAfterSeconds: TREE_RETRY_SECONDS })
  const taken = ports.rateLimiter.take(`${caller.oin} ${caller.person}`)
  return taken.allowed ? ok(caller) : no('too-many-requests', { retryAfterSeconds: taken.retryAfterSeconds })
}
