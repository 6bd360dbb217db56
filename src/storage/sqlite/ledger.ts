/** The decision log on SQLite: each write is one unit of a group commit. */
import type { Appended, Ledger, Write } from '../../ports.ts'
import { conflict } from '../failure.ts'
import { entriesOver, placeRow, stepsOf } from '../sql/entries.ts'
import { refusalOf } from '../sql/entry-sql.ts'
import type { Engine, Step } from '../sql/statement.ts'
import type { GroupCommit } from './group-commit.ts'
import type { Outcome } from './store.ts'

export type Commits = GroupCommit<readonly Step[], Outcome>

export function createLedger(engine: Engine, commits: Commits): Ledger {
  return {
    ...entriesOver(engine),
    async append(write) {
      const outcome = await commits.submit(stepsOf(write), true)
      return appendedOf(write, outcome)
    },
    async ready() {
      // A transaction without a statement: it takes the lock to write, and a log that is not to be trusted refuses it.
      await commits.submit([], false)
    },
    enter: commits.enter,
    leave: commits.leave,
  }
}

function appendedOf({ entry }: Write, outcome: Outcome): Appended {
  if (outcome.done) {
    // The insert of the entry is the only statement of the unit that returns a row: its index and number.
    const [row] = outcome.rows
    const { idx, number } = placeRow.parse(row)
    return { appended: true, place: { id: entry.id, index: idx, leafHash: entry.leafHash }, number }
  }
  const reason = refusalOf(outcome.cause)
  if (reason) return { appended: false, reason }
  throw conflict(outcome.cause)
}
