/** What deleted rows left in the write-ahead log: emptied, unless somebody still reads what was; nobody waits for them. */
import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openSqlite, type Storage } from '../../../src/storage/sqlite/open.ts'
import { AT, bareWrite, vaultOf } from '../fixtures.ts'
import { temporaryFolder } from './temporary.ts'

let folder: ReturnType<typeof temporaryFolder>
let storage: Storage
beforeEach(() => {
  folder = temporaryFolder()
  storage = openSqlite(folder.path('a.db'), { ...vaultOf(), clock: () => new Date(AT), observer: () => undefined })
})
afterEach(() => {
  storage.close()
  folder.remove()
})
const bytes = () => statSync(folder.path('a.db-wal')).size

it('leaves no byte of the write-ahead log', async () => {
  await storage.ledger.append(bareWrite())
  expect(bytes()).toBeGreaterThan(0)
  expect(await storage.erasures.scrub()).toBe(true)
  expect(bytes()).toBe(0)
})

it('is not done while a reader holds what was, says so at once, and is done when it let go', async () => {
  await storage.ledger.append(bareWrite())
  const reader = new Database(folder.path('a.db'), { readonly: true })
  reader.exec('BEGIN')
  reader.prepare('SELECT count(*) FROM entries').get()
  await storage.ledger.append(bareWrite())
  const pragmas = vi.spyOn(Database.prototype, 'pragma')
  expect(await storage.erasures.scrub()).toBe(false)
  // It waits for no lock, and writes wait for theirs afterwards as they did before.
  expect(pragmas.mock.calls.flat()).toEqual(['busy_timeout = 0', 'wal_checkpoint(TRUNCATE)', 'busy_timeout = 1000'])
  pragmas.mockRestore()
  expect(await storage.ledger.append(bareWrite())).toMatchObject({ appended: true })
  reader.close()
  expect([await storage.erasures.scrub(), bytes()]).toEqual([true, 0])
})
