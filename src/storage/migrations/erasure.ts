/** SQL of migrations. What is to be forgotten and what was, and that nothing of it comes back. Released statements are never edited. */

/** A target is ordered once and done once. `starts` and `ends` are the bounds of a day. */
export const ERASURES = [
  `CREATE TABLE erasures (
    target TEXT PRIMARY KEY, oin TEXT NOT NULL, case_id TEXT, day TEXT, class TEXT, starts TEXT, ends TEXT,
    ground TEXT NOT NULL, ordered_at TEXT NOT NULL, entry_id TEXT, done_at TEXT) STRICT`,
  'CREATE UNIQUE INDEX erasures_case ON erasures (case_id) WHERE case_id IS NOT NULL',
  'CREATE INDEX erasures_pending ON erasures (ordered_at) WHERE done_at IS NULL',
  `CREATE TRIGGER erasures_fixed BEFORE UPDATE OF target, oin, case_id, day, class, starts, ends, ground, ordered_at
    ON erasures BEGIN SELECT RAISE(ABORT, 'erasure-fixed'); END`,
  `CREATE TRIGGER erasures_begun BEFORE UPDATE OF entry_id ON erasures
    WHEN OLD.entry_id IS NOT NULL OR NEW.entry_id IS NULL BEGIN SELECT RAISE(ABORT, 'erasure-fixed'); END`,
  `CREATE TRIGGER erasures_done BEFORE UPDATE OF done_at ON erasures
    WHEN OLD.entry_id IS NULL OR OLD.done_at IS NOT NULL OR NEW.done_at IS NULL
    BEGIN SELECT RAISE(ABORT, 'erasure-fixed'); END`,
  `CREATE TRIGGER erasures_kept BEFORE DELETE ON erasures BEGIN SELECT RAISE(ABORT, 'erasure-fixed'); END`,
  // Who brought an obligation about goes with the obligation, while it is being forgotten and at no other time.
  'DROP TRIGGER obligation_askers_kept',
  `CREATE TRIGGER obligation_askers_kept BEFORE DELETE ON obligation_askers
    WHEN NOT EXISTS (
      SELECT 1 FROM obligations o JOIN erasures e ON e.oin = o.oin AND e.done_at IS NULL AND e.entry_id IS NOT NULL
        AND (e.case_id = o.case_id OR (o.case_id IS NULL AND o.created_at >= e.starts AND o.created_at < e.ends)
          OR (e.class = 'caller' AND o.created_at >= e.starts AND o.created_at < e.ends))
      WHERE o.id = OLD.obligation_id)
    BEGIN SELECT RAISE(ABORT, 'duty-fixed'); END`,
  // What erasing looks for. Both follow the order in which rows come, or stay with the few cases of a day.
  'CREATE INDEX inquiries_case ON inquiries (case_id) WHERE case_id IS NOT NULL',
  'CREATE INDEX idempotency_inquiry ON idempotency (inquiry_id)',
]

/** The act that ordered it, in the log: without it, or an entry of its own, an order is nobody's. */
export const ORDERED_BY = [
  'ALTER TABLE erasures ADD COLUMN ordered_by TEXT',
  `CREATE TRIGGER erasures_ordered BEFORE UPDATE OF ordered_by ON erasures
    WHEN OLD.entry_id IS NOT NULL OR NEW.ordered_by IS NULL BEGIN SELECT RAISE(ABORT, 'erasure-fixed'); END`,
]

/**
 * Who brought an obligation about is known for as long as it is owed. Of one that ends after their day was forgotten it goes
 * at its end: that day does not come by again. The same for what ended so before.
 */
export const ASKERS_GO = [
  `CREATE INDEX erasures_callers ON erasures (oin, starts) WHERE class = 'caller'`,
  'DROP TRIGGER obligation_askers_kept',
  `CREATE TRIGGER obligation_askers_kept BEFORE DELETE ON obligation_askers
    WHEN NOT EXISTS (
      SELECT 1 FROM obligations o JOIN erasures e ON e.oin = o.oin AND e.done_at IS NULL AND e.entry_id IS NOT NULL
        AND (e.case_id = o.case_id OR (o.case_id IS NULL AND o.created_at >= e.starts AND o.created_at < e.ends)
          OR (e.class = 'caller' AND o.created_at >= e.starts AND o.created_at < e.ends))
      WHERE o.id = OLD.obligation_id)
    AND NOT EXISTS (
      SELECT 1 FROM obligations o JOIN erasures e ON e.oin = o.oin AND e.class = 'caller' AND e.entry_id IS NOT NULL
        AND o.created_at >= e.starts AND o.created_at < e.ends
      WHERE o.id = OLD.obligation_id AND o.status <> 'open')
    BEGIN SELECT RAISE(ABORT, 'duty-fixed'); END`,
  `CREATE TRIGGER obligation_askers_go AFTER UPDATE OF status ON obligations
    WHEN NEW.status <> 'open' AND EXISTS (
      SELECT 1 FROM erasures e WHERE e.oin = NEW.oin AND e.class = 'caller' AND e.entry_id IS NOT NULL
        AND NEW.created_at >= e.starts AND NEW.created_at < e.ends)
    BEGIN DELETE FROM obligation_askers WHERE obligation_id = NEW.id; END`,
  `DELETE FROM obligation_askers WHERE obligation_id IN (
    SELECT o.id FROM obligations o JOIN erasures e ON e.oin = o.oin AND e.class = 'caller' AND e.entry_id IS NOT NULL
      AND o.created_at >= e.starts AND o.created_at < e.ends
    WHERE o.status <> 'open')`,
]

