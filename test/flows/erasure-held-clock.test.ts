/** A hold with a last day: it holds what was ordered until that day comes, by a clock that is believed and by no other. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { OIN } from '../../src/cli/demo/people.ts'
import { createNode } from '../../src/node.ts'
import { orderedBy } from '../support/forgotten.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'

const DAY_MS = 86_400_000
const YEARS_MS = 3 * 365 * DAY_MS
const oin = OIN.voorbeeldstad

let world: World
let garage: Garage
let now: number
/** What really went by. */
let went: number
const clocks = () => ({ clock: () => new Date(now), elapsed: () => went })
const pass = (time: number) => {
  now += time
  went += time
}
beforeEach(async () => {
  now = Date.now()
  went = 0
  world = await openWorld(clocks())
  garage = await openGarage(world, 'B3')
  const validUntil = new Date(now + 300 * DAY_MS).toISOString().slice(0, 10)
  const hold = { type: 'LEGAL_HOLD_ALL', outcome: 'hold', grounds: 'x', validUntil }
  await permitted(garage.cast.officer.post('/v1/attestations', hold))
  const { ports } = world.node
  await ports.ledger.append(await orderedBy(ports, { oin, caseId: garage.caseId, at: new Date(now).toISOString() }))
  await ports.carryOut()
  expect(await isThere()).toBe(true)
})
afterEach(() => world.close())

const isThere = async (node = world.node) => (await node.ports.cases.find(oin, garage.caseId)) !== undefined
async function carriedOut(): Promise<boolean> {
  await world.node.ports.carryOut()
  return !(await isThere())
}

it('holds while a clock jumps past it, and until that clock went on for a day', async () => {
  now += YEARS_MS
  expect(await carriedOut()).toBe(false)
  pass(DAY_MS - 1)
  expect(await carriedOut()).toBe(false)
  pass(1)
  expect(await carriedOut()).toBe(true)
})

it('holds at a start by a clock that jumped, and nothing is lost when the clock is right again', async () => {
  await world.stop()
  now += YEARS_MS
  const node = await createNode({ ...world.options, ...clocks() })
  expect(await isThere(node)).toBe(true)
  now -= YEARS_MS
  await node.ports.carryOut()
  expect(await isThere(node)).toBe(true)
  await node.close()
})

it('ends with its last day, when that really comes', async () => {
  pass(300 * DAY_MS)
  expect(await carriedOut()).toBe(false)
  pass(DAY_MS)
  expect(await carriedOut()).toBe(true)
})
