/** Work that follows the log off the request path: one run at a time, by a timer and on demand. */

export type Follower = {
  /** Resolves when everything that was in the log at the call was followed. Rejects as the run that it waited for. */
  catchUp(): Promise<void>
  /** No run is under way. */
  idle(): boolean
  start(everyMs: number): void
  /** Stops the timer and waits for work under way. */
  stop(): Promise<void>
}

/**
 * `failed` hears of runs that the timer began; who calls `catchUp` hears of its own. `busy` hears each time that the timer
 * finds a run under way, which may be one that never ends.
 */
export function createFollower(
  run: () => Promise<void>,
  failed: (error: unknown) => void,
  busy: () => void = () => undefined,
): Follower {
  let work: Promise<void> = Promise.resolve()
  let idle = true
  let timer: NodeJS.Timeout | undefined

  /** Who calls during a run gets a run of their own, for the log has grown since. */
  function catchUp(): Promise<void> {
    const mine = work.then(async () => {
      idle = false
      try {
        await run()
      } finally {
        idle = true
      }
    })
    work = mine.catch(() => undefined)
    return mine
  }

  return {
    catchUp,
    idle: () => idle,
    start(everyMs) {
      timer ??= setInterval(() => {
        if (idle) catchUp().catch(failed)
        else busy()
      }, everyMs)
      timer.unref()
    },
    async stop() {
      clearInterval(timer)
      timer = undefined
      await work
    },
  }
}
