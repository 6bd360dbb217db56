/** What is due, of whom, and by which row; what is held, and why. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Case, CaseFacts } from '../../src/domain/case.ts'
import { due, onHold, stillDue, survey } from '../../src/erasure/due.ts'
import { findingOfDay } from '../../src/erasure/finding.ts'
import { LIMITS } from '../../src/limits.ts'
import { facts } from '../policy/tables.ts'
import { OIN, OTHER_OIN } from '../storage/fixtures.ts'
import { LOCAL, openStage, type Stage } from './stage.ts'
import { FOR_GOOD, HOLD, HOLD_ALL, judgement, MAY_GO, RETENTION } from './table.ts'

let stage: Stage
beforeEach(() => {
  stage = openStage()
})
afterEach(() => stage.close())

const WGS: Partial<CaseFacts> = { regime: 'WGS', state: 'R3', firstProcessed: '2020-01-10' }
const REJECTED: Partial<CaseFacts> = { state: 'B0', rejectedOn: '2025-01-10' }
const CLOSED: Partial<CaseFacts> = { state: 'B6', closedOn: '2025-02-10' }
const now = () => new Date(stage.now)
const orders = () => due(stage.ports, now())
const held = async () =>
  (await survey(stage.ports, now())).flatMap(({ ground, held: why }) => (why ? [`${ground} ${why}`] : []))
const ofCase = ({ oin, id: caseId }: Case) => ({ kind: 'case', oin, caseId })

describe('what was ordered', () => {
  it('is held by a judgement about its case or its organisation, while that stands', async () => {
    const value = await stage.opened(WGS)
    const other = await stage.opened(WGS)
    const isHeld = async (one: Case) => onHold(stage.ports, { kind: 'case', oin: one.oin, caseId: one.id }, now())
    expect(await isHeld(value)).toBe(false)
    const hold = await stage.judged(value, HOLD)
    expect([await isHeld(value), await isHeld(other)]).toEqual([true, false])
    await stage.withdraw(hold)
    expect(await isHeld(value)).toBe(false)
    await stage.judged(null, HOLD_ALL)
    const day = { kind: 'day', oin: value.oin, day: '2026-01-01', of: 'caller' } as const
    expect([await isHeld(value), await onHold(stage.ports, day, now())]).toEqual([true, true])
  })
})

describe('a case', () => {
  it.each([
    ['WGS-26', WGS],
    ['WGS-26-R8', { regime: 'WGS', state: 'R8', firstProcessed: '2026-01-01' }],
    ['BGS-09', { regime: 'WGS', state: 'R1', firstProcessed: '2026-01-01', signalOutcome: 'NIET_IN_BEHANDELING' }],
    ['BGP-04', REJECTED],
    ['BGP-12', CLOSED],
  ] as const)('goes by %s once its category of the selection list is recorded', async (ground, changed) => {
    const value = await stage.opened(changed)
    const waits = ground === 'WGS-26' ? [] : [`${ground} selection-list`]
    expect([await held(), await orders()]).toEqual([waits, waits.length > 0 ? [] : [{ target: ofCase(value), ground }]])
    await stage.judged(value, MAY_GO)
    expect([await held(), await orders()]).toEqual([[], [{ target: ofCase(value), ground }]])
  })

  it('goes not before its day, and from its first moment in UTC, where norms count', async () => {
    const value = await stage.opened({ ...WGS, firstProcessed: '2021-01-04' })
    for (const [at, expected] of [
      ['2026-01-04T23:30:00.000Z', 0],
      ['2026-01-04T23:59:59.999Z', 0],
      ['2026-01-05T00:00:00.000Z', 1],
    ] as const) {
      stage.now = at
      expect([
        at,
        (await orders()).length,
        await stillDue(stage.ports, { target: { kind: 'case', oin: OIN, caseId: value.id }, ground: '' }, now()),
      ]).toEqual([at, expected, expected === 1 ? expect.anything() : null])
    }
  })

  it.each([
    ['open', { state: 'B4', firstProcessed: '2001-01-01' }],
    ['rejected on a day that nobody knows', { state: 'B0', rejectedOn: null }],
    ['within its term', { ...WGS, firstProcessed: '2022-01-01' }],
  ] as const)('stays while it is %s', async (_, changed) => {
    await stage.judged(await stage.opened(changed), MAY_GO)
    expect(await survey(stage.ports, now())).toEqual([])
  })

  it('has no term where the organisation has no settings', async () => {
    await stage.judged(await stage.opened(CLOSED), MAY_GO)
    stage.settings = {}
    expect(await survey(stage.ports, now())).toEqual([])
  })

  it('goes by the row that does not wait, where another one does', async () => {
    const value = await stage.opened({ ...WGS, signalOutcome: 'GEEN_AANWIJZING' })
    expect(await orders()).toEqual([{ target: ofCase(value), ground: 'WGS-26' }])
  })

  it('is no longer there once its key is destroyed', async () => {
    const value = await stage.opened(WGS)
    await stage.erase({ target: { kind: 'case', oin: value.oin, caseId: value.id }, ground: 'WGS-26' })
    expect(await survey(stage.ports, now())).toEqual([])
    expect(
      await stillDue(
        stage.ports,
        { target: { kind: 'case', oin: value.oin, caseId: value.id }, ground: 'WGS-26' },
        now(),
      ),
    ).toBeNull()
  })
})

describe('what is held', () => {
  it('stays while a hold on it stands, and goes once that is taken back', async () => {
    const value = await stage.opened(WGS)
    const other = await stage.opened(WGS)
    const hold = await stage.judged(value, HOLD)
    expect([await held(), await orders()]).toEqual([
      ['WGS-26 legal-hold'],
      [{ target: ofCase(other), ground: 'WGS-26' }],
    ])
    await stage.withdraw(hold)
    expect([await held(), (await orders()).length]).toEqual([[], 2])
  })

  it('stays until the last day of a hold that has one', async () => {
    await stage.judged(await stage.opened(WGS), { ...HOLD, validUntil: '2026-06-01' })
    expect(await held()).toEqual(['WGS-26 legal-hold'])
    stage.now = '2026-06-02T00:00:00.000Z'
    expect([await held(), (await orders()).length]).toEqual([[], 1])
  })

  it('is all of the organisation where all is held: cases and days, and nothing of another one', async () => {
    await stage.opened(WGS)
    await stage.opened(WGS, { oin: OTHER_OIN })
    stage.scopes = [OIN, OTHER_OIN].map((oin) => `day:${oin}:2020-01-01:caller`)
    expect((await orders()).length).toBe(4)
    await stage.judged(null, HOLD_ALL)
    expect(await held()).toEqual(['CALLER legal-hold', 'WGS-26 legal-hold'])
    expect((await orders()).map(({ target }) => target.oin)).toEqual([OTHER_OIN, OTHER_OIN])
  })

  it.each(['caller', 'case', 'BRP-04', 'WJSG-01'])(
    'is each day of the organisation from the opening of a case that is held, and none before it: %s',
    async (of) => {
      stage.now = '2050-06-01T12:00:00.000Z'
      // Just past midnight in the Netherlands: the day that its first entry lies with.
      const value = await stage.opened({ state: 'B4' }, { openedAt: '2026-03-01T23:00:00.000Z' })
      await stage.opened({ state: 'B4' }, { openedAt: '2026-01-01T12:00:00.000Z' })
      const days = ['2026-03-01', '2026-03-02', '2027-03-02']
      stage.scopes = [...days.map((day) => `day:${OIN}:${day}:${of}`), `day:${OTHER_OIN}:2026-03-02:${of}`]
      const going = async () => (await orders()).map(({ target }) => [target.oin, target.kind === 'day' && target.day])
      expect(await going()).toHaveLength(4)
      const hold = await stage.judged(value, HOLD)
      expect((await held()).map((one) => one.split(' ')[1])).toEqual(['legal-hold', 'legal-hold'])
      expect(await going()).toEqual([
        [OIN, '2026-03-01'],
        [OTHER_OIN, '2026-03-02'],
      ])
      const order = { target: { kind: 'day', oin: OIN, day: '2026-03-02', of }, ground: 'x' } as const
      expect(await stillDue(stage.ports, order, now())).toBeNull()
      await stage.withdraw(hold)
      expect([(await going()).length, await stillDue(stage.ports, order, now())]).toEqual([
        4,
        { judgements: { oin: OIN, given: 0, withdrawn: 0 }, guard: { holdsOf: OIN, known: [] } },
      ])
    },
  )

  it('is no day where the hold is over, says nothing, or is on a case that is no longer there', async () => {
    const opened = { openedAt: '2020-01-01T12:00:00.000Z' }
    stage.scopes = [`day:${OIN}:2022-01-01:caller`]
    await stage.judged(await stage.opened({ state: 'B4' }, opened), judgement('LEGAL_HOLD', 'nothing'))
    await stage.judged(await stage.opened({ state: 'B4' }, opened), { ...HOLD, validUntil: '2026-05-31' })
    const gone = await stage.opened({ state: 'B4' }, opened)
    await stage.judged(gone, HOLD)
    expect(await held()).toEqual(['CALLER legal-hold'])
    await stage.erase({ target: { kind: 'case', oin: OIN, caseId: gone.id }, ground: 'x' })
    expect([await held(), (await orders()).length]).toEqual([[], 1])
  })

  it('stays for good where the selection list says so, also what the statute orders to go', async () => {
    const value = await stage.opened(WGS)
    await stage.judged(value, MAY_GO)
    await stage.judged(value, FOR_GOOD)
    expect([await held(), await orders()]).toEqual([['WGS-26 kept-for-good'], []])
  })

  it('is not what a judgement of another kind or another case says', async () => {
    const value = await stage.opened(WGS)
    await stage.judged(await stage.opened({ state: 'B4' }), HOLD)
    await stage.judged(value, judgement('VETO', 'veto'))
    await stage.judged(value, judgement('LEGAL_HOLD', 'nothing'))
    expect([await held(), (await orders()).length]).toEqual([[], 1])
  })
})

describe('a day', () => {
  it.each([
    ['who asked', 'caller', 'CALLER', '2024-05-31', '2024-06-01'],
    ['content without a case', 'case', 'CONTENT', '2025-05-31', '2025-06-01'],
    ['a provision of the register', 'BRP-04', 'BRP-04', '2006-05-31', '2006-06-01'],
    ['a provision of the prosecution service', 'WJSG-01', 'WJSG-01', '2022-05-31', '2022-06-01'],
  ])('goes on the day after its term, and not on its last: %s', async (_, of, ground, over, last) => {
    stage.scopes = [over, last].map((day) => `day:${OIN}:${day}:${of}`)
    expect(await orders()).toEqual([{ target: { kind: 'day', oin: OIN, day: over, of }, ground }])
  })

  it('is over at midnight in the Netherlands', async () => {
    stage.scopes = [`day:${OIN}:2024-06-01:caller`]
    for (const [at, expected] of [
      ['2026-06-01T21:59:59.999Z', 0],
      ['2026-06-01T22:00:00.000Z', 1],
    ] as const) {
      stage.now = at
      expect([at, (await orders()).length]).toEqual([at, expected])
    }
  })

  it('that is a leap day goes early by a longest term, and late by a shortest', () => {
    const goes = (of: string, day: string) =>
      findingOfDay(
        { retention: RETENTION, settings: LOCAL, facts },
        { kind: 'day', oin: OIN, day, of },
        { ofOrganisation: [], ofCases: [] },
        now(),
      ).goes
    expect([goes('caller', '2024-02-29'), goes('case', '2024-02-29')]).toEqual(['2026-03-01', '2025-03-01'])
    expect([goes('BRP-04', '2004-02-29'), goes('WJSG-01', '2024-02-29')]).toEqual(['2024-03-01', '2028-03-01'])
    expect(goes('BRP-04', '2080-02-29')).toBe('2100-03-02')
  })

  it.each(['caller', 'case', 'BRP-04', 'WJSG-01'])(
    'waits until the organisation says under which category its log falls: %s',
    async (of) => {
      stage.scopes = [`day:${OIN}:2000-01-01:${of}`]
      expect((await orders()).length).toBe(1)
      stage.settings = { [OIN]: { ...LOCAL[OIN], retention: { callerYears: 2, contentYears: 1 } } as never }
      expect([await orders(), (await held()).map((one) => one.split(' ')[1])]).toEqual([[], ['selection-list']])
    },
  )

  it('stays where nobody gives it a term, or no row is about it', async () => {
    stage.scopes = ['caller', 'case', 'GEM-01'].map((of) => `day:${OIN}:1990-01-01:${of}`)
    stage.settings = { [OIN]: { ...LOCAL[OIN], retention: { logCategory: '4.2' } } as never }
    expect(await survey(stage.ports, now())).toEqual([])
  })

  it('is only what such a scope names', async () => {
    stage.scopes = ['case:1', 'broker:log', `org:${OIN}`, `day:${OIN}:1990-01-01`, 'day:1:1990-01-01:caller']
    expect(await survey(stage.ports, now())).toEqual([])
  })
})

it('all organisations, first due first, always in one order, and no more than a sweep takes', async () => {
  expect(LIMITS.erasuresPerSweep).toBeGreaterThan(9)
  await stage.opened({ ...WGS, firstProcessed: '2020-03-01' })
  await stage.opened({ ...WGS, firstProcessed: '2020-02-01' }, { oin: OTHER_OIN })
  const days = Array.from({ length: LIMITS.erasuresPerSweep }, (_, i) =>
    new Date(Date.UTC(2022, 0, 1 + i)).toISOString().slice(0, 10),
  )
  stage.scopes = days.map((day) => `day:${OIN}:${day}:caller`)
  const found = await orders()
  expect(found).toHaveLength(LIMITS.erasuresPerSweep)
  expect((await survey(stage.ports, now())).length).toBe(LIMITS.erasuresPerSweep + 2)
  const goes = (await survey(stage.ports, now())).map((one) => one.goes)
  expect(goes).toEqual([...goes].sort())
  expect(new Set(found.map(({ target }) => target.kind))).toEqual(new Set(['day']))
  stage.scopes = [...stage.scopes].reverse()
  expect(await orders()).toEqual(found)
  stage.scopes = []
  expect((await orders()).map(({ target }) => target.oin)).toEqual([OTHER_OIN, OIN])
})

it('a case beyond the first page is found', async () => {
  for (let i = 0; i < LIMITS.pageItems; i += 1) await stage.opened({ state: 'B2' })
  const last = await stage.opened(WGS)
  expect(await orders()).toEqual([{ target: ofCase(last), ground: 'WGS-26' }])
})
