/** Days of retention: no leap day, no summer time and no time zone moves one. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayAfter, dutchDay, lastDay, policyDay, type Span } from '../../src/erasure/calendar.ts'

const DAY_MS = 86_400_000
/** Days from 1990 to 2090: a term of twenty years stays within four digits and this calendar. */
const days = fc.integer({ min: 7_305, max: 43_829 }).map((n) => new Date(n * DAY_MS).toISOString().slice(0, 10))
const spans: fc.Arbitrary<Span> = fc.oneof(
  fc.integer({ min: 1, max: 20 }).map((years) => ({ years })),
  fc.integer({ min: 1, max: 60 }).map((months) => ({ months })),
  fc.integer({ min: 0, max: 7_305 }).map((count) => ({ days: count })),
)
const bounds = fc.constantFrom('longest' as const, 'shortest' as const)

describe('a day in the Netherlands', () => {
  it.each([
    ['winter, just before midnight there', '2026-01-15T22:59:59.999Z', '2026-01-15'],
    ['winter, midnight there', '2026-01-15T23:00:00.000Z', '2026-01-16'],
    ['winter, 23:30 in UTC', '2026-01-15T23:30:00.000Z', '2026-01-16'],
    ['summer, just before midnight there', '2026-07-15T21:59:59.999Z', '2026-07-15'],
    ['summer, midnight there', '2026-07-15T22:00:00.000Z', '2026-07-16'],
    ['the night summer time begins, before', '2026-03-28T22:59:59.999Z', '2026-03-28'],
    ['the night summer time begins, the hour before it', '2026-03-29T00:59:59.999Z', '2026-03-29'],
    ['the night summer time begins, the hour that is not there', '2026-03-29T01:00:00.000Z', '2026-03-29'],
    ['the first day of summer time, its last moment', '2026-03-29T21:59:59.999Z', '2026-03-29'],
    ['the day after it, its first moment', '2026-03-29T22:00:00.000Z', '2026-03-30'],
    ['the day summer time ends, its first moment', '2026-10-24T22:00:00.000Z', '2026-10-25'],
    ['the hour that is there twice, the second time', '2026-10-25T01:30:00.000Z', '2026-10-25'],
    ['the day summer time ends, its last moment', '2026-10-25T22:59:59.999Z', '2026-10-25'],
    ['New Year, there and not in UTC', '2026-12-31T23:00:00.000Z', '2027-01-01'],
    ['the leap day, before midnight there', '2028-02-29T22:59:59.999Z', '2028-02-29'],
    ['the day before a leap day, 23:30 in UTC', '2028-02-28T23:30:00.000Z', '2028-02-29'],
  ])('is the one on the wall: %s', (_, instant, day) => {
    expect(dutchDay(new Date(instant))).toBe(day)
  })

  it('lasts 23, 24 or 25 hours, and is that of UTC or the next one', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: DAY_MS - 1 }), (day, ms) => {
        const instant = new Date(Date.parse(day) + ms)
        expect(policyDay(instant)).toBe(day)
        expect([day, dayAfter(day)]).toContain(dutchDay(instant))
        // Two hours at most lie between the two clocks, and never the other way round.
        if (ms < 22 * 3_600_000) expect(dutchDay(instant)).toBe(day)
      }),
    )
  })
})

describe('the last day of a term', () => {
  it.each([
    ['five years', '2021-01-04', { years: 5 }, '2026-01-04', '2026-01-04'],
    ['a year from a leap day', '2024-02-29', { years: 1 }, '2025-02-28', '2025-03-01'],
    ['four years from a leap day', '2024-02-29', { years: 4 }, '2028-02-29', '2028-02-29'],
    ['twenty years from a leap day', '2080-02-29', { years: 20 }, '2100-02-28', '2100-03-01'],
    ['a year to a day that only leap years have after it', '2027-02-28', { years: 1 }, '2028-02-28', '2028-02-28'],
    ['a month from 31 January', '2026-01-31', { months: 1 }, '2026-02-28', '2026-03-01'],
    ['a month from 31 January of a leap year', '2028-01-31', { months: 1 }, '2028-02-29', '2028-03-01'],
    ['twelve months are a year', '2024-02-29', { months: 12 }, '2025-02-28', '2025-03-01'],
    ['months over New Year', '2026-11-15', { months: 3 }, '2027-02-15', '2027-02-15'],
    ['no days', '2026-03-29', { days: 0 }, '2026-03-29', '2026-03-29'],
    ['days over a leap day', '2028-02-28', { days: 2 }, '2028-03-01', '2028-03-01'],
    ['days over the switch to summer time', '2026-03-28', { days: 2 }, '2026-03-30', '2026-03-30'],
    ['days over the switch to winter time', '2026-10-24', { days: 2 }, '2026-10-26', '2026-10-26'],
    ['days over New Year', '2026-12-31', { days: 1 }, '2027-01-01', '2027-01-01'],
  ] as const)('is that of the calendar: %s', (_, start, span, longest, shortest) => {
    expect([lastDay(start, span, 'longest'), lastDay(start, span, 'shortest')]).toEqual([longest, shortest])
  })

  it('is of a shortest term at most one day later than of a longest one, and only where the calendar lacks the day', () => {
    fc.assert(
      fc.property(days, spans, (start, span) => {
        const [longest, shortest] = [lastDay(start, span, 'longest'), lastDay(start, span, 'shortest')]
        if (longest === shortest) return
        expect(dayAfter(longest)).toBe(shortest)
        expect(shortest.slice(8)).toBe('01')
        expect(Number(start.slice(8))).toBeGreaterThan(28)
      }),
    )
  })

  it('never comes before that of an earlier day', () => {
    fc.assert(
      fc.property(days, spans, bounds, (start, span, bound) => {
        expect(lastDay(dayAfter(start), span, bound) >= lastDay(start, span, bound)).toBe(true)
      }),
    )
  })

  it('counts days as they follow each other, whatever the clocks do', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 400 }), (start, count) => {
        let day = start
        for (let i = 0; i < count; i += 1) day = dayAfter(day)
        expect(lastDay(start, { days: count }, 'longest')).toBe(day)
      }),
      { numRuns: 30 },
    )
  })

  it.each(['', '2026', '2026-02-30', '2026-13-01', '2026-1-1', '2026-01-01T00:00:00Z'])('is of no day: %j', (day) => {
    expect(() => lastDay(day, { days: 1 }, 'longest')).toThrow('not a calendar day')
  })
})
