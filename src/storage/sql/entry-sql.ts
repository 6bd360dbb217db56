/** Statements of the log itself, and entries made of their rows. Pure. */
import { and, asc, between, eq, gt, gte, inArray, lt, type SQL, sql } from 'drizzle-orm'
import { NUMBERED_TYPES } from '../../domain/codes.ts'
import { DECIDED } from '../../log/parts.ts'
import {
  type Entry,
  type Guard,
  type JudgementCount,
  type NewEntry,
  WRITE_REFUSALS,
  type WriteRefusal,
} from '../../ports.ts'
import { entries, inquiries, parts } from '../schema.ts'
import { ENDS } from './change-sql.ts'
import { author, bytesOf, fill, type Statement, type Step, statement } from './statement.ts'

type EntryRow = typeof entries.$inferSelect
type PartRow = typeof parts.$inferSelect
type EntryPlace = Pick<EntryRow, 'idx' | 'number'>
const { placeholder } = sql

/** The next index and the next number are taken inside the insert: whatever is rolled back leaves no gap. */
const putEntry: Statement<EntryPlace> = statement(
  author
    .insert(entries)
    .values({
      idx: sql`(select coalesce(max(idx), -1) + 1 from entries)`,
      id: placeholder('id'),
      type: placeholder('type'),
      oin: placeholder('oin'),
      settles: placeholder('settles'),
      at: placeholder('at'),
      leaf: placeholder('leaf'),
      leaf_hash: placeholder('leafHash'),
      number: sql`case when ${placeholder('numbered')} then (select coalesce(max(number), 0) + 1 from entries
        where oin = ${placeholder('oin')} and number is not null) end`,
    })
    .returning({ idx: entries.idx, number: entries.number }),
)

/** Goes right after its entry, so the highest index is its own. */
const putPart: Statement<never> = statement(
  author.insert(parts).values({
    entry_idx: sql`(select max(idx) from entries)`,
    key_id: placeholder('keyId'),
    bytes: placeholder('bytes'),
  }),
)

/** First statement is the entry itself: it gives index and number. */
export function entrySteps(entry: NewEntry): readonly [Step<EntryPlace>, ...Step[]] {
  const { type, id, oin, settles, at, leaf, leafHash } = entry
  return [
    fill(putEntry, { type, id, oin, settles, at, leaf, leafHash, numbered: NUMBERED_TYPES.includes(type) ? 1 : 0 }),
    ...entry.parts.map((part) => fill(putPart, { ...part })),
  ]
}

/** Aborts the write unless it holds (see case_guard, holding_guard, inquiry_guard, tally_guard and activation_guard in migrations.ts). */
export function guardStep(guard: Guard): Step {
  if ('caseId' in guard) {
    return { sql: 'insert into case_guard (case_id, version) values (?, ?)', values: [guard.caseId, guard.version] }
  }
  if ('holdingId' in guard) {
    const values = [guard.holdingId, guard.version]
    return { sql: 'insert into holding_guard (holding_id, version) values (?, ?)', values }
  }
  if ('newest' in guard)
    return { sql: `insert into ${guard.newest}_guard (previous) values (?)`, values: [guard.index] }
  if ('holdsOf' in guard) return holdStep(guard.holdsOf, guard.known)
  const { inquiryId, ends, at } = guard
  const sql = 'insert into inquiry_guard (inquiry_id, statuses, due_before) values (?, ?, ?)'
  return { sql, values: [inquiryId, JSON.stringify(ENDS[ends]), ends === 'expired' ? at : null] }
}

/** No case has this version: a hold that was not known is refused as what changed a case. */
function holdStep(oin: string, known: readonly string[]): Step {
  const sql = `insert into case_guard (case_id, version) select '', 0 where exists (
    select 1 from attestations where oin = ? and case_id is not null and type = 'LEGAL_HOLD' and withdrawn_by is null
      and id not in (select value from json_each(?)))`
  return { sql, values: [oin, JSON.stringify(known)] }
}

/** Aborts the write when a judgement of the organisation came or went (see judgement_guard in migrations.ts). */
export function judgementStep({ oin, given, withdrawn }: JudgementCount): Step {
  const sql = 'insert into judgement_guard (oin, given, withdrawn) values (?, ?, ?)'
  return { sql, values: [oin, given, withdrawn] }
}

/** Raised by a guard, and by a change that does not follow on what it was judged on; undefined: another rule. */
export function refusalOf(cause: unknown): WriteRefusal | undefined {
  const message = cause instanceof Error ? cause.message : ''
  return WRITE_REFUSALS.find((reason) => message.includes(reason))
}

