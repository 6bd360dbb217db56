/** Obligations that somebody must do, over any engine of the SQLite family. */
import { and, asc, count, eq, lt, type SQL, sql } from 'drizzle-orm'
import type { Duties, DutyFilter } from '../../cases/duty-register.ts'
import type { HeldDuty } from '../../domain/duty.ts'
import { obligationAskers, obligations } from '../schema.ts'
import { author, type Engine, fill, newestFirst, type Statement, type Step, statement } from './statement.ts'

type Row = typeof obligations.$inferSelect
const { placeholder } = sql

const one: Statement<Row> = statement(
  author
    .select()
    .from(obligations)
    .where(and(eq(obligations.id, placeholder('id')), eq(obligations.oin, placeholder('oin')))),
)
const askersOf: Statement<{ person: string }> = statement(
  author
    .select({ person: obligationAskers.person })
    .from(obligationAskers)
    .innerJoin(obligations, eq(obligations.id, obligationAskers.obligation_id))
    .where(and(eq(obligations.id, placeholder('id')), eq(obligations.oin, placeholder('oin'))))
    .orderBy(asc(obligationAskers.person)),
)
/** The status stands in the statement itself: only so does the index of what is open serve it. */
const overdue: Statement<{ obligation: string; overdue: number }> = statement(
  author
    .select({ obligation: obligations.obligation, overdue: count().as('overdue') })
    .from(obligations)
    .where(
      and(
        sql`${obligations.status} = 'open'`,
        lt(obligations.due, placeholder('day')),
        sql`+${obligations.oin} = coalesce(${placeholder('oin')}, ${obligations.oin})`,
      ),
    )
    .groupBy(obligations.obligation),
)

export function createDuties(engine: Engine): Duties {
  return {
    async find(oin, id) {
      const [[row]] = await engine.read([fill(one, { oin, id })])
      return row && dutyOf(row)
    },
    async askers(oin, id) {
      const [rows] = await engine.read([fill(askersOf, { oin, id })])
      return rows.map(({ person }) => person)
    },
    async list(oin, filter) {
      const [rows] = await engine.read([filtered(oin, filter)])
      return rows.map(dutyOf)
    },
    async overdue(day, oin) {
      const [rows] = await engine.read([fill(overdue, { day, oin: oin ?? null })])
      return new Map(rows.map((row) => [row.obligation, row.overdue]))
    },
  }
}

function filtered(oin: string, { status, owner, caseId, dueBefore, ...page }: DutyFilter): Step<Row> {
  const t = obligations
  const all: (SQL | undefined)[] = [
    eq(t.oin, oin),
    status === undefined ? undefined : eq(t.status, status),
    owner === undefined ? undefined : sql`exists (select 1 from json_each(${t.owners}) where value = ${owner})`,
    caseId === undefined ? undefined : eq(t.case_id, caseId),
    dueBefore === undefined ? undefined : lt(t.due, dueBefore),
  ]
  return newestFirst(t, all, page)
}

function dutyOf(row: Row): HeldDuty {
  return {
    id: row.id,
    oin: row.oin,
    decisionId: row.decision_id,
    caseId: row.case_id,
    source: row.source,
    norm: row.norm,
    obligation: row.obligation,
    owners: JSON.parse(row.owners),
    createdAt: row.created_at,
    due: row.due,
    recipient: row.organ === null ? null : { organ: row.organ, department: row.department },
    status: row.status,
    endedBy: row.ended_by,
    endedAt: row.ended_at,
    endedDecision: row.ended_decision,
  }
}
