/**
 * The decision log on D1: one batch a write. There is no group commit, because the sync is the platform's, and no
 * interactive transaction: guard, index and uniqueness are decided inside the batch, by the statements themselves.
 */
import { z } from 'zod'
import type { Ledger, Write } from '../../ports.ts'
import { StorageFailure } from '../failure.ts'
import { changeStep } from '../sql/change-sql.ts'
import { entriesOf, entrySteps, guardStep, READ, refusalOf, unsettledOf } from '../sql/entry-sql.ts'
import type { Step } from '../sql/statement.ts'
import { type D1Engine, failureOf } from './engine.ts'

/** What the insert of an entry gives back: the only row of a batch. */
const indexRow = z.object({ idx: z.number().int() })

export function createD1Ledger(engine: D1Engine): Ledger {
  return {
    async append(write) {
      try {
        const results = await engine.batch(stepsOf(write))
        const row = indexRow.safeParse(results[write.guard ? 1 : 0]?.results[0])
        if (!row.success) throw new StorageFailure('unwritable', 'the log gave no index')
        const { id, leafHash } = write.entry
        return { appended: true, place: { id, index: row.data.idx, leafHash } }
      } catch (error) {
        const reason = refusalOf(error)
        if (reason) return { appended: false, reason }
        throw error instanceof StorageFailure ? error : failureOf(error)
      }
    },
    async note(changes) {
      if (changes.length > 0) await engine.write(changes.map(changeStep))
    },
    enter: () => undefined,
    leave: () => undefined,
    async entry(id) {
      const [rows, parts] = await engine.read(READ.byId(id))
      return entriesOf(rows, parts)[0]
    },
    async settlementOf(decisionId) {
      const [rows, parts] = await engine.read(READ.bySettles(decisionId))
      return entriesOf(rows, parts)[0]
    },
    async range(from, count) {
      const [rows, parts] = await engine.read(READ.range(from, count))
      return entriesOf(rows, parts)
    },
    async size() {
      const [[row]] = await engine.read(READ.size())
      return row?.size ?? 0
    },
    async unsettled() {
      const [rows] = await engine.read(READ.unsettled())
      return unsettledOf(rows)
    },
  }
}

/** The guard first, then the entry: `append` finds the index by that order. */
function stepsOf({ entry, changes, guard }: Write): readonly Step[] {
  return [...(guard ? [guardStep(guard)] : []), ...entrySteps(entry), ...changes.map(changeStep)]
}
