/**
 * SQL of migrations. Beside the index of decisions: what is counted of it, and what is looked up in it. Built from the log.
 * Released statements are never edited.
 */

/** A day and its month. */
const SPANS = (row: 'new' | 'old') => `(SELECT ${row}.day AS span UNION ALL SELECT substr(${row}.day, 1, 7))`
const PUT = 'INSERT INTO decision_counts (oin, kind, span, code, type, department, purpose, outcome, n)'
const ADDED = `ON CONFLICT (oin, kind, span, code, type, department, purpose, outcome) DO UPDATE SET n = n + excluded.n;`

/** Each that is looked for by itself, newest first; what it is looked for together with stands beside it. */
const LOOKED_FOR = [
  'CREATE INDEX decision_index_department ON decision_index (oin, department, idx, outcome, purpose, source)',
  'CREATE INDEX decision_index_purpose ON decision_index (oin, purpose, idx, outcome, department, source)',
  'CREATE INDEX decision_index_source ON decision_index (oin, source, idx, outcome, department, purpose)',
  'CREATE INDEX decision_index_outcome ON decision_index (oin, outcome, idx, department, purpose, source)',
]

/**
 * `decision_days`: where a day (in UTC, as moments are written) lies in the log. `decision_counted`: what a decision adds to the
 * counts, so that the same can be taken off again when it is erased; of one that waited also when it was judged and answered.
 * `decision_counts`: by day and by month in the Netherlands; '' where there is none.
 */
export const DECISION_COUNTS = [
  ...LOOKED_FOR,
  'CREATE TABLE decision_days (day TEXT PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL) STRICT, WITHOUT ROWID',
  `INSERT INTO decision_days (day, first, last)
    SELECT substr(at, 1, 10), min(idx), max(idx) FROM decision_index GROUP BY substr(at, 1, 10)`,
  `CREATE TRIGGER decision_index_day AFTER INSERT ON decision_index BEGIN
    INSERT INTO decision_days (day, first, last) VALUES (substr(new.at, 1, 10), new.idx, new.idx)
      ON CONFLICT (day) DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last);
  END`,
  `CREATE TABLE decision_counted (
    idx INTEGER PRIMARY KEY, oin TEXT NOT NULL, day TEXT NOT NULL, type TEXT NOT NULL, department TEXT NOT NULL,
    purpose TEXT NOT NULL, outcome TEXT NOT NULL, bases TEXT NOT NULL, refused TEXT NOT NULL, at TEXT NOT NULL,
    inquiry TEXT NOT NULL, case_id TEXT, missing TEXT, judged TEXT, answered TEXT) STRICT`,
  `CREATE INDEX decision_counted_unjudged ON decision_counted (oin, case_id)
    WHERE missing IS NOT NULL AND judged IS NULL AND answered IS NULL`,
  `CREATE INDEX decision_counted_unanswered ON decision_counted (inquiry) WHERE missing IS NOT NULL AND answered IS NULL`,
  `CREATE TABLE decision_counts (
    oin TEXT NOT NULL, kind TEXT NOT NULL, span TEXT NOT NULL, code TEXT NOT NULL, type TEXT NOT NULL,
    department TEXT NOT NULL, purpose TEXT NOT NULL, outcome TEXT NOT NULL, n INTEGER NOT NULL,
    PRIMARY KEY (oin, kind, span, code, type, department, purpose, outcome)) STRICT, WITHOUT ROWID`,
  `CREATE TRIGGER decision_counts_none AFTER UPDATE OF n ON decision_counts WHEN new.n = 0 BEGIN
    DELETE FROM decision_counts WHERE oin = new.oin AND kind = new.kind AND span = new.span AND code = new.code
      AND type = new.type AND department = new.department AND purpose = new.purpose AND outcome = new.outcome;
  END`,
  `CREATE TRIGGER decision_counted_added AFTER INSERT ON decision_counted BEGIN ${added('new', 1)} END`,
  `CREATE TRIGGER decision_counted_gone AFTER DELETE ON decision_counted BEGIN
    ${added('old', -1)} ${took('old', 'judged', -1)} ${took('old', 'answered', -1)} END`,
  `CREATE TRIGGER decision_counted_moved AFTER UPDATE OF department ON decision_counted
    WHEN new.department <> old.department BEGIN ${added('old', -1)} ${added('new', 1)} END`,
  `CREATE TRIGGER decision_counted_judged AFTER UPDATE OF judged ON decision_counted
    WHEN old.judged IS NULL BEGIN ${took('new', 'judged', 1)} END`,
  `CREATE TRIGGER decision_counted_answered AFTER UPDATE OF answered ON decision_counted
    WHEN old.answered IS NULL BEGIN ${took('new', 'answered', 1)} END`,
  `CREATE TRIGGER decision_index_uncounted AFTER DELETE ON decision_index BEGIN
    DELETE FROM decision_counted WHERE idx = old.idx;
  END`,
  `CREATE TRIGGER decision_index_moved AFTER UPDATE OF department ON decision_index BEGIN
    UPDATE decision_counted SET department = coalesce(new.department, '') WHERE idx = new.idx;
  END`,
]

