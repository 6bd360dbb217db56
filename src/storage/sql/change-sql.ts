/** Changes as statements: each kind of change in ports.ts, one after another in the transaction of its entry. Pure. */
import { and, eq, getTableColumns, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Change } from '../../ports.ts'
import {
  attestations,
  caseSubjects,
  cases,
  hits,
  holdings,
  idempotency,
  inquiries,
  obligations,
  processingTypes,
} from '../schema.ts'
import { author, fill, type Step, statement } from './statement.ts'

const { placeholder } = sql

/** Replaces the row but for these columns, which stay as they were. */
function excluded(table: SQLiteTable, ...kept: readonly string[]) {
  const columns = Object.keys(getTableColumns(table)).filter((name) => !kept.includes(name))
  return Object.fromEntries(columns.map((name) => [name, sql.raw(`excluded.${name}`)]))
}

const putInquiry = statement<never>(
  author
    .insert(inquiries)
    .values({
      id: placeholder('id'),
      oin: placeholder('oin'),
      person: placeholder('person'),
      department: placeholder('department'),
      case_id: placeholder('caseId'),
      source: placeholder('source'),
      purpose: placeholder('purpose'),
      created_at: placeholder('createdAt'),
      updated_at: placeholder('updatedAt'),
      expires_at: placeholder('expiresAt'),
      outcome: placeholder('outcome'),
      status: placeholder('status'),
      decisions: placeholder('decisions'),
      key_id: placeholder('keyId'),
      question: placeholder('bytes'),
    })
    .onConflictDoUpdate({ target: inquiries.id, set: excluded(inquiries, 'id', 'oin', 'person', 'created_at') }),
)

/** 'settled' and 'aborted' end what is open; 'withdrawn' and 'expired' end what waits, never what was settled meanwhile. */
export const ENDS = {
  settled: ['open'],
  aborted: ['open'],
  withdrawn: ['waiting', 'refused', 'aborted'],
  expired: ['waiting', 'refused', 'aborted'],
  open: [],
  waiting: ['open'],
  refused: ['open'],
} as const satisfies Record<Extract<Change, { kind: 'inquiry-status' }>['status'], readonly string[]>

const putStatus = statement<never>(
  author
    .update(inquiries)
    .set({
      status: sql`${placeholder('status')}`,
      updated_at: sql`${placeholder('at')}`,
      expires_at: sql`${placeholder('expiresAt')}`,
    })
    .where(
      and(
        eq(inquiries.id, placeholder('id')),
        sql`instr(${placeholder('from')}, ' ' || ${inquiries.status} || ' ') > 0`,
      ),
    ),
)

const putHit = statement<never>(
  author
    .insert(hits)
    .values({
      case_id: placeholder('caseId'),
      subject: placeholder('subject'),
      source: placeholder('source'),
      hit: placeholder('hit'),
      decision_id: placeholder('decisionId'),
      at: placeholder('at'),
    })
    .onConflictDoUpdate({ target: [hits.case_id, hits.subject, hits.source], set: excluded(hits) }),
)

const putCase = statement<never>(
  author
    .insert(cases)
    .values({
      id: placeholder('id'),
      oin: placeholder('oin'),
      version: placeholder('version'),
      opened_at: placeholder('openedAt'),
      opened_by: placeholder('openedBy'),
      key_id: placeholder('keyId'),
      facts: placeholder('bytes'),
    })
    .onConflictDoUpdate({ target: cases.id, set: excluded(cases, 'id', 'opened_at', 'opened_by') }),
)

const putSubject = statement<never>(
  author
    .insert(caseSubjects)
    .values({
      case_id: placeholder('caseId'),
      subject: placeholder('subject'),
      relation: placeholder('relation'),
      key_id: placeholder('keyId'),
      identifier: placeholder('bytes'),
    })
    .onConflictDoUpdate({ target: [caseSubjects.case_id, caseSubjects.subject], set: excluded(caseSubjects) }),
)

