/** A write-ahead log that lost its end: what is left is whole, and what is gone is found by whoever kept something of it. */
import { copyFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { municipal } from '../../src/cli/demo/questions.ts'
import { type Receipt, receiptSchema } from '../../src/domain/receipt.ts'
import { createNode } from '../../src/node.ts'
import { openGarage } from '../support/garage.ts'
import { seeded } from '../support/random.ts'
import { callsTo, openWorld, type World } from '../support/world.ts'
import { verified } from '../tamper/database.ts'

const CUTS = 12
let world: World
let question: unknown
/** Length of the write-ahead log when the first checkpoint was in it. */
let floor = 0
const receipts: Receipt[] = []
const checkpoints: string[] = []

/** No timer of the broker runs, and the tree grows when a test says so: nothing is copied out of the write-ahead log meanwhile. */
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  world = await openWorld()
  checkpoints.push(await integrated())
  floor = readFileSync(join(world.options.dataDir, 'sluis.db-wal')).length
  const { caseId, cast } = await openGarage(world, 'B2')
  question = municipal(caseId, 'VERG/vergunningen', 'HITNOHIT')
  for (let i = 0; i < 3; i += 1) {
    for (let n = 0; n < 6; n += 1)
      receipts.push(receiptSchema.parse((await cast.asker.post('/v1/inquiries', question)).body.receipt))
    checkpoints.push(await integrated())
  }
})
afterAll(async () => {
  vi.useRealTimers()
  await world.close()
})

async function integrated(): Promise<string> {
  const { tree, integrate } = world.node.ports
  await integrate()
  return (await tree.checkpoint()) ?? ''
}

/** As after a power cut: database and write-ahead log, of which only the first `bytes` are left. */
function cut(name: string, bytes: number): string {
  const dataDir = join(world.folder, name)
  mkdirSync(dataDir)
  for (const file of ['sluis.db', 'sluis.db-wal']) copyFileSync(join(world.options.dataDir, file), join(dataDir, file))
  truncateSync(join(dataDir, 'sluis.db-wal'), bytes)
  return dataDir
}
async function verify(dataDir: string, notes: readonly string[]) {
  const { keysDir, origin } = world.options
  const files = notes.map((note, i) => {
    const file = join(world.folder, `kept-${i}`)
    writeFileSync(file, note)
    return file
  })
  return verified({ keysDir, origin }, dataDir, ['--parts', ...files.flatMap((file) => ['--kept', file])])
}

it('leaves a whole log that is shorter, and whoever kept a checkpoint or a receipt sees that it is', async () => {
  const random = seeded(7)
  const all = readFileSync(join(world.options.dataDir, 'sluis.db-wal')).length
  let lost = 0
  for (let i = 0; i < CUTS; i += 1) {
    const dataDir = cut(`cut-${i}`, i === 0 ? all : floor + random.below(all - floor))
    const database = new Database(join(dataDir, 'sluis.db'))
    const place = database.prepare<[number], string>('SELECT id FROM entries WHERE idx = ?').pluck()
    const size = Number(database.prepare('SELECT count(*) FROM entries').pluck().get())
    const gone = receipts.filter(({ decision }) => place.get(decision.index) !== decision.id)
    database.close()
    // Of a receipt nothing is left, or all of it: never another entry in its place.
    for (const { decision } of gone) expect(decision.index).toBeGreaterThanOrEqual(size)
    expect(await verify(dataDir, [])).toEqual({ code: 0, found: [] })
    const ahead = checkpoints.map((note) => Number(note.split('\n')[1])).filter((one) => one > size)
    const found = ahead.map((one) => `kept-ahead ${one}`)
    expect(await verify(dataDir, checkpoints)).toEqual({ code: found.length > 0 ? 1 : 0, found })
    lost += gone.length
  }
  expect(lost).toBeGreaterThan(0)
})

it('shows for ever once the log went on from there: it is another one than was signed', async () => {
  const all = readFileSync(join(world.options.dataDir, 'sluis.db-wal')).length
  const dataDir = cut('went-on', floor + Math.floor((all - floor) / 2))
  const node = await createNode({ ...world.options, dataDir, anchorDir: join(world.folder, 'another-anchor') })
  const { ledger, integrate } = node.ports
  const gone = receipts.at(-1)?.decision
  const token = await world.token(PEOPLE.asker)
  expect(await ledger.size()).toBeLessThanOrEqual(gone?.index ?? 0)
  while ((await ledger.size()) <= (gone?.index ?? 0)) await callsTo(node.app)(token, 'POST', '/v1/inquiries', question)
  await integrate()
  const stored = (await ledger.range(gone?.index ?? 0, 1))[0]
  await node.close()
  expect(stored?.id).not.toBe(gone?.id)
  expect((await verify(dataDir, [])).found).toEqual([])
  const { code, found } = await verify(dataDir, checkpoints)
  expect([code, found.some((one) => one.startsWith('kept-differs'))]).toEqual([1, true])
})
