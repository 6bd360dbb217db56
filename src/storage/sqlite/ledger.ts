/** The decision log on SQLite: each write is one unit of a group commit. */
import type { Appended, Ledger, Write } from '../../ports.ts'
import type { Counting } from '../counting.ts'
import { conflict } from '../failure.ts'
import { callRow, entriesOver, placeRow, stepsOf } from '../sql/entries.ts'
import { refusalOf } from '../sql/entry-sql.ts'
import type { Engine } from '../sql/statement.ts'
import type { GroupCommit } from './group-commit.ts'
import type { Outcome, Unit } from './store.ts'

export type Commits = GroupCommit<Unit, Outcome>

export function createLedger(engine: Engine, commits: Commits, counting: Counting): Ledger {
  return {
    ...entriesOver(engine),
    async append(write) {
      const outcome = await commits.submit({ steps: stepsOf(write), counts: write.entry.counts ?? null }, true)
      return appendedOf(write, outcome)
    },
    async ready() {
      // A transaction without a statement: it takes the lock to write, and a log that is not to be trusted refuses it.
      await commits.submit(NOTHING, false)
    },
    count: counting.count,
    async flush() {
      // A unit without a statement: its commit takes along what is held.
      await commits.submit(NOTHING, false)
    },
    enter: commits.enter,
    leave: commits.leave,
  }
}

const NOTHING: Unit = { steps: [], counts: null }

function appendedOf({ entry, call }: Write, outcome: Outcome): Appended {
  if (outcome.done) {
    // Of the unit, only the insert of the entry returns a row, its index and number, and then that of the call its own.
    const [row, called] = outcome.rows
    const { idx, number } = placeRow.parse(row)
    return {
      appended: true,
      place: { id: entry.id, index: idx, leafHash: entry.leafHash },
      number,
      call: call ? callRow.parse(called).number : null,
    }
  }
  const reason = refusalOf(outcome.cause)
  if (reason) return { appended: false, reason }
  throw conflict(outcome.cause)
}
