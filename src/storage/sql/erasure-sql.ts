/**
 * Which rows are about what is to be forgotten, in each table. Ids are UUIDv7: they begin with their moment, so that a day is
 * a stretch of them. Ids and times of one row may differ a little: the stretch is wider, and the time says which. Pure.
 */

import { idsFrom } from '../../domain/ids.ts'
import { dutchDayBounds } from '../../erasure/calendar.ts'
import type { Order, Target } from '../../erasure/order.ts'
import { nameOf } from '../../erasure/scopes.ts'
import type { DecisionRow } from '../../log/decision-index.ts'
import type { Change, KeyStanding } from '../../ports.ts'
import { STRETCH_ENTRIES } from '../migrations/erasure.ts'
import type { unsettledOf } from './entry-sql.ts'
import type { Step } from './statement.ts'

type Where = { readonly sql: string; readonly values: readonly unknown[] }
/**
 * In the order in which they go: a table before those that its condition looks at. `blank`: what of them goes, where the rows
 * themselves stay.
 */
type Rows = { readonly table: string; readonly where: Where; readonly blank?: string }

const HOUR_MS = 3_600_000

export function orderStep(
  { target, ground }: Order,
  at: string,
  { entryId, actId }: Pick<Extract<Change, { kind: 'erasure' }>, 'entryId' | 'actId'>,
): Step {
  const ofCase = target.kind === 'case'
  const day = ofCase ? null : target.day
  const bounds = day === null ? null : dutchDayBounds(day)
  // An act that orders what stands ordered already, by nobody perhaps, is one that it can be carried out by.
  const again = actId === undefined ? 'nothing' : 'update set ordered_by = excluded.ordered_by where entry_id is null'
  const begin = entryId === null ? again : 'update set entry_id = excluded.entry_id'
  return {
    sql: `insert into erasures (target, oin, case_id, day, class, starts, ends, ground, ordered_at, entry_id, ordered_by)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (target) do ${begin}`,
    values: [
      nameOf(target),
      target.oin,
      ofCase ? target.caseId : null,
      day,
      ofCase ? null : target.of,
      bounds?.from ?? null,
      bounds?.until ?? null,
      ground,
      at,
      entryId,
      actId ?? null,
    ],
  }
}

/** Refuses what came under this key since it was counted, and from here on all that would (see standing_guard in migrations.ts). */
export function standingSteps(standing: readonly KeyStanding[]): Step[] {
  return standing.flatMap(({ keyId, until }) => [
    { sql: 'insert into standing_guard (key_id, until) values (?, ?)', values: [keyId, until] },
    { sql: 'insert into erased_keys (key_id) values (?) on conflict do nothing', values: [keyId] },
  ])
}

/** One step a stretch of the log; in those that have the key, one an entry. `+`: no index is made of all parts for this. */
export function standingStep(keyId: string, from: number, until: number): Step<{ idx: number }> {
  const sql = `with recursive stretches (n) as (
      select cast(? as integer) union all select n + 1 from stretches where n < cast(? as integer))
    select entry_idx as idx from stretches cross join key_stretches k on k.stretch = n and k.key_id = ?
      cross join parts p on p.entry_idx >= n * ${STRETCH_ENTRIES} and p.entry_idx < (n + 1) * ${STRETCH_ENTRIES}
    where +p.key_id = k.key_id and +p.entry_idx >= ? and +p.entry_idx < ? order by p.entry_idx`
  const last = Math.max(from, until - 1)
  const stretches = [from, last].map((index) => Math.floor(index / STRETCH_ENTRIES))
  return { sql, values: [...stretches, keyId, from, until] }
}

export function rowsOf(target: Target, keyIds: readonly string[]): readonly Rows[] {
  return target.kind === 'case' ? rowsOfCase(target, JSON.stringify(keyIds)) : rowsOfDay(target, JSON.stringify(keyIds))
}

