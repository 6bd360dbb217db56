/**
 * The SQL that makes the tables, run once each and in order, on SQLite and on D1 alike. A migration that was released is
 * never edited: what changes comes after it. Pure. Triggers hold what must hold whoever writes: no change of an entry, no
 * gap in the log, no case version skipped.
 */

export type Migration = { readonly id: number; readonly statements: readonly string[] }

const ENTRIES = [
  `CREATE TABLE entries (
    idx INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, oin TEXT NOT NULL, settles TEXT,
    at TEXT NOT NULL, leaf BLOB NOT NULL, leaf_hash TEXT NOT NULL) STRICT`,
  // At most one settlement a decision.
  'CREATE UNIQUE INDEX entries_settles ON entries (settles) WHERE settles IS NOT NULL',
  // Also stops INSERT OR REPLACE, which deletes the row it replaces without firing a delete trigger.
  `CREATE TRIGGER entries_append BEFORE INSERT ON entries
    WHEN NEW.idx <> (SELECT coalesce(max(idx), -1) + 1 FROM entries)
      OR EXISTS (SELECT 1 FROM entries WHERE id = NEW.id)
      OR EXISTS (SELECT 1 FROM entries WHERE settles = NEW.settles)
    BEGIN SELECT RAISE(ABORT, 'entries-append-only'); END`,
  `CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'entries-append-only'); END`,
  `CREATE TRIGGER entries_no_delete BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries-append-only'); END`,
  `CREATE TABLE parts (
    entry_idx INTEGER NOT NULL REFERENCES entries (idx), key_id TEXT NOT NULL, bytes BLOB NOT NULL,
    PRIMARY KEY (entry_idx, key_id)) STRICT`,
  `CREATE TRIGGER parts_append BEFORE INSERT ON parts
    WHEN EXISTS (SELECT 1 FROM parts WHERE entry_idx = NEW.entry_idx AND key_id = NEW.key_id)
    BEGIN SELECT RAISE(ABORT, 'parts-fixed'); END`,
  `CREATE TRIGGER parts_no_update BEFORE UPDATE ON parts BEGIN SELECT RAISE(ABORT, 'parts-fixed'); END`,
]

const INQUIRIES = [
  `CREATE TABLE inquiries (
    id TEXT PRIMARY KEY, oin TEXT NOT NULL, person TEXT NOT NULL, department TEXT, case_id TEXT, source TEXT NOT NULL,
    purpose TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, expires_at TEXT, outcome TEXT NOT NULL,
    status TEXT NOT NULL, decisions TEXT NOT NULL, key_id TEXT NOT NULL, question BLOB NOT NULL) STRICT`,
  'CREATE INDEX inquiries_asker ON inquiries (oin, person, id)',
  `CREATE INDEX inquiries_open ON inquiries (id) WHERE status = 'open'`,
  `CREATE INDEX inquiries_due ON inquiries (expires_at) WHERE expires_at IS NOT NULL`,
  // Two walks of one inquiry at once: the second would drop the first from the list, and with it from recovery.
  `CREATE TRIGGER inquiries_walked BEFORE UPDATE OF decisions ON inquiries
    WHEN json_array_length(NEW.decisions) <> json_array_length(OLD.decisions) + 1
    BEGIN SELECT RAISE(ABORT, 'inquiry-changed'); END`,
  `CREATE TABLE idempotency (
    key_hash TEXT PRIMARY KEY, body_hash TEXT NOT NULL, inquiry_id TEXT NOT NULL, case_id TEXT, case_version INTEGER,
    expires_at TEXT NOT NULL, answer BLOB) STRICT`,
  'CREATE INDEX idempotency_answers ON idempotency (expires_at) WHERE answer IS NOT NULL',
]

