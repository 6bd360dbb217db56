/** What every engine of the SQLite family does for the log alike: all of it but the append, which is about durability. */
import { z } from 'zod'
import type { Ledger, Write } from '../../ports.ts'
import { changeSteps } from './change-sql.ts'
import { callOf, callStep, countersOf, standingSteps } from './count-sql.ts'
import { entriesOf, entrySteps, guardStep, judgementStep, READ, unsettledOf } from './entry-sql.ts'
import type { Engine, Step } from './statement.ts'

/** What the insert of an entry gives back: the first row that a write brings. The numbered call, if any, brings the second. */
export const placeRow = z.object({ idx: z.number().int(), number: z.number().int().nullable() })

export const callRow = z.object({ number: z.number().int() })

/** Guards first, what they refuse costs nothing; then the entry, which gives the index, its call, and the changes. */
export function stepsOf(write: Write): readonly Step[] {
  const call = write.call ? [callStep(write.call)] : []
  return [...guardsOf(write), ...entrySteps(write.entry), ...call, ...write.changes.flatMap(changeSteps)]
}

export function guardsOf({ guard, judgements }: Write): readonly Step[] {
  return [...(guard ? [guardStep(guard)] : []), ...(judgements ? [judgementStep(judgements)] : [])]
}

/** What is about durability, or about what is under way here. */
type OfEngine = 'append' | 'ready' | 'enter' | 'leave' | 'count' | 'flush'

export function entriesOver(engine: Engine): Omit<Ledger, OfEngine> {
  return {
    async note(changes) {
      if (changes.length > 0) await engine.write(changes.flatMap(changeSteps))
    },
    async entry(id) {
      const [rows, parts] = await engine.read(READ.byId(id))
      return entriesOf(rows, parts)[0]
    },
    async settlementOf(decisionId) {
      const [rows, parts] = await engine.read(READ.bySettles(decisionId))
      return entriesOf(rows, parts)[0]
    },
    async callOf(decisionId) {
      const [[row]] = await engine.read(callOf(decisionId))
      return row
    },
    async standing(from) {
      const [[row], [counters], organisations, sources] = await engine.read(standingSteps(from))
      return { size: row?.size ?? 0, counters: countersOf(counters), organisations, sources }
    },
    async newest(type) {
      const [rows, parts] = await engine.read(READ.newest(type))
      return entriesOf(rows, parts)[0]
    },
    async range(from, count) {
      const [rows, parts] = await engine.read(READ.range(from, count))
      return entriesOf(rows, parts)
    },
    async decided(oin, after, before, count) {
      const [rows, parts] = await engine.read(READ.decided(oin, after, before, count))
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
