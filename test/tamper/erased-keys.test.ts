/** What stands under destroyed keys is what stood there when they went: what was put there since, or taken away, is found. */
import { copyFileSync, cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OIN } from '../../src/cli/demo/people.ts'
import { municipal } from '../../src/cli/demo/questions.ts'
import { logCommand } from '../../src/cli/log.ts'
import { canonicalText } from '../../src/domain/canonical.ts'
import { dutchDay } from '../../src/erasure/calendar.ts'
import { type ErasePorts, erase } from '../../src/erasure/erase.ts'
import type { Order, Target } from '../../src/erasure/order.ts'
import { buildEntry } from '../../src/log/entry.ts'
import { createIndexer } from '../../src/log/indexer.ts'
import { leafHash } from '../../src/log/leaf.ts'
import { BROKER } from '../../src/log/own-entry.ts'
import { createNode } from '../../src/node.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { lineMac, openErasureLedger } from '../../src/storage/node/erasure-ledger.ts'
import { createKeys } from '../../src/storage/node/keys.ts'
import { openSqlite } from '../../src/storage/sqlite/open.ts'
import { run } from '../cli/policy/run.ts'
import { decisionSpec, POLICY } from '../storage/fixtures.ts'
import { forget } from '../support/forgotten.ts'
import { openGarage } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'
import { openUnguarded, verified } from './database.ts'
import { asked } from './workshop.ts'

const crypto = createCrypto()
const clock = () => new Date()
const observer = () => undefined
const oin = OIN.voorbeeldstad
const day = dutchDay(clock())
const OF_NO_CASE: Target = { kind: 'day', oin, day, of: 'case' }
const NO_CASE = `day:${oin}:${day}:case`

let world: World
/** Forgotten; forgotten as it was before parts were counted; to be cut off while it is; still there. */
let [one, other, uncounted, cut, living]: string[] = []
let backup: string
const ofCase = (caseId = ''): Target => ({ kind: 'case', oin, caseId })
const scopeOf = (caseId = '') => `case:${caseId}:case`

beforeAll(async () => {
  world = await openWorld()
  const made: string[] = []
  for (const _ of [1, 2, 3, 4, 5]) {
    const { caseId, cast } = await openGarage(world, 'B3')
    await cast.asker.post('/v1/inquiries/_preview', municipal(caseId, 'BEL/heffingen', 'DETAIL', ['kwijtschelding']))
    await cast.asker.post('/v1/inquiries', municipal(caseId, 'BEL/heffingen', 'DETAIL', ['kwijtschelding']))
    await cast.asker.post('/v1/inquiries/_preview', municipal('geen-casus', 'BEL/heffingen', 'HITNOHIT'))
    made.push(caseId)
  }
  ;[one, other, uncounted, cut, living] = made
  await world.node.ports.keys.sealing(`org:${oin}:log`)
  await world.node.ports.catchUp()
  backup = join(world.folder, 'backup')
  cpSync(world.options.dataDir, backup, { recursive: true })
  // Of this the backup knows nothing.
  const { cast } = await openGarage(world, 'B2')
  await cast.regisseur.get(`/v1/cases/${one}`)
  for (const caseId of [one, other]) await forget(world, caseId ?? '', oin)
  await world.node.ports.integrate()
  await world.stop()
  await onDisk(async (ports) => {
    await erase(ports, { target: OF_NO_CASE, ground: 'TEST' })
    await eraseUncounted(ports, { target: ofCase(uncounted), ground: 'TEST' })
  })
})
afterAll(() => world?.close())

/** What erases, on the folders of the world that was stopped. */
async function onDisk(work: (ports: ErasePorts) => Promise<void>): Promise<void> {
  const { dataDir, keysDir, anchorDir, origin } = world.options
  const keys = createKeys({ dir: keysDir, create: false, crypto })
  const storage = openSqlite(join(dataDir, 'sluis.db'), { crypto, keys, clock, observer })
  const { ledger, erasures, decisionIndex } = storage
  const indexer = createIndexer({ ledger, decisionIndex, crypto, keys, observer })
  const erasureLedger = openErasureLedger(anchorDir ?? '', lineMac(keys, crypto, origin))
  const newId = () => uuidv7()
  try {
    await work({
      ...{ crypto, keys, ledger, erasures, clock, newId, observer, erasureLedger },
      policy: () => POLICY,
      catchUp: () => indexer.catchUp(),
    })
  } finally {
    storage.close()
    keys.close()
  }
}