/** Who looked in the log and who took out of it; `person` and `roles` go with the day of who it was. */
export const LOG_READS = [
  `CREATE TABLE log_reads (
    oin TEXT NOT NULL, day TEXT NOT NULL, type TEXT NOT NULL, purpose TEXT NOT NULL, resource TEXT NOT NULL,
    outcome TEXT NOT NULL, person TEXT NOT NULL, roles TEXT NOT NULL, n INTEGER NOT NULL,
    PRIMARY KEY (oin, day, type, purpose, resource, outcome, person, roles)) STRICT, WITHOUT ROWID`,
  // Apart from that of the index, so that a log that was indexed before there were counts is counted from its beginning.
  'CREATE TABLE counts_position (id INTEGER PRIMARY KEY CHECK (id = 1), position INTEGER NOT NULL) STRICT',
  'INSERT INTO counts_position (id, position) VALUES (1, 0)',
]

/**
 * Also under its source, and of previews apart what Sluis made with a judgement. What was counted before says neither: all is
 * counted again from the log.
 */
export const SOURCES_COUNTED = [
  ...['added', 'gone', 'moved'].map((name) => `DROP TRIGGER decision_counted_${name}`),
  'DELETE FROM decision_counted',
  'DELETE FROM decision_counts',
  'DELETE FROM log_reads',
  'UPDATE counts_position SET position = 0',
  `ALTER TABLE decision_counted ADD COLUMN source TEXT NOT NULL DEFAULT ''`,
  'ALTER TABLE decision_counted ADD COLUMN account INTEGER NOT NULL DEFAULT 0',
  `CREATE TRIGGER decision_counted_added AFTER INSERT ON decision_counted BEGIN ${addedAlso('new', 1)} END`,
  `CREATE TRIGGER decision_counted_gone AFTER DELETE ON decision_counted BEGIN
    ${addedAlso('old', -1)} ${took('old', 'judged', -1)} ${took('old', 'answered', -1)} END`,
  `CREATE TRIGGER decision_counted_moved AFTER UPDATE OF department ON decision_counted
    WHEN new.department <> old.department BEGIN ${addedAlso('old', -1)} ${addedAlso('new', 1)} END`,
]

/** Kinds of entries are looked for by themselves as well; of previews apart those of who asked and those made with a judgement. */
export const KINDS = [
  'CREATE INDEX decision_index_type ON decision_index (oin, type, idx, outcome, department, purpose, source)',
  `CREATE INDEX decision_counted_previews ON decision_counted (oin, account, idx, outcome, department, purpose, source)
    WHERE type = 'preview'`,
]

/** What a decision counts as: one, and one under each of its bases and of the norms that refused. */
function added(row: 'new' | 'old', n: 1 | -1, also = ''): string {
  return `${PUT} SELECT ${row}.oin, kind, span, code, ${row}.type, ${row}.department, ${row}.purpose, ${row}.outcome, ${n}
    FROM (SELECT 'all' AS kind, '' AS code
      UNION ALL SELECT 'basis', value FROM json_each(${row}.bases)
      UNION ALL SELECT 'refused', value FROM json_each(${row}.refused)${also}), ${SPANS(row)}
    WHERE true ${ADDED}`
}

function addedAlso(row: 'new' | 'old', n: 1 | -1): string {
  return added(
    row,
    n,
    `
      UNION ALL SELECT 'source', ${row}.source WHERE ${row}.source <> ''
      UNION ALL SELECT 'account', '' WHERE ${row}.account = 1`,
  )
}

/** How long that took in seconds, to two figures: so a count is bounded, and a median exact to within five in a hundred. */
function took(row: 'new' | 'old', kind: 'judged' | 'answered', n: 1 | -1): string {
  return `${PUT} SELECT ${row}.oin, '${kind}', span,
      printf('%.1e', max(0, unixepoch(${row}.${kind}) - unixepoch(${row}.at))), '', '', ${row}.purpose, '', ${n}
    FROM ${SPANS(row)} WHERE ${row}.${kind} IS NOT NULL ${ADDED}`
}
