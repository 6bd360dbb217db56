/**
 * A log as a broker leaves it behind: several organisations and cases, entries of every type, integrated and indexed, one
 * case erased; with the receipts that its askers kept. In a folder of its own, for others to tamper with.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Api } from '../../src/cli/demo/client.ts'
import { OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { SETTINGS } from '../../src/cli/demo/world.ts'
import { type Receipt, receiptSchema } from '../../src/domain/receipt.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { createKeys } from '../../src/storage/node/keys.ts'
import { openGarage, permitted } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'

export type BuiltLog = {
  readonly folder: string
  readonly dataDir: string
  readonly keysDir: string
  readonly origin: string
  readonly receipts: readonly Receipt[]
  /** Signed checkpoints, as somebody elsewhere kept them: about halfway, and the last. */
  readonly kept: readonly [string, string]
  remove(): Promise<void>
}

type Ask = () => Promise<unknown>

/** Asked at once. */
const CROWD = 16
const STEP = 64
const STRANGER = '00000099000000004000'

/** At least `count` entries, hardly more. */
export async function buildLog(count: number): Promise<BuiltLog> {
  const settings = { ...SETTINGS, [OIN.testdorp]: SETTINGS[OIN.voorbeeldstad] }
  const world = await openWorld({ settings })
  const { ports } = world.node
  // The callers' allowance is not what is tested here.
  Object.assign(ports.rateLimiter, { take: () => ({ allowed: true }) })
  const receipts: Receipt[] = []
  const { asks, erasedCase } = await askersOf(world, receipts)
  let early = ''
  for (let i = 0; (await ports.ledger.size()) < count; i += STEP) {
    const crowd = Array.from({ length: CROWD }, async (_, n) => {
      for (let k = n; k < STEP; k += CROWD) await asks[(i + k) % asks.length]?.()
    })
    await Promise.all(crowd)
    if ((await ports.ledger.size()) < count / 2) early = (await ports.tree.checkpoint()) ?? ''
  }
  await ports.catchUp()
  const { dataDir, keysDir, origin } = world.options
  await integrated(world)
  const last = (await ports.tree.checkpoint()) ?? ''
  await world.stop()
  await erase(join(dataDir, 'sluis.db'), keysDir, erasedCase)
  const { folder } = world
  return {
    folder,
    dataDir,
    keysDir,
    origin,
    receipts,
    kept: [early, last],
    remove: async () => {
      await world.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Every kind of question and act, of each organisation that may, in cases of every state; each leaves an entry or two. */
async function askersOf(world: World, receipts: Receipt[]): Promise<{ asks: Ask[]; erasedCase: string }> {
  const keep = async (work: ReturnType<Api['post']>) => {
    const { body } = await work
    const receipt = receiptSchema.safeParse(body.receipt)
    if (receipt.success) receipts.push(receipt.data)
    return body
  }
  const asks: Ask[] = []
  let [repeats, erasedCase] = [0, '']
  for (const [oin, state] of [
    [OIN.voorbeeldstad, 'B4'],
    [OIN.voorbeeldstad, 'B4'],
    [OIN.voorbeeldstad, 'B3'],
    [OIN.testdorp, 'B2'],
    [OIN.testdorp, 'B3'],
  ] as const) {
    const { caseId, cast } = await openGarage(world, state, oin)
    if (state === 'B2') erasedCase = caseId
    const token = await world.token(PEOPLE.asker, { oin })
    if (state === 'B4') {
      await permitted(cast.officer.post(`/v1/cases/${caseId}/attestations`, JUDGEMENTS.pc2a('ONDM', 'C-BEL-G')))
      await cast.officer.post('/v1/attestations', JUDGEMENTS.college67)
    }
    const detail = municipal(caseId, 'BEL/heffingen', 'DETAIL', ['aanslag_ozb', 'kwijtschelding'])
    const hit = municipal(caseId, 'VERG/vergunningen', 'HITNOHIT')
    asks.push(
      () => keep(cast.asker.post('/v1/inquiries', detail)),
      () => keep(cast.asker.post('/v1/inquiries', hit)),
      () => keep(cast.asker.post('/v1/inquiries', detail)),
      () => cast.asker.post('/v1/inquiries/_preview', detail),
      () => keep(cast.asker.post('/v1/inquiries', municipal(caseId, 'BRP/persoon', 'DETAIL'))),
      () => cast.officer.get('/v1/decisions?readingPurpose=P-AUDIT'),
      () => cast.regisseur.get(`/v1/cases/${caseId}`),
      async () => {
        const key = { 'idempotency-key': `herhaling-${repeats++}` }
        for (const _ of [1, 2]) await world.call(token, 'POST', '/v1/inquiries', hit, key)
      },
      async () => {
        const { id } = await keep(cast.asker.post('/v1/inquiries', detail))
        await world.call(token, 'DELETE', `/v1/inquiries/${id}`)
      },
    )
  }
  const stranger = await world.as(PEOPLE.asker, { oin: STRANGER })
  asks.push(() => keep(stranger.post('/v1/inquiries', municipal('geen-casus', 'VERG/vergunningen', 'HITNOHIT'))))
  return { asks, erasedCase }
}

async function integrated({ node: { ports } }: World): Promise<void> {
  const size = await ports.ledger.size()
  while (!(await ports.tree.checkpoint())?.includes(`\n${size}\n`)) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** The keys of a case, and what the index has of it. */
async function erase(database: string, keysDir: string, caseId: string): Promise<void> {
  const keys = createKeys({ dir: keysDir, create: false, crypto: createCrypto() })
  for (const retention of ['case', 'caller']) await keys.destroy(`case:${caseId}:${retention}`)
  keys.close()
  const stored = new Database(database)
  for (const table of ['decision_norms', 'decision_bases'])
    stored.prepare(`DELETE FROM ${table} WHERE idx IN (SELECT idx FROM decision_index WHERE case_id = ?)`).run(caseId)
  stored.prepare('DELETE FROM decision_index WHERE case_id = ?').run(caseId)
  stored.close()
}