/** Begun as it was before parts were counted, and gone on with. */
async function eraseUncounted(ports: ErasePorts, order: Order): Promise<void> {
  const { id, policy, trace } = decisionSpec()
  const at = clock().toISOString()
  const entry = await buildEntry(ports, {
    ...{ type: 'erasure', id, oin, settles: null, at, policy, trace, about: { caseId: null, keptBy: null } },
    parts: { erasure: { ...order, keys: 2, rows: {} } },
  })
  await ports.ledger.append({ entry, changes: [{ kind: 'erasure', order, at, entryId: id }], guard: null })
  expect(await erase(ports, order)).toBe(true)
}

type Hand = { readonly database: Database.Database; keyOf(scope: string): string }
/** What verify says of a copy after somebody had it open. */
async function touched(work: (hand: Hand) => void): Promise<readonly [code: number, ...found: string[]]> {
  const { dataDir, keysDir, origin } = world.options
  const copy = join(world.folder, 'copy')
  mkdirSync(copy)
  copyFileSync(join(dataDir, 'sluis.db'), join(copy, 'sluis.db'))
  const keys = createKeys({ dir: keysDir, create: false, crypto })
  const { database, close } = openUnguarded(copy)
  const scopes = database.prepare<[], string>('SELECT DISTINCT key_id FROM parts').pluck().all()
  work({ database, keyOf: (scope) => scopes.find((id) => keys.record(id)?.scope === scope) ?? '' })
  close()
  keys.close()
  const { code, found } = await verified({ keysDir, origin }, copy)
  rmSync(copy, { recursive: true })
  return [code, ...found]
}

const TYPES = "('preview', 'act', 'read')"
/** The last entry without a settlement under this key. */
const lastUnder = ({ database }: Hand, key: string) =>
  asked<{ idx: number }>(
    database,
    `SELECT max(idx) AS idx FROM entries JOIN parts ON entry_idx = idx WHERE key_id = '${key}' AND type IN ${TYPES}`,
  ).idx
function put({ database }: Hand, idx: number, from: string, to: string): void {
  database.exec(`UPDATE parts SET key_id = '${to}', bytes = x'' WHERE entry_idx = ${idx} AND key_id = '${from}'`)
  for (const table of ['index', 'norms', 'bases']) database.exec(`DELETE FROM decision_${table} WHERE idx = ${idx}`)
}

