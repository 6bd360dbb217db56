/** Integration follows the log: every entry ends up in the tree, in order, under a checkpoint that only ever goes on. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Event } from '../../src/events.ts'
import { LIMITS } from '../../src/limits.ts'
import { createIntegrator, type Integrator } from '../../src/log/integrator.ts'
import { type Checkpoint, openCheckpoint } from '../../src/log/tree/checkpoint.ts'
import { noteKey } from '../../src/log/tree/note.ts'
import type { TreeStore } from '../../src/log/tree-store.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { openSqlite, type Storage } from '../../src/storage/sqlite/open.ts'
import { bareWrite, vaultOf } from '../storage/fixtures.ts'
import { temporaryFolder } from '../storage/sqlite/temporary.ts'
import { hexes, leaves, root } from './tree/naive.ts'
import { LOG, NOTE_CRYPTO, ORIGIN, seed } from './tree/signers.ts'

const crypto = createCrypto()
const all = leaves(3_000)

let folder: ReturnType<typeof temporaryFolder>
let storage: Storage
let events: Event[]
const open = () =>
  openSqlite(folder.path('a.db'), { ...vaultOf(), clock: () => new Date(0), observer: () => undefined })
beforeEach(() => {
  folder = temporaryFolder()
  storage = open()
  events = []
})
afterEach(() => {
  storage.close()
  folder.remove()
})

const integrator = (tree: TreeStore = storage.tree, log = LOG): Integrator =>
  createIntegrator({ tree, crypto, log, observer: (event) => void events.push(event) })

let sequenced = 0
beforeEach(() => {
  sequenced = 0
})
async function sequence(count: number): Promise<void> {
  const hashes = hexes(all.slice(sequenced, sequenced + count))
  sequenced += count
  await Promise.all(hashes.map((leafHash) => storage.ledger.append(bareWrite([], { leafHash }))))
}
async function integrated(): Promise<Checkpoint> {
  const opened = openCheckpoint((await storage.tree.checkpoint()) ?? '', LOG)
  if (!opened.ok) throw new Error(opened.reason)
  return opened.value
}
const expectTree = async (size: number) => {
  const checkpoint = await integrated()
  expect([checkpoint.size, hexes([checkpoint.root])]).toEqual([size, hexes([root(all.slice(0, size))])])
}

describe('catchUp', () => {
  it('signs a checkpoint of a log without entries, once', async () => {
    await integrator().catchUp()
    await expectTree(0)
    const first = await storage.tree.checkpoint()
    await integrator().catchUp()
    expect(await storage.tree.checkpoint()).toBe(first)
  })

  it('covers what is sequenced, over several batches, and goes on where it was', async () => {
    await sequence(2_500)
    await integrator().catchUp()
    await expectTree(2_500)
    await sequence(7)
    await integrator().catchUp()
    await expectTree(2_507)
    expect((await storage.tree.tile(0, 9))?.length).toBe((2_507 - 9 * 256) * 32)
    expect((await storage.tree.tile(1, 0))?.length).toBe(9 * 32)
    expect(events.flatMap((event) => (event.type === 'integrated' ? [event.size] : []))).toEqual([
      1_024, 2_048, 2_500, 2_507,
    ])
  })

  it('does not sign again what it covered', async () => {
    await sequence(3)
    await integrator().catchUp()
    const first = await storage.tree.checkpoint()
    await integrator().catchUp()
    expect([await storage.tree.checkpoint(), events.length]).toEqual([first, 1])
  })

  it('reads tiles again only when somebody else integrated', async () => {
    let reads = 0
    const tile: TreeStore['tile'] = (...at) => {
      reads += 1
      return storage.tree.tile(...at)
    }
    const one = integrator({ ...storage.tree, tile })
    for (const count of [300, 300, 0]) {
      await sequence(count)
      await one.catchUp()
    }
    expect(reads).toBe(0)
    await sequence(1)
    await integrator().catchUp()
    await one.catchUp()
    expect(reads).toBeGreaterThan(0)
    await expectTree(601)
  })

  it('goes on after another start, and so does another beside it', async () => {
    await sequence(300)
    await integrator().catchUp()
    storage.close()
    storage = open()
    await sequence(300)
    await Promise.all([integrator().catchUp(), integrator().catchUp(), integrator().catchUp()])
    await expectTree(600)
  })

  it.each([
    ['failed', false],
    ['failed, but stored', true],
  ])('does the same work again after a write that %s', async (_, stored) => {
    await sequence(300)
    let broken = true
    const tree: TreeStore = {
      ...storage.tree,
      async advance(...write) {
        if (!broken || stored) await storage.tree.advance(...write)
        if (broken) throw new Error('lost')
        return true
      },
    }
    const one = integrator(tree)
    await expect(one.catchUp()).rejects.toThrow('lost')
    expect(one.failing()).toBe(true)
    broken = false
    await sequence(5)
    await one.catchUp()
    expect(one.failing()).toBe(false)
    await expectTree(305)
  })

  it('gives up when the checkpoint that it reads is never the one that stands there', async () => {
    await sequence(1)
    await integrator().catchUp()
    const stale = createIntegrator({
      tree: { ...storage.tree, checkpoint: async () => undefined },
      crypto,
      log: LOG,
      observer: () => undefined,
    })
    await expect(stale.catchUp()).rejects.toThrow('moves all the time')
  })

  it('ends at what was there, in a log that grows all the while', async () => {
    await sequence(10)
    const tree: TreeStore = {
      ...storage.tree,
      async leafHashes(from, count) {
        const hashes = await storage.tree.leafHashes(from, count)
        await sequence(1)
        return hashes
      },
    }
    await integrator(tree).catchUp()
    await expectTree(10)
  })
})

describe('what was signed', () => {
  beforeEach(async () => {
    await sequence(300)
    await integrator().catchUp()
    await sequence(1)
  })

  it.each([
    ['another key', noteKey(NOTE_CRYPTO, ORIGIN, seed(2))],
    ['another origin', noteKey(NOTE_CRYPTO, 'sluis.example/other', seed(1))],
  ])('is not gone on from under %s', async (_, log) => {
    const before = await storage.tree.checkpoint()
    for (const run of [integrator(undefined, log).check(), integrator(undefined, log).catchUp()])
      await expect(run).rejects.toMatchObject({ name: 'IntegrationFault', code: 'foreign' })
    expect(await storage.tree.checkpoint()).toBe(before)
  })

  it.each([
    ['altered', (bytes: Uint8Array) => bytes.map((byte, i) => (i === 40 ? byte ^ 1 : byte))],
    ['too short', (bytes: Uint8Array) => bytes.slice(32)],
    ['gone', () => undefined],
  ])('is not gone on from when a tile is %s', async (_, altered) => {
    const tree: TreeStore = {
      ...storage.tree,
      tile: async (level, index) => {
        const bytes = await storage.tree.tile(level, index)
        return bytes && level === 0 ? altered(bytes) : bytes
      },
    }
    const before = await storage.tree.checkpoint()
    for (const run of [integrator(tree).check(), integrator(tree).catchUp()])
      await expect(run).rejects.toMatchObject({ code: 'altered' })
    expect(await storage.tree.checkpoint()).toBe(before)
  })

  it.each([
    ['is gone', (): undefined => undefined],
    ['is an earlier one', (earlier: string) => earlier],
  ])('is not signed again by who saw it when what is stored %s', async (_, left) => {
    const earlier = (await storage.tree.checkpoint()) ?? ''
    let lost = false
    const written: unknown[] = []
    const tree: TreeStore = {
      ...storage.tree,
      checkpoint: async () => (lost ? left(earlier) : storage.tree.checkpoint()),
      advance: (...write) => {
        if (lost) written.push(write)
        return storage.tree.advance(...write)
      },
    }
    const one = integrator(tree)
    await one.catchUp()
    lost = true
    await expect(one.catchUp()).rejects.toMatchObject({ code: 'altered' })
    expect(written).toEqual([])
  })

  it('is what it goes on from when all is well', async () => {
    await integrator().check()
    await integrator().catchUp()
    await expectTree(301)
  })
})

describe('start and stop', () => {
  it('follows by itself until it is stopped, and looks often enough to be less than a second behind', async () => {
    const timers = vi.spyOn(globalThis, 'setInterval')
    const one = integrator()
    one.start()
    expect(timers.mock.lastCall?.[1]).toBeLessThanOrEqual(500)
    timers.mockRestore()
    await sequence(1)
    await expect.poll(async () => (await integrated()).size).toBe(1)
    await one.stop()
    await sequence(1)
    await new Promise((resolve) => setTimeout(resolve, 600))
    await expectTree(1)
  })

  it('reports what keeps it from going on, and that it does', async () => {
    await integrator().catchUp()
    await sequence(1)
    const other = integrator(undefined, noteKey(NOTE_CRYPTO, ORIGIN, seed(2)))
    other.start(1)
    await expect
      .poll(() => events.find((event) => event.type === 'fault'))
      .toEqual({
        type: 'fault',
        where: 'integrator',
        code: 'foreign',
      })
    await other.stop()
    expect(other.failing()).toBe(true)
  })

  it('is behind once no run has ended well for too long, and no longer once one has', async () => {
    vi.useFakeTimers()
    try {
      let broken = false
      const tree: TreeStore = {
        ...storage.tree,
        checkpoint: () => (broken ? Promise.reject(new Error('lost')) : storage.tree.checkpoint()),
      }
      const one = integrator(tree)
      expect(one.behind()).toBe(false)
      one.start()
      await vi.advanceTimersByTimeAsync(3 * LIMITS.integrationBehindMs)
      expect(one.behind()).toBe(false)
      broken = true
      await vi.advanceTimersByTimeAsync(LIMITS.integrationBehindMs - 500)
      expect(one.behind()).toBe(false)
      await vi.advanceTimersByTimeAsync(1_000)
      expect(one.behind()).toBe(true)
      broken = false
      await vi.advanceTimersByTimeAsync(500)
      expect(one.behind()).toBe(false)
      await one.stop()
    } finally {
      vi.useRealTimers()
    }
  })
})
