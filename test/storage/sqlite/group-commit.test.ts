/** Group commit: one sync for everybody who waits, no waiting for who is alone. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Event } from '../../../src/events.ts'
import { LIMITS } from '../../../src/limits.ts'
import { createGroupCommit } from '../../../src/storage/sqlite/group-commit.ts'
import { openSqlite, type Storage } from '../../../src/storage/sqlite/open.ts'
import { bareWrite, vaultOf } from '../fixtures.ts'
import { temporaryFolder } from './temporary.ts'

const immediate = () => new Promise((resolve) => setImmediate(resolve))

function counting(change: Partial<{ entries: number; waitMs: number; queueEntries: number }> = {}) {
  const batches: number[][] = []
  const commits = createGroupCommit<number, number>({
    limits: { entries: 8, waitMs: 50, queueEntries: 16, ...change },
    commit(items) {
      batches.push([...items])
      if (items.includes(13)) throw new Error('disk full')
      return items.map((item) => (item < 0 ? { error: new Error('refused') } : { value: item * 2 }))
    },
  })
  return { commits, batches }
}

describe('group commit', () => {
  it('commits what comes in one turn of the event loop together', async () => {
    const { commits, batches } = counting()
    expect(await Promise.all([1, 2, 3].map((item) => commits.submit(item, false)))).toEqual([2, 4, 6])
    expect(batches).toEqual([[1, 2, 3]])
  })

  it('does not let a lone caller wait', async () => {
    const { commits, batches } = counting({ waitMs: 60_000 })
    commits.enter()
    const answer = commits.submit(1, true)
    await immediate()
    await immediate()
    expect(batches).toEqual([[1]])
    expect(await answer).toBe(2)
  })

  it('takes along who comes by another event of the same turn, though the first was alone when it came', async () => {
    const { commits, batches } = counting({ waitMs: 60_000 })
    const answers = [1, 2, 3].map(
      (item) =>
        new Promise((resolve) => {
          setImmediate(() => {
            commits.enter()
            resolve(commits.submit(item, true).finally(commits.leave))
          })
        }),
    )
    expect(await Promise.all(answers)).toEqual([2, 4, 6])
    expect(batches).toEqual([[1, 2, 3]])
  })

  it('waits for the others while they are on their way, and goes as soon as the last one joins', async () => {
    const { commits, batches } = counting({ waitMs: 60_000 })
    commits.enter()
    commits.enter()
    const first = commits.submit(1, true)
    await immediate()
    await immediate()
    expect(batches).toEqual([])
    const second = commits.submit(2, true)
    expect(await Promise.all([first, second])).toEqual([2, 4])
    expect(batches).toEqual([[1, 2]])
  })

  it('goes as soon as the one it waited for leaves', async () => {
    const { commits, batches } = counting({ waitMs: 60_000 })
    commits.enter()
    commits.enter()
    const first = commits.submit(1, true)
    await immediate()
    commits.leave()
    expect(await first).toBe(2)
    expect(batches).toEqual([[1]])
  })

  it('does not take bookkeeping for one of those it waits for', async () => {
    const { commits, batches } = counting({ waitMs: 60_000 })
    commits.enter()
    const note = commits.submit(5, false)
    await immediate()
    await immediate()
    expect(batches).toEqual([])
    const entry = commits.submit(1, true)
    expect(await Promise.all([note, entry])).toEqual([10, 2])
    expect(batches).toEqual([[5, 1]])
  })

  it('waits for as many as came last time, though they did not say so yet', async () => {
    const { commits, batches } = counting({ waitMs: 60_000 })
    const enter = (item: number) => {
      commits.enter()
      return commits.submit(item, true).finally(commits.leave)
    }
    await Promise.all([enter(1), enter(2), enter(3)])
    const early = [enter(4), enter(5)]
    await immediate()
    await immediate()
    expect(batches).toEqual([[1, 2, 3]])
    await Promise.all([...early, enter(6)])
    expect(batches).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ])
  })

  it('waits in vain for company once, and then no more', async () => {
    const timers = vi.spyOn(globalThis, 'setTimeout')
    const waits = () => timers.mock.calls.filter(([, ms]) => ms === 3).length
    const { commits, batches } = counting({ waitMs: 3 })
    const enter = (item: number) => {
      commits.enter()
      return commits.submit(item, true).finally(commits.leave)
    }
    await Promise.all([enter(1), enter(2), enter(3)])
    const waited = [waits()]
    for (const item of [4, 5, 6]) {
      await enter(item)
      waited.push(waits())
    }
    expect(waited).toEqual([0, 1, 1, 1])
    expect(batches.slice(1)).toEqual([[4], [5], [6]])
    timers.mockRestore()
  })

  it('goes without company after the longest wait', async () => {
    const { commits, batches } = counting({ waitMs: 5 })
    commits.enter()
    commits.enter()
    expect(await commits.submit(1, true)).toBe(2)
    expect(batches).toEqual([[1]])
  })

  it('goes when a commit is full, and serves the rest after it', async () => {
    const { commits, batches } = counting({ entries: 2 })
    expect(await Promise.all([1, 2, 3].map((item) => commits.submit(item, false)))).toEqual([2, 4, 6])
    expect(batches).toEqual([[1, 2], [3]])
  })

  it('refuses alone what is refused, and goes on with the others', async () => {
    const { commits } = counting()
    const results = await Promise.allSettled([1, -1, 2].map((item) => commits.submit(item, false)))
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })

  it('rejects everybody in a commit that failed, and nobody in the next', async () => {
    const { commits } = counting({ entries: 2 })
    const results = await Promise.allSettled([1, 13, 2].map((item) => commits.submit(item, false)))
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected', 'fulfilled'])
  })

  it('takes as many as the queue holds, and refuses one more', async () => {
    const { commits } = counting({ queueEntries: 3 })
    const held = [1, 2, 3].map((item) => commits.submit(item, false))
    await expect(commits.submit(4, false)).rejects.toMatchObject({ kind: 'busy' })
    expect(await Promise.all(held)).toEqual([2, 4, 6])
  })

  it('commits what waits when it is closed, and refuses what comes after', async () => {
    const { commits, batches } = counting()
    const held = commits.submit(1, false)
    commits.close()
    expect(batches).toEqual([[1]])
    expect(await held).toBe(2)
    await expect(commits.submit(2, false)).rejects.toMatchObject({ kind: 'closed' })
  })
})

describe('group commit on SQLite', () => {
  let storage: Storage
  let commits: Event[]
  const folder = temporaryFolder()
  beforeEach(() => {
    commits = []
    const observer = (event: Event) => void (event.type === 'commit' && commits.push(event))
    storage = openSqlite(folder.path('sluis.db'), { ...vaultOf(), clock: () => new Date(0), observer })
  })
  afterEach(() => {
    storage.close()
    folder.remove()
  })

  it('serves 64 callers who append twice each with at most one commit per 16 replies', async () => {
    const inquiry = async (i: number) => {
      storage.ledger.enter()
      try {
        await storage.ledger.append(bareWrite())
        await new Promise((resolve) => setTimeout(resolve, i % 4))
        await storage.ledger.append(bareWrite())
      } finally {
        storage.ledger.leave()
      }
    }
    await Promise.all(Array.from({ length: 64 }, (_, i) => inquiry(i)))
    expect(await storage.ledger.size()).toBe(128)
    expect(commits.length).toBeLessThanOrEqual(64 / 16)
  })

  it('lets a lone caller wait for its own sync only', async () => {
    const timers = vi.spyOn(globalThis, 'setTimeout')
    storage.ledger.enter()
    for (let i = 0; i < 10; i += 1) await storage.ledger.append(bareWrite())
    storage.ledger.leave()
    expect(timers.mock.calls.filter(([, ms]) => ms === LIMITS.commitWaitMs)).toEqual([])
    expect(commits.length).toBe(10)
    timers.mockRestore()
  })

  it('holds as many entries as may wait, in commits of as many as one takes, and refuses one more', async () => {
    const held = Array.from({ length: LIMITS.commitQueueEntries }, () => storage.ledger.append(bareWrite()))
    await expect(storage.ledger.append(bareWrite())).rejects.toMatchObject({ kind: 'busy' })
    await Promise.all(held)
    expect(await storage.ledger.size()).toBe(LIMITS.commitQueueEntries)
    const sizes = commits.map((event) => (event.type === 'commit' ? event.entries : 0))
    const full = LIMITS.commitQueueEntries / LIMITS.commitEntries
    expect(sizes).toEqual(Array.from({ length: full }, () => LIMITS.commitEntries))
    expect(await storage.ledger.append(bareWrite())).toMatchObject({ appended: true })
  })
})
