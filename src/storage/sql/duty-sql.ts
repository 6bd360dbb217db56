/** Statements that begin and end an obligation: at most one like it is open, and who obliged to it is kept. Pure. */
import { eq, getTableColumns, sql } from 'drizzle-orm'
import type { Duty, DutyEnd } from '../../domain/duty.ts'
import { obligationAskers, obligations } from '../schema.ts'
import { author, fill, type Step, statement } from './statement.ts'

const { placeholder } = sql

/**
 * What was brought in since it was done is not covered by it. An `at` is as the register keeps it, of the same form. The
 * engine looks only where a code is named: most obligations are none that another one fulfils.
 */
const fulfilled = sql`case when ${placeholder('fulfilledBy')} = '' then 0 else exists (
  select 1 from obligations done where done.oin = ${placeholder('oin')} and done.case_id = ${placeholder('caseId')}
    and done.status = 'done' and instr(${placeholder('fulfilledBy')}, ' ' || done.obligation || ' ') > 0
    and not exists (select 1 from holdings h where h.oin = done.oin and h.case_id = done.case_id and h.at > done.ended_at)
    and not exists (
      select 1 from attestations a where a.oin = done.oin and a.case_id = done.case_id and a.at > done.ended_at)) end`

/** One like it is open, from before its subject had the pseudonym it has now. '' is none: then nothing is looked up. */
const openBefore = sql`case when ${placeholder('earlier')} = '' then 0 else exists (
  select 1 from obligations o where o.oin = ${placeholder('oin')} and o.norm = ${placeholder('norm')}
    and o.once in (select value from json_each(${placeholder('earlier')}))
    and o.obligation = ${placeholder('obligation')} and o.status = 'open') end`

const DUTY = {
  id: 'id',
  oin: 'oin',
  decision_id: 'decisionId',
  case_id: 'caseId',
  once: 'once',
  norm: 'norm',
  obligation: 'obligation',
  owners: 'owners',
  organ: 'organ',
  department: 'department',
  created_at: 'createdAt',
  due: 'due',
  status: 'status',
  ended_by: 'none',
  ended_at: 'none',
  ended_decision: 'none',
  source: 'source',
} as const satisfies Record<keyof typeof obligations.$inferSelect, string>

/** Every column, in the order of the table: an insert that may turn out to be none takes its values from a select. */
const putDuty = statement<never>(
  author
    .insert(obligations)
    .select(
      sql`select ${sql.join(
        Object.keys(getTableColumns(obligations)).map((name) => placeholder(DUTY[name as keyof typeof DUTY])),
        sql`, `,
      )} where not (${fulfilled}) and not (${openBefore})`,
    )
    .onConflictDoNothing(),
)

/** Of the one that is open now, whichever decision made it; none when it is fulfilled. */
const putAsker = statement<never>(
  author
    .insert(obligationAskers)
    .select(
      sql`select id, ${placeholder('by')} from obligations where oin = ${placeholder('oin')}
        and once in (select value from json_each(${placeholder('onces')})) and norm = ${placeholder('norm')}
        and obligation = ${placeholder('obligation')} and status = 'open'`,
    )
    .onConflictDoNothing(),
)

const endDuty = statement<never>(
  author
    .update(obligations)
    .set({
      status: sql`${placeholder('status')}`,
      ended_by: sql`${placeholder('by')}`,
      ended_at: sql`${placeholder('at')}`,
      ended_decision: sql`${placeholder('decisionId')}`,
    })
    .where(eq(obligations.id, placeholder('id'))),
)

/** Nothing new when one like it is open or it is fulfilled. */
export function dutySteps(duty: Duty): readonly Step[] {
  const { owners, recipient, fulfilledBy, by, earlier: before, ...value } = duty
  const told = { organ: recipient?.organ ?? null, department: recipient?.department ?? null }
  const codes = fulfilledBy.length === 0 ? '' : ` ${fulfilledBy.join(' ')} `
  const earlier = before.length === 0 ? '' : JSON.stringify(before)
  const open = { ...told, status: 'open', none: null, owners: JSON.stringify(owners), fulfilledBy: codes, earlier }
  const { oin, once, norm, obligation } = duty
  const onces = JSON.stringify([once, ...before])
  return [fill(putDuty, { ...value, ...open }), fill(putAsker, { by, oin, onces, norm, obligation })]
}

export function dutyEndStep(end: DutyEnd): Step {
  return fill(endDuty, { ...end })
}
