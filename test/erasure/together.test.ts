/** A start that has much to forget again: each step is one write for a whole batch, and a batch that is cut off is gone on with. */
import { mkdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type ApplyPorts, applyLedger } from '../../src/erasure/carry-out.ts'
import type { Order } from '../../src/erasure/order.ts'
import { nameOf } from '../../src/erasure/scopes.ts'
import { LIMITS } from '../../src/limits.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { lineMac, openErasureLedger } from '../../src/storage/node/erasure-ledger.ts'
import { createKeys, type NodeKeys } from '../../src/storage/node/keys.ts'
import { openSqlite, type Storage } from '../../src/storage/sqlite/open.ts'
import { AT, newId, OIN, POLICY } from '../storage/fixtures.ts'
import { temporaryFolder } from '../storage/sqlite/temporary.ts'

const synced = vi.hoisted(() => ({ count: 0 }))
vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>()
  return {
    ...real,
    fsyncSync(handle: number) {
      synced.count += 1
      real.fsyncSync(handle)
    },
  }
})

const BATCH = LIMITS.erasuresTogether
const MANY: readonly Order[] = Array.from({ length: BATCH + 3 }, (_, i) => {
  const day = new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10)
  return { target: { kind: 'day', oin: OIN, day, of: 'caller' }, ground: 'DUE' }
})
const crypto = createCrypto()
const clock = () => new Date('2026-03-05T09:30:00.000Z')

let folder: ReturnType<typeof temporaryFolder>
let keys: NodeKeys
let storage: Storage
/** Entries of each transaction of the database, and how often a step was asked for. */
let commits: number[]
let asked: { scrub: number; catchUp: number }
beforeEach(async () => {
  folder = temporaryFolder()
  commits = []
  asked = { scrub: 0, catchUp: 0 }
  mkdirSync(folder.path('anchor'))
  keys = createKeys({ dir: folder.path('keys'), create: true, crypto })
  storage = openSqlite(folder.path('a.db'), {
    ...{ crypto, keys, clock },
    observer: (event) => void (event.type === 'commit' && commits.push(event.entries)),
  })
  await openErasureLedger(folder.path('anchor'), lineMac(keys, crypto, 'x')).add(MANY, AT)
  for (const { target } of MANY.slice(0, 5)) await keys.sealing(nameOf(target))
  // The key of the entries that say so.
  await keys.sealing(`org:${OIN}:log`)
})
afterEach(() => {
  storage.close()
  keys.close()
  folder.remove()
})

function ports(changes: Partial<ApplyPorts> = {}): ApplyPorts {
  const { ledger, erasures } = storage
  const catchUp = async () => {
    asked.catchUp += 1
  }
  const scrub = () => {
    asked.scrub += 1
    return erasures.scrub()
  }
  return {
    ...{ crypto, keys, ledger, erasures: { ...erasures, scrub }, clock, newId, policy: () => POLICY },
    ...{ held: async () => false, observer: () => undefined },
    catchUp,
    erasureLedger: openErasureLedger(folder.path('anchor'), lineMac(keys, crypto, 'x')),
    ...changes,
  }
}
/** How many transactions of a rollback journal there were: SQLite counts them in the header of the file. */
const writesOfKeys = () => readFileSync(folder.path('keys/sealing.db')).readUInt32BE(24)
const living = async () => (await keys.scopes()).filter((scope) => scope.startsWith('day:'))
async function allGone(): Promise<void> {
  const begun = await storage.erasures.begun()
  expect([begun.length, begun.every(({ doneAt }) => doneAt !== null), await living()]).toEqual([MANY.length, true, []])
  expect((await storage.ledger.range(0, 2 * MANY.length)).filter(({ type }) => type === 'erasure')).toHaveLength(
    MANY.length,
  )
}

describe('a start behind its ledger', () => {
  it('takes two batches for one more than a batch: of each, one write of entries, keys, rows and what is done', async () => {
    const [before, syncs] = [writesOfKeys(), synced.count]
    await applyLedger(ports())
    expect(commits).toEqual([BATCH, 1, 1, 3, 1, 1])
    expect(writesOfKeys() - before).toBe(2)
    expect([asked.scrub, asked.catchUp, synced.count - syncs]).toEqual([2, 4, 0])
    await allGone()
  })

  it('writes lines that the ledger lost a batch at a time, each synced once with its folder', async () => {
    await applyLedger(ports())
    const empty = folder.path('other-anchor')
    mkdirSync(empty)
    const syncs = synced.count
    commits = []
    await applyLedger(ports({ erasureLedger: openErasureLedger(empty, lineMac(keys, crypto, 'x')) }))
    expect([synced.count - syncs, commits]).toEqual([4, []])
    expect(await openErasureLedger(empty, lineMac(keys, crypto, 'x')).all()).toHaveLength(MANY.length)
  })

  it.each(['destroy', 'forget', 'done'] as const)(
    'cut off in its second batch before %s, goes on there',
    async (step) => {
      let left = 1
      const once = (of: object) => {
        const port = of as Record<string, (...given: unknown[]) => Promise<unknown>>
        const real = port[step]
        if (!real) return of
        return {
          ...of,
          [step]: async (...given: unknown[]) => (left-- > 0 ? real(...given) : Promise.reject(new Error('cut off'))),
        }
      }
      const cut = ports()
      const bent = { keys: once(keys) as NodeKeys, erasures: once(cut.erasures) as ApplyPorts['erasures'] }
      await expect(applyLedger({ ...cut, ...bent })).rejects.toThrow('cut off')
      expect((await storage.erasures.pending()).length).toBe(3)
      asked.scrub = 0
      await applyLedger(ports())
      expect(asked.scrub).toBe(1)
      await allGone()
    },
  )
})