const byId: Statement<EntryRow> = statement(
  author
    .select()
    .from(entries)
    .where(eq(entries.id, placeholder('id'))),
)
const partsById: Statement<PartRow> = statement(
  author
    .select({ entry_idx: parts.entry_idx, key_id: parts.key_id, bytes: parts.bytes })
    .from(parts)
    .where(eq(parts.entry_idx, sql`(select idx from entries where id = ${placeholder('id')})`))
    .orderBy(asc(parts.key_id)),
)
const bySettles: Statement<EntryRow> = statement(
  author
    .select()
    .from(entries)
    .where(eq(entries.settles, placeholder('settles'))),
)
const partsBySettles: Statement<PartRow> = statement(
  author
    .select()
    .from(parts)
    .where(eq(parts.entry_idx, sql`(select idx from entries where settles = ${placeholder('settles')})`))
    .orderBy(asc(parts.key_id)),
)
const rangeEntries: Statement<EntryRow> = statement(
  author
    .select()
    .from(entries)
    .where(gte(entries.idx, placeholder('from')))
    .orderBy(asc(entries.idx))
    .limit(placeholder('count')),
)
const rangeParts: Statement<PartRow> = statement(
  author
    .select()
    .from(parts)
    .where(between(parts.entry_idx, placeholder('from'), placeholder('to')))
    .orderBy(asc(parts.entry_idx), asc(parts.key_id)),
)
/** The type stands in the statement itself: only so does the index of its entries serve it. */
function newestOf(index: SQL) {
  const entry: Statement<EntryRow> = statement(author.select().from(entries).where(eq(entries.idx, index)))
  const sealed: Statement<PartRow> = statement(
    author
      .select({ entry_idx: parts.entry_idx, key_id: parts.key_id, bytes: parts.bytes })
      .from(parts)
      .where(eq(parts.entry_idx, index)),
  )
  return { entry, sealed }
}
const newest = {
  tally: newestOf(sql`(select max(idx) from entries where type = 'tally')`),
  activation: newestOf(sql`(select max(idx) from entries where type = 'activation')`),
}
const isDecided = and(
  eq(entries.oin, placeholder('oin')),
  gt(entries.id, placeholder('after')),
  lt(entries.id, placeholder('before')),
  inArray(entries.type, [...DECIDED]),
)
const decidedEntries: Statement<EntryRow> = statement(
  author.select().from(entries).where(isDecided).orderBy(asc(entries.id)).limit(placeholder('count')),
)
const decidedParts: Statement<PartRow> = statement(
  author
    .select()
    .from(parts)
    .where(
      inArray(
        parts.entry_idx,
        author
          .select({ idx: entries.idx })
          .from(entries)
          .where(isDecided)
          .orderBy(asc(entries.id))
          .limit(placeholder('count')),
      ),
    )
    .orderBy(asc(parts.entry_idx), asc(parts.key_id)),
)
const size: Statement<{ size: number }> = statement(
  author.select({ size: sql<number>`coalesce(max(${entries.idx}), -1) + 1 as size` }).from(entries),
)
/** An inquiry is 'open' from its decision to its settlement, in the very transactions that write these. */
const unsettled: Statement<{ id: string; oin: string; decisions: string }> = statement(
  author
    .select({ id: inquiries.id, oin: inquiries.oin, decisions: inquiries.decisions })
    .from(inquiries)
    .where(eq(inquiries.status, 'open'))
    .orderBy(asc(inquiries.id)),
)

export const READ = {
  byId: (id: string) => [fill(byId, { id }), fill(partsById, { id })] as const,
  bySettles: (settles: string) => [fill(bySettles, { settles }), fill(partsBySettles, { settles })] as const,
  range: (from: number, count: number) =>
    [fill(rangeEntries, { from, count }), fill(rangeParts, { from, to: from + count - 1 })] as const,
  decided: (oin: string, after: string, before: string, count: number) => {
    const values = { oin, after, before, count }
    return [fill(decidedEntries, values), fill(decidedParts, values)] as const
  },
  newest: (type: keyof typeof newest) => [fill(newest[type].entry, {}), fill(newest[type].sealed, {})] as const,
  size: () => [fill(size, {})] as const,
  unsettled: () => [fill(unsettled, {})] as const,
}

/** Rows of entries and of their parts, both in order of index. */
export function entriesOf(rows: readonly EntryRow[], partRows: readonly PartRow[]): Entry[] {
  const sealed = new Map<number, { keyId: string; bytes: Uint8Array }[]>()
  for (const row of partRows) {
    const part = { keyId: row.key_id, bytes: bytesOf(row.bytes) }
    sealed.set(row.entry_idx, [...(sealed.get(row.entry_idx) ?? []), part])
  }
  return rows.map((row) => ({
    index: row.idx,
    id: row.id,
    type: row.type,
    oin: row.oin,
    settles: row.settles,
    at: row.at,
    leaf: bytesOf(row.leaf),
    leafHash: row.leaf_hash,
    parts: sealed.get(row.idx) ?? [],
  }))
}

export function unsettledOf(rows: readonly { id: string; oin: string; decisions: string }[]) {
  return rows.flatMap(({ id, oin, decisions }) => {
    const last: unknown = JSON.parse(decisions).at(-1)
    return typeof last === 'string' ? [{ decisionId: last, inquiryId: id, oin }] : []
  })
}
