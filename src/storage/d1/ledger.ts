/**
 * The decision log on D1: one batch a write. There is no group commit, because the sync is the platform's, and no
 * interactive transaction: guard, index and uniqueness are decided inside the batch, by the statements themselves.
 */
import type { Ledger } from '../../ports.ts'
import { StorageFailure } from '../failure.ts'
import { entriesOver, guardsOf, placeRow, stepsOf } from '../sql/entries.ts'
import { refusalOf } from '../sql/entry-sql.ts'
import { type D1Engine, failureOf } from './engine.ts'

export function createD1Ledger(engine: D1Engine): Ledger {
  const entries = entriesOver(engine)
  return {
    ...entries,
    async append(write) {
      try {
        const results = await engine.batch(stepsOf(write))
        // Guards stand before the entry.
        const row = placeRow.safeParse(results[guardsOf(write).length]?.results[0])
        if (!row.success) throw new StorageFailure('unwritable', 'the log gave no index')
        const { id, leafHash } = write.entry
        return { appended: true, place: { id, index: row.data.idx, leafHash }, number: row.data.number }
      } catch (error) {
        const reason = refusalOf(error)
        if (reason) return { appended: false, reason }
        throw error instanceof StorageFailure ? error : failureOf(error)
      }
    },
    async ready() {
      await entries.size()
    },
    enter: () => undefined,
    leave: () => undefined,
  }
}
