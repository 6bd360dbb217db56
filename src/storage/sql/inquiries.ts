/** Inquiries and kept answers over any engine of the SQLite family. */
import { and, asc, between, eq, getTableColumns, gt, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm'
import type { AwaitedFilter } from '../../domain/awaited.ts'
import type { Awaited, Inquiries, InquiryFilter, WaitingFilter } from '../../inquiry-port.ts'
import type { IdempotencyRow, InquiryRow } from '../../ports.ts'
import { awaited, idempotency, inquiries } from '../schema.ts'
import { awaitingOf, awaitingSteps, judgedSinceSteps } from './awaiting.ts'
import {
  author,
  bytesOf,
  type Engine,
  fill,
  newestFirst,
  type Statement,
  type Step,
  statement,
  step,
} from './statement.ts'

type Row = typeof inquiries.$inferSelect
type AwaitedRow = Row & Pick<typeof awaited.$inferSelect, 'place' | 'attestation' | 'about'>
const { placeholder } = sql

const one: Statement<Row> = statement(
  author
    .select()
    .from(inquiries)
    .where(
      and(
        eq(inquiries.id, placeholder('id')),
        eq(inquiries.oin, placeholder('oin')),
        eq(inquiries.person, placeholder('person')),
      ),
    ),
)
/**
 * An open inquiry is on its way: it ends by settling or, after a crash, by recovery; never by expiring. The status stands in
 * the statement itself: only so does the index of what is due serve it.
 */
const due: Statement<{ id: string; oin: string; caseId: string | null }> = statement(
  author
    .select({ id: inquiries.id, oin: inquiries.oin, caseId: sql<string | null>`${inquiries.case_id} as caseId` })
    .from(inquiries)
    .where(
      and(
        isNotNull(inquiries.expires_at),
        lt(inquiries.expires_at, placeholder('now')),
        sql`${inquiries.status} <> 'open'`,
      ),
    )
    .orderBy(asc(inquiries.expires_at), asc(inquiries.id))
    .limit(placeholder('count')),
)
const kept: Statement<typeof idempotency.$inferSelect> = statement(
  author
    .select()
    .from(idempotency)
    .where(eq(idempotency.key_hash, placeholder('keyHash'))),
)
const forget: Statement<never> = statement(
  author
    .update(idempotency)
    .set({ answer: null })
    .where(and(isNotNull(idempotency.answer), lt(idempotency.expires_at, placeholder('now')))),
)

export function createInquiries(engine: Engine): Inquiries {
  return {
    async find(oin, person, id) {
      const [[row]] = await engine.read([fill(one, { oin, person, id })])
      return row && inquiryOf(row)
    },
    async list(oin, person, filter) {
      const [rows] = await engine.read([filtered(oin, person, filter)])
      return rows.map(inquiryOf)
    },
    async waiting(oin, filter, now, count) {
      const [rows] = await engine.read([waitingStep(oin, filter, now, count)])
      return rows.map(inquiryOf)
    },
    async awaited(oin, filter, now) {
      if (filter.roles.length === 0) return []
      // One stretch of the index for each role, in its order: of all roles at once every row would be sorted for each page.
      const rows = (await engine.read(filter.roles.map((role) => awaitedStep(oin, role, filter, now)))).flat()
      // What several of these roles may give is there once.
      const found = new Map(rows.map((row) => [`${row.id}/${String(row.place).padStart(6, '0')}`, row]))
      const inOrder = [...found].sort(([one], [other]) => (one < other ? -1 : 1))
      return inOrder.slice(0, filter.count).map(([, row]) => awaitedOf(row))
    },
    async awaiting(oin, person, of, now) {
      return awaitingOf(...(await engine.read(awaitingSteps(oin, person, of, now))))
    },
    async judgedSince(oin, person, newest, now) {
      const rows = (await engine.read(judgedSinceSteps(oin, person, newest, now))).flat()
      return [...new Set(rows.map(({ id }) => id))]
    },
    async due(now, count) {
      const [rows] = await engine.read([fill(due, { now, count })])
      return rows
    },
    async idempotent(keyHash) {
      const [[row]] = await engine.read([fill(kept, { keyHash })])
      return row && keptOf(row)
    },
    async forgetAnswers(now) {
      const [forgotten = 0] = await engine.write([fill(forget, { now })])
      return forgotten
    },
  }
}

function filtered(oin: string, person: string, filter: InquiryFilter): Step<Row> {
  const { ids, status, caseId, source, ...page } = filter
  const all = [
    eq(inquiries.oin, oin),
    eq(inquiries.person, person),
    ids === undefined ? undefined : sql`${inquiries.id} in (select value from json_each(${JSON.stringify(ids)}))`,
    status === undefined ? undefined : eq(inquiries.status, status),
    caseId === undefined ? undefined : eq(inquiries.case_id, caseId),
    source === undefined ? undefined : eq(inquiries.source, source),
  ]
  return newestFirst(inquiries, all, page)
}

/** The status stands in the statement itself: only so does the index of what waits serve it. */
function waitingStep(oin: string, { id, caseId, source }: WaitingFilter, now: string, count: number): Step<Row> {
  return step(
    author
      .select()
      .from(inquiries)
      .where(
        and(
          sql`${inquiries.status} = 'waiting'`,
          eq(inquiries.oin, oin),
          id === undefined ? undefined : eq(inquiries.id, id),
          caseId === undefined ? undefined : eq(inquiries.case_id, caseId),
          source === undefined ? undefined : eq(inquiries.source, source),
          or(isNull(inquiries.expires_at), gt(inquiries.expires_at, now)),
        ),
      )
      .orderBy(asc(inquiries.id))
      .limit(count),
  )
}

/** Of a case there are few: those are found first, and of each what it waits for; else the role is gone along in its order. */
function awaitedStep(
  oin: string,
  role: string,
  { notOf, attestation, caseId, caseIds, expiresBefore, after, count }: AwaitedFilter,
  now: string,
): Step<AwaitedRow> {
  const columns = {
    ...getTableColumns(inquiries),
    place: awaited.place,
    attestation: awaited.attestation,
    about: awaited.about,
  }
  const ofCase = caseId !== undefined || caseIds !== undefined
  const joined = ofCase
    ? author.select(columns).from(inquiries).crossJoin(awaited)
    : author.select(columns).from(awaited).crossJoin(inquiries)
  return step(
    joined
      .where(
        and(
          eq(inquiries.id, awaited.inquiry_id),
          eq(awaited.oin, oin),
          eq(awaited.role, role),
          after && sql`(${awaited.inquiry_id}, ${awaited.place}) > (${after.inquiryId}, ${after.place})`,
          attestation === undefined ? undefined : eq(awaited.attestation, attestation),
          sql`${inquiries.status} = 'waiting'`,
          ne(inquiries.person, notOf),
          ofCase ? eq(inquiries.oin, oin) : undefined,
          caseId === undefined ? undefined : eq(inquiries.case_id, caseId),
          caseIds && between(inquiries.case_id, caseIds.from, caseIds.until),
          caseIds && sql`substr(${inquiries.case_id}, -6) = ${caseIds.end}`,
          expiresBefore === undefined ? undefined : lt(inquiries.expires_at, expiresBefore),
          or(isNull(inquiries.expires_at), gt(inquiries.expires_at, now)),
        ),
      )
      .orderBy(asc(awaited.inquiry_id), asc(awaited.place))
      .limit(count),
  )
}

function awaitedOf({ place, attestation, about, ...row }: AwaitedRow): Awaited {
  return { place, attestation, about: JSON.parse(about), row: inquiryOf(row) }
}

function inquiryOf(row: Row): InquiryRow {
  return {
    id: row.id,
    oin: row.oin,
    person: row.person,
    department: row.department,
    caseId: row.case_id,
    source: row.source,
    purpose: row.purpose,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    expiresAt: row.expires_at,
    outcome: row.outcome,
    status: row.status,
    decisions: JSON.parse(row.decisions),
    question: { keyId: row.key_id, bytes: bytesOf(row.question) },
  }
}

function keptOf(row: typeof idempotency.$inferSelect): IdempotencyRow {
  return {
    keyHash: row.key_hash,
    bodyHash: row.body_hash,
    keyId: row.key_id,
    inquiryId: row.inquiry_id,
    caseId: row.case_id,
    caseVersion: row.case_version,
    expiresAt: row.expires_at,
    answer: row.answer && bytesOf(row.answer),
  }
}
