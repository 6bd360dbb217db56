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

/**
 * The sealing key under which what is kept for a repeat lies. What was kept without one, and a digest of the question that
 * anybody can try numbers against, is not kept on: who repeats is told that it is no longer there.
 */
export const ANSWERS_SEALED = [
  'ALTER TABLE idempotency ADD COLUMN key_id TEXT',
  `UPDATE idempotency SET body_hash = '', answer = NULL`,
]

/** What a judgement may bear on: looked for each time that one is given or withdrawn. */
export const WAITING = [`CREATE INDEX inquiries_waiting ON inquiries (oin, case_id, id) WHERE status = 'waiting'`]

/** An inquiry on its way never expires: it need not go into the index of what does, and out again, in its two commits. */
export const DUE = [
  'DROP INDEX inquiries_due',
  `CREATE INDEX inquiries_due ON inquiries (expires_at) WHERE expires_at IS NOT NULL AND status <> 'open'`,
]

/** What of somebody waits: looked at for each page that they open. The person first: it serves nobody who asks for all. */
export const OWN_WAITING = [
  `CREATE INDEX inquiries_own_waiting ON inquiries (person, oin, id) WHERE status = 'waiting'`,
]

/**
 * What a role may judge, of what waits: codes only. Rows come with the inquiry in one transaction, and go here when it waits no
 * longer or is walked again: the new ones come after that.
 */
export const AWAITED = [
  `CREATE TABLE awaited (
    inquiry_id TEXT NOT NULL, place INTEGER NOT NULL, role TEXT NOT NULL, oin TEXT NOT NULL, attestation TEXT NOT NULL,
    about TEXT NOT NULL, PRIMARY KEY (inquiry_id, place, role)) STRICT, WITHOUT ROWID`,
  'CREATE INDEX awaited_role ON awaited (oin, role, inquiry_id, place)',
  `CREATE TRIGGER awaited_moved AFTER UPDATE OF status, decisions ON inquiries WHEN OLD.status = 'waiting'
    BEGIN DELETE FROM awaited WHERE inquiry_id = OLD.id; END`,
]
