/** Who writes the database can make an entry that nobody sealed: it is no entry, and what it orders is nobody's order. */
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { OIN } from '../../src/cli/demo/people.ts'
import { canonicalText } from '../../src/domain/canonical.ts'
import type { EntryType } from '../../src/domain/codes.ts'
import type { Event } from '../../src/events.ts'
import { OPEN } from '../../src/log/entry.ts'
import { frame } from '../../src/log/frame.ts'
import { commitmentOf, type Leaf, leafHash, salted } from '../../src/log/leaf.ts'
import { createNode } from '../../src/node.ts'
import type { Change, NewEntry } from '../../src/ports.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { openSqlite } from '../../src/storage/sqlite/open.ts'
import { decisionSpec, memoryKeys, POLICY } from '../storage/fixtures.ts'
import { openGarage, permitted } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'
import { verified } from '../tamper/database.ts'

const crypto = createCrypto()
const HOLD = { type: 'LEGAL_HOLD_ALL', outcome: 'hold', grounds: 'Er loopt een beroep.' }
const utf8 = new TextEncoder()
const oin = OIN.voorbeeldstad

let world: World
let caseId: string
beforeEach(async () => {
  world = await openWorld()
  const garage = await openGarage(world, 'B3')
  caseId = garage.caseId
  await permitted(garage.cast.officer.post('/v1/attestations', HOLD))
  await world.stop()
})
afterEach(() => world.close())

/** With no key at all: each part as the leaf commits to it, and in the clear. */
function unsealed(type: EntryType, parts: Readonly<Record<string, unknown>>): NewEntry {
  const { id, trace } = decisionSpec()
  const at = new Date().toISOString()
  const framed = Object.entries(parts).map(([name, value]) => ({
    name,
    salted: salted(crypto, utf8.encode(canonicalText(value))),
    commitment: null,
  }))
  const { traceId, spanId } = trace
  const commitments = Object.fromEntries(framed.map((part) => [part.name, commitmentOf(crypto, part.salted)]))
  const said: Leaf = { v: 1, type, id, at, policy: POLICY, trace: { traceId, spanId }, parts: commitments }
  const leaf = utf8.encode(canonicalText(said))
  const sealed = [{ keyId: OPEN, bytes: frame(framed) }]
  return { type, id, oin, settles: null, at, leaf, leafHash: leafHash(crypto, leaf), parts: sealed }
}

async function written(entry: NewEntry, changes: readonly Change[]): Promise<void> {
  const path = join(world.options.dataDir, 'sluis.db')
  const ports = { crypto, keys: memoryKeys(), clock: () => new Date(), observer: () => undefined }
  const storage = openSqlite(path, ports)
  await storage.ledger.append({ entry, changes, guard: null })
  storage.close()
}

const ORDER = () => ({ target: { kind: 'case', oin, caseId }, ground: 'WGS-26-R8' }) as const
const BEGUN = () => unsealed('erasure', { erasure: { ...ORDER(), keys: 2, rows: {} } })
const ACT = () => unsealed('act', { ...decisionSpec().parts, act: { kind: 'transition', to: 'R8', caseId } })

it.each<[string, () => NewEntry, boolean]>([
  ['an erasure that was begun', BEGUN, true],
  ['an act', ACT, false],
])('%s that nobody sealed vouches for no order, and is found', async (_, made, begun) => {
  const entry = made()
  const whose = begun ? { entryId: entry.id } : { entryId: null, actId: entry.id }
  await written(entry, [{ kind: 'erasure', order: ORDER(), at: entry.at, ...whose }])
  const events: Event[] = []
  const node = await createNode({ ...world.options, createKeys: false, observe: (event) => void events.push(event) })
  const there = await node.ports.cases.find(oin, caseId)
  await node.close()
  expect(there?.value.id).toBe(caseId)
  expect(events).toContainEqual({ type: 'fault', where: 'erasure', code: 'unordered' })
  const { keysDir, origin, dataDir } = world.options
  expect((await verified({ keysDir, origin }, dataDir)).found).toContainEqual(expect.stringMatching(/^part-altered /))
})
