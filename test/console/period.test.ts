/** Periods as people choose them: in Dutch days, over the ends of months, quarters and years. */
import { describe, expect, it } from 'vitest'
import { apiDays, dayBefore, dayIn, periodOr, presets } from '../../src/console/period.ts'

const of = (now: string) =>
  Object.fromEntries(
    presets({ t: (nl) => nl, now: new Date(now) }).map(([name, { from, until }]) => [name, `${from} ${until}`]),
  )

describe('a period', () => {
  it('of a name is of the day in the Netherlands, which begins before that of UTC', () => {
    expect(of('2025-12-31T23:30:00Z')).toEqual({
      Vandaag: '2026-01-01 2026-01-01',
      'Afgelopen 7 dagen': '2025-12-26 2026-01-01',
      'Deze maand': '2026-01-01 2026-01-01',
      'Vorige maand': '2025-12-01 2025-12-31',
      'Dit kwartaal': '2026-01-01 2026-01-01',
      'Dit jaar': '2026-01-01 2026-01-01',
      'Vorig jaar': '2025-01-01 2025-12-31',
    })
    expect(of('2026-06-30T12:00:00Z')['Dit kwartaal']).toBe('2026-04-01 2026-06-30')
    expect(of('2028-03-01T12:00:00Z')['Vorige maand']).toBe('2028-02-01 2028-02-29')
  })

  it('has no day of a year that is written otherwise', () => {
    expect(['0000-01-01', '0999-12-31', '1000-01-01', '9999-12-31'].map(dayIn)).toEqual([
      undefined,
      undefined,
      '1000-01-01',
      '9999-12-31',
    ])
  })

  it('that is not given is the year until today, and has its last day in it', () => {
    const period = periodOr(new Date('2026-06-30T12:00:00Z'), undefined, undefined)
    expect(period).toEqual({ from: '2025-07-01', until: '2026-06-30' })
    expect(apiDays(period)).toEqual({ from: '2025-07-01', until: '2026-07-01' })
    expect(dayBefore('2026-03-01')).toBe('2026-02-28')
  })

  it.each([
    ['2026-02-28', '2026-02-28'],
    ['2026-02-29', undefined],
    ['2026-2-8', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('takes %s as %s', (given, day) => {
    expect(dayIn(given)).toBe(day)
  })
})
