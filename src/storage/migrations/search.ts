/** SQL of migrations. What privacy officers search, built from the log. Released statements are never edited. */

export const DECISION_INDEX = [
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

/** Decisions by the organisation that supplied: only of those where that is another one than the asker's. */
export const HOLDERS = [
  'ALTER TABLE decision_index ADD COLUMN holder TEXT',
  'CREATE INDEX decision_index_holder ON decision_index (holder, idx) WHERE holder IS NOT NULL',
]
