/**
 * Checkpoints off the request path: inside a commit they cause the longest pauses there are (SQLite's automatic ones are
 * off). Nothing is lost without them; the write-ahead log only grows, and with it the pause of the checkpoint that comes.
 */
const TICK_MS = 1_000
/** A busy log is checkpointed after this many units (an entry with its changes is some 15 KB), a quiet one after a tick without any. */
const BUSY_UNITS = 256

export type Checkpoints = {
  /** So many units of work went into a commit. */
  committed(units: number): void
  stop(): void
}

export function scheduleCheckpoints(checkpoint: () => void, tickMs: number = TICK_MS): Checkpoints {
  let pending = 0
  let lately = 0
  const timer = setInterval(() => {
    const due = pending >= BUSY_UNITS || (pending > 0 && lately === 0)
    lately = 0
    if (!due) return
    pending = 0
    checkpoint()
  }, tickMs)
  timer.unref()
  return {
    committed(units) {
      pending += units
      lately += units
    },
    stop: () => clearInterval(timer),
  }
}
