/**
 * A log as a broker leaves it behind: several organisations and cases, entries of every type that requests and upkeep write,
 * refusals without an entry, tallies; integrated, cosigned by witnesses and indexed, one case forgotten; with the receipts
 * that its askers kept. In a folder of its own, for others to tamper with.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Api } from '../../src/cli/demo/client.ts'
import { OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { SETTINGS } from '../../src/cli/demo/world.ts'
import { type Receipt, receiptSchema } from '../../src/domain/receipt.ts'
import { tally } from '../../src/log/tally.ts'
import { exported } from '../support/exports.ts'
import { forget } from '../support/forgotten.ts'
import { openGarage, permitted } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'
import { openWitnesses } from './witnesses.ts'

export type BuiltLog = {
  readonly folder: string
  readonly dataDir: string
  readonly keysDir: string
  readonly origin: string
  readonly receipts: readonly Receipt[]
  /** Verifier keys of the witnesses that cosigned it. */
  readonly witnesses: readonly string[]
  /** Signed checkpoints, as somebody elsewhere kept them: about halfway, and the last. */
  readonly kept: readonly [string, string]
  remove(): Promise<void>
}

type Ask = () => Promise<unknown>
/** The case that will be forgotten. */
type Erased = { readonly caseId: string; readonly oin: string }

/** Asked at once. */
const CROWD = 16
const STEP = 64
const TALLY_EVERY = 4
const STRANGER = '00000099000000004000'

/** At least `count` entries, hardly more. */
export async function buildLog(count: number): Promise<BuiltLog> {
  const settings = { ...SETTINGS, [OIN.testdorp]: SETTINGS[OIN.voorbeeldstad] }
  const seeing = await openWitnesses()
  const world = await openWorld({ settings, witnesses: seeing.witnesses })
  seeing.follow(world.node.ports.log.verifierKey)
  const { ports } = world.node
  const { dataDir, keysDir, origin } = world.options
  // The callers' allowance is not what is tested here.
  Object.assign(ports.rateLimiter, { take: () => ({ allowed: true }) })
  const receipts: Receipt[] = []
  const { asks, erased } = await askersOf(world, receipts)
  let early = ''
  for (let i = 0; (await ports.ledger.size()) < count; i += STEP) {
    const crowd = Array.from({ length: CROWD }, async (_, n) => {
      for (let k = n; k < STEP; k += CROWD) await asks[(i + k) % asks.length]?.()
    })
    await Promise.all(crowd)
    if ((i / STEP) % TALLY_EVERY === 0) await tally(ports)
    if ((await ports.ledger.size()) >= count / 2) continue
    // Also where so many entries take no longer than a look of the integrator.
    await ports.integrate()
    early = signedIn(dataDir)
  }
  await tally(ports)
  await forget(world, erased.caseId, erased.oin)
  await ports.catchUp()
  await cosigned(world)
  // What comes with the stop is in the tree, and not cosigned any more.
  await world.stop()
  await seeing.close()
  const { folder } = world
  return {
    folder,
    dataDir,
    keysDir,
    origin,
    receipts,
    witnesses: seeing.witnesses.witnesses.map(({ key }) => key),
    kept: [early, signedIn(dataDir)],
    remove: async () => {
      await world.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The checkpoint as the log signed it, whoever cosigned it since. */
function signedIn(dataDir: string): string {
  const database = new Database(join(dataDir, 'sluis.db'), { readonly: true })
  const note = database.prepare<[], string>('SELECT note FROM tree_checkpoint').pluck().get()
  database.close()
  return note ?? ''
}

/** Every kind of question and act, of each organisation that may, in cases of every state; each leaves an entry or two. */
async function askersOf(world: World, receipts: Receipt[]): Promise<{ asks: Ask[]; erased: Erased }> {
  const keep = async (work: ReturnType<Api['post']>) => {
    const { body } = await work
    const receipt = receiptSchema.safeParse(body.receipt)
    if (receipt.success) receipts.push(receipt.data)
    return body
  }
  const asks: Ask[] = []
  let repeats = 0
  let erased: Erased | undefined
  for (const [oin, state] of [
    [OIN.voorbeeldstad, 'B4'],
    [OIN.voorbeeldstad, 'B4'],
    [OIN.voorbeeldstad, 'B3'],
    [OIN.testdorp, 'B2'],
    [OIN.testdorp, 'B3'],
  ] as const) {
    const { caseId, cast } = await openGarage(world, state, oin)
    if (state === 'B2') erased = { caseId, oin }
    const token = await world.token(PEOPLE.asker, { oin })
    const officer = await world.token(PEOPLE.officer, { oin })
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
      () => exported(world, officer, { from: new Date(0).toISOString(), until: new Date(1).toISOString() }),
      () => world.call('of nobody', 'POST', '/v1/inquiries', hit),
      () => world.call(token, 'POST', '/v1/inquiries', '{'),
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
  if (!erased) throw new Error('no case to forget')
  return { asks, erased }
}

/** What others are shown is what witnesses cosigned. */
async function cosigned({ node: { ports } }: World): Promise<void> {
  const size = await ports.ledger.size()
  while (!(await ports.tree.checkpoint())?.includes(`\n${size}\n`)) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