const putHolding = statement<never>(
  author
    .insert(holdings)
    .values({
      id: placeholder('id'),
      oin: placeholder('oin'),
      case_id: placeholder('caseId'),
      version: placeholder('version'),
      at: placeholder('at'),
      given_by: placeholder('by'),
      facts: placeholder('facts'),
      key_id: placeholder('keyId'),
      content: placeholder('bytes'),
    })
    .onConflictDoUpdate({ target: holdings.id, set: excluded(holdings, 'id', 'at', 'given_by') }),
)

const putAttestation = statement<never>(
  author.insert(attestations).values({
    id: placeholder('id'),
    oin: placeholder('oin'),
    case_id: placeholder('caseId'),
    type: placeholder('type'),
    outcome: placeholder('outcome'),
    scope: placeholder('scope'),
    given_by: placeholder('by'),
    role: placeholder('role'),
    organ: placeholder('organ'),
    department: placeholder('department'),
    at: placeholder('at'),
    valid_until: placeholder('validUntil'),
    key_id: placeholder('keyId'),
    content: placeholder('bytes'),
  }),
)

const withdrawAttestation = statement<never>(
  author
    .update(attestations)
    .set({ withdrawn_by: sql`${placeholder('by')}`, withdrawn_at: sql`${placeholder('at')}` })
    .where(eq(attestations.id, placeholder('id'))),
)

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
      )} where not (${fulfilled})`,
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

const putProcessingType = statement<never>(
  author.insert(processingTypes).values({
    oin: placeholder('oin'),
    code: placeholder('code'),
    at: placeholder('at'),
    given_by: placeholder('by'),
    facts: placeholder('facts'),
    key_id: placeholder('keyId'),
    content: placeholder('bytes'),
  }),
)

const putIdempotency = statement<never>(
  author.insert(idempotency).values({
    key_hash: placeholder('keyHash'),
    body_hash: placeholder('bodyHash'),
    inquiry_id: placeholder('inquiryId'),
    case_id: placeholder('caseId'),
    case_version: placeholder('caseVersion'),
    expires_at: placeholder('expiresAt'),
    answer: placeholder('answer'),
  }),
)

const putAnswer = statement<never>(
  author
    .update(idempotency)
    .set({ answer: sql`${placeholder('answer')}` })
    .where(eq(idempotency.key_hash, placeholder('keyHash'))),
)

export function changeStep(change: Change): Step {
  switch (change.kind) {
    case 'inquiry':
      return fill(putInquiry, {
        ...change.row,
        ...change.row.question,
        decisions: JSON.stringify(change.row.decisions),
      })
    case 'inquiry-status':
      return fill(putStatus, { ...change, from: ` ${ENDS[change.status].join(' ')} ` })
    case 'hit':
      return fill(putHit, { ...change, hit: change.hit ? 1 : 0 })
    case 'case':
      return fill(putCase, { ...change.value, ...change.sealed })
    case 'case-subject':
      return fill(putSubject, { ...change, ...change.sealed })
    case 'holding':
      return fill(putHolding, { ...change.value, ...change.sealed, facts: JSON.stringify(change.value.facts) })
    case 'attestation':
      return fill(putAttestation, { ...change.value, ...change.sealed, scope: JSON.stringify(change.value.scope) })
    case 'processing-type':
      return fill(putProcessingType, { ...change.value, ...change.sealed, facts: JSON.stringify(change.value.facts) })
    case 'attestation-withdrawn':
      return fill(withdrawAttestation, { ...change })
    case 'duty': {
      const { owners, recipient, fulfilledBy, ...value } = change.value
      const told = { organ: recipient?.organ ?? null, department: recipient?.department ?? null }
      const codes = fulfilledBy.length === 0 ? '' : ` ${fulfilledBy.join(' ')} `
      const open = { ...told, status: 'open', none: null, owners: JSON.stringify(owners), fulfilledBy: codes }
      return fill(putDuty, { ...value, ...open })
    }
    case 'duty-ended':
      return fill(endDuty, { ...change.end })
    case 'idempotency':
      return fill(putIdempotency, { ...change.row })
    case 'idempotency-answer':
      return fill(putAnswer, { ...change })
  }
}
