/**
 * The tables, for every engine of the SQLite family. Property names are the column names: a row is the same object
 * whichever driver brought it. Pure. The SQL that makes them, with its triggers, is in migrations.ts.
 */
import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { DutyStatus, EntryType, Outcome, Relation, Status } from '../domain/codes.ts'

/** The hot table: only keys that grow (index, UUIDv7), so that its cost per row does not grow with it. */
export const entries = sqliteTable('entries', {
  idx: integer().primaryKey(),
  id: text().notNull(),
  type: text().$type<EntryType>().notNull(),
  oin: text().notNull(),
  settles: text(),
  at: text().notNull(),
  leaf: blob({ mode: 'buffer' }).$type<Uint8Array>().notNull(),
  leaf_hash: text().notNull(),
  /** Running number of its receipt for the organisation; null: no receipt, or one from before there were numbers. */
  number: integer(),
})

/** What is integrated: hashes of tiles one after the other, and the one signed checkpoint. */
export const treeTiles = sqliteTable(
  'tree_tiles',
  {
    level: integer().notNull(),
    idx: integer().notNull(),
    hashes: blob({ mode: 'buffer' }).$type<Uint8Array>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.level, table.idx] })],
)
export const treeCheckpoint = sqliteTable('tree_checkpoint', {
  id: integer().primaryKey(),
  size: integer().notNull(),
  note: text().notNull(),
})
export const treeCosigned = sqliteTable('tree_cosigned', {
  id: integer().primaryKey(),
  size: integer().notNull(),
  note: text().notNull(),
})

/** Sealed parts of entries. Rows may go when their key is destroyed; they can never be changed. */
export const parts = sqliteTable(
  'parts',
  {
    entry_idx: integer().notNull(),
    key_id: text().notNull(),
    bytes: blob({ mode: 'buffer' }).$type<Uint8Array>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.entry_idx, table.key_id] })],
)

export const inquiries = sqliteTable('inquiries', {
  id: text().primaryKey(),
  oin: text().notNull(),
  person: text().notNull(),
  department: text(),
  case_id: text(),
  source: text().notNull(),
  purpose: text(),
  created_at: text().notNull(),
  updated_at: text().notNull(),
  expires_at: text(),
  outcome: text().$type<Outcome>().notNull(),
  status: text().$type<Status | 'open'>().notNull(),
  /** JSON array of decision ids, first walk first. */
  decisions: text().notNull(),
  key_id: text().notNull(),
  question: blob({ mode: 'buffer' }).$type<Uint8Array>().notNull(),
})

/** `about` is a JSON object of scope codes, without subject and person. */
export const awaited = sqliteTable(
  'awaited',
  {
    inquiry_id: text().notNull(),
    place: integer().notNull(),
    role: text().notNull(),
    oin: text().notNull(),
    attestation: text().notNull(),
    about: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.inquiry_id, table.place, table.role] })],
)

export const cases = sqliteTable('cases', {
  id: text().primaryKey(),
  oin: text().notNull(),
  version: integer().notNull(),
  opened_at: text().notNull(),
  opened_by: text().notNull(),
  key_id: text().notNull(),
  facts: blob({ mode: 'buffer' }).$type<Uint8Array>().notNull(),
})

/** `subject` is the keyed pseudonym; the identifier is sealed. */
export const caseSubjects = sqliteTable(
  'case_subjects',
  {
    case_id: text().notNull(),
    subject: text().notNull(),
    relation: text().$type<Relation>().notNull(),
    key_id: text().notNull(),
    identifier: blob({ mode: 'buffer' }).$type<Uint8Array>().notNull(),
    /** Pseudonym of who recorded the relation; '': recorded before that was kept. */
    given_by: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.case_id, table.subject] })],
)

/** Codes and dates that norms read are columns; grounds and details, in the judge's words, are sealed. */
export const attestations = sqliteTable('attestations', {
  id: text().primaryKey(),
  oin: text().notNull(),
  case_id: text(),
  type: text().notNull(),
  outcome: text().notNull(),
  /** JSON object of scope codes. */
  scope: text().notNull(),
  given_by: text().notNull(),
  role: text().notNull(),
  organ: text().notNull(),
  department: text(),
  at: text().notNull(),
  valid_until: text(),
  withdrawn_by: text(),
  withdrawn_at: text(),
  key_id: text().notNull(),
  content: blob({ mode: 'buffer' }).$type<Uint8Array>().notNull(),
})

/** `content` seals what is known of it and what it says; open is only where and when it is. */
export const holdings = sqliteTable('holdings', {
  id: text().primaryKey(),
  oin: text().notNull(),
  case_id: text(),
  version: integer().notNull(),
  at: text().notNull(),
  given_by: text().notNull(),
  key_id: text().notNull(),
  content: blob({ mode: 'buffer' }).$type<Uint8Array>().notNull(),
})