const CASES = [
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

const DECISION_INDEX = [
  `CREATE TABLE decision_index (
    idx INTEGER PRIMARY KEY, id TEXT NOT NULL, oin TEXT NOT NULL, at TEXT NOT NULL, type TEXT NOT NULL,
    outcome TEXT NOT NULL, department TEXT, purpose TEXT, case_id TEXT, source TEXT, regime TEXT, subject TEXT,
    legal_basis TEXT NOT NULL, norms TEXT NOT NULL) STRICT`,
  'CREATE INDEX decision_index_oin ON decision_index (oin, idx)',
  'CREATE INDEX decision_index_case ON decision_index (oin, case_id, idx) WHERE case_id IS NOT NULL',
  'CREATE INDEX decision_index_subject ON decision_index (oin, subject, idx) WHERE subject IS NOT NULL',
  'CREATE TABLE decision_norms (norm TEXT NOT NULL, idx INTEGER NOT NULL, PRIMARY KEY (norm, idx)) STRICT, WITHOUT ROWID',
  'CREATE TABLE decision_bases (basis TEXT NOT NULL, idx INTEGER NOT NULL, PRIMARY KEY (basis, idx)) STRICT, WITHOUT ROWID',
  'CREATE TABLE index_position (id INTEGER PRIMARY KEY CHECK (id = 1), position INTEGER NOT NULL) STRICT',
  'INSERT INTO index_position (id, position) VALUES (1, 0)',
]

/** What a judgement may bear on: looked for each time that one is given or withdrawn. */
const WAITING = [`CREATE INDEX inquiries_waiting ON inquiries (oin, case_id, id) WHERE status = 'waiting'`]

/** How an inquiry ends without an answer: like case_guard, an insert that stores nothing lets the closing land, or not. */
const CLOSINGS = [
  `CREATE VIEW inquiry_guard AS
    SELECT id AS inquiry_id, status AS statuses, expires_at AS due_before FROM inquiries`,
  `CREATE TRIGGER inquiry_guard_check INSTEAD OF INSERT ON inquiry_guard
    WHEN NOT EXISTS (SELECT 1 FROM inquiries WHERE id = NEW.inquiry_id
      AND status IN (SELECT value FROM json_each(NEW.statuses))
      AND (NEW.due_before IS NULL OR expires_at < NEW.due_before))
    BEGIN SELECT RAISE(ABORT, 'inquiry-moved'); END`,
  // The other side of the same race: a walk that began before an inquiry ended must not begin it again.
  `CREATE TRIGGER inquiries_ended BEFORE UPDATE OF status ON inquiries
    WHEN OLD.status IN ('settled', 'withdrawn', 'expired') AND NEW.status <> OLD.status
    BEGIN SELECT RAISE(ABORT, 'inquiry-changed'); END`,
]

/** Decisions by the organisation that supplied: only of those where that is another one than the asker's. */
const HOLDERS = [
  'ALTER TABLE decision_index ADD COLUMN holder TEXT',
  'CREATE INDEX decision_index_holder ON decision_index (holder, idx) WHERE holder IS NOT NULL',
]

/** Provenance is codes and dates, and stands open; what a holding says, and whom it is about, is sealed. */
const HOLDINGS = [
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
const PROCESSING_TYPES = [
  `CREATE TABLE processing_types (
    oin TEXT NOT NULL, code TEXT NOT NULL, at TEXT NOT NULL, given_by TEXT NOT NULL, facts TEXT NOT NULL,
    key_id TEXT NOT NULL, content BLOB NOT NULL, PRIMARY KEY (oin, code)) STRICT`,
  `CREATE TRIGGER processing_types_fixed BEFORE UPDATE ON processing_types
    BEGIN SELECT RAISE(ABORT, 'processing-type-fixed'); END`,
]

/** An inquiry on its way never expires: it need not go into the index of what does, and out again, in its two commits. */
const DUE = [
  'DROP INDEX inquiries_due',
  `CREATE INDEX inquiries_due ON inquiries (expires_at) WHERE expires_at IS NOT NULL AND status <> 'open'`,
]

/** Open columns hold codes and dates; whom it concerns is found through its decision, by who may read the log. */
const OBLIGATIONS = [
  `CREATE TABLE obligations (
    id TEXT PRIMARY KEY, oin TEXT NOT NULL, decision_id TEXT NOT NULL, case_id TEXT, once TEXT NOT NULL,
    norm TEXT NOT NULL, obligation TEXT NOT NULL, owners TEXT NOT NULL, organ TEXT, department TEXT,
    created_at TEXT NOT NULL, due TEXT, status TEXT NOT NULL, ended_by TEXT, ended_at TEXT, ended_decision TEXT) STRICT`,
  `CREATE UNIQUE INDEX obligations_once ON obligations (oin, once, norm, obligation) WHERE status = 'open'`,
  'CREATE INDEX obligations_oin ON obligations (oin, id)',
  'CREATE INDEX obligations_case ON obligations (oin, case_id, id) WHERE case_id IS NOT NULL',
  `CREATE INDEX obligations_due ON obligations (due) WHERE status = 'open' AND due IS NOT NULL`,
  `CREATE TRIGGER obligations_fixed BEFORE UPDATE OF id, oin, decision_id, case_id, once, norm, obligation, owners, organ,
      department, created_at, due ON obligations
    BEGIN SELECT RAISE(ABORT, 'duty-fixed'); END`,
  // It ends once: of two who say so at the same time, the second is told.
  `CREATE TRIGGER obligations_ended BEFORE UPDATE OF status, ended_by, ended_at, ended_decision ON obligations
    WHEN OLD.status <> 'open' OR NEW.status NOT IN ('done', 'waived') OR NEW.ended_by IS NULL OR NEW.ended_at IS NULL
      OR NEW.ended_decision IS NULL
    BEGIN SELECT RAISE(ABORT, 'duty-ended'); END`,
]

/** A revision is kept whole and never changes: the entries that name it are evaluated again with these very bytes. */
const POLICIES = [
  `CREATE TABLE policies (
    digest TEXT PRIMARY KEY, at TEXT NOT NULL, wasm BLOB NOT NULL, data TEXT NOT NULL, manifest TEXT NOT NULL,
    parts TEXT NOT NULL, settings TEXT NOT NULL) STRICT`,
  `CREATE TRIGGER policies_fixed BEFORE UPDATE ON policies BEGIN SELECT RAISE(ABORT, 'policy-fixed'); END`,
]

/** Whose data an obligation is about: the code of a source or of what is held. Of what was made before, nobody knows. */
const OBLIGATION_SOURCES = [
  'ALTER TABLE obligations ADD COLUMN source TEXT',
  `CREATE TRIGGER obligations_source_fixed BEFORE UPDATE OF source ON obligations
    BEGIN SELECT RAISE(ABORT, 'duty-fixed'); END`,
]

/** As case_guard: an answer out of what is held lands only while that is what it was. */
const HOLDING_GUARD = [
  'CREATE VIEW holding_guard AS SELECT id AS holding_id, version FROM holdings',
  `CREATE TRIGGER holding_guard_check INSTEAD OF INSERT ON holding_guard
    WHEN NOT EXISTS (SELECT 1 FROM holdings WHERE id = NEW.holding_id AND version = NEW.version)
    BEGIN SELECT RAISE(ABORT, 'case-changed'); END`,
]

/**
 * The tree beside the log. A tile only ever gets longer, so that a narrower one is always its beginning; the checkpoint
 * never gets smaller. Running numbers of receipts: those that were given before have none.
 */
const TREE = [
  `CREATE TABLE tree_tiles (
    level INTEGER NOT NULL, idx INTEGER NOT NULL, hashes BLOB NOT NULL, PRIMARY KEY (level, idx)) STRICT`,
  // Also stops INSERT OR REPLACE, and looks at an upsert before it becomes an update.
  `CREATE TRIGGER tree_tiles_grow BEFORE INSERT ON tree_tiles
    WHEN EXISTS (SELECT 1 FROM tree_tiles WHERE level = NEW.level AND idx = NEW.idx
      AND substr(NEW.hashes, 1, length(hashes)) <> hashes)
    BEGIN SELECT RAISE(ABORT, 'tile-fixed'); END`,
  `CREATE TRIGGER tree_tiles_kept BEFORE UPDATE ON tree_tiles
    WHEN NEW.level <> OLD.level OR NEW.idx <> OLD.idx OR substr(NEW.hashes, 1, length(OLD.hashes)) <> OLD.hashes
    BEGIN SELECT RAISE(ABORT, 'tile-fixed'); END`,
  `CREATE TRIGGER tree_tiles_no_delete BEFORE DELETE ON tree_tiles BEGIN SELECT RAISE(ABORT, 'tile-fixed'); END`,
  `CREATE TABLE tree_checkpoint (
    id INTEGER PRIMARY KEY CHECK (id = 1), size INTEGER NOT NULL, note TEXT NOT NULL) STRICT`,
  `CREATE TRIGGER tree_checkpoint_grows BEFORE INSERT ON tree_checkpoint
    WHEN EXISTS (SELECT 1 FROM tree_checkpoint WHERE size > NEW.size)
    BEGIN SELECT RAISE(ABORT, 'checkpoint-fixed'); END`,
  `CREATE TRIGGER tree_checkpoint_kept BEFORE UPDATE ON tree_checkpoint WHEN NEW.size < OLD.size
    BEGIN SELECT RAISE(ABORT, 'checkpoint-fixed'); END`,
  `CREATE TRIGGER tree_checkpoint_no_delete BEFORE DELETE ON tree_checkpoint
    BEGIN SELECT RAISE(ABORT, 'checkpoint-fixed'); END`,
  // Of two who integrate at once, the second one's tiles and checkpoint are taken back as a whole (see case_guard).
  'CREATE VIEW tree_guard AS SELECT note AS previous FROM tree_checkpoint',
  `CREATE TRIGGER tree_guard_check INSTEAD OF INSERT ON tree_guard
    WHEN NEW.previous IS NOT (SELECT note FROM tree_checkpoint)
    BEGIN SELECT RAISE(ABORT, 'checkpoint-moved'); END`,
  'ALTER TABLE entries ADD COLUMN number INTEGER',
  'CREATE UNIQUE INDEX entries_number ON entries (oin, number) WHERE number IS NOT NULL',
]

/**
 * As case_guard, for judgements that speak for a whole organisation and belong to no case: a settlement lands only while none
 * was given or withdrawn since they were looked at. Both counts only rise, and judgements are never deleted.
 */
const JUDGEMENT_GUARD = [
  'CREATE INDEX attestations_taken_back ON attestations (oin) WHERE case_id IS NULL AND withdrawn_by IS NOT NULL',
  `CREATE VIEW judgement_guard AS
    SELECT oin, count(*) AS given, count(withdrawn_by) AS withdrawn FROM attestations WHERE case_id IS NULL GROUP BY oin`,
  `CREATE TRIGGER judgement_guard_check INSTEAD OF INSERT ON judgement_guard
    WHEN (SELECT count(*) FROM attestations WHERE oin = NEW.oin AND case_id IS NULL) <> NEW.given
      OR (SELECT count(*) FROM attestations WHERE oin = NEW.oin AND case_id IS NULL AND withdrawn_by IS NOT NULL)
        <> NEW.withdrawn
    BEGIN SELECT RAISE(ABORT, 'judgement-changed'); END`,
]

/** Nobody waives what their own question or act obliges to: also of one that was open before, each of these is kept. */
const OBLIGATION_ASKERS = [
  `CREATE TABLE obligation_askers (
    obligation_id TEXT NOT NULL, person TEXT NOT NULL, PRIMARY KEY (obligation_id, person)) STRICT, WITHOUT ROWID`,
  `CREATE TRIGGER obligation_askers_kept BEFORE DELETE ON obligation_askers
    BEGIN SELECT RAISE(ABORT, 'duty-fixed'); END`,
  `CREATE TRIGGER obligation_askers_fixed BEFORE UPDATE ON obligation_askers
    BEGIN SELECT RAISE(ABORT, 'duty-fixed'); END`,
]

/** Of two that put forward the same kind at once, the second is told so. */
const PROCESSING_TYPES_ONCE = [
  `CREATE TRIGGER processing_types_once BEFORE INSERT ON processing_types
    WHEN EXISTS (SELECT 1 FROM processing_types WHERE oin = NEW.oin AND code = NEW.code)
    BEGIN SELECT RAISE(ABORT, 'processing-type-known'); END`,
]

/** Who recorded how a subject relates to a case; of what is there already nobody can tell any more. */
const RELATIONS_BY = [`ALTER TABLE case_subjects ADD COLUMN given_by TEXT NOT NULL DEFAULT ''`]

/**
 * What parts and fields are called is in somebody's words: it goes beside the content, sealed. SQL cannot seal, and no
 * release kept holdings: what stood open before is taken out, and is brought in again.
 */
const HOLDINGS_SEALED = ['DELETE FROM holdings', 'ALTER TABLE holdings DROP COLUMN facts']

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
]

/** A database that knows a later one was made by a newer version of this program. */
export const LATEST_MIGRATION = Math.max(...MIGRATIONS.map(({ id }) => id))

/** Which migrations ran. */
export const MIGRATIONS_TABLE =
  'CREATE TABLE IF NOT EXISTS migrations (id INTEGER PRIMARY KEY, at TEXT NOT NULL) STRICT'
export const MIGRATIONS_DONE = 'SELECT id FROM migrations ORDER BY id'
export const MIGRATION_RAN = 'INSERT INTO migrations (id, at) VALUES (?, ?)'
