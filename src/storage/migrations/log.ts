/** SQL of migrations. The log itself: entries with their sealed parts, what its tree is, and the policies that decided. Released statements are never edited. */

export const ENTRIES = [
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

/** How an inquiry ends without an answer: like case_guard, an insert that stores nothing lets the closing land, or not. */
export const CLOSINGS = [
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

/**
 * The tree beside the log. A tile only ever gets longer, so that a narrower one is always its beginning; the checkpoint
 * never gets smaller. Running numbers of receipts: those that were given before have none.
 */
export const TREE = [
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
 * Calls to sources, numbered for whoever holds the source: beside their decision, in its transaction. And tallies, found
 * without looking at all there is.
 */
export const SOURCE_CALLS = [
  `CREATE TABLE source_calls (
    entry_idx INTEGER PRIMARY KEY REFERENCES entries (idx), holder TEXT NOT NULL, source TEXT NOT NULL,
    number INTEGER NOT NULL) STRICT`,
  'CREATE UNIQUE INDEX source_calls_number ON source_calls (holder, source, number)',
  // Also stops INSERT OR REPLACE (see entries_append).
  `CREATE TRIGGER source_calls_append BEFORE INSERT ON source_calls
    WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM source_calls
        WHERE holder = NEW.holder AND source = NEW.source)
      OR EXISTS (SELECT 1 FROM source_calls WHERE entry_idx = NEW.entry_idx)
    BEGIN SELECT RAISE(ABORT, 'calls-append-only'); END`,
  `CREATE TRIGGER source_calls_no_update BEFORE UPDATE ON source_calls
    BEGIN SELECT RAISE(ABORT, 'calls-append-only'); END`,
  `CREATE TRIGGER source_calls_no_delete BEFORE DELETE ON source_calls
    BEGIN SELECT RAISE(ABORT, 'calls-append-only'); END`,
  `CREATE INDEX entries_tallies ON entries (type, idx) WHERE type = 'tally'`,
  // Of two who tally at once, the second one's is taken back: each goes on from the one before it (see case_guard).
  `CREATE VIEW tally_guard AS SELECT max(idx) AS previous FROM entries WHERE type = 'tally'`,
  `CREATE TRIGGER tally_guard_check INSTEAD OF INSERT ON tally_guard
    WHEN NEW.previous IS NOT (SELECT max(idx) FROM entries WHERE type = 'tally')
    BEGIN SELECT RAISE(ABORT, 'tally-moved'); END`,
]

/** One row: what is counted, from here on. `unlogged` counts by status what has no entry. It only rises. */
export const COUNTED = [
  `CREATE TABLE counters (
    id INTEGER PRIMARY KEY CHECK (id = 1), since INTEGER NOT NULL, received INTEGER NOT NULL, answered INTEGER NOT NULL,
    refused INTEGER NOT NULL, failed INTEGER NOT NULL, s400 INTEGER NOT NULL, s401 INTEGER NOT NULL,
    s403 INTEGER NOT NULL, s413 INTEGER NOT NULL, s429 INTEGER NOT NULL, s4xx INTEGER NOT NULL,
    s5xx INTEGER NOT NULL) STRICT`,
  `INSERT INTO counters SELECT 1, coalesce(max(idx), -1) + 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM entries`,
  `CREATE TRIGGER counters_rise BEFORE UPDATE ON counters
    WHEN NEW.since <> OLD.since OR NEW.received < OLD.received OR NEW.answered < OLD.answered
      OR NEW.refused < OLD.refused OR NEW.failed < OLD.failed OR NEW.s400 < OLD.s400 OR NEW.s401 < OLD.s401
      OR NEW.s403 < OLD.s403 OR NEW.s413 < OLD.s413 OR NEW.s429 < OLD.s429 OR NEW.s4xx < OLD.s4xx OR NEW.s5xx < OLD.s5xx
    BEGIN SELECT RAISE(ABORT, 'counters-only-rise'); END`,
  `CREATE TRIGGER counters_one BEFORE INSERT ON counters WHEN EXISTS (SELECT 1 FROM counters)
    BEGIN SELECT RAISE(ABORT, 'counters-only-rise'); END`,
  `CREATE TRIGGER counters_no_delete BEFORE DELETE ON counters BEGIN SELECT RAISE(ABORT, 'counters-only-rise'); END`,
]

/** Found without looking at all there is; of two that are entered at once the second one is taken back (see tally_guard). */
export const ACTIVATIONS = [
  `CREATE INDEX entries_activations ON entries (type, idx) WHERE type = 'activation'`,
  `CREATE VIEW activation_guard AS SELECT max(idx) AS previous FROM entries WHERE type = 'activation'`,
  `CREATE TRIGGER activation_guard_check INSTEAD OF INSERT ON activation_guard
    WHEN NEW.previous IS NOT (SELECT max(idx) FROM entries WHERE type = 'activation')
    BEGIN SELECT RAISE(ABORT, 'activation-moved'); END`,
]

/** A revision is kept whole and never changes: the entries that name it are evaluated again with these very bytes. */
export const POLICIES = [
  `CREATE TABLE policies (
    digest TEXT PRIMARY KEY, at TEXT NOT NULL, wasm BLOB NOT NULL, data TEXT NOT NULL, manifest TEXT NOT NULL,
    parts TEXT NOT NULL, settings TEXT NOT NULL) STRICT`,
  `CREATE TRIGGER policies_fixed BEFORE UPDATE ON policies BEGIN SELECT RAISE(ABORT, 'policy-fixed'); END`,
]

/** The checkpoint as witnesses cosigned it, which others are shown; like the checkpoint itself it never gets smaller. */
export const COSIGNED = [
  `CREATE TABLE tree_cosigned (
    id INTEGER PRIMARY KEY CHECK (id = 1), size INTEGER NOT NULL, note TEXT NOT NULL) STRICT`,
  `CREATE TRIGGER tree_cosigned_grows BEFORE INSERT ON tree_cosigned
    WHEN EXISTS (SELECT 1 FROM tree_cosigned WHERE size > NEW.size)
    BEGIN SELECT RAISE(ABORT, 'checkpoint-fixed'); END`,
  `CREATE TRIGGER tree_cosigned_kept BEFORE UPDATE ON tree_cosigned WHEN NEW.size < OLD.size
    BEGIN SELECT RAISE(ABORT, 'checkpoint-fixed'); END`,
  `CREATE TRIGGER tree_cosigned_no_delete BEFORE DELETE ON tree_cosigned
    BEGIN SELECT RAISE(ABORT, 'checkpoint-fixed'); END`,
]
