/** Decisions evaluated again: under the policy of then, from what was recorded; after erasure, restarts and changed bytes. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { tell } from '../../src/cli/demo/story.ts'
import { replayCommand } from '../../src/cli/replay.ts'
import { leafFrom, openParts } from '../../src/log/entry.ts'
import { BROKER } from '../../src/log/own-entry.ts'
import { replay } from '../../src/log/replay.ts'
import { createNode, type NodeOptions, type SluisNode } from '../../src/node.ts'
import type { PolicyEngine } from '../../src/policy-port.ts'
import type { Entry } from '../../src/ports.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { createKeys } from '../../src/storage/node/keys.ts'
import { run } from '../cli/policy/run.ts'
import { paused } from '../support/paused.ts'
import { SILENT } from '../support/silent.ts'
import { castOf, openWorld, type World } from '../support/world.ts'

const DAY = { from: '2020-01-01T00:00:00Z', until: '2100-01-01T00:00:00Z' }

let world: World
let officer: string
let asker: string
let caseId: string
beforeAll(async () => {
  world = await openWorld()
  const told = await tell(await castOf(world), SILENT)
  caseId = told.caseId
  officer = await world.token(PEOPLE.officer)
  asker = await world.token(PEOPLE.asker)
})
afterAll(() => world.close())

type Item = { id: string; type: string; result: string; policy: string }
async function replayed(token = officer, more: object = {}): Promise<{ items: Item[]; next: string | null }> {
  const body = { readingPurpose: 'P-AUDIT', limit: 100, ...DAY, ...more }
  const reply = await world.call(token, 'POST', '/v1/decisions/_replay', body)
  expect(reply.status).toBe(200)
  return reply.body as unknown as { items: Item[]; next: string | null }
}
const entries = (node: SluisNode = world.node) => node.ports.ledger.range(0, 10_000)
const one = async (type: Entry['type'], node?: SluisNode) => {
  const found = (await entries(node)).find((entry) => entry.type === type)
  if (!found) throw new Error(`no ${type} in the log`)
  return found
}

describe('evaluated again', () => {
  it('every decision, act and read of the story is the same, and none is left out', async () => {
    const decided = (await entries()).filter(({ type }) => ['decision', 'preview', 'act', 'read'].includes(type))
    const { items, next } = await replayed()
    expect(next).toBeNull()
    // The read of the replay itself comes on top.
    expect(items.map(({ id }) => id).slice(0, decided.length)).toEqual(decided.map(({ id }) => id))
    expect(items.length).toBeGreaterThan(20)
    expect(new Set(items.map(({ result }) => result))).toEqual(new Set(['same']))
  })
  it('goes by page, each begun where the last ended', async () => {
    const all = (await replayed()).items.map(({ id }) => id)
    const until = new Date().toISOString()
    const found: string[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page: Awaited<ReturnType<typeof replayed>> = await replayed(officer, {
        limit: 7,
        until,
        ...(cursor === undefined ? {} : { cursor }),
      })
      expect(page.items.length).toBeLessThanOrEqual(7)
      found.push(...page.items.map(({ id }) => id))
      cursor = page.next
    }
    expect(found.slice(0, all.length)).toEqual(all)
  })
  it('a period without decisions has none', async () => {
    expect((await replayed(officer, { until: '2020-02-01T00:00:00Z' })).items).toEqual([])
  })
  it('a single one is asked by its id; what is no decision is not found', async () => {
    const get = (id: string) => world.call(officer, 'GET', `/v1/decisions/${id}/replay?readingPurpose=P-AUDIT`)
    const { id } = await one('decision')
    expect(await get(id)).toMatchObject({ status: 200, body: { id, result: 'same' } })
    for (const other of [await one('settlement'), await one('activation')])
      expect((await get(other.id)).status).toBe(404)
  })
  it('is for who may read the log, is itself logged, and stays within the organisation', async () => {
    const before = (await entries()).length
    const body = { readingPurpose: 'P-AUDIT', ...DAY }
    expect((await world.call(asker, 'POST', '/v1/decisions/_replay', body)).status).toBe(403)
    expect((await entries()).slice(before).map(({ type }) => type)).toEqual(['read'])
    const elsewhere = await world.token(PEOPLE.officer, { oin: '00000001234567890001' })
    const others = await replayed(elsewhere)
    expect(others.items.every(({ type }) => type === 'read')).toBe(true)
    const { id } = await one('decision')
    const path = `/v1/decisions/${id}/replay?readingPurpose=P-AUDIT`
    expect((await world.call(elsewhere, 'GET', path)).status).toBe(404)
  })
  it('one page at a time for each caller: what is turned away was no look', async () => {
    const before = (await entries()).length
    const page = () =>
      world.call(officer, 'POST', '/v1/decisions/_replay', { readingPurpose: 'P-AUDIT', limit: 100, ...DAY })
    const decided = paused(world.node.ports.ledger, 'decided')
    const first = page()
    await decided.reached
    const others = [(await page()).status, (await page()).status]
    decided.open()
    expect([(await first).status, ...others]).toEqual([200, 429, 429])
    expect((await entries()).slice(before).map(({ type }) => type)).toEqual(['read'])
    expect((await replayed()).items.length).toBeGreaterThan(0)
  })
  it('a policy that says something else shows what was recorded and what it says', async () => {
    const { engine, crypto, keys } = world.node.ports
    const evaluate: PolicyEngine['evaluate'] = (entrypoint, input) => {
      const [answer] = [engine.evaluate(entrypoint, input)] as [{ outcome: string }]
      return { ...answer, outcome: answer.outcome === 'deny' ? 'review' : 'deny' }
    }
    const engineOf = async () => ({ ...engine, evaluate })
    const found = await replay({ crypto, keys, engineOf }, await one('decision'))
    expect(found.result).toBe('differs')
    expect(found.recorded?.outcome).not.toBe(found.evaluated?.outcome)
  })
})

describe('after a restart', () => {
  const again = async <T>(changes: Partial<NodeOptions>, work: (node: SluisNode) => Promise<T>): Promise<T> => {
    const node = await createNode({ ...world.options, ...changes })
    try {
      return await work(node)
    } finally {
      await node.close()
    }
  }
  const results = async (node: SluisNode): Promise<Item[]> => {
    const reply = await node.app.request('/v1/decisions/_replay', {
      method: 'POST',
      headers: { authorization: `Bearer ${officer}`, 'content-type': 'application/json' },
      body: JSON.stringify({ readingPurpose: 'P-AUDIT', limit: 100, ...DAY }),
    })
    return ((await reply.json()) as { items: Item[] }).items
  }
  const activations = async (node: SluisNode) => (await entries(node)).filter(({ type }) => type === 'activation')
  const database = <T>(work: (db: Database.Database) => T): T => {
    const db = new Database(join(world.options.dataDir, 'sluis.db'))
    try {
      return work(db)
    } finally {
      db.close()
    }
  }
  beforeAll(() => world.stop())

  it('the same policy is no activation; another one is, and names what it replaced', async () => {
    const [first] = await again({}, activations)
    const { ports } = world.node
    const found = await again({ settings: {} }, activations)
    expect(found.map(({ oin }) => oin)).toEqual([BROKER, BROKER])
    const [, second] = found
    if (!first || !second) throw new Error('no activation')
    const { policy } = leafFrom(ports.crypto, second)
    const parts = await again({ settings: {} }, (node) => openParts(node.ports, second))
    expect(parts.activation).toMatchObject({ policy, previous: leafFrom(ports.crypto, first).policy })
    expect(await again({ settings: {} }, activations)).toHaveLength(2)
  })
  it('under another policy what was decided before is evaluated by the one of then', async () => {
    const items = await again({ settings: {} }, results)
    expect(new Set(items.map(({ policy }) => policy)).size).toBe(2)
    expect(new Set(items.map(({ result }) => result))).toEqual(new Set(['same']))
  })
  it('the command says so, in words and for machines', async () => {
    const token = join(world.folder, 'officer.jwt')
    writeFileSync(token, officer)
    const { dataDir, keysDir, issuers, settings, origin } = world.options
    const env = {
      SLUIS_ISSUERS: JSON.stringify(issuers),
      SLUIS_SETTINGS: JSON.stringify(settings),
      SLUIS_ORIGIN: origin,
    }
    const places = ['--data-dir', dataDir, '--keys-dir', keysDir, '--token-file', token]
    const { code, out } = await run(replayCommand, ['--from', DAY.from, ...places], env)
    expect([code, out]).toEqual([0, expect.stringMatching(/^\d+ gelijk \/ the same\n$/)])
    const { id } = await again({}, (node) => one('decision', node))
    const single = await run(replayCommand, [id, ...places, '--json'], env)
    expect(JSON.parse(single.out)).toMatchObject({ ok: true, decisions: [{ id, result: 'same' }] })
    await expect(run(replayCommand, places, env)).rejects.toMatchObject({ name: 'UsageError' })
    await expect(run(replayCommand, ['--from', 'gisteren', ...places], env)).rejects.toMatchObject({
      name: 'UsageError',
    })
  })
  it('what was erased is called erased, and the rest still evaluates', async () => {
    const crypto = createCrypto()
    const { keysDir, dataDir } = world.options
    const keys = createKeys({ dir: keysDir, create: false, dataDir, crypto })
    expect(await keys.destroy(`case:${caseId}:case`)).toBe(true)
    keys.close()
    const items = await again({}, results)
    expect(new Set(items.map(({ result }) => result))).toEqual(new Set(['erased', 'same']))
  })
  it('without the policy of then it says which is missing; a kept policy never changes', async () => {
    expect(() => database((db) => db.exec(`UPDATE policies SET settings = '{}'`))).toThrow('policy-fixed')
    const missing = database((db) => {
      const last = db.prepare('SELECT digest FROM policies WHERE settings = ?').get('{}') as { digest: string }
      db.prepare('DELETE FROM policies WHERE digest = ?').run(last.digest)
      return last.digest
    })
    const items = await again({}, results)
    const unknown = items.filter(({ result }) => result === 'policy-unknown')
    expect(unknown.length).toBeGreaterThan(0)
    expect(unknown.every(({ policy }) => missing.includes(policy))).toBe(true)
  })
  it('a changed leaf is told, for that entry alone', async () => {
    const { id } = await again({}, (node) => one('read', node))
    database((db) => {
      db.exec('DROP TRIGGER entries_no_update')
      db.prepare(`UPDATE entries SET leaf = CAST(replace(leaf, '"v":1', '"v":1 ') AS BLOB) WHERE id = ?`).run(id)
    })
    const items = await again({}, results)
    expect(items.filter(({ result }) => result === 'altered').map((item) => item.id)).toEqual([id])
  })
})
