/** A database that is put back has lost the holds that came after it: nothing goes until somebody says that they were looked at. */
import { cpSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { OIN, PEOPLE } from '../../src/cli/demo/people.ts'
import { EXIT } from '../../src/cli/help.ts'
import { logCommand } from '../../src/cli/log.ts'
import type { Event } from '../../src/events.ts'
import { createNode, type SluisNode } from '../../src/node.ts'
import { run } from '../cli/policy/run.ts'
import { speaking } from '../support/duties.ts'
import { orderedBy } from '../support/forgotten.ts'
import { openGarage, permitted } from '../support/garage.ts'
import { reported } from '../support/riec.ts'
import { openWorld, type World } from '../support/world.ts'

const HOLD = { type: 'LEGAL_HOLD_ALL', outcome: 'hold', grounds: 'Er loopt een beroep.' }
const STOPPED = { type: 'fault', where: 'retention', code: 'stopped' }
const SWEEP_MS = 60_000

let now: number
let world: World
/** Due in the night after; and one that is not. */
let old: string
let other: string
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  now = Date.parse('2026-11-26T22:00:00Z')
  world = await openWorld({ clock: () => new Date(now) })
  other = (await openGarage(world, 'B3')).caseId
  const opening = reported({ crimeForm: 'DRUGS', involved: ['COL', 'BD'], firstProcessed: '2021-11-26' })
  old = String((await permitted((await speaking(world, PEOPLE.riec, now)).post('/v1/cases', opening))).caseId)
  await world.node.ports.integrate()
  cpSync(world.options.dataDir, join(world.folder, 'older'), { recursive: true })
  await permitted((await speaking(world, PEOPLE.officer, now)).post('/v1/attestations', HOLD))
  await world.node.ports.integrate()
  await world.stop()
})
afterEach(async () => {
  vi.useRealTimers()
  await world.close()
})

function log(...args: string[]) {
  const { dataDir, keysDir, anchorDir, origin } = world.options
  const folders = { SLUIS_KEYS_DIR: keysDir, SLUIS_DATA_DIR: dataDir, SLUIS_ANCHOR_DIR: String(anchorDir) }
  return run(logCommand, args, { ...folders, SLUIS_ORIGIN: origin })
}
function putBack(): void {
  rmSync(world.options.dataDir, { recursive: true })
  cpSync(join(world.folder, 'older'), world.options.dataDir, { recursive: true })
}
const stopFile = () => join(String(world.options.anchorDir), 'erasing.stopped')
const isThere = async ({ ports }: SluisNode, caseId: string) =>
  (await ports.cases.find(OIN.voorbeeldstad, caseId)) !== undefined
async function started(work: (node: SluisNode, events: readonly Event[]) => Promise<void>): Promise<void> {
  const events: Event[] = []
  const node = await createNode({ ...world.options, createKeys: false, observe: (event) => void events.push(event) })
  try {
    await work(node, events)
  } finally {
    await node.close()
  }
}
const metrics = async (node: SluisNode) => (await node.ports.metrics?.()) ?? ''

describe('an older database', () => {
  it('that is taken erases nothing, neither what is due nor what is ordered, until an operator lets it go', async () => {
    putBack()
    const closed = await log('acknowledge-rollback', '--close', world.options.origin)
    expect([closed.code, closed.out]).toEqual([EXIT.ok, expect.stringContaining('"sluis log erasing resume"')])
    now += 5 * 3_600_000
    await started(async (node, events) => {
      expect(events).toContainEqual(STOPPED)
      expect(await metrics(node)).toContain('\nsluis_erasing_stopped 1\n')
      const order = { oin: OIN.voorbeeldstad, caseId: other, at: new Date(now).toISOString() }
      await node.ports.ledger.append(await orderedBy(node.ports, order))
      await node.ports.carryOut()
      await vi.advanceTimersByTimeAsync(SWEEP_MS)
      await new Promise((resolve) => setTimeout(resolve, 300))
      expect([await isThere(node, old), await isThere(node, other)]).toEqual([true, true])
      // The privacy officer gives it again, and what it does not hold goes: nothing here.
      expect((await log('erasing', 'resume')).code).toBe(EXIT.ok)
      expect(await metrics(node)).toContain('\nsluis_erasing_stopped 0\n')
      await vi.advanceTimersByTimeAsync(SWEEP_MS)
      await expect.poll(() => isThere(node, old)).toBe(false)
      await node.ports.carryOut()
      expect(await isThere(node, other)).toBe(false)
    })
  })

  it('that is taken waits at each start', async () => {
    putBack()
    await log('acknowledge-rollback', '--close', world.options.origin)
    now += 5 * 3_600_000
    for (const _ of [1, 2]) await started(async (_, events) => expect(events).toContainEqual(STOPPED))
    expect(existsSync(stopFile())).toBe(true)
  })

  it('that is taken because the anchor was lost waits as well', async () => {
    putBack()
    rmSync(join(String(world.options.anchorDir), 'log.json'))
    expect((await log('anchor', 'adopt')).code).toBe(EXIT.ok)
    await started(async (_, events) => expect(events).toContainEqual(STOPPED))
  })
})

describe('a database that is not older', () => {
  it('erases as before, where closing or adopting is refused', async () => {
    await expect(log('acknowledge-rollback', '--close', world.options.origin)).rejects.toThrow('nothing to acknowledge')
    await expect(log('anchor', 'adopt')).rejects.toThrow('nothing to adopt')
    await started(async (node, events) => {
      expect(events).not.toContainEqual(STOPPED)
      expect(await metrics(node)).toContain('\nsluis_erasing_stopped 0\n')
    })
  })

  it('that waited before goes on waiting, where something else is refused', async () => {
    putBack()
    await log('acknowledge-rollback', '--close', world.options.origin)
    await expect(log('anchor', 'adopt')).rejects.toThrow('nothing to adopt')
    expect(existsSync(stopFile())).toBe(true)
  })
})
