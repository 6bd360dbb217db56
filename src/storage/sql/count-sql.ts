/**
 * Statements of what is counted: numbered calls to sources, the one row of counters, and the last numbers that were given.
 * These are written as SQL: they are about one row, or walk an index. Pure.
 */
import {
  type Counters,
  type Counts,
  NO_COUNTS,
  NONE_UNLOGGED,
  type SourceCall,
  type Standing,
  UNLOGGED,
  type Unlogged,
} from '../../domain/counters.ts'
import type { Step } from './statement.ts'

/** Goes after its entry, whose index is the highest; gives the number. */
export function callStep({ holder, source }: Pick<SourceCall, 'holder' | 'source'>): Step<{ number: number }> {
  const sql = `insert into source_calls (entry_idx, holder, source, number)
    select (select max(idx) from entries), ?, ?,
      (select coalesce(max(number), 0) + 1 from source_calls where holder = ? and source = ?) returning number`
  return { sql, values: [holder, source, holder, source] }
}

export function callOf(decisionId: string): readonly [Step<SourceCall>] {
  const sql = `select holder, source, number from source_calls
    where entry_idx = (select idx from entries where id = ?)`
  return [{ sql, values: [decisionId] }]
}

const COLUMNS = ['received', 'answered', 'refused', 'failed', ...UNLOGGED.map((kind) => `s${kind}`)]
const ADD = `update counters set ${COLUMNS.map((name) => `${name} = ${name} + ?`).join(', ')} where id = 1`

/** One statement a commit, whatever it holds; undefined: there is nothing to add. */
export function countStep(counts: Counts, unlogged: Unlogged): Step | undefined {
  const { received, answered, refused, failed } = counts
  const values = [received, answered, refused, failed, ...UNLOGGED.map((kind) => unlogged[kind])]
  return values.some((value) => value > 0) ? { sql: ADD, values } : undefined
}

type CounterRow = Readonly<Record<string, number>>
const READ_COUNTERS = `select since, ${COLUMNS.join(', ')} from counters`

export function countersOf(row: CounterRow | undefined): Counters {
  if (!row) throw new Error('the counters of the log are gone')
  const of = (name: string) => row[name] ?? 0
  return {
    since: of('since'),
    counts: mapped(NO_COUNTS, of),
    unlogged: mapped(NONE_UNLOGGED, (kind) => of(`s${kind}`)),
  }
}

function mapped<Keys extends string>(like: Readonly<Record<Keys, number>>, of: (key: Keys) => number) {
  const keys = Object.keys(like) as Keys[]
  return Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<Keys, number>
}

/** From one organisation or source to the next by the index: what it costs is how many there are, not how much they did. */
const LAST_OF_ORGANISATIONS = `with recursive each (oin) as (
    select min(oin) from entries where number is not null
    union all
    select (select min(oin) from entries where number is not null and oin > each.oin) from each where each.oin is not null)
  select last.oin, last.number from each cross join entries last
  on last.oin = each.oin and last.number = (
    select max(number) from entries m where m.oin = each.oin and m.number is not null)
  where last.number is not null and last.idx >= ? order by last.oin`

const LAST_OF_SOURCES = `with recursive holders (holder) as (
    select min(holder) from source_calls
    union all
    select (select min(holder) from source_calls s where s.holder > holders.holder) from holders
    where holders.holder is not null),
  each (holder, source) as (
    select holder, (select min(source) from source_calls s where s.holder = holders.holder) from holders
    where holder is not null
    union all
    select holder, (select min(source) from source_calls s where s.holder = each.holder and s.source > each.source)
    from each where each.source is not null)
  select last.holder, last.source, last.number from each cross join source_calls last
  on last.holder = each.holder and last.source = each.source and last.number = (
    select max(number) from source_calls m where m.holder = each.holder and m.source = each.source)
  where last.entry_idx >= ? order by last.holder, last.source`

export function standingSteps(from: number) {
  return [
    { sql: 'select coalesce(max(idx), -1) + 1 as size from entries', values: [] } as Step<{ size: number }>,
    { sql: READ_COUNTERS, values: [] } as Step<CounterRow>,
    { sql: LAST_OF_ORGANISATIONS, values: [from] } as Step<Standing['organisations'][number]>,
    { sql: LAST_OF_SOURCES, values: [from] } as Step<SourceCall>,
  ] as const
}
