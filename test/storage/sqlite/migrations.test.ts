/** A database of an earlier release: its rows are there after the migrations that came since. */
import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { STRETCH_ENTRIES } from '../../../src/storage/migrations/erasure.ts'
import { MIGRATION_RAN, MIGRATIONS, MIGRATIONS_TABLE } from '../../../src/storage/migrations.ts'
import { openSqlite } from '../../../src/storage/sqlite/open.ts'
import { AT, OIN, vaultOf } from '../fixtures.ts'
import { temporaryFolder } from './temporary.ts'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

it('made by the first release keeps what it holds, and learns what came since', async () => {
  const path = folder.path('sluis.db')
  const first = new Database(path)
  first.exec(MIGRATIONS_TABLE)
  for (const sql of MIGRATIONS[0]?.statements ?? []) first.exec(sql)
  first.prepare(MIGRATION_RAN).run(1, AT)
  first.exec(`INSERT INTO decision_index (idx, id, oin, at, type, outcome, legal_basis, norms)
    VALUES (0, 'd0', '${OIN}', '${AT}', 'decision', 'deny', '[]', '[]')`)
  first.exec(`INSERT INTO inquiries (id, oin, person, source, created_at, updated_at, outcome, status, decisions, key_id, question)
    VALUES ('i0', '${OIN}', 'p-1', 'A', '${AT}', '${AT}', 'review', 'waiting', '["i0"]', 'k', x'00')`)
  first.close()
  const storage = openSqlite(path, { ...vaultOf(), clock: () => new Date(AT), observer: () => undefined })
  const [row] = await storage.decisionIndex.search(OIN, { count: 10 })
  expect([row?.id, row?.holder]).toEqual(['d0', null])
  expect((await storage.inquiries.waiting(OIN, {}, AT, 10)).map((one) => one.id)).toEqual(['i0'])
  storage.close()
})

it('made by an earlier release has nothing left of what was deleted from it', () => {
  const path = folder.path('sluis.db')
  const before = new Database(path)
  before.exec(MIGRATIONS_TABLE)
  for (const { id, statements } of MIGRATIONS.filter((one) => one.id < 20)) {
    for (const sql of statements) before.exec(sql)
    before.prepare(MIGRATION_RAN).run(id, AT)
  }
  before.exec(`INSERT INTO hits (case_id, subject, source, hit, decision_id, at)
    VALUES ('c1', 's-kwartel', 'A', 1, 'd1', '${AT}')`)
  before.exec('DELETE FROM hits')
  before.close()
  expect(readFileSync(path).includes('s-kwartel')).toBe(true)
  openSqlite(path, { ...vaultOf(), clock: () => new Date(AT), observer: () => undefined }).close()
  expect(readFileSync(path).includes('s-kwartel')).toBe(false)
})

it('made before parts were counted knows where the parts of each key stand', async () => {
  const path = folder.path('sluis.db')
  const before = new Database(path)
  before.exec(MIGRATIONS_TABLE)
  for (const { id, statements } of MIGRATIONS.filter((one) => one.id < 29)) {
    for (const sql of statements) before.exec(sql)
    before.prepare(MIGRATION_RAN).run(id, AT)
  }
  const last = STRETCH_ENTRIES + 1
  for (let idx = 0; idx <= last; idx += 1)
    before.exec(`INSERT INTO entries (idx, id, type, oin, at, leaf, leaf_hash)
      VALUES (${idx}, 'e${idx}', 'read', '${OIN}', '${AT}', x'00', 'h')`)
  for (const [idx, key] of [
    [0, 'k1'],
    [0, 'k2'],
    [1, 'open'],
    [1, 'k1'],
    [last, 'k1'],
  ])
    before.exec(`INSERT INTO parts VALUES (${idx}, '${key}', x'00')`)
  before.close()
  const storage = openSqlite(path, { ...vaultOf(), clock: () => new Date(AT), observer: () => undefined })
  expect(await storage.erasures.standing('k1', 0, last + 1)).toEqual([0, 1, last])
  expect(await storage.erasures.standing('open', 0, last + 1)).toEqual([])
  storage.close()
})