/** At the end of the log, as who has no key can write it. Gives its index. */
function importOfNothing({ database }: Hand): number {
  const { id, policy, trace } = decisionSpec()
  const at = clock().toISOString()
  const said = { v: 1, type: 'import', id, at, policy, trace: { ...trace, parentSpanId: '0'.repeat(16) }, parts: {} }
  const leaf = new TextEncoder().encode(canonicalText(said))
  const { idx } = asked<{ idx: number }>(database, 'SELECT max(idx) + 1 AS idx FROM entries')
  database
    .prepare('INSERT INTO entries (idx, id, type, oin, at, leaf, leaf_hash) VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run(idx, id, 'import', BROKER, at, leaf, leafHash(crypto, leaf))
  return idx
}

describe('parts under a destroyed key', () => {
  it('are found to be those that stood there', async () => {
    expect(await touched(() => undefined)).toEqual([0])
  })

  it.each<[string, () => string]>([
    ['another case', () => scopeOf(one)],
    ['what was of no case on its day', () => NO_CASE],
  ])(
    'of an entry without a settlement, of a living case, that is put under the key of %s, are found',
    async (_, to) => {
      const found = await touched((hand) => {
        const key = hand.keyOf(scopeOf(living))
        put(hand, lastUnder(hand, key), key, hand.keyOf(to()))
      })
      expect(found).toEqual([1, `erased-differs ${to()}`])
    },
  )

  it('of two entries, that were exchanged between two keys, are found at both', async () => {
    const found = await touched((hand) => {
      const [a, b] = [hand.keyOf(scopeOf(one)), hand.keyOf(scopeOf(other))]
      const [first, second] = [lastUnder(hand, a), lastUnder(hand, b)]
      put(hand, first, a, b)
      put(hand, second, b, a)
    })
    expect([found[0], found.slice(1).toSorted()]).toEqual([
      1,
      [`erased-differs ${scopeOf(one)}`, `erased-differs ${scopeOf(other)}`].toSorted(),
    ])
  })

  it('are as many as before, and found, where the place of one is taken by one that is not erased', async () => {
    const found = await touched((hand) => {
      const [a, b, gone] = [scopeOf(living), scopeOf(one), scopeOf(uncounted)].map(hand.keyOf)
      put(hand, lastUnder(hand, b ?? ''), b ?? '', gone ?? '')
      put(hand, lastUnder(hand, a ?? ''), a ?? '', b ?? '')
    })
    expect(found).toEqual([1, `erased-differs ${scopeOf(one)}`])
  })

  it('are found also behind an entry that says that the log was taken over, and has no content', async () => {
    let at = 0
    const found = await touched((hand) => {
      const key = hand.keyOf(scopeOf(living))
      put(hand, lastUnder(hand, key), key, hand.keyOf(scopeOf(one)))
      at = importOfNothing(hand)
    })
    expect(found).toEqual([1, `part-missing ${at}`, `erased-differs ${scopeOf(one)}`])
  })

  it('of which nobody counted how many there were are not shown to be those, and verify says so', async () => {
    const { dataDir, keysDir, origin } = world.options
    const found = await touched((hand) => {
      const key = hand.keyOf(scopeOf(living))
      put(hand, lastUnder(hand, key), key, hand.keyOf(scopeOf(uncounted)))
    })
    expect(found).toEqual([0])
    const env = { SLUIS_DATA_DIR: dataDir, SLUIS_KEYS_DIR: keysDir, SLUIS_ORIGIN: origin }
    const { code, out } = await run(logCommand, ['verify', '--parts'], env)
    expect([code, out]).toEqual([0, expect.stringMatching(/before parts were counted; .* is not shown: 1\n/)])
  })
})

describe('an erasure', () => {
  const verify = () => {
    const { dataDir, keysDir, origin } = world.options
    return verified({ keysDir, origin }, dataDir)
  }
  it('that was cut off, and gone on with at a start, is no false alarm', async () => {
    await onDisk(async (ports) => {
      const boom = () => Promise.reject(new Error('cut off'))
      const keys = { ...ports.keys, destroy: boom }
      await expect(erase({ ...ports, keys }, { target: ofCase(cut), ground: 'TEST' })).rejects.toThrow('cut off')
    })
    expect((await verify()).found).toContain(`erased-living ${scopeOf(cut)}`)
    await (await createNode({ ...world.options, createKeys: false })).close()
    const keys = createKeys({ dir: world.options.keysDir, create: false, crypto })
    expect(await keys.scopes()).not.toContain(scopeOf(cut))
    keys.close()
    expect(await verify()).toEqual({ code: 0, found: [] })
    expect(
      await touched((hand) => {
        const key = hand.keyOf(scopeOf(living))
        put(hand, lastUnder(hand, key), key, hand.keyOf(scopeOf(cut)))
      }),
    ).toEqual([1, `erased-differs ${scopeOf(cut)}`])
  })

  it('that the ledger has and an older backup has not is counted as it is there, and is no false alarm', async () => {
    const { dataDir, keysDir, anchorDir, origin } = world.options
    rmSync(dataDir, { recursive: true })
    cpSync(backup, dataDir, { recursive: true })
    const env = { SLUIS_DATA_DIR: dataDir, SLUIS_KEYS_DIR: keysDir, SLUIS_ANCHOR_DIR: String(anchorDir) }
    const closing = ['acknowledge-rollback', '--close', origin]
    expect(await run(logCommand, closing, { ...env, SLUIS_ORIGIN: origin })).toMatchObject({ code: 0 })
    const node = await createNode({ ...world.options, createKeys: false })
    const entries = await node.ports.ledger.range(0, 10_000)
    expect(entries.filter(({ type }) => type === 'erasure')).toHaveLength(5)
    await node.close()
    expect(await verify()).toEqual({ code: 0, found: [] })
  })
})
