/** The decision log on SQLite: each write is one unit of a group commit. */
import { z } from 'zod'
import type { Appended, Ledger, Write } from '../../ports.ts'
import { conflict } from '../failure.ts'
import { changeStep } from '../sql/change-sql.ts'
import { entriesOf, entrySteps, guardStep, READ, refusalOf, unsettledOf } from '../sql/entry-sql.ts'
import type { Engine, Step } from '../sql/statement.ts'
import type { GroupCommit } from './group-commit.ts'
import type { Outcome } from './store.ts'

/** What the insert of an entry gives back. */
const indexRow = z.object({ idx: z.number().int() })

export type Commits = GroupCommit<readonly Step[], Outcome>

export function createLedger(engine: Engine, commits: Commits): Ledger {
  return {
    async append(write) {
      const outcome = await commits.submit(stepsOf(write), true)
      return appendedOf(write, outcome)
    },
    async note(changes) {
      if (changes.length > 0) await engine.write(changes.map(changeStep))
    },
    enter: commits.enter,
    leave: commits.leave,
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

/** The guard first: what it refuses costs nothing. */
function stepsOf({ entry, changes, guard }: Write): readonly Step[] {
  return [...(guard ? [guardStep(guard)] : []), ...entrySteps(entry), ...changes.map(changeStep)]
}

function appendedOf({ entry }: Write, outcome: Outcome): Appended {
  if (outcome.done) {
    // The insert of the entry is the only statement of the unit that returns a row: its index.
    const [row] = outcome.rows
    const { idx } = indexRow.parse(row)
    return { appended: true, place: { id: entry.id, index: idx, leafHash: entry.leafHash } }
  }
  const reason = refusalOf(outcome.cause)
  if (reason) return { appended: false, reason }
  throw conflict(outcome.cause)
}
