/** Changes as statements: each kind of change in ports.ts, one after another in the transaction of its entry. Pure. */
import { and, eq, getTableColumns, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Change } from '../../ports.ts'
import {
  attestations,
  awaited,
  caseSubjects,
  cases,
  hits,
  holdings,
  idempotency,
  inquiries,
  processingTypes,
} from '../schema.ts'
import { dutyEndStep, dutySteps } from './duty-sql.ts'
import { orderStep, standingSteps } from './erasure-sql.ts'
import { actionSteps, findingStep, sampleStep } from './review-sql.ts'
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

const putAwaited = statement<never>(
  author.insert(awaited).values({
    inquiry_id: placeholder('id'),
    place: placeholder('place'),
    role: placeholder('role'),
    oin: placeholder('oin'),
    attestation: placeholder('attestation'),
    about: placeholder('about'),
  }),
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
      given_by: placeholder('by'),
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
    key_id: placeholder('keyId'),
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

/** Most changes are one statement. */
export function changeSteps(change: Change): readonly Step[] {
  if (change.kind === 'duty') return dutySteps(change.value)
  if (change.kind === 'inquiry') return [changeStep(change), ...awaitedSteps(change)]
  if (change.kind === 'finding-action') return actionSteps(change)
  return [changeStep(change), ...(change.kind === 'erasure' ? standingSteps(change.standing ?? []) : [])]
}

/** After its row: what that one waited for before is gone by then. */
function awaitedSteps({ row: { id, oin }, awaits = [] }: Extract<Change, { kind: 'inquiry' }>): Step[] {
  return awaits.flatMap(({ roles, about, ...one }) =>
    roles.map((role) => fill(putAwaited, { ...one, id, oin, role, about: JSON.stringify(about) })),
  )
}

function changeStep(change: Exclude<Change, { kind: 'duty' | 'finding-action' }>): Step {
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
      return fill(putHolding, { ...change.value, ...change.sealed })
    case 'attestation':
      return fill(putAttestation, { ...change.value, ...change.sealed, scope: JSON.stringify(change.value.scope) })
    case 'processing-type':
      return fill(putProcessingType, { ...change.value, ...change.sealed, facts: JSON.stringify(change.value.facts) })
    case 'sample':
      return sampleStep(change.value)
    case 'finding':
      return findingStep(change)
    case 'attestation-withdrawn':
      return fill(withdrawAttestation, { ...change })
    case 'duty-ended':
      return dutyEndStep(change.end)
    case 'erasure':
      return orderStep(change.order, change.at, change)
    case 'idempotency':
      return fill(putIdempotency, { ...change.row })
    case 'idempotency-answer':
      return fill(putAnswer, { ...change })
  }
}
