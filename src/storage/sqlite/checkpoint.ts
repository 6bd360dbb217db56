/**
 * Checkpoints off the request path: inside a commit they cause the longest pauses there are (SQLite's automatic ones are
 * off). Nothing is lost without them; the write-ahead log only grows.
 */
const TICK_MS = 1_000
/** A busy log is checkpointed after this many commits, a quiet one as soon as a whole tick brought none. */
const BUSY_COMMITS = 256

export type Checkpoints = { committed(): void; stop(): void }

export function scheduleCheckpoints(checkpoint: () => void, tickMs: number = TICK_MS): Checkpoints {
  let pending = 0
  let lately = 0
  const timer = setInterval(() => {
    const due = pending >= BUSY_COMMITS || (pending > 0 && lately === 0)
    lately = 0
    if (!due) return
    pending = 0
    checkpoint()
  }, tickMs)
  timer.unref()
  return {
    committed() {
      pending += 1
      lately += 1
    },
    stop: () => clearInterval(timer),
  }
}
