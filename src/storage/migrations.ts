/**
 * The SQL that makes the tables, run once each and in order, on SQLite and on D1 alike. A migration that was released is
 * never edited: what changes comes after it. Pure. Triggers hold what must hold whoever writes: no change of an entry, no
 * gap in the log, no case version skipped.
 */

import { DECISION_COUNTS, KINDS, LOG_READS, SOURCES_COUNTED } from './migrations/counts.ts'
import { OBLIGATION_ASKERS, OBLIGATION_SOURCES, OBLIGATIONS } from './migrations/duties.ts'
import {
  ASKERS_GO,
  ERASURES,
  INQUIRIES_BY_KEY,
  INQUIRIES_ENDED,
  NOTHING_RETURNS,
  ORDERED_BY,
  STANDING,
} from './migrations/erasure.ts'
import { ANSWERS_SEALED, AWAITED, DUE, INQUIRIES, OWN_WAITING, WAITING } from './migrations/inquiries.ts'
import { ACTIVATIONS, CLOSINGS, COSIGNED, COUNTED, ENTRIES, POLICIES, SOURCE_CALLS, TREE } from './migrations/log.ts'
import {
  CASES,
  HOLDING_GUARD,
  HOLDINGS,
  HOLDINGS_SEALED,
  JUDGEMENT_GUARD,
  PROCESSING_TYPES,
  PROCESSING_TYPES_ONCE,
  RELATIONS_BY,
} from './migrations/register.ts'
import { DECISIONS_BY_TIME, REVIEWS } from './migrations/review.ts'
import { DECISION_INDEX, HOLDERS } from './migrations/search.ts'

export type Migration = { readonly id: number; readonly statements: readonly string[] }

export const MIGRATIONS: readonly Migration[] = [
  { id: 1, statements: [...ENTRIES, ...INQUIRIES, ...CASES, ...DECISION_INDEX] },
  { id: 2, statements: WAITING },
  { id: 3, statements: CLOSINGS },
  { id: 4, statements: HOLDERS },
  { id: 5, statements: HOLDINGS },
  { id: 6, statements: PROCESSING_TYPES },
  { id: 7, statements: OBLIGATIONS },
  { id: 8, statements: DUE },
  { id: 9, statements: TREE },
  { id: 10, statements: OBLIGATION_SOURCES },
  { id: 11, statements: HOLDING_GUARD },
  { id: 12, statements: POLICIES },
  { id: 13, statements: RELATIONS_BY },
  { id: 14, statements: HOLDINGS_SEALED },
  { id: 15, statements: JUDGEMENT_GUARD },
  { id: 16, statements: OBLIGATION_ASKERS },
  { id: 17, statements: PROCESSING_TYPES_ONCE },
  { id: 18, statements: SOURCE_CALLS },
  { id: 19, statements: COUNTED },
  { id: 20, statements: ERASURES },
  { id: 21, statements: NOTHING_RETURNS },
  { id: 24, statements: COSIGNED },
  { id: 28, statements: [...ORDERED_BY, ...INQUIRIES_BY_KEY] },
  { id: 29, statements: STANDING },
  { id: 30, statements: AWAITED },
  { id: 31, statements: OWN_WAITING },
  { id: 32, statements: REVIEWS },
  { id: 33, statements: DECISIONS_BY_TIME },
  { id: 34, statements: DECISION_COUNTS },
  { id: 35, statements: LOG_READS },
  { id: 36, statements: ANSWERS_SEALED },
  { id: 37, statements: ASKERS_GO },
  { id: 38, statements: ACTIVATIONS },
  { id: 40, statements: [...INQUIRIES_ENDED, ...SOURCES_COUNTED] },
  { id: 42, statements: KINDS },
]

/** A database that knows a later one was made by a newer version of this program. */
export const LATEST_MIGRATION = Math.max(...MIGRATIONS.map(({ id }) => id))

/** Which migrations ran. */
export const MIGRATIONS_TABLE =
  'CREATE TABLE IF NOT EXISTS migrations (id INTEGER PRIMARY KEY, at TEXT NOT NULL) STRICT'
export const MIGRATIONS_DONE = 'SELECT id FROM migrations ORDER BY id'
export const MIGRATION_RAN = 'INSERT INTO migrations (id, at) VALUES (?, ?)'