/** What lies under the keys of a case and does not name it: few, for most inquiries are of a case. */
export const INQUIRIES_BY_KEY = ['CREATE INDEX inquiries_key ON inquiries (key_id) WHERE case_id IS NULL']

/** Of what has ended, by its last day, until who asked is forgotten: rows come in the order of time, and go with their asker. */
export const INQUIRIES_ENDED = [
  `CREATE INDEX inquiries_ended ON inquiries (oin, updated_at) WHERE status NOT IN ('open', 'waiting') AND person <> ''`,
]

/** Entries in one stretch of the log of which it is kept which keys it has parts under. */
export const STRETCH_ENTRIES = 1024

/**
 * An entry says which parts stand under the keys that it has destroyed: so from that entry on none comes under them any
 * more, and it lands only while none came since they were counted (see case_guard).
 *
 * Where the parts of a key stand is kept by stretches of the log, not by an index on the key: key ids are random, so an index
 * would have each append write a page of its own. Of the newest stretch all keys lie on a few pages, and the look for one
 * takes a step a stretch. What stands open is under no key.
 */
export const STANDING = [
  'CREATE TABLE key_stretches (stretch INTEGER NOT NULL, key_id TEXT NOT NULL, PRIMARY KEY (stretch, key_id)) STRICT, WITHOUT ROWID',
  `INSERT INTO key_stretches SELECT DISTINCT entry_idx / ${STRETCH_ENTRIES}, key_id FROM parts WHERE key_id <> 'open'`,
  `CREATE TRIGGER parts_stretch AFTER INSERT ON parts
    WHEN NEW.key_id <> 'open' AND NOT EXISTS (
      SELECT 1 FROM key_stretches WHERE stretch = NEW.entry_idx / ${STRETCH_ENTRIES} AND key_id = NEW.key_id)
    BEGIN INSERT INTO key_stretches VALUES (NEW.entry_idx / ${STRETCH_ENTRIES}, NEW.key_id); END`,
  'CREATE TABLE erased_keys (key_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID',
  ...['key_stretches', 'erased_keys'].flatMap((table) =>
    ['UPDATE', 'DELETE'].map(
      (event) => `CREATE TRIGGER ${table}_no_${event.toLowerCase()} BEFORE ${event} ON ${table}
        BEGIN SELECT RAISE(ABORT, 'erasure-fixed'); END`,
    ),
  ),
  `CREATE TRIGGER parts_erased BEFORE INSERT ON parts
    WHEN EXISTS (SELECT 1 FROM erased_keys WHERE key_id = NEW.key_id)
    BEGIN SELECT RAISE(ABORT, 'case-changed'); END`,
  'CREATE VIEW standing_guard AS SELECT key_id, 0 AS until FROM erased_keys',
  `CREATE TRIGGER standing_guard_check INSTEAD OF INSERT ON standing_guard
    WHEN EXISTS (SELECT 1 FROM parts WHERE entry_idx >= NEW.until AND key_id = NEW.key_id)
    BEGIN SELECT RAISE(ABORT, 'erasure-moved'); END`,
]

/** From the order on nothing is added: who judged on what the case was is told that it is another now. */
export const NOTHING_RETURNS = (
  [
    ['cases', 'id'],
    ['case_subjects', 'case_id'],
    ['attestations', 'case_id'],
    ['hits', 'case_id'],
    ['holdings', 'case_id'],
    ['inquiries', 'case_id'],
    ['idempotency', 'case_id'],
    ['obligations', 'case_id'],
  ] as const
).map(
  ([table, column]) => `CREATE TRIGGER ${table}_erased BEFORE INSERT ON ${table}
    WHEN EXISTS (SELECT 1 FROM erasures WHERE case_id = NEW.${column})
    BEGIN SELECT RAISE(ABORT, 'case-changed'); END`,
)