/** What is to be forgotten, and what was. `entry_id` null: ordered (by the act `ordered_by`), not begun. `done_at` null: not done. */
export const erasures = sqliteTable('erasures', {
  target: text().primaryKey(),
  oin: text().notNull(),
  case_id: text(),
  day: text(),
  class: text(),
  starts: text(),
  ends: text(),
  ground: text().notNull(),
  ordered_at: text().notNull(),
  entry_id: text(),
  done_at: text(),
  ordered_by: text(),
})

/** `owners` is a JSON array of role codes; `organ` and `department` name who must be told. */
export const obligations = sqliteTable('obligations', {
  id: text().primaryKey(),
  oin: text().notNull(),
  decision_id: text().notNull(),
  case_id: text(),
  once: text().notNull(),
  norm: text().notNull(),
  obligation: text().notNull(),
  owners: text().notNull(),
  organ: text(),
  department: text(),
  created_at: text().notNull(),
  due: text(),
  status: text().$type<DutyStatus>().notNull(),
  ended_by: text(),
  ended_at: text(),
  ended_decision: text(),
  source: text(),
})

/** Who brought an obligation about, and who repeated it: pseudonyms, as inquiries keep them. */
export const obligationAskers = sqliteTable('obligation_askers', {
  obligation_id: text().notNull(),
  person: text().notNull(),
})

/** `facts` is JSON: what was answered about this kind of processing; its title and description are sealed. */
export const processingTypes = sqliteTable(
  'processing_types',
  {
    oin: text().notNull(),
    code: text().notNull(),
    at: text().notNull(),
    given_by: text().notNull(),
    facts: text().notNull(),
    key_id: text().notNull(),
    content: blob({ mode: 'buffer' }).$type<Uint8Array>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.oin, table.code] })],
)

/** Latest settled hit / no hit per case, subject and source. */
export const hits = sqliteTable(
  'hits',
  {
    case_id: text().notNull(),
    subject: text().notNull(),
    source: text().notNull(),
    hit: integer().notNull(),
    decision_id: text().notNull(),
    at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.case_id, table.subject, table.source] })],
)

export const idempotency = sqliteTable('idempotency', {
  key_hash: text().primaryKey(),
  body_hash: text().notNull(),
  inquiry_id: text().notNull(),
  case_id: text(),
  case_version: integer(),
  expires_at: text().notNull(),
  answer: blob({ mode: 'buffer' }).$type<Uint8Array>(),
  key_id: text(),
})

/** What a privacy officer searches. Built from the log, so it can be thrown away and built again. */
export const decisionIndex = sqliteTable('decision_index', {
  idx: integer().primaryKey(),
  id: text().notNull(),
  oin: text().notNull(),
  at: text().notNull(),
  type: text().$type<EntryType>().notNull(),
  outcome: text().$type<Outcome>().notNull(),
  department: text(),
  purpose: text(),
  case_id: text(),
  source: text(),
  regime: text(),
  subject: text(),
  /** JSON arrays, as shown; the side tables below are what is searched. */
  legal_basis: text().notNull(),
  norms: text().notNull(),
  holder: text(),
})

export const decisionNorms = sqliteTable(
  'decision_norms',
  { norm: text().notNull(), idx: integer().notNull() },
  (table) => [primaryKey({ columns: [table.norm, table.idx] })],
)

export const decisionBases = sqliteTable(
  'decision_bases',
  { basis: text().notNull(), idx: integer().notNull() },
  (table) => [primaryKey({ columns: [table.basis, table.idx] })],
)

/** What a decision adds to the counts, as far as decisions are searched by it; '' where there is none. */
export const decisionCounted = sqliteTable('decision_counted', {
  idx: integer().primaryKey(),
  oin: text().notNull(),
  type: text().$type<EntryType>().notNull(),
  outcome: text().$type<Outcome>().notNull(),
  department: text().notNull(),
  purpose: text().notNull(),
  source: text().notNull(),
  /** Of a preview, 1: Sluis made it with a judgement. */
  account: integer().notNull(),
})

/** Every policy revision that ever was in force: what it takes to evaluate as it did. */
export const policies = sqliteTable('policies', {
  digest: text().primaryKey(),
  at: text().notNull(),
  wasm: blob({ mode: 'buffer' }).$type<Uint8Array>().notNull(),
  data: text().notNull(),
  manifest: text().notNull(),
  parts: text().notNull(),
  settings: text().notNull(),
})

/** One row: the next log index to be indexed. */
export const indexPosition = sqliteTable('index_position', {
  id: integer().primaryKey(),
  position: integer().notNull(),
})