function rowsOfCase({ oin, caseId }: Extract<Target, { kind: 'case' }>, keyIds: string): Rows[] {
  // Also of who asked without a part in it: their inquiry does not name the case. Its decision does, once it is indexed, and so
  // does the key of its question.
  // `+`: the index of keys serves it, not that of the organisation.
  const inquiries = {
    sql: `id in (select id from inquiries where case_id = ? and oin = ? union
      select id from decision_index where oin = ? and case_id = ? union
      select id from inquiries where case_id is null and key_id in (select value from json_each(?)) and +oin = ?)`,
    values: [caseId, oin, oin, caseId, keyIds, oin],
  }
  const obligations = { sql: 'oin = ? and case_id = ?', values: [oin, caseId] }
  // These two name no organisation: what another one calls so is not this case.
  const others = 'select 1 from cases where id = ? and oin <> ?'
  const ofCase = { sql: `case_id = ? and not exists (${others})`, values: [caseId, caseId, oin] }
  const inPlace = { sql: 'oin = ? and case_id = ?', values: [oin, caseId] }
  // Also those of the organisation about what is held in the case.
  const judged = {
    sql: `oin = ? and (case_id = ? or (case_id is null and json_extract(scope, '$.source') in
      (select 'holding/' || id from holdings where oin = ? and case_id = ?)))`,
    values: [oin, caseId, oin, caseId],
  }
  return [
    ...inquiryRows(inquiries),
    ...obligationRows(obligations),
    ...findingRows(inPlace),
    { table: 'hits', where: ofCase },
    { table: 'attestations', where: judged },
    { table: 'holdings', where: inPlace },
    { table: 'case_subjects', where: ofCase },
    { table: 'cases', where: { sql: 'id = ? and oin = ?', values: [caseId, oin] } },
  ]
}

function rowsOfDay({ oin, day, of }: Extract<Target, { kind: 'day' }>, keyIds: string): Rows[] {
  const { from, until, first, last } = stretchOf(day)
  const made = { sql: 'oin = ? and id >= ? and id < ? and created_at >= ? and created_at < ?' }
  const obligations = [oin, first, last, from, until]
  if (of === 'case') {
    // A question that was walked again lies with the day of its last walk. `+`: as for a case.
    const asked = '+oin = ? and case_id is null and id < ? and key_id in (select value from json_each(?))'
    const kept = 'oin = ? and case_id is null and key_id in (select value from json_each(?))'
    return [
      ...inquiryRows({ sql: asked, values: [oin, last, keyIds] }),
      ...obligationRows({ sql: `${made.sql} and case_id is null`, values: obligations }),
      ...findingRows({ sql: kept, values: [oin, keyIds] }),
      { table: 'holdings', where: { sql: kept, values: [oin, keyIds] } },
    ]
  }
  if (of === 'caller') {
    // What waits or is on its way still needs to know whose it is. The question is not the asker's: it goes with its case, or
    // with what its day has outside a case. An answer that was kept is found by who asked, and by nobody else.
    const ended = {
      sql: `oin = ? and id < ? and updated_at >= ? and updated_at < ? and status not in ('open', 'waiting') and person <> ''`,
      values: [oin, last, from, until],
    }
    const askers = `obligation_id in (select id from obligations where ${made.sql} and status <> 'open')`
    return [
      answersTo(ended),
      { table: 'inquiries', where: ended, blank: "person = '', department = null" },
      { table: 'obligation_askers', where: { sql: askers, values: obligations } },
    ]
  }
  return []
}

function inquiryRows(where: Where): Rows[] {
  const awaited = { sql: `inquiry_id in (select id from inquiries where ${where.sql})`, values: where.values }
  return [answersTo(where), { table: 'awaited', where: awaited }, { table: 'inquiries', where }]
}

function answersTo({ sql, values }: Where): Rows {
  return { table: 'idempotency', where: { sql: `inquiry_id in (select id from inquiries where ${sql})`, values } }
}

function obligationRows(where: Where): Rows[] {
  const askers = { sql: `obligation_id in (select id from obligations where ${where.sql})`, values: where.values }
  return [
    { table: 'obligation_askers', where: askers },
    { table: 'obligations', where },
  ]
}

/** What was found in a decision goes with what it decided on. */
function findingRows(where: Where): Rows[] {
  const actions = { sql: `finding_id in (select id from findings where ${where.sql})`, values: where.values }
  return [
    { table: 'finding_actions', where: actions },
    { table: 'findings', where },
  ]
}

function stretchOf(day: string) {
  const { from, until } = dutchDayBounds(day)
  const around = (at: string, hours: number) => idsFrom(new Date(Date.parse(at) + hours * HOUR_MS).toISOString())
  return { from, until, first: around(from, -1), last: around(until, 1) }
}

