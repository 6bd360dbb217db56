/**
 * Statements that search the index of decisions. Each walks one index in its order, newest first, and looks at what that
 * finds: it is named, because the engine would take another one, or sort all there is. Pure.
 */
import { and, asc, desc, eq, exists, getTableColumns, gt, gte, lt, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { DecisionKind } from '../../domain/codes.ts'
import { type DecisionFilter, kindOf } from '../../log/decision-index.ts'
import { decisionBases, decisionCounted, decisionIndex, decisionNorms } from '../schema.ts'
import { author, type Step, step } from './statement.ts'

export type IndexRow = typeof decisionIndex.$inferSelect
/** `refused`: norms as JSON; null: not counted yet. */
export type FoundRow = IndexRow & { readonly refused: string | null }

/** By what it is looked for, those first that take no look into another table. */
const SOUGHT = ['type', 'source', 'department', 'purpose', 'outcome', 'legalBasis', 'norm'] as const
export type Sought = (typeof SOUGHT)[number]
export type Exact = Pick<DecisionFilter, Sought | 'caseId'>

/** Whose decisions: that an organisation asked for (about one subject), or that it supplied to. */
type Of =
  | { readonly oin: string; readonly by: Sought | null }
  | { readonly oin: string; readonly subject: string }
  | { readonly holder: string }

/** Rows that are counted to see what finds least: a millisecond. */
const PROBED_ROWS = 10_000

const t = decisionIndex
const counted = decisionCounted
/** Names stand in full: within its own select a column is read without them. */
const FOUND = {
  ...getTableColumns(t),
  refused: sql<
    string | null
  >`(select counted.refused from decision_counted counted where counted.idx = decision_index.idx)`.as('refused'),
}

export function soughtIn(filter: Exact): readonly Sought[] {
  return SOUGHT.filter((name) => filter[name] !== undefined)
}

/** How many there are of it, up to a bound. */
export function probeStep(oin: string, by: Sought, filter: Exact): Step<{ found: number }> {
  const { type, account } = by === 'type' && filter.type ? kindOf(filter.type) : { type: null, account: null }
  if (account !== null)
    return {
      sql: `select count(*) as found from (
        select 1 from decision_counted where oin = ? and type = 'preview' and account = ? limit ${PROBED_ROWS})`,
      values: [oin, account ? 1 : 0],
    }
  const [table, where] =
    by === 'norm'
      ? ['decision_norms', 'norm = ?']
      : by === 'legalBasis'
        ? ['decision_bases', 'basis = ?']
        : ['decision_index', `oin = ? and ${by} = ?`]
  return {
    sql: `select count(*) as found from (select 1 from ${table} where ${where} limit ${PROBED_ROWS})`,
    values: table === 'decision_index' ? [oin, type ?? filter[by]] : [filter[by]],
  }
}

/** Newest first, or with `after` oldest first; `until` is not included. */
export function searchStep(of: Of, filter: DecisionFilter): Step<FoundRow> {
  const by = 'by' in of && filter.caseId === undefined ? of.by : null
  const walked = walkedBy(by, filter)
  const { before, after, caseId, count } = filter
  const where = and(
    'holder' in of ? eq(t.holder, of.holder) : ofOrganisation(walked, of.oin),
    'subject' in of ? eq(t.subject, of.subject) : undefined,
    caseId === undefined ? undefined : eq(t.case_id, caseId),
    ...period(walked.idx, filter),
    before === undefined ? undefined : lt(walked.idx, before),
    after === undefined ? undefined : gt(walked.idx, after),
    ...SOUGHT.map((name) => matches(name, by, filter)),
  )
  const order = after === undefined ? desc(walked.idx) : asc(walked.idx)
  if (walked !== t) {
    const rows = author.select(FOUND).from(walked).innerJoin(t, eq(t.idx, walked.idx))
    const written = step<FoundRow>(rows.where(where).orderBy(order).limit(count))
    return walked === counted ? indexedBy(written, 'decision_counted', 'decision_counted_previews') : written
  }
  const written = step<FoundRow>(author.select(FOUND).from(t).where(where).orderBy(order).limit(count))
  return indexedBy(written, 'decision_index', indexOf(of, by, filter))
}

function walkedBy(by: Sought | null, { type }: Exact) {
  if (by === 'norm') return decisionNorms
  if (by === 'legalBasis') return decisionBases
  return by === 'type' && type && kindOf(type).account !== null ? counted : t
}

function ofOrganisation(walked: ReturnType<typeof walkedBy>, oin: string): SQL {
  return walked === t || walked === counted ? eq(walked.oin, oin) : sql`+${t.oin} = ${oin}`
}

/** Which drizzle has no word for: the table of the statement comes before those in its conditions. */
function indexedBy<Row>({ sql: written, values }: Step<Row>, table: string, index: string): Step<Row> {
  const from = ` from "${table}"`
  return { sql: written.replace(from, `${from} indexed by ${index}`), values }
}

function indexOf(of: Of, by: Sought | null, { caseId }: DecisionFilter): string {
  const name = 'holder' in of ? 'holder' : 'subject' in of ? 'subject' : caseId === undefined ? (by ?? 'oin') : 'case'
  return `decision_index_${name}`
}

/** A day says where in the log it lies; what stands there is looked at. */
function period(idx: SQLiteColumn, { from, until }: DecisionFilter): (SQL | undefined)[] {
  const first = (at: string) => sql`(select min(first) from decision_days where day >= ${at.slice(0, 10)})`
  const last = (at: string) => sql`(select max(last) from decision_days where day <= ${at.slice(0, 10)})`
  return [
    from === undefined ? undefined : and(sql`${idx} >= ${first(from)}`, gte(t.at, from)),
    until === undefined ? undefined : and(sql`${idx} <= ${last(until)}`, lt(t.at, until)),
  ]
}

function matches(name: Sought, by: Sought | null, filter: DecisionFilter): SQL | undefined {
  const value = filter[name]
  if (value === undefined) return undefined
  if (name === 'type') return ofKind(value as DecisionKind, by)
  if (name === 'norm') return by === name ? eq(decisionNorms.norm, value) : hasNorm(value)
  if (name === 'legalBasis') return by === name ? eq(decisionBases.basis, value) : hasBasis(value)
  return sql`${walkedBy(by, filter) === counted ? counted[name] : t[name]} = ${value}`
}

/** The type stands in the statement itself where the index of previews is walked: only so does it serve. */
function ofKind(kind: DecisionKind, by: Sought | null): SQL | undefined {
  const { type, account } = kindOf(kind)
  if (account === null) return eq(t.type, type)
  const made = eq(counted.account, account ? 1 : 0)
  if (by === 'type') return and(sql`${counted.type} = 'preview'`, made)
  const own = author
    .select({ one: sql`1` })
    .from(counted)
    .where(and(made, eq(counted.idx, t.idx)))
  return and(eq(t.type, type), exists(own))
}

function hasNorm(norm: string): SQL {
  const own = and(eq(decisionNorms.norm, norm), eq(decisionNorms.idx, t.idx))
  return exists(author.select({ one: sql`1` }).from(decisionNorms).where(own))
}

function hasBasis(basis: string): SQL {
  const own = and(eq(decisionBases.basis, basis), eq(decisionBases.idx, t.idx))
  return exists(author.select({ one: sql`1` }).from(decisionBases).where(own))
}
