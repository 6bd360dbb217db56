/**
 * The decision log on D1: one batch a write. There is no group commit, because the sync is the platform's, and no
 * interactive transaction: guard, index and uniqueness are decided inside the batch, by the statements themselves.
 */

import { addCounts, type Counts, countsOfUnlogged, NO_COUNTS } from '../../domain/counters.ts'
import type { Ledger } from '../../ports.ts'
import { createCounting } from '../counting.ts'
import { StorageFailure } from '../failure.ts'
import { countStep } from '../sql/count-sql.ts'
import { callRow, entriesOver, guardsOf, placeRow, stepsOf } from '../sql/entries.ts'
import { refusalOf } from '../sql/entry-sql.ts'
import type { Step } from '../sql/statement.ts'
import { type D1Engine, failureOf } from './engine.ts'

export function createD1Ledger(engine: D1Engine): Ledger {
  const entries = entriesOver(engine)
  const counting = createCounting()

  /** One batch, with all that is counted. A connection lost before the answer may have it counted twice, never once too few. */
  async function counted(steps: readonly Step[], counts: Counts) {
    const unlogged = counting.take()
    const step = countStep(addCounts(counts, countsOfUnlogged(unlogged)), unlogged)
    const all = step ? [...steps, step] : steps
    try {
      return all.length > 0 ? await engine.batch(all) : []
    } catch (error) {
      counting.giveBack(unlogged)
      throw error
    }
  }

  return {
    ...entries,
    async append(write) {
      try {
        const results = await counted(stepsOf(write), write.entry.counts ?? NO_COUNTS)
        // Guards stand before the entry.
        const at = guardsOf(write).length
        const row = placeRow.safeParse(results[at]?.results[0])
        // And after the entry its parts, then the call.
        const called = write.call && callRow.parse(results[at + 1 + write.entry.parts.length]?.results[0]).number
        if (!row.success) throw new StorageFailure('unwritable', 'the log gave no index')
        const { id, leafHash } = write.entry
        return {
          appended: true,
          place: { id, index: row.data.idx, leafHash },
          number: row.data.number,
          call: called ?? null,
        }
      } catch (error) {
        const reason = refusalOf(error)
        if (reason) return { appended: false, reason }
        throw error instanceof StorageFailure ? error : failureOf(error)
      }
    },
    async ready() {
      await entries.size()
    },
    count: counting.count,
    async flush() {
      try {
        await counted([], NO_COUNTS)
      } catch (error) {
        throw failureOf(error)
      }
    },
    enter: () => undefined,
    leave: () => undefined,
  }
}
