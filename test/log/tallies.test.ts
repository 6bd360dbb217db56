/** Counts put together. */
import { describe, expect, it } from 'vitest'
import { spansOf } from '../../src/log/decision-counts.ts'
import { talliedBy, tallyOf, waitOf, without } from '../../src/log/tallies.ts'

const row = (name: string, outcome: string, decisions: number) => ({ name, outcome, decisions })

it('a tally is of each outcome, and by name most first', () => {
  const rows = [row('b', 'permit', 1), row('a', 'deny', 1), row('c', 'review', 2), row('b', 'permit', 4)]
  expect(tallyOf(rows)).toEqual({ permit: 5, review: 2, deny: 1 })
  expect(tallyOf([])).toEqual({ permit: 0, review: 0, deny: 0 })
  expect(talliedBy(rows, ({ name }) => name).map(([name]) => name)).toEqual(['b', 'c', 'a'])
  expect(talliedBy([row('b', 'deny', 1), row('a', 'deny', 1)], ({ name }) => name).map(([name]) => name)).toEqual([
    'a',
    'b',
  ])
})

it('what is left without some is each less its own, and nothing of what they were all of', () => {
  const rows = [row('a', 'permit', 5), row('a', 'deny', 2), row('b', 'permit', 1)]
  const less = [{ decisions: 2, outcome: 'deny', name: 'a' }, row('a', 'permit', 1)]
  expect(without(rows, less)).toEqual([row('a', 'permit', 4), row('b', 'permit', 1)])
  expect(without(rows, [])).toEqual(rows)
})

describe('a wait', () => {
  const took = (seconds: number, inquiries: number) => ({ purpose: null, seconds, inquiries })
  it.each([
    [[], { inquiries: 0, median: null, p90: null }],
    [[took(5, 1)], { inquiries: 1, median: 5, p90: 5 }],
    [[took(9, 1), took(1, 1)], { inquiries: 2, median: 1, p90: 9 }],
    [[took(1, 9), took(100, 1)], { inquiries: 10, median: 1, p90: 1 }],
    [[took(1, 8), took(100, 2)], { inquiries: 10, median: 1, p90: 100 }],
  ])('of %j is %j', (durations, wait) => {
    expect(waitOf(durations)).toEqual(wait)
  })
})

describe('the spans of a period', () => {
  const spans = (from: string, until: string, spread?: 'day' | 'month') => spansOf({ from, until }, spread)
  it('are whole months, and the days at both ends', () => {
    expect(spans('2026-01-01', '2026-03-01')).toEqual(['2026-01', '2026-02'])
    expect(spans('2026-01-31', '2026-03-02')).toEqual(['2026-01-31', '2026-02', '2026-03-01'])
    expect(spans('2025-12-01', '2026-01-01')).toEqual(['2025-12'])
    expect(spans('2026-02-01', '2026-02-28').length).toBe(27)
    expect(spans('2026-02-02', '2026-02-02')).toEqual([])
  })
  it('are few, whatever its length, and each day where it is spread by day', () => {
    expect(spans('2016-01-02', '2025-12-31').length).toBeLessThan(180)
    expect(spans('2026-02-01', '2026-03-01', 'day').length).toBe(28)
  })
})
