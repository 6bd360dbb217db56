/** A clock that steps back, by a second or by a year: entries keep their order, numbers and ids, and nothing is refused for it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Reply } from '../../src/cli/demo/client.ts'
import { type Receipt, receiptSchema } from '../../src/domain/receipt.ts'
import { checkReceipt } from '../../src/log/receipt.ts'
import { createNode } from '../../src/node.ts'
import { openScene, type Scene } from '../support/scene.ts'
import { verified } from '../tamper/database.ts'

const SECOND = 1_000
const HOUR = 3_600 * SECOND
let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.close())

const receiptOf = ({ body }: Reply): Receipt => receiptSchema.parse(body.receipt)
async function covered(): Promise<string> {
  const { ledger, tree } = scene.world.node.ports
  const size = await ledger.size()
  await expect.poll(() => tree.checkpoint()).toContain(`\n${size}\n`)
  return (await tree.checkpoint()) ?? ''
}

it('orders by the log and not by the clock', async () => {
  const receipts = [receiptOf(await scene.ask())]
  const kept = [await covered()]
  for (const step of [-SECOND, -HOUR, -30 * SECOND, 2 * HOUR, -HOUR]) {
    scene.pass(step)
    const reply = await scene.ask()
    expect([step, reply.status]).toEqual([step, 201])
    receipts.push(receiptOf(reply))
    kept.push(await covered())
  }
  receipts.slice(1).forEach((receipt, i) => {
    const before = receipts[i]
    expect(receipt.number).toBe((before?.number ?? 0) + 1)
    expect(receipt.decision.index).toBe((before?.settlement?.index ?? 0) + 1)
    expect(checkReceipt(scene.world.node.ports.log, receipt)).toBe('signed')
  })
  // The clock did go back, and the receipts say so.
  const times = receipts.map(({ time }) => time)
  expect(times).not.toEqual(times.toSorted())
  expect(new Set(receipts.map(({ decision }) => decision.id)).size).toBe(receipts.length)
  await scene.world.node.ports.catchUp()
  expect(await verifiedWith(kept)).toEqual({ code: 0, found: [] })
})

it('starts again with an earlier clock, and goes on from the log that is there', async () => {
  const kept = [await covered()]
  const { options } = scene.world
  await scene.world.stop()
  const node = await createNode({ ...options, clock: () => new Date(scene.now().getTime() - 24 * HOUR) })
  const size = await node.ports.ledger.size()
  await expect.poll(() => node.ports.tree.checkpoint()).toContain(`\n${size}\n`)
  await node.close()
  expect(await verifiedWith(kept)).toEqual({ code: 0, found: [] })
})

function verifiedWith(notes: readonly string[]) {
  const { folder, options } = scene.world
  const files = notes.flatMap((note, i) => {
    const file = join(folder, `kept-${i}`)
    writeFileSync(file, note)
    return ['--kept', file]
  })
  return verified(options, options.dataDir, ['--parts', ...files])
}
