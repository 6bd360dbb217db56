/** The tables of review afterwards, as schema.ts has the others. Pure. */
import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { FindingStatus, Severity } from '../domain/codes.ts'

/** Drawn for review. `drawn` is a JSON array of indexes of the log. */
export const samples = sqliteTable('samples', {
  id: text().primaryKey(),
  oin: text().notNull(),
  at: text().notNull(),
  starts: text().notNull(),
  ends: text().notNull(),
  department: text(),
  seed: text().notNull(),
  seed_given: integer().notNull(),
  size: integer().notNull(),
  population: integer().notNull(),
  up_to: integer().notNull(),
  drawn: text().notNull(),
})

/** `content` seals what was found and what is to be done, under the key of the decision's own content. */
export const findings = sqliteTable('findings', {
  id: text().primaryKey(),
  oin: text().notNull(),
  at: text().notNull(),
  sample_id: text(),
  decision_id: text().notNull(),
  case_id: text(),
  source: text(),
  severity: text().$type<Severity>().notNull(),
  owner: text(),
  due: text(),
  status: text().$type<FindingStatus>().notNull(),
  act_id: text().notNull(),
  closed_at: text(),
  key_id: text().notNull(),
  content: blob({ mode: 'buffer' }).$type<Uint8Array>().notNull(),
})

export const findingActions = sqliteTable('finding_actions', {
  id: text().primaryKey(),
  finding_id: text().notNull(),
  at: text().notNull(),
  closes: integer().notNull(),
  act_id: text().notNull(),
  key_id: text().notNull(),
  content: blob({ mode: 'buffer' }).$type<Uint8Array>().notNull(),
})
