/** What of the tree each name of a log may show: all of it under the one that signs, and under one that ended what still holds. */
import { describe, expect, it } from 'vitest'
import { currentOrigin, isTileOf } from '../../src/log/origins.ts'
import type { Step } from '../../src/log/succession.ts'

const step = (kind: 'key' | 'origin', size: number) => ({ statement: { kind, head: { size } } }) as Step
const KEYS = [step('key', 3), step('key', 9)]
/** Put back to 600 entries, given a new key, and put back to 70,000. */
const TWICE = [step('origin', 600), step('key', 650), step('origin', 70_000)]

it('the name that signs is the first until a rollback is acknowledged, whatever keys there were', () => {
  expect([[], KEYS, TWICE].map(currentOrigin)).toEqual([1, 1, 3])
})

describe('a tile', () => {
  const at = (level: number, index: number, width = 256) => ({ level, index, width })

  it('of the name that signs may be any that there is, of one that never was none', () => {
    for (const [steps, origin] of [
      [[], 1],
      [KEYS, 1],
      [TWICE, 3],
    ] as const) {
      expect(isTileOf(steps, origin, at(0, 999_999, 3))).toBe(true)
      expect(isTileOf(steps, origin + 1, at(0, 0, 1))).toBe(false)
    }
  })

  it.each([
    [1, at(0, 1), true],
    [1, at(0, 2, 88), true],
    [1, at(0, 2, 89), false],
    [1, at(0, 2), false],
    [1, at(1, 0, 2), true],
    [1, at(1, 0, 3), false],
    [2, at(0, 2), true],
    [2, at(1, 1, 17), true],
    [2, at(1, 1, 18), false],
    [2, at(2, 0, 1), true],
    [2, at(2, 0, 2), false],
  ])('of name %i that ended, %j, is shown: %s', (origin, tile, shown) => {
    expect(isTileOf(TWICE, origin, tile)).toBe(shown)
  })

  it('of the first name holds no further than the tree still had, also after it was put back again', () => {
    const shorter = [step('origin', 600), step('origin', 100)]
    expect([at(0, 0, 100), at(0, 0, 101)].map((tile) => isTileOf(shorter, 1, tile))).toEqual([true, false])
  })
})
