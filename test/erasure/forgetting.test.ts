/** The job: everything that is due goes, in batches, once; what is held or fails stays and is told. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EntryType } from '../../src/domain/codes.ts'
import { createForgetting, type Forgetting } from '../../src/erasure/forgetting.ts'
import { lastByPerson } from '../../src/erasure/trusted-clock.ts'
import { LIMITS } from '../../src/limits.ts'
import { bareWrite, OIN } from '../storage/fixtures.ts'
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

describe('a clock that is ahead of what people did', () => {
  const AHEAD = { type: 'fault', where: 'retention', code: 'clock-ahead' }
  const HOUR_MS = 3_600_000
  const DAY_MS = LIMITS.clockDoubtedHours * HOUR_MS
  const begin = Date.parse('2026-06-01T12:00:00.000Z')
  const MINUTE_MS = 60_000
  /** A sweep `after` the one before it, whatever the clock says. */
  const sweepAt = async (time: number, after = MINUTE_MS) => {
    stage.now = new Date(time).toISOString()
    stage.went += after
    await job.run()
  }
  const hourly = async (from: number, until: number) => {
    await sweepAt(from)
    for (let time = from + HOUR_MS; time <= until; time += HOUR_MS) await sweepAt(time, HOUR_MS)
  }
  const faults = () => stage.events.filter((event) => JSON.stringify(event) === JSON.stringify(AHEAD)).length
  beforeEach(async () => {
    stage.lastByPerson = new Date(begin).toISOString()
    await stage.opened(WGS)
  })

  it.each([
    [0, 1, 0],
    [1, 0, 1],
  ])('by a day and %i ms erases %i, with %i fault', async (more, erased, told) => {
    await sweepAt(begin + DAY_MS + more)
    expect([stage.erased.length, faults()]).toEqual([erased, told])
  })

  it('for a minute erases nothing, and nothing has to be done when it is right again', async () => {
    stage.erase = async () => undefined
    await sweepAt(begin)
    expect(stage.erased).toHaveLength(1)
    stage.scopes = [`day:${OIN}:2025-01-01:caller`]
    await sweepAt(begin + 10 * 365 * DAY_MS)
    await sweepAt(begin + 10 * 365 * DAY_MS + 60_000)
    expect([stage.erased.length, faults()]).toEqual([1, 1])
    await sweepAt(begin + 120_000)
    expect([stage.erased.length, faults()]).toEqual([1, 1])
  })

  it('is believed as soon as somebody did something by it', async () => {
    await sweepAt(begin + 3 * DAY_MS)
    expect(stage.erased).toEqual([])
    stage.lastByPerson = new Date(begin + 3 * DAY_MS + 1_000).toISOString()
    await sweepAt(begin + 3 * DAY_MS + 60_000)
    expect([stage.erased.length, faults()]).toEqual([1, 1])
  })

  it('is believed when nobody did anything, once it went on steadily for a day', async () => {
    const from = begin + 3 * DAY_MS
    await hourly(from, from + DAY_MS - HOUR_MS)
    expect(stage.erased).toEqual([])
    await sweepAt(from + DAY_MS, HOUR_MS)
    expect([stage.erased.length, faults()]).toEqual([1, 1])
  })

  it.each([
    ['a second jump', 9 * 365 * DAY_MS],
    ['going back', -HOUR_MS],
  ])('is not believed for %s: the day begins anew', async (_, step) => {
    const from = begin + 3 * DAY_MS
    await hourly(from, from + 20 * HOUR_MS)
    const again = from + 20 * HOUR_MS + step
    await hourly(again, again + DAY_MS - HOUR_MS)
    expect(stage.erased).toEqual([])
    await sweepAt(again + DAY_MS, HOUR_MS)
    expect(stage.erased).toHaveLength(1)
  })

  it('in steps of less than a day, each of them believed alone, is not believed for more than one of them', async () => {
    await sweepAt(begin)
    for (let i = 1; i <= 40; i += 1) await sweepAt(begin + i * 20 * HOUR_MS)
    stage.scopes = [`day:${OIN}:2024-06-03:caller`]
    await sweepAt(begin + 41 * 20 * HOUR_MS)
    expect([stage.erased.length, faults()]).toEqual([1, 1])
  })

  it.each([
    [LIMITS.clockStepMinutes, 1],
    [LIMITS.clockStepMinutes + 1, 0],
  ])('is believed to go on by %i minutes more than went by, also where that adds up: looks %i', async (most, looks) => {
    await sweepAt(begin + DAY_MS)
    const before = stage.looks
    for (let more = 1; more < most; more += 1) await sweepAt(begin + DAY_MS + 2 * more * MINUTE_MS)
    // On another day, so that it is looked again.
    const until = 2 * DAY_MS
    await sweepAt(begin + until + 2 * most * MINUTE_MS, until - DAY_MS + MINUTE_MS)
    expect([stage.looks - before > 0 ? 1 : 0, faults()]).toEqual([looks, 1 - looks])
  })

  it('by ten years is not believed for going on twice by half a day within two sweeps', async () => {
    const from = begin + 10 * 365 * DAY_MS
    for (const hours of [0, 13, 26]) await sweepAt(from + hours * HOUR_MS)
    expect([stage.erased.length, faults()]).toEqual([0, 1])
  })

  it('that is seen to go on needs nobody: a log may be quiet for as long as the broker runs', async () => {
    await sweepAt(begin)
    stage.scopes = [`day:${OIN}:2024-06-03:caller`]
    await hourly(begin, begin + 10 * DAY_MS)
    expect([stage.erased.length, faults()]).toEqual([2, 0])
  })
})

