/** What the indexer counts, as steps of the transaction that moves its position. Pure. */
import { dutchDay } from '../../erasure/calendar.ts'
import type { Counted } from '../../log/decision-counts.ts'
import { Bounded } from '../bounded.ts'
import type { Step } from './statement.ts'

type Kind<K extends Counted['kind']> = Extract<Counted, { kind: K }>

export function countedSteps(counted: readonly Counted[]): Step[] {
  return counted.flatMap((one) => {
    if (one.kind === 'decided') return decided(one)
    if (one.kind === 'judged') return [judged(one)]
    return one.kind === 'looked' ? [looked(one)] : [erased(one)]
  })
}

/** Triggers count what is put here, and only what was not there yet. */
function decided({ row, inquiry, refused, missing, account }: Kind<'decided'>): Step[] {
  const put: Step = {
    sql: `insert into decision_counted (
        idx, oin, day, type, department, purpose, outcome, bases, refused, at, inquiry, case_id, missing, source, account)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (idx) do nothing`,
    values: [
      row.index,
      row.oin,
      dayOf(row.at),
      row.type,
      row.department ?? '',
      row.purpose ?? '',
      row.outcome,
      JSON.stringify(row.legalBasis),
      JSON.stringify(refused),
      row.at,
      inquiry,
      row.caseId,
      missing === null ? null : JSON.stringify(missing),
      row.source ?? '',
      account ? 1 : 0,
    ],
  }
  if (row.type !== 'decision' || row.outcome === 'review') return [put]
  const answered: Step = {
    sql: `update decision_counted set answered = ?
      where inquiry = ? and oin = ? and idx < ? and missing is not null and answered is null`,
    values: [row.at, inquiry, row.oin, row.index],
  }
  return [put, answered]
}

/** The first of what is missing: after that it may wait for another one. */
function judged({ index, oin, caseId, missing, at }: Kind<'judged'>): Step {
  const inCase = caseId === null ? '' : ' and case_id = ?'
  return {
    sql: `update decision_counted set judged = ?
      where oin = ?${inCase} and missing is not null and judged is null and answered is null and idx < ?
        and exists (select 1 from json_each(missing) where value = ?)`,
    values: [at, oin, ...(caseId === null ? [] : [caseId]), index, missing],
  }
}

/** What has no row of its own is counted once because the position is behind it once: it moves in the same transaction. */
const NOT_YET = 'where (select position from counts_position) <= ?'

function looked({ index, oin, at, type, purpose, resource, outcome, person, roles }: Kind<'looked'>): Step {
  return {
    sql: `insert into log_reads (oin, day, type, purpose, resource, outcome, person, roles, n)
      select ?, ?, ?, ?, ?, ?, ?, ?, 1 ${NOT_YET}
      on conflict (oin, day, type, purpose, resource, outcome, person, roles) do update set n = n + 1`,
    values: [
      ...[oin, dayOf(at), type, purpose, resource, outcome, person ?? ''],
      JSON.stringify(person === null ? [] : roles),
      index,
    ],
  }
}

function erased({ index, oin, at, ground }: Kind<'erased'>): Step {
  const day = dayOf(at)
  return {
    sql: `insert into decision_counts (oin, kind, span, code, type, department, purpose, outcome, n)
      select ?, 'erased', value, ?, '', '', '', '', 1 from json_each(?) ${NOT_YET}
      on conflict (oin, kind, span, code, type, department, purpose, outcome) do update set n = n + 1`,
    values: [oin, ground, JSON.stringify([day, day.slice(0, 7)]), index],
  }
}

export function countedToStep(position: number): Step {
  return { sql: 'update counts_position set position = max(position, ?) where id = 1', values: [position] }
}

/** Of moments in one hour, looked up in the calendar once. */
const days = new Bounded<string>(64)

function dayOf(at: string): string {
  const hour = at.slice(0, 13)
  const known = days.get(hour)
  if (known !== undefined) return known
  const day = dutchDay(new Date(at))
  days.set(hour, day)
  return day
}
