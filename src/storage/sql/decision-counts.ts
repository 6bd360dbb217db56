/** What is counted beside the index of decisions, read over any engine of the SQLite family. */
import {
  type AmongFilter,
  type CountedBy,
  type CountFilter,
  type CountGroup,
  type CountRow,
  type DecisionCounts,
  type Duration,
  type LookRow,
  type Period,
  type Spread,
  spansOf,
} from '../../log/decision-counts.ts'
import { amongStep, boundStep, type Walked } from './decision-among.ts'
import type { Engine, Step } from './statement.ts'

const FILTERED = ['code', 'type', 'department', 'purpose', 'outcome'] as const

/** `rarest`: of what is asked together, what finds least. */
export function createDecisionCounts(
  engine: Engine,
  rarest: (oin: string, filter: AmongFilter) => Promise<Walked>,
): DecisionCounts {
  return {
    async counts(oin, by, filter, groups, spread) {
      const [rows] = await engine.read([countsStep(oin, by, filter, groups, spread)])
      return rows
    },
    async among(oin, filter, groups, most, spread) {
      const by = await rarest(oin, filter)
      const [[bound]] = await engine.read([boundStep(oin, by, filter, most)])
      const [rows] = await engine.read([amongStep(oin, by, filter, groups, bound?.idx ?? -1, spread)])
      return { rows, since: bound?.at ?? null }
    },
    async durations(oin, of, period) {
      const [rows] = await engine.read([durationsStep(oin, of, period)])
      return rows.map(({ purpose, ...row }) => ({ ...row, purpose: purpose || null }))
    },
    async looks(oin, period) {
      const [rows] = await engine.read([looksStep(oin, period)])
      return rows.map(({ person, roles, ...row }) => ({ ...row, person: person || null, roles: JSON.parse(roles) }))
    },
    async erasures(oin, period) {
      const [rows] = await engine.read([erasuresStep(oin, period)])
      return new Map(rows.map(({ ground, erased }) => [ground, erased]))
    },
  }
}

export function countsStep<Group extends CountGroup>(
  oin: string,
  by: CountedBy,
  filter: CountFilter,
  groups: readonly Group[],
  spread?: Spread,
): Step<CountRow<Group>> {
  const given = FILTERED.filter((name) => filter[name] !== undefined)
  // Of a spread of months the days at both ends are part of theirs.
  const named = groups.map((name) => (name === 'span' && spread === 'month' ? 'substr(span, 1, 7) as span' : name))
  const grouped = groups.length === 0 ? '' : `group by ${groups.map((_, i) => i + 1).join(', ')} order by 1`
  return {
    sql: `select ${[...named, 'coalesce(sum(n), 0) as decisions'].join(', ')} from decision_counts
      where oin = ? and kind = ? and span in (select value from json_each(?))
      ${given.map((name) => `and ${name} = ?`).join(' ')} ${grouped}`,
    values: [oin, by, JSON.stringify(spansOf(filter, spread)), ...given.map((name) => filter[name])],
  }
}

function durationsStep(oin: string, of: 'judged' | 'answered', period: Period): Step<Duration & { purpose: string }> {
  return {
    sql: `select purpose, cast(code as real) as seconds, sum(n) as inquiries from decision_counts
      where oin = ? and kind = ? and span in (select value from json_each(?)) group by 1, 2 order by 2, 1`,
    values: [oin, of, JSON.stringify(spansOf(period))],
  }
}

function erasuresStep(oin: string, period: Period): Step<{ ground: string; erased: number }> {
  return {
    sql: `select code as ground, sum(n) as erased from decision_counts
      where oin = ? and kind = 'erased' and span in (select value from json_each(?)) group by 1 order by 1`,
    values: [oin, JSON.stringify(spansOf(period))],
  }
}

function looksStep(oin: string, { from, until }: Period): Step<LookRow & { person: string; roles: string }> {
  return {
    sql: `select type, purpose, resource, outcome, person, roles, sum(n) as looks from log_reads
      where oin = ? and day >= ? and day < ? group by 1, 2, 3, 4, 5, 6 order by 2, 3, 5, 6, 1, 4`,
    values: [oin, from, until],
  }
}