it('a hold with a last day that comes while others are erased holds, though the clock jumps past it in between', async () => {
  const [first, second] = [await stage.opened(WGS), await stage.opened(WGS)]
  const { erase } = stage
  stage.erase = async (order) => {
    await stage.judged(null, { ...HOLD_ALL, validUntil: '2026-12-31' })
    stage.now = '2036-06-01T12:00:00.000Z'
    await erase(order)
  }
  await job.run()
  expect(about()).toEqual([first.id])
  expect(await stage.storage.cases.find(OIN, second.id)).toBeDefined()
})

describe('while holds may have been lost', () => {
  it('nothing goes that is due, until somebody looked at them', async () => {
    await stage.opened(WGS)
    stage.stopped = true
    await job.run()
    expect([stage.erased, stage.events]).toEqual([[], []])
    stage.stopped = false
    await job.run()
    expect(stage.events).toEqual([counted(0, 0, 1)])
  })
})

describe('what people did last', () => {
  const put = (type: EntryType, at: string) => stage.storage.ledger.append(bareWrite([], { type, at }))
  const last = () => lastByPerson(stage.storage.ledger)

  it('is what took a token, and nothing that the broker wrote by its own clock', async () => {
    expect(await last()).toBe('nobody')
    await put('activation', '2099-01-01T00:00:00.000Z')
    expect(await last()).toBe('nobody')
    for (const [i, type] of (['decision', 'act', 'read'] as const).entries()) {
      await put(type, `2026-06-0${i + 1}T00:00:00.000Z`)
      await put('erasure', '2099-01-01T00:00:00.000Z')
      expect(await last()).toBe(`2026-06-0${i + 1}T00:00:00.000Z`)
    }
  })

  it('is looked for among the newest entries only', async () => {
    await put('act', '2026-06-01T00:00:00.000Z')
    const more = Array.from({ length: LIMITS.clockLookEntries - 1 }, () =>
      put('activation', '2026-06-02T00:00:00.000Z'),
    )
    await Promise.all(more)
    expect(await last()).toBe('2026-06-01T00:00:00.000Z')
    await put('activation', '2026-06-02T00:00:00.000Z')
    expect(await last()).toBe(null)
  })
})
