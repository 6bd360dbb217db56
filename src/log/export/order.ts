/**
 * The order of the entries of an export: indexes rise, but a settlement stands beside its decision, ahead of its turn. Of a
 * complete export it is followed that each index is there once; what is ahead is what is under way at once. Pure but for that.
 */

export type Order = {
  /** Whether this entry may come now. */
  entry(index: number, complete: boolean): boolean
  /** The settlement of the entry that came last. */
  beside(index: number): boolean
  /** Of a complete export of this size: the first index that did not come; null: all of them did. */
  missing(size: number): number | null
}

/** Far more settlements are never ahead of their turn in a log that is one. */
const MOST_AHEAD = 100_000

export function createOrder(): Order {
  let last = -1
  let next = 0
  const ahead = new Set<number>()

  function pass(): void {
    while (ahead.delete(next)) next += 1
  }

  return {
    entry(index, complete) {
      pass()
      const turn = complete ? index === next : index > last && !ahead.has(index)
      last = Math.max(last, index)
      next = Math.max(next, index + 1)
      for (const early of ahead) if (early <= last) ahead.delete(early)
      return turn
    },
    beside(index) {
      const fits = index > last && !ahead.has(index) && ahead.size < MOST_AHEAD
      if (fits) ahead.add(index)
      return fits
    },
    missing(size) {
      pass()
      return next === size && ahead.size === 0 ? null : next
    },
  }
}
