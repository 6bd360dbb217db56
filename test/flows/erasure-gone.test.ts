/** Data from before an erasure beside the keys of now, and no ledger that says so: what is left of the case goes, and is told. */
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS } from '../../src/cli/demo/questions.ts'
import { EXIT } from '../../src/cli/help.ts'
import { logCommand } from '../../src/cli/log.ts'
import { openParts } from '../../src/log/entry.ts'
import { createNode } from '../../src/node.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { createKeys } from '../../src/storage/node/keys.ts'
import { run } from '../cli/policy/run.ts'
import { forget } from '../support/forgotten.ts'
import { openGarage, permitted } from '../support/garage.ts'
import { callsTo, openWorld, type World } from '../support/world.ts'

const HOLD = { type: 'LEGAL_HOLD_ALL', outcome: 'hold', grounds: 'x' }
const TABLES = ['cases', 'case_subjects', 'attestations'] as const

let world: World
/** Forgotten after the backup; still there. */
let gone: string
let other: string
beforeEach(async () => {
  world = await openWorld()
  const garage = await openGarage(world, 'B3')
  gone = garage.caseId
  other = (await openGarage(world, 'B2')).caseId
  await permitted(garage.cast.officer.post(`/v1/cases/${gone}/attestations`, JUDGEMENTS.pc1('VERG/vergunningen')))
  await world.node.ports.keys.sealing(`org:${OIN.voorbeeldstad}:log`)
})
afterEach(() => world.close())

/** The data as they were before, the keys as they are now, and an anchor that keeps nothing. `since`: done after the backup. */
async function putBack(since: () => Promise<unknown> = async () => undefined): Promise<void> {
  const { dataDir } = world.options
  const anchorDir = String(world.options.anchorDir)
  await world.node.ports.integrate()
  cpSync(dataDir, join(world.folder, 'older'), { recursive: true })
  await since()
  await forget(world, gone)
  expect(rowsOf(gone)).toEqual([0, 0, 0])
  await world.stop()
  for (const dir of [dataDir, anchorDir]) rmSync(dir, { recursive: true })
  cpSync(join(world.folder, 'older'), dataDir, { recursive: true })
  mkdirSync(anchorDir)
  expect((await log('anchor', 'adopt')).code).toBe(EXIT.ok)
}
function log(...args: string[]) {
  const { dataDir, keysDir, anchorDir, origin } = world.options
  const folders = { SLUIS_KEYS_DIR: keysDir, SLUIS_DATA_DIR: dataDir, SLUIS_ANCHOR_DIR: String(anchorDir) }
  return run(logCommand, args, { ...folders, SLUIS_ORIGIN: origin })
}
function rowsOf(caseId: string): readonly unknown[] {
  const database = new Database(join(world.options.dataDir, 'sluis.db'), { readonly: true })
  const counts = TABLES.map((table) =>
    database
      .prepare(`SELECT count(*) FROM ${table} WHERE ${table === 'cases' ? 'id' : 'case_id'} = ?`)
      .pluck()
      .get(caseId),
  )
  database.close()
  return counts
}
/** Starts as in production, and stops. Resolves with the grounds of all erasures that the log has. */
async function started(): Promise<readonly unknown[]> {
  const node = await createNode({ ...world.options, createKeys: false })
  const entries = (await node.ports.ledger.range(0, 1_000)).filter(({ type }) => type === 'erasure')
  const opened = await Promise.all(entries.map((entry) => openParts(node.ports, entry)))
  const call = callsTo(node.app)
  const there = await call(await world.token(PEOPLE.regisseur), 'GET', `/v1/cases/${other}`)
  expect(there.status).toBe(200)
  await node.close()
  return opened.map(({ erasure }) => (erasure as { ground?: unknown }).ground)
}
const unordered = async () => (await log('verify', '--parts')).out.match(/^erased-unordered +\S+/gm) ?? []

it('waits while erasing stands still, then goes once, and is never said to have been ordered', async () => {
  await putBack()
  const before = rowsOf(gone)
  expect(before[0]).toBe(1)
  expect(await unordered()).toHaveLength(2)
  // What would hold it may be lost with the rest: nobody has looked yet.
  expect(await started()).toEqual([])
  expect(rowsOf(gone)).toEqual(before)
  expect((await log('erasing', 'resume')).code).toBe(EXIT.ok)
  expect(await started()).toEqual(['KEYS-GONE'])
  expect([rowsOf(gone), rowsOf(other)[0]]).toEqual([[0, 0, 0], 1])
  expect(await started()).toEqual(['KEYS-GONE'])
  expect(await unordered()).toHaveLength(2)
})

it('stays while a judgement of the organisation holds it, for it may show who destroyed the keys', async () => {
  const officer = await world.as(PEOPLE.officer)
  const { attestationId } = await permitted(officer.post('/v1/attestations', HOLD))
  await putBack(() => permitted(officer.post(`/v1/attestations/${attestationId}/withdrawals`, { grounds: 'x' })))
  expect((await log('erasing', 'resume')).code).toBe(EXIT.ok)
  const before = rowsOf(gone)
  expect(await started()).toEqual([])
  expect(rowsOf(gone)).toEqual(before)
})

it('is looked for by both keys of a case: of one that has lost one of them nothing goes', async () => {
  await world.stop()
  const keys = createKeys({ dir: world.options.keysDir, create: false, crypto: createCrypto() })
  await keys.destroy(`case:${gone}:case`)
  keys.close()
  const before = rowsOf(gone)
  expect(await started()).toEqual([])
  expect(rowsOf(gone)).toEqual(before)
})
