/** SQL of migrations. The case register: cases, judgements, holdings, kinds of processing, and the guards on what was read. Released statements are never edited. */

export const CASES = [
  `CREATE TABLE cases (
    id TEXT PRIMARY KEY, oin TEXT NOT NULL, version INTEGER NOT NULL, opened_at TEXT NOT NULL, opened_by TEXT NOT NULL,
    key_id TEXT NOT NULL, facts BLOB NOT NULL) STRICT`,
  'CREATE INDEX cases_oin ON cases (oin, id)',
  // Two changes of one version: the second was judged on facts that are no longer so.
  `CREATE TRIGGER cases_version BEFORE UPDATE ON cases
    WHEN NEW.version <> OLD.version + 1 OR NEW.id <> OLD.id OR NEW.oin <> OLD.oin
    BEGIN SELECT RAISE(ABORT, 'case-changed'); END`,
  // A guard is an insert that stores nothing: it lets the transaction go on, or takes all of it back. D1 has no other way
  // to make a batch depend on what it finds.
  'CREATE VIEW case_guard AS SELECT id AS case_id, version FROM cases',
  `CREATE TRIGGER case_guard_check INSTEAD OF INSERT ON case_guard
    WHEN NOT EXISTS (SELECT 1 FROM cases WHERE id = NEW.case_id AND version = NEW.version)
    BEGIN SELECT RAISE(ABORT, 'case-changed'); END`,
  `CREATE TABLE case_subjects (
    case_id TEXT NOT NULL, subject TEXT NOT NULL, relation TEXT NOT NULL, key_id TEXT NOT NULL, identifier BLOB NOT NULL,
    PRIMARY KEY (case_id, subject)) STRICT`,
  `CREATE TABLE attestations (
    id TEXT PRIMARY KEY, oin TEXT NOT NULL, case_id TEXT, type TEXT NOT NULL, outcome TEXT NOT NULL, scope TEXT NOT NULL,
    given_by TEXT NOT NULL, role TEXT NOT NULL, organ TEXT NOT NULL, department TEXT, at TEXT NOT NULL, valid_until TEXT,
    withdrawn_by TEXT, withdrawn_at TEXT, key_id TEXT NOT NULL, content BLOB NOT NULL) STRICT`,
  'CREATE INDEX attestations_place ON attestations (oin, case_id, id)',
  // A judgement is withdrawn once and never changed.
  `CREATE TRIGGER attestations_fixed BEFORE UPDATE OF id, oin, case_id, type, outcome, scope, given_by, role, organ,
      department, at, valid_until, key_id, content ON attestations
    BEGIN SELECT RAISE(ABORT, 'attestation-fixed'); END`,
  `CREATE TRIGGER attestations_withdrawn BEFORE UPDATE OF withdrawn_by, withdrawn_at ON attestations
    WHEN OLD.withdrawn_by IS NOT NULL OR NEW.withdrawn_by IS NULL OR NEW.withdrawn_at IS NULL
    BEGIN SELECT RAISE(ABORT, 'attestation-fixed'); END`,
  `CREATE TABLE hits (
    case_id TEXT NOT NULL, subject TEXT NOT NULL, source TEXT NOT NULL, hit INTEGER NOT NULL, decision_id TEXT NOT NULL,
    at TEXT NOT NULL, PRIMARY KEY (case_id, subject, source)) STRICT`,
]

/** Provenance is codes and dates, and stands open; what a holding says, and whom it is about, is sealed. */
export const HOLDINGS = [
  `CREATE TABLE holdings (
    id TEXT PRIMARY KEY, oin TEXT NOT NULL, case_id TEXT, version INTEGER NOT NULL, at TEXT NOT NULL,
    given_by TEXT NOT NULL, facts TEXT NOT NULL, key_id TEXT NOT NULL, content BLOB NOT NULL) STRICT`,
  'CREATE INDEX holdings_place ON holdings (oin, case_id, id)',
  // A correction follows the version it was judged on; a holding never moves to another case.
  `CREATE TRIGGER holdings_version BEFORE UPDATE ON holdings
    WHEN NEW.version <> OLD.version + 1 OR NEW.id <> OLD.id OR NEW.oin <> OLD.oin OR NEW.case_id IS NOT OLD.case_id
    BEGIN SELECT RAISE(ABORT, 'case-changed'); END`,
]

/** A kind of processing is recorded once: what changes takes a code of its own, because advice was given on this one. */
export const PROCESSING_TYPES = [
  `CREATE TABLE processing_types (
    oin TEXT NOT NULL, code TEXT NOT NULL, at TEXT NOT NULL, given_by TEXT NOT NULL, facts TEXT NOT NULL,
    key_id TEXT NOT NULL, content BLOB NOT NULL, PRIMARY KEY (oin, code)) STRICT`,
  `CREATE TRIGGER processing_types_fixed BEFORE UPDATE ON processing_types
    BEGIN SELECT RAISE(ABORT, 'processing-type-fixed'); END`,
]

/** As case_guard: an answer out of what is held lands only while that is what it was. */
export const HOLDING_GUARD = [
  'CREATE VIEW holding_guard AS SELECT id AS holding_id, version FROM holdings',
  `CREATE TRIGGER holding_guard_check INSTEAD OF INSERT ON holding_guard
    WHEN NOT EXISTS (SELECT 1 FROM holdings WHERE id = NEW.holding_id AND version = NEW.version)
    BEGIN SELECT RAISE(ABORT, 'case-changed'); END`,
]

/**
 * As case_guard, for judgements that speak for a whole organisation and belong to no case: a settlement lands only while none
 * was given or withdrawn since they were looked at. Both counts only rise, and judgements are never deleted.
 */
export const JUDGEMENT_GUARD = [
  'CREATE INDEX attestations_taken_back ON attestations (oin) WHERE case_id IS NULL AND withdrawn_by IS NOT NULL',
  `CREATE VIEW judgement_guard AS
    SELECT oin, count(*) AS given, count(withdrawn_by) AS withdrawn FROM attestations WHERE case_id IS NULL GROUP BY oin`,
  `CREATE TRIGGER judgement_guard_check INSTEAD OF INSERT ON judgement_guard
    WHEN (SELECT count(*) FROM attestations WHERE oin = NEW.oin AND case_id IS NULL) <> NEW.given
      OR (SELECT count(*) FROM attestations WHERE oin = NEW.oin AND case_id IS NULL AND withdrawn_by IS NOT NULL)
        <> NEW.withdrawn
    BEGIN SELECT RAISE(ABORT, 'judgement-changed'); END`,
]

/** Of two that put forward the same kind at once, the second is told so. */
export const PROCESSING_TYPES_ONCE = [
  `CREATE TRIGGER processing_types_once BEFORE INSERT ON processing_types
    WHEN EXISTS (SELECT 1 FROM processing_types WHERE oin = NEW.oin AND code = NEW.code)
    BEGIN SELECT RAISE(ABORT, 'processing-type-known'); END`,
]

/** Who recorded how a subject relates to a case; of what is there already nobody can tell any more. */
export const RELATIONS_BY = [`ALTER TABLE case_subjects ADD COLUMN given_by TEXT NOT NULL DEFAULT ''`]

/**
 * What parts and fields are called is in somebody's words: it goes beside the content, sealed. SQL cannot seal, and no
 * release kept holdings: what stood open before is taken out, and is brought in again.
 */
export const HOLDINGS_SEALED = ['DELETE FROM holdings', 'ALTER TABLE holdings DROP COLUMN facts']
