/** The job: everything that is due goes, in batches, once; what is held or fails stays and is told. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createForgetting, type Forgetting } from '../../src/erasure/forgetting.ts'
import { LIMITS } from '../../src/limits.ts'
import { OIN } from '../storage/fixtures.ts'
import { openStage, type Stage } from './stage.ts'
import { HOLD, HOLD_ALL, MAY_GO } from './table.ts'

const WGS = { regime: 'WGS', state: 'R3', firstProcessed: '2020-01-10' } as const
const FAULT = { type: 'fault', where: 'retention', code: 'erase-failed' }

let stage: Stage
let job: Forgetting
beforeEach(() => {
  stage = openStage()
  job = createForgetting(stage.ports)
})
afterEach(() => stage.close())

const days = (count: number) =>
  Array.from({ length: count }, (_, i) => {
    const day = new Date(Date.UTC(2021, 0, 1 + i)).toISOString().slice(0, 10)
    return `day:${OIN}:${day}:caller`
  })
const counted = (due: number, held: number, erased: number) => ({ type: 'retention', due, held, erased })
const about = () => stage.erased.map(({ target }) => (target.kind === 'case' ? target.caseId : target.day))

it('erases what is due, one order each, and says how many', async () => {
  const value = await stage.opened(WGS)
  await stage.opened({ state: 'B4' })
  stage.scopes = days(2)
  await job.run()
  expect(about()).toEqual(['2021-01-01', '2021-01-02', value.id])
  expect(stage.erased.map(({ ground }) => ground)).toEqual(['CALLER', 'CALLER', 'WGS-26'])
  expect(stage.events).toEqual([counted(0, 0, 3)])
})

it('leaves what is held, and counts it', async () => {
  await stage.judged(await stage.opened(WGS), HOLD)
  await stage.opened({ state: 'B0', rejectedOn: '2025-01-10' })
  await job.run()
  expect([stage.erased, stage.events]).toEqual([[], [counted(0, 2, 0)]])
})

describe('looking', () => {
  it('happens once on each day of either clock, not at every sweep', async () => {
    await stage.opened({ ...WGS, firstProcessed: '2026-01-01' })
    for (const [at, looks] of [
      ['2026-06-01T12:00:00Z', 1],
      ['2026-06-01T12:01:00Z', 1],
      ['2026-06-01T21:59:59Z', 1],
      ['2026-06-01T22:00:00Z', 2],
      ['2026-06-01T22:01:00Z', 2],
      ['2026-06-01T23:59:59Z', 2],
      ['2026-06-02T00:00:00Z', 3],
      ['2026-06-02T12:00:00Z', 3],
    ] as const) {
      stage.now = at
      await job.run()
      expect([at, stage.looks]).toEqual([at, looks])
    }
  })

  it('finds on its day what was not due the day before', async () => {
    await stage.judged(await stage.opened({ state: 'B0', rejectedOn: '2025-05-31' }), MAY_GO)
    stage.now = '2026-05-31T23:59:59.999Z'
    await job.run()
    expect(stage.erased).toEqual([])
    stage.now = '2026-06-01T00:00:00.000Z'
    await job.run()
    expect(stage.erased).toHaveLength(1)
  })

  it('goes on at the next sweep while there is more than one takes', async () => {
    stage.scopes = days(LIMITS.erasuresPerSweep + 3)
    await job.run()
    expect(stage.events).toEqual([counted(3, 0, LIMITS.erasuresPerSweep)])
    await job.run()
    await job.run()
    expect(stage.events.slice(1)).toEqual([counted(0, 0, 3)])
    expect(new Set(about()).size).toBe(LIMITS.erasuresPerSweep + 3)
  })

  it('is not begun beside itself', async () => {
    stage.scopes = days(3)
    await Promise.all([job.run(), job.run(), job.run()])
    expect([stage.erased.length, stage.looks]).toEqual([3, 1])
  })
})

describe('what fails', () => {
  it('is a fault without a name in it, and is tried again at the next sweep', async () => {
    const value = await stage.opened(WGS)
    const { erase } = stage
    stage.erase = () => Promise.reject(new Error('the disk is full'))
    await job.run()
    expect(stage.events).toEqual([FAULT, counted(1, 0, 0)])
    stage.erase = erase
    await job.run()
    expect([about(), stage.events.at(-1)]).toEqual([[value.id], counted(0, 0, 1)])
  })

  it('keeps nothing else from its turn, however much of it there is', async () => {
    stage.scopes = days(LIMITS.erasuresPerSweep + 1)
    const [last] = stage.scopes.slice(-1)
    const { erase } = stage
    stage.erase = async (order) => {
      if (order.target.kind !== 'day' || !last?.includes(order.target.day)) throw new Error('not now')
      await erase(order)
    }
    await job.run()
    expect(about()).toEqual([])
    await job.run()
    expect(about().map((day) => last?.includes(day))).toEqual([true])
  })

  it('is the look itself, where the register cannot be read; the job does not throw', async () => {
    const cases = { ...stage.ports.cases, every: () => Promise.reject(new Error('the file is gone')) }
    const broken = createForgetting({ ...stage.ports, cases })
    await broken.run()
    await broken.run()
    const fault = { type: 'fault', where: 'retention', code: 'register-unavailable' }
    expect(stage.events).toEqual([fault, fault])
  })
})

it('a hold that comes while others are erased is seen before its turn', async () => {
  const [first, second] = [await stage.opened(WGS), await stage.opened(WGS)]
  const { erase } = stage
  stage.erase = async (order) => {
    await stage.judged(null, HOLD_ALL)
    await erase(order)
  }
  await job.run()
  expect(about()).toEqual([first.id])
  expect(await stage.storage.cases.find(OIN, second.id)).toBeDefined()
})
