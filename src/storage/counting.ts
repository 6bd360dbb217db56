/**
 * Requests without an entry, counted in memory until a commit takes them along: a crash loses what came since the last one,
 * and no more than LIMITS.countsHeldMs of it. What a commit took and did not store is given back. Pure.
 */
import { NONE_UNLOGGED, UNLOGGED, type Unlogged, type UnloggedKind } from '../domain/counters.ts'

export type Counting = {
  /** `times`: absent, once. */
  count(kind: UnloggedKind, times?: number): void
  /** All that is held; it is held no longer. */
  take(): Unlogged
  giveBack(taken: Unlogged): void
}

export function createCounting(): Counting {
  let held: Unlogged = NONE_UNLOGGED
  return {
    count(kind, times = 1) {
      held = { ...held, [kind]: held[kind] + times }
    },
    take() {
      const taken = held
      held = NONE_UNLOGGED
      return taken
    },
    giveBack(taken) {
      held = Object.fromEntries(UNLOGGED.map((kind) => [kind, held[kind] + taken[kind]])) as Unlogged
    },
  }
}
