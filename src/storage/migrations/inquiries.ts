/** SQL of migrations. Inquiries, what waits and what is due among them, and the answers kept for a repeat. Released statements are never edited. */

export const INQUIRIES = [
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

/** What a judgement may bear on: looked for each time that one is given or withdrawn. */
export const WAITING = [`CREATE INDEX inquiries_waiting ON inquiries (oin, case_id, id) WHERE status = 'waiting'`]

/** An inquiry on its way never expires: it need not go into the index of what does, and out again, in its two commits. */
export const DUE = [
  'DROP INDEX inquiries_due',
  `CREATE INDEX inquiries_due ON inquiries (expires_at) WHERE expires_at IS NOT NULL AND status <> 'open'`,
]
