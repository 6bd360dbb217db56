/** What is durable, and what the log does when the disk does not do its part. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Event } from '../../../src/events.ts'
import { type Connection, connect } from '../../../src/storage/sqlite/connect.ts'
import { openSqlite, type Storage, storageOver } from '../../../src/storage/sqlite/open.ts'
import { createStore } from '../../../src/storage/sqlite/store.ts'
import { bareWrite, vaultOf } from '../fixtures.ts'
import { temporaryFolder } from './temporary.ts'

const clock = () => new Date('2026-03-02T09:30:00.000Z')

describe('opening the database', () => {
  let folder: ReturnType<typeof temporaryFolder>
  beforeEach(() => {
    folder = temporaryFolder()
  })
  afterEach(() => folder.remove())
  const ports = () => ({ ...vaultOf(), clock, observer: () => undefined })

  it('syncs every commit, also after the first write', () => {
    const { database, close } = connect(folder.path('a.db'), clock)
    database.exec(`UPDATE index_position SET position = 1`)
    expect(database.pragma('synchronous', { simple: true })).toBe(2)
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal')
    close()
  })

  it('shows that better-sqlite3 would not, unless it is told (the pitfall this guards against)', () => {
    const plain = new Database(folder.path('plain.db'))
    plain.pragma('journal_mode = WAL')
    plain.exec('CREATE TABLE t (a)')
    plain.exec('INSERT INTO t VALUES (1)')
    expect(plain.pragma('synchronous', { simple: true })).toBe(1)
    plain.close()
  })

  it('refuses a second opener, here and in another process, and lets it in after the first closed', async () => {
    const path = folder.path('a.db')
    const first = openSqlite(path, ports())
    expect(() => openSqlite(path, ports())).toThrow(expect.objectContaining({ kind: 'locked' }))
    expect(await tryInOtherProcess(path)).toBe('locked')
    first.close()
    expect(await tryInOtherProcess(path)).toBe('opened')
  })

  it('lets go of the lock when its process is killed', async () => {
    const path = folder.path('a.db')
    const holder = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', holding(path)])
    await once(holder.stdout, 'data')
    expect(() => openSqlite(path, ports())).toThrow(expect.objectContaining({ kind: 'locked' }))
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    const storage = openSqlite(path, ports())
    expect(await storage.ledger.size()).toBe(1)
    storage.close()
  })

  it('refuses a database that a newer version made', () => {
    const { database, close } = connect(folder.path('a.db'), clock)
    database.prepare('INSERT INTO migrations (id, at) VALUES (99, ?)').run('later')
    close()
    expect(() => connect(folder.path('a.db'), clock)).toThrow(expect.objectContaining({ kind: 'newer' }))
  })

  it('refuses what is no database', () => {
    writeFileSync(folder.path('a.db'), 'not a database, but long enough to look like one'.repeat(10))
    expect(() => connect(folder.path('a.db'), clock)).toThrow(expect.objectContaining({ kind: 'unwritable' }))
  })

  it('refuses a data folder that cannot be made', () => {
    writeFileSync(folder.path('file'), '')
    expect(() => connect(folder.path('file/a.db'), clock)).toThrow(expect.objectContaining({ kind: 'unwritable' }))
  })

  it('refuses a data folder in which it cannot take its lock', () => {
    mkdirSync(folder.path('a.db.lock'))
    expect(() => connect(folder.path('a.db'), clock)).toThrow(expect.objectContaining({ kind: 'unwritable' }))
  })

  it('keeps what was answered when it is opened again', async () => {
    const path = folder.path('a.db')
    const first = openSqlite(path, ports())
    const write = bareWrite()
    await first.ledger.append(write)
    first.close()
    const second = openSqlite(path, ports())
    expect((await second.ledger.entry(write.entry.id))?.index).toBe(0)
    expect(await second.ledger.append(bareWrite())).toMatchObject({ place: { index: 1 } })
    second.close()
  })
})

describe('a disk that fails', () => {
  let folder: ReturnType<typeof temporaryFolder>
  let connection: Connection
  let storage: Storage
  let faults: string[]
  beforeEach(() => {
    folder = temporaryFolder()
    faults = []
    connection = connect(folder.path('a.db'), clock)
    const observer = (event: Event) => void (event.type === 'fault' && faults.push(`${event.where} ${event.code}`))
    storage = storageOver(connection, { ...vaultOf(), clock, observer })
  })
  afterEach(() => {
    storage.close()
    folder.remove()
  })
  const big = () => bareWrite([], { parts: [{ keyId: 'k', bytes: new Uint8Array(200_000) }] })

  it('rejects every write of a commit on a full disk, and goes on when there is room again', async () => {
    await storage.ledger.append(bareWrite())
    const pages = Number(connection.database.pragma('page_count', { simple: true }))
    connection.database.pragma(`max_page_count = ${pages + 1}`)
    const results = await Promise.allSettled([storage.ledger.append(bareWrite()), storage.ledger.append(big())])
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected'])
    expect(results[0]).toMatchObject({
      reason: { kind: 'unwritable', message: 'the log cannot be written (SQLITE_FULL)' },
    })
    expect(faults).toEqual(['log unwritable'])
    expect(await storage.ledger.size()).toBe(1)
    connection.database.pragma('max_page_count = 1000000')
    expect(await storage.ledger.append(bareWrite())).toMatchObject({ place: { index: 1 } })
  })

  it('rejects on a read-only database, still reads, and goes on when it is writable again', async () => {
    const write = bareWrite()
    await storage.ledger.append(write)
    connection.database.pragma('query_only = ON')
    await expect(storage.ledger.append(bareWrite())).rejects.toMatchObject({ kind: 'unwritable' })
    expect((await storage.ledger.entry(write.entry.id))?.index).toBe(0)
    connection.database.pragma('query_only = OFF')
    expect(await storage.ledger.append(bareWrite())).toMatchObject({ place: { index: 1 } })
  })

  it('writes nothing through a file that was reopened read-only, and still reads it', async () => {
    const write = bareWrite()
    await storage.ledger.append(write)
    const database = new Database(folder.path('a.db'), { readonly: true })
    const readonly = storageOver(
      { database, close: () => database.close() },
      { ...vaultOf(), clock, observer: () => undefined },
    )
    await expect(readonly.ledger.append(bareWrite())).rejects.toMatchObject({ kind: 'unwritable' })
    await expect(readonly.ledger.append(bareWrite())).rejects.toMatchObject({ kind: 'unwritable' })
    expect((await readonly.ledger.range(0, 10)).map((entry) => entry.id)).toEqual([write.entry.id])
    readonly.close()
  })

  it('still holds what it counted when a commit fails, and counts it once when it is writable again', async () => {
    storage.ledger.count('401')
    connection.database.pragma('query_only = ON')
    await expect(storage.ledger.flush()).rejects.toMatchObject({ kind: 'unwritable' })
    connection.database.pragma('query_only = OFF')
    await storage.ledger.flush()
    await storage.ledger.flush()
    expect((await storage.ledger.standing(0)).counters.unlogged['401']).toBe(1)
  })

  it('accepts nothing any more when the log is not what was promised before the failure', async () => {
    await storage.ledger.append(bareWrite())
    connection.database.pragma('query_only = ON')
    await expect(storage.ledger.append(bareWrite())).rejects.toMatchObject({ kind: 'unwritable' })
    connection.database.pragma('query_only = OFF')
    connection.database.exec(
      `INSERT INTO entries SELECT 1, 'x', type, oin, settles, at, leaf, leaf_hash, NULL FROM entries WHERE idx = 0`,
    )
    await expect(storage.ledger.append(bareWrite())).rejects.toMatchObject({ kind: 'poisoned' })
    await expect(storage.ledger.append(bareWrite())).rejects.toMatchObject({ kind: 'poisoned' })
    await expect(storage.ledger.ready()).rejects.toMatchObject({ kind: 'poisoned' })
  })

  it('is ready while it takes entries, and says so without writing anything', async () => {
    await storage.ledger.append(bareWrite())
    await storage.ledger.ready()
    expect(await storage.ledger.size()).toBe(1)
  })

  it.each([
    ['SQLITE_IOERR_FSYNC', 'poisoned'],
    ['SQLITE_IOERR_DIR_FSYNC', 'poisoned'],
    ['SQLITE_CORRUPT', 'poisoned'],
    ['SQLITE_IOERR_WRITE', 'sound again'],
    ['SQLITE_FULL', 'sound again'],
    ['SQLITE_BUSY', 'sound again'],
  ])('after %s at commit the log is %s', (code, expected) => {
    const { database, failNext } = failing(connection.database, code)
    const store = createStore(database)
    failNext()
    expect(() => store.commit([{ steps: [], counts: null }])).toThrow(
      expect.objectContaining({ name: 'StorageFailure' }),
    )
    if (expected === 'poisoned')
      expect(() => store.commit([{ steps: [], counts: null }])).toThrow(expect.objectContaining({ kind: 'poisoned' }))
    else expect(store.commit([{ steps: [], counts: null }])).toHaveLength(1)
  })
})

/** The same database, whose next COMMIT fails with `code`: no test can make a real disk fail its sync. */
function failing(database: Database.Database, code: string) {
  let armed = false
  const prepare = (sql: string) => {
    const statement = database.prepare(sql)
    if (sql !== 'COMMIT') return statement
    return {
      reader: false,
      run() {
        if (!armed) return statement.run()
        armed = false
        throw new Database.SqliteError('injected', code)
      },
    }
  }
  const proxy = new Proxy(database, {
    get(target, key) {
      if (key === 'prepare') return prepare
      const value = Reflect.get(target, key, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  const failNext = () => {
    armed = true
  }
  return { database: proxy, failNext }
}

const module = (path: string) => JSON.stringify(new URL(path, import.meta.url).href)

function holding(path: string): string {
  return `
    import { openSqlite } from ${module('../../../src/storage/sqlite/open.ts')}
    import { bareWrite, vaultOf } from ${module('../fixtures.ts')}
    const storage = openSqlite(${JSON.stringify(path)}, { ...vaultOf(), clock: () => new Date(0), observer: () => undefined })
    await storage.ledger.append(bareWrite())
    console.log('held')
    setInterval(() => undefined, 1000)`
}

async function tryInOtherProcess(path: string): Promise<string> {
  const script = `
    import { connect } from ${module('../../../src/storage/sqlite/connect.ts')}
    try { connect(${JSON.stringify(path)}, () => new Date(0)).close(); console.log('opened') } catch (error) { console.log(error.kind) }`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script])
  const [output] = await once(child.stdout, 'data')
  return String(output).trim()
}
