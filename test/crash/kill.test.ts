/**
 * SIGKILL at each point of the path: no data without a durable decision, no release without its settlement, no log that
 * differs from its tree.
 */
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { audit, type Finding } from '../../src/log/audit.ts'
import { openParts } from '../../src/log/entry.ts'
import { partOf } from '../../src/log/parts.ts'
import { openReadOnly } from '../../src/storage/sqlite/read-only.ts'
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
  ['before-integrate', true, ['decision', 'settled']],
  ['after-integrate', true, ['decision', 'settled']],
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
  const size = await node.ports.ledger.size()
  await expect.poll(() => node.ports.tree.checkpoint()).toContain(`\n${size}\n`)
  // It ends with its tally, which is in the tree as well.
  await node.close()
  const stored = openReadOnly(join(stage.dataDir, 'sluis.db'))
  const { crypto, log } = node.ports
  const findings: Finding[] = []
  const { entries: all, integrated } = audit({
    stored,
    crypto,
    log,
    kept: [],
    found: (finding) => void findings.push(finding),
  })
  stored.close()
  expect([findings, integrated]).toEqual([[], all])
  expect(all).toBeGreaterThanOrEqual(size)
})
