/**
 * Counts of what no counts are kept of: a walk along the index of what is rarest in the filter, newest first and bounded, that
 * looks at each decision as it is counted. Pure.
 */
import type { DecisionKind } from '../../domain/codes.ts'
import { dutchDayBounds } from '../../erasure/calendar.ts'
import type { AmongFilter, AmongGroup, CountRow, Spread } from '../../log/decision-counts.ts'
import { kindOf } from '../../log/decision-index.ts'
import type { Sought } from './decision-search.ts'
import type { Step } from './statement.ts'

/** null: by nothing but the organisation. */
export type Walked = Sought | 'caseId' | null
type Where = { readonly sql: string; readonly values: readonly unknown[] }

const MATCHES: Readonly<Record<Exclude<Sought, 'type'> | 'caseId', string>> = {
  department: 'c.department = ?',
  purpose: 'c.purpose = ?',
  outcome: 'c.outcome = ?',
  source: 'c.source = ?',
  caseId: 'c.case_id = ?',
  legalBasis: 'exists (select 1 from json_each(c.bases) where value = ?)',
  norm: 'exists (select 1 from decision_norms n where n.norm = ? and n.idx = c.idx)',
}
const NAMES = Object.keys(MATCHES) as (keyof typeof MATCHES)[]

/** The newest that is not looked at any more; none: all are. */
export function boundStep(
  oin: string,
  by: Walked,
  filter: AmongFilter,
  most: number,
): Step<{ idx: number; at: string }> {
  const { sql, values } = walkOf(oin, by, filter)
  return {
    sql: `select idx, at from decision_index
      where idx = (select idx ${sql} order by idx desc limit 1 offset ?)`,
    values: [...values, most],
  }
}

/** Of what came after `bound`. */
export function amongStep<Group extends AmongGroup>(
  oin: string,
  by: Walked,
  filter: AmongFilter,
  groups: readonly Group[],
  bound: number,
  spread?: Spread,
): Step<CountRow<Group>> {
  const walk = walkOf(oin, by, filter)
  const matching = matchesOf(filter)
  const span = spread === 'day' ? 'c.day as span' : 'substr(c.day, 1, 7) as span'
  const named = groups.map((name) => (name === 'span' ? span : `c.${name}`))
  const grouped = groups.length === 0 ? '' : `group by ${groups.map((_, i) => i + 1).join(', ')} order by 1`
  return {
    sql: `with walked (idx) as materialized (select idx ${walk.sql} and idx > ?)
      select ${[...named, 'count(*) as decisions'].join(', ')}
      from walked cross join decision_counted c on c.idx = walked.idx
      where c.oin = ? and c.day >= ? and c.day < ? ${matching.sql} ${grouped}`,
    values: [...walk.values, bound, oin, filter.from, filter.until, ...matching.values],
  }
}

function matchesOf(filter: AmongFilter): Where {
  const given = NAMES.filter((name) => filter[name] !== undefined)
  const exact = given.map((name) => [MATCHES[name], filter[name]] as const)
  const all = [...(filter.type === undefined ? [] : ofKind(filter.type)), ...exact]
  return { sql: all.map(([sql]) => `and ${sql}`).join(' '), values: all.map(([, value]) => value) }
}

function ofKind(kind: DecisionKind): readonly (readonly [string, unknown])[] {
  const { type, account } = kindOf(kind)
  return [['c.type = ?', type], ...(account === null ? [] : [['c.account = ?', account ? 1 : 0] as const])]
}

/** Days of the log are in UTC, of which one may reach into the period by a part: what stands there is looked at. */
function walkOf(oin: string, by: Walked, filter: AmongFilter): Where {
  const { table, where, values } = along(oin, by, filter)
  const [first, last] = [filter.from, filter.until].map((day) => dutchDayBounds(day).from.slice(0, 10))
  return {
    sql: `from ${table} where ${where}
      and idx >= (select min(first) from decision_days where day >= ?)
      and idx <= (select max(last) from decision_days where day <= ?)`,
    values: [...values, first, last],
  }
}

/** The index is named: the engine would take another one. */
function along(oin: string, by: Walked, filter: AmongFilter) {
  if (by === 'norm') return { table: 'decision_norms', where: 'norm = ?', values: [filter.norm] }
  if (by === 'legalBasis') return { table: 'decision_bases', where: 'basis = ?', values: [filter.legalBasis] }
  if (by === null) return { table: 'decision_index indexed by decision_index_oin', where: 'oin = ?', values: [oin] }
  if (by === 'type' && filter.type) {
    const { type, account } = kindOf(filter.type)
    if (account === null)
      return {
        table: 'decision_index indexed by decision_index_type',
        where: 'oin = ? and type = ?',
        values: [oin, type],
      }
    const table = 'decision_counted indexed by decision_counted_previews'
    return { table, where: `oin = ? and type = 'preview' and account = ?`, values: [oin, account ? 1 : 0] }
  }
  const [index, column] = by === 'caseId' ? ['case', 'case_id'] : [by, by]
  const table = `decision_index indexed by decision_index_${index}`
  return { table, where: `oin = ? and ${column} = ?`, values: [oin, filter[by]] }
}