export function countSteps(target: Target, keyIds: readonly string[]) {
  return rowsOf(target, keyIds).map(({ table, where }) => ({
    table,
    step: { sql: `select count(*) as rows from ${table} where ${where.sql}`, values: where.values } as Step<{
      rows: number
    }>,
  }))
}

export function forgetSteps(target: Target, keyIds: readonly string[], gone: readonly number[]): Step[] {
  const rows = rowsOf(target, keyIds).map(({ table, where, blank }) => ({
    sql: `${blank === undefined ? `delete from ${table}` : `update ${table} set ${blank}`} where ${where.sql}`,
    values: where.values,
  }))
  return [...rows, ...indexSteps(gone), ...(target.kind === 'day' ? ofLooks(target) : [])]
}

/**
 * The key of a side table begins with a code, so its rows are found by what the row itself says stands there: an index by
 * number would cost each decision. A row that somebody wrote over, so that it says nothing, must not stop what is forgotten.
 */
function indexSteps(gone: readonly number[]): Step[] {
  const idx = 'idx in (select value from json_each(?))'
  const beside = (table: string, code: string, list: string) => `delete from ${table} where (${code}, idx) in (
    select value, idx from decision_index, json_each(iif(json_valid(${list}), ${list}, '[]')) where ${idx})`
  return [
    beside('decision_norms', 'norm', 'norms'),
    beside('decision_bases', 'basis', 'legal_basis'),
    `delete from decision_index where ${idx}`,
  ].map((sql) => ({ sql, values: [JSON.stringify(gone)] }))
}

type Day = Extract<Target, { kind: 'day' }>

/** Looks in the log of that day: without who it was, or without all of it, as they are counted again from what is left. */
function ofLooks(target: Day): Step[] {
  const { oin, day, of } = target
  if (of === 'case') return [{ sql: 'delete from log_reads where oin = ? and day = ?', values: [oin, day] }]
  if (of !== 'caller') return []
  const known = "oin = ? and day = ? and person <> ''"
  const nameless = `insert into log_reads (oin, day, type, purpose, resource, outcome, person, roles, n)
    select oin, day, type, purpose, resource, outcome, '', '[]', sum(n) from log_reads where ${known}
    group by oin, day, type, purpose, resource, outcome
    on conflict (oin, day, type, purpose, resource, outcome, person, roles) do update set n = n + excluded.n`
  const gone = `delete from log_reads where ${known}`
  return [anonymous(target), ...[nameless, gone].map((sql) => ({ sql, values: [oin, day] }))]
}

/** Of a decision whose asker is forgotten nobody knows the department any more. */
function anonymous(target: Day): Step {
  const { sql, values } = indexedOn(target)
  return { sql: `update decision_index set department = null where department is not null and ${sql}`, values }
}

export function indexedStep(target: Target): Step<Pick<DecisionRow, 'index' | 'id'>> | null {
  if (target.kind === 'case') {
    const values = [target.oin, target.caseId]
    return { sql: 'select idx as "index", id from decision_index where oin = ? and case_id = ? order by idx', values }
  }
  if (target.of === 'caller') return null
  const { sql, values } = indexedOn(target)
  const of = target.of === 'case' ? ' and case_id is null' : ''
  return { sql: `select idx as "index", id from decision_index where ${sql}${of} order by idx`, values }
}

function indexedOn({ oin, day }: Extract<Target, { kind: 'day' }>): Where {
  const { from, until, first, last } = stretchOf(day)
  const stretch = (which: 'min' | 'max') => `(select ${which}(idx) from entries where id >= ? and id < ?)`
  return {
    sql: `oin = ? and idx between ${stretch('min')} and ${stretch('max')} and at >= ? and at < ?`,
    values: [oin, first, last, first, last, from, until],
  }
}

export function openStep(target: Target, keyIds: readonly string[]): Step<Parameters<typeof unsettledOf>[0][number]> {
  const where = rowsOf(target, keyIds).find(({ table }) => table === 'inquiries')?.where ?? { sql: 'false', values: [] }
  return {
    sql: `select id, oin, decisions from inquiries where status = 'open' and ${where.sql} order by id`,
    values: where.values,
  }
}
