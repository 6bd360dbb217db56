/** SQL of migrations. Obligations, and who brought them about. Released statements are never edited. */

/** Open columns hold codes and dates; whom it concerns is found through its decision, by who may read the log. */
export const OBLIGATIONS = [
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

/** Whose data an obligation is about: the code of a source or of what is held. Of what was made before, nobody knows. */
export const OBLIGATION_SOURCES = [
  'ALTER TABLE obligations ADD COLUMN source TEXT',
  `CREATE TRIGGER obligations_source_fixed BEFORE UPDATE OF source ON obligations
    BEGIN SELECT RAISE(ABORT, 'duty-fixed'); END`,
]

/** Nobody waives what their own question or act obliges to: also of one that was open before, each of these is kept. */
export const OBLIGATION_ASKERS = [
  `CREATE TABLE obligation_askers (
    obligation_id TEXT NOT NULL, person TEXT NOT NULL, PRIMARY KEY (obligation_id, person)) STRICT, WITHOUT ROWID`,
  `CREATE TRIGGER obligation_askers_kept BEFORE DELETE ON obligation_askers
    BEGIN SELECT RAISE(ABORT, 'duty-fixed'); END`,
  `CREATE TRIGGER obligation_askers_fixed BEFORE UPDATE ON obligation_askers
    BEGIN SELECT RAISE(ABORT, 'duty-fixed'); END`,
]
