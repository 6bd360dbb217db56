/** SIGKILL at each point of the path: no data without a durable decision, no release without its settlement. */
import { afterEach, expect, it } from 'vitest'
import { openParts } from '../../src/log/entry.ts'
import { partOf } from '../../src/log/parts.ts'
import { prepare, type Stage } from './stage.ts'
import type { Point } from './victim.ts'

let stage: Stage | undefined
afterEach(() => stage?.world.close())

it.each<[Point, boolean, string[]]>([
  ['before-record', false, []],
  ['after-record', false, ['decision', 'aborted']],
  ['during-fetch', true, ['decision', 'aborted']],
  ['before-settle', true, ['decision', 'aborted']],
  ['after-settle', true, ['decision', 'settled']],
])('%s: every decision is accounted for after a restart', async (point, fetches, expected) => {
  stage = await prepare()
  const ran = stage.run({ point })
  expect(ran.signal).toBe('SIGKILL')
  expect(ran.report).toBeUndefined()
  expect(ran.fetched).toBe(fetches)
  const node = await stage.open()
  const entries = await node.ports.ledger.range(stage.size, 10)
  const found = await Promise.all(
    entries.map(async (entry) => partOf(await openParts(node.ports, entry), 'settlement')?.result ?? entry.type),
  )
  expect(found).toEqual(expected)
  expect(await node.ports.ledger.unsettled()).toEqual([])
  expect(entries.map((entry) => entry.index)).toEqual(entries.map((_, i) => (stage?.size ?? 0) + i))
  await node.close()
})
