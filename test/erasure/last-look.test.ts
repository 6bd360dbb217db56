/** What the job that forgets saw last: by rule, of one organisation; and when it looks again. */
import { expect, it } from 'vitest'
import type { Finding, Hold } from '../../src/erasure/finding.ts'
import { createLookKeeper, nextLook } from '../../src/erasure/last-look.ts'

const finding = (oin: string, ground: string | null, held: Hold | null = null): Finding => ({
  ...{ target: { kind: 'case', oin, caseId: `${oin}-1` }, ground, goes: '2026-01-01', due: true, held },
})

it('knows nothing before the first look, and then what was due and held by each rule', () => {
  const keeper = createLookKeeper()
  expect(keeper.last('a')).toBeNull()
  const found = [
    finding('a', 'WGS-26'),
    finding('a', 'WGS-26', 'legal-hold'),
    finding('a', 'BGP-04'),
    finding('b', null),
  ]
  keeper.found(found, new Date('2026-03-02T09:30:00Z'))
  const at = '2026-03-02T09:30:00.000Z'
  const classes = [
    { ground: 'BGP-04', due: 1, held: 0 },
    { ground: 'WGS-26', due: 2, held: 1 },
  ]
  expect(keeper.last('a')).toEqual({ at, classes })
  expect(keeper.last('b')).toEqual({ at, classes: [] })
  keeper.found([], new Date('2026-03-03T09:30:00Z'))
  expect(keeper.last('a')).toEqual({ at: '2026-03-03T09:30:00.000Z', classes: [] })
})

it.each([
  ['2026-03-02T09:30:00Z', '2026-03-02T23:00:00.000Z'],
  ['2026-03-02T23:30:00Z', '2026-03-03T00:00:00.000Z'],
  ['2026-07-02T09:30:00Z', '2026-07-02T22:00:00.000Z'],
])('after %s it looks again at %s', (now, next) => {
  expect(nextLook(new Date(now))).toBe(next)
})
