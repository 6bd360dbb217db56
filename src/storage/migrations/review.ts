/** SQL of migrations. Samples that were drawn, and findings with their follow-up. Released statements are never edited. */

/** A sample is indexes of the log: about nobody, and never changed. Words of findings are sealed, and go with their decision. */
export const REVIEWS = [
  `CREATE TABLE samples (
    id TEXT PRIMARY KEY, oin TEXT NOT NULL, at TEXT NOT NULL, starts TEXT NOT NULL, ends TEXT NOT NULL, department TEXT,
    seed TEXT NOT NULL, seed_given INTEGER NOT NULL, size INTEGER NOT NULL, population INTEGER NOT NULL,
    up_to INTEGER NOT NULL, drawn TEXT NOT NULL) STRICT`,
  'CREATE INDEX samples_oin ON samples (oin, id)',
  `CREATE TRIGGER samples_fixed BEFORE UPDATE ON samples BEGIN SELECT RAISE(ABORT, 'sample-fixed'); END`,
  `CREATE TRIGGER samples_kept BEFORE DELETE ON samples BEGIN SELECT RAISE(ABORT, 'sample-fixed'); END`,
  `CREATE TABLE findings (
    id TEXT PRIMARY KEY, oin TEXT NOT NULL, at TEXT NOT NULL, sample_id TEXT, decision_id TEXT NOT NULL, case_id TEXT,
    source TEXT, severity TEXT NOT NULL, owner TEXT, due TEXT, status TEXT NOT NULL, act_id TEXT NOT NULL, closed_at TEXT,
    key_id TEXT NOT NULL, content BLOB NOT NULL) STRICT`,
  'CREATE INDEX findings_oin ON findings (oin, id)',
  `CREATE INDEX findings_open ON findings (oin, id) WHERE status = 'open'`,
  'CREATE INDEX findings_decision ON findings (oin, decision_id, id)',
  'CREATE INDEX findings_sample ON findings (sample_id, id) WHERE sample_id IS NOT NULL',
  'CREATE INDEX findings_case ON findings (oin, case_id) WHERE case_id IS NOT NULL',
  'CREATE INDEX findings_key ON findings (oin, key_id) WHERE case_id IS NULL',
  `CREATE TRIGGER findings_fixed BEFORE UPDATE OF id, oin, at, sample_id, decision_id, case_id, source, severity, owner, due,
      act_id, key_id, content ON findings
    BEGIN SELECT RAISE(ABORT, 'finding-fixed'); END`,
  // It is closed once: of two who do so at the same time, the second is told.
  `CREATE TRIGGER findings_closed BEFORE UPDATE OF status, closed_at ON findings
    WHEN OLD.status <> 'open' OR NEW.status <> 'closed' OR NEW.closed_at IS NULL
    BEGIN SELECT RAISE(ABORT, 'finding-closed'); END`,
  // From the order to forget a case on nothing is added about it.
  `CREATE TRIGGER findings_erased BEFORE INSERT ON findings
    WHEN EXISTS (SELECT 1 FROM erasures WHERE case_id = NEW.case_id)
    BEGIN SELECT RAISE(ABORT, 'case-changed'); END`,
  `CREATE TABLE finding_actions (
    id TEXT PRIMARY KEY, finding_id TEXT NOT NULL, at TEXT NOT NULL, closes INTEGER NOT NULL, act_id TEXT NOT NULL,
    key_id TEXT NOT NULL, content BLOB NOT NULL) STRICT`,
  'CREATE INDEX finding_actions_finding ON finding_actions (finding_id, id)',
  `CREATE TRIGGER finding_actions_open BEFORE INSERT ON finding_actions
    WHEN NOT EXISTS (SELECT 1 FROM findings WHERE id = NEW.finding_id AND status = 'open')
    BEGIN SELECT RAISE(ABORT, 'finding-closed'); END`,
  `CREATE TRIGGER finding_actions_fixed BEFORE UPDATE ON finding_actions
    BEGIN SELECT RAISE(ABORT, 'finding-fixed'); END`,
]

/** Drawing goes through a period in the order of this index, whatever came before it in the log. */
export const DECISIONS_BY_TIME = [
  `CREATE INDEX decision_index_time ON decision_index (oin, at, idx) WHERE type = 'decision'`,
]
