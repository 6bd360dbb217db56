/** Work that may take long, one piece at a time for each caller: who asks again meanwhile is told to wait. */
import type { Caller } from '../domain/caller.ts'
import { no, ok, type Result } from '../errors.ts'

export type Alone = <T>(caller: Caller, work: () => Promise<T>) => Promise<Result<T>>

export function oneAtATime(): Alone {
  const busy = new Set<string>()
  return async ({ oin, person }, work) => {
    const mine = `${oin} ${person}`
    if (busy.has(mine)) return no('too-many-requests', { retryAfterSeconds: 1 })
    busy.add(mine)
    return ok(await work().finally(() => busy.delete(mine)))
  }
}