it('that kept answers without a sealing key, and who brought about what ended, has nothing of them left', async () => {
  const path = folder.path('sluis.db')
  const before = new Database(path)
  before.pragma('secure_delete = ON')
  before.exec(MIGRATIONS_TABLE)
  for (const { id, statements } of MIGRATIONS.filter((one) => one.id < 36)) {
    for (const sql of statements) before.exec(sql)
    before.prepare(MIGRATION_RAN).run(id, AT)
  }
  before.exec(`INSERT INTO idempotency (key_hash, body_hash, inquiry_id, expires_at, answer)
    VALUES ('h1', 'digest-kwartel', 'i1', '${AT}', CAST('answer-kwartel' AS BLOB))`)
  for (const [id, day, status] of [
    ['ended', '2026-03-02', 'done'],
    ['owed', '2026-03-02', 'open'],
    ['later', '2026-03-03', 'done'],
  ])
    before.exec(`INSERT INTO obligations (id, oin, decision_id, once, norm, obligation, owners, created_at, status)
        VALUES ('${id}', '${OIN}', 'd1', '${id}', 'N', 'O', '[]', '${day}T09:30:00.000Z', '${status}');
      INSERT INTO obligation_askers (obligation_id, person) VALUES ('${id}', 'p-${id}')`)
  before.exec(`INSERT INTO erasures (target, oin, day, class, starts, ends, ground, ordered_at, entry_id, done_at)
    VALUES ('t', '${OIN}', '2026-03-02', 'caller', '2026-03-01T23:00:00.000Z', '2026-03-02T23:00:00.000Z', 'G', '${AT}', 'e', '${AT}')`)
  before.close()
  expect(readFileSync(path).includes('kwartel')).toBe(true)
  const storage = openSqlite(path, { ...vaultOf(), clock: () => new Date(AT), observer: () => undefined })
  expect(await storage.inquiries.idempotent('h1')).toMatchObject({ keyId: null, bodyHash: '', answer: null })
  const askers = (id: string) => storage.duties.askers(OIN, id)
  expect([await askers('ended'), await askers('owed'), await askers('later')]).toEqual([[], ['p-owed'], ['p-later']])
  storage.close()
  for (const text of ['kwartel', 'p-ended']) expect(readFileSync(path).includes(text)).toBe(false)
})

it('that counted before sources were is counted again from the beginning of the log', async () => {
  const path = folder.path('sluis.db')
  const before = new Database(path)
  before.exec(MIGRATIONS_TABLE)
  for (const { id, statements } of MIGRATIONS.filter((one) => one.id < 40)) {
    for (const sql of statements) before.exec(sql)
    before.prepare(MIGRATION_RAN).run(id, AT)
  }
  before.exec(`INSERT INTO decision_counted
      (idx, oin, day, type, department, purpose, outcome, bases, refused, at, inquiry)
      VALUES (0, '${OIN}', '2026-03-02', 'decision', '', '', 'permit', '[]', '[]', '${AT}', 'i0');
    INSERT INTO log_reads VALUES ('${OIN}', '2026-03-02', 'read', 'P', 'decisions', 'permit', 'p-1', '[]', 1);
    UPDATE counts_position SET position = 5; UPDATE index_position SET position = 5`)
  before.close()
  const storage = openSqlite(path, { ...vaultOf(), clock: () => new Date(AT), observer: () => undefined })
  const { decisionIndex } = storage
  const year = { from: '2026-01-01', until: '2027-01-01' }
  expect(await decisionIndex.position()).toBe(0)
  expect([await decisionIndex.counts(OIN, 'all', year, ['type']), await decisionIndex.looks(OIN, year)]).toEqual([
    [],
    [],
  ])
  storage.close()
})

it('that kept what parts of a holding are called in the open no longer does', async () => {
  const path = folder.path('sluis.db')
  const before = new Database(path)
  before.exec(MIGRATIONS_TABLE)
  for (const { id, statements } of MIGRATIONS.filter((one) => one.id < 14)) {
    for (const sql of statements) before.exec(sql)
    before.prepare(MIGRATION_RAN).run(id, AT)
  }
  before.exec(`INSERT INTO holdings (id, oin, version, at, given_by, facts, key_id, content)
    VALUES ('h0', '${OIN}', 1, '${AT}', 'p-1', '{"parts":{"jan_de_vries":{}}}', 'k', x'00')`)
  before.close()
  const storage = openSqlite(path, { ...vaultOf(), clock: () => new Date(AT), observer: () => undefined })
  expect(await storage.cases.holdings(OIN, null, null, 9)).toEqual([])
  storage.close()
  const after = new Database(path)
  expect(after.prepare('SELECT name FROM pragma_table_info(?)').pluck().all('holdings')).not.toContain('facts')
  expect(() => after.exec("INSERT INTO holding_guard (holding_id, version) VALUES ('h0', 1)")).toThrow('case-changed')
  after.close()
})
