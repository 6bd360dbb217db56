/**
 * Work that may take long, one piece at a time for each caller: who asks again meanwhile is told to come back, or waits in line
 * for as long as they say they will (`Prefer: wait=10`; RFC 7240, 4.3), as the console does for a person with several tabs.
 */
import type { Context } from 'hono'
import type { Caller } from '../domain/caller.ts'
import { no, ok, type Result } from '../errors.ts'
import { LIMITS } from '../limits.ts'
import { createLine } from './line.ts'

export type Alone = <T>(c: Context, caller: Caller, work: () => Promise<T>) => Promise<Result<T>>

export function oneAtATime(): Alone {
  const line = createLine()
  return async (c, { oin, person }, work) => {
    const done = await line(`${oin} ${person}`, waitOf(c.req.header('prefer')), work)
    return done ? ok(done.value) : no('too-many-requests', { retryAfterSeconds: 1 })
  }
}

/** How long a client says that it waits, within bounds; what is no such preference is none, as the RFC has it. */
export function waitOf(prefer: string | undefined): number {
  const [, seconds = '0'] = /(?:^|,)\s*wait\s*=\s*"?(\d{1,6})"?\s*(?:[,;]|$)/i.exec(prefer ?? '') ?? []
  return Math.min(Number(seconds) * 1_000, LIMITS.lineWaitMs)
}

/** Of work that may itself come to nothing. */
export function flat<T>(done: Result<Result<T>>): Result<T> {
  return done.ok ? done.value : done
}
