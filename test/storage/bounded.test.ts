/** A cache that cannot grow without bound, and keeps what is used. */
import { describe, expect, it } from 'vitest'
import { Bounded } from '../../src/storage/bounded.ts'

const filled = (most: number, count: number) => {
  const map = new Bounded<number>(most)
  for (let i = 0; i < count; i += 1) map.set(`k${i}`, i)
  return map
}
const held = (map: Bounded<number>, count: number) =>
  Array.from({ length: count }, (_, i) => i).filter((i) => map.get(`k${i}`) !== undefined).length

describe('Bounded', () => {
  it('holds what was set last, and never more than it may', () => {
    for (const count of [1, 5, 10, 11, 100]) {
      const map = filled(10, count)
      for (let i = Math.max(0, count - 5); i < count; i += 1) expect(map.get(`k${i}`)).toBe(i)
    }
    for (let count = 1; count < 100; count += 1) expect(held(filled(10, count), count)).toBeLessThanOrEqual(10)
  })

  it('keeps what is used, however much comes by', () => {
    const map = new Bounded<number>(10)
    map.set('used', 1)
    for (let i = 0; i < 1_000; i += 1) {
      map.set(`k${i}`, i)
      if (i % 4 === 0) expect(map.get('used')).toBe(1)
    }
  })

  it('gives the value that was set last, also of a key that had grown old', () => {
    const map = filled(4, 3)
    map.set('k0', 7)
    expect(map.get('k0')).toBe(7)
  })

  it('forgets every value that is pointed out, young or old, and no other', () => {
    const map = filled(8, 6)
    map.deleteWhere((value) => value % 2 === 0)
    expect([0, 1, 2, 3, 4, 5].map((i) => map.get(`k${i}`))).toEqual([undefined, 1, undefined, 3, undefined, 5])
  })

  it('forgets what is deleted or cleared, young or old', () => {
    const map = filled(4, 3)
    for (const key of ['k0', 'k2']) map.delete(key)
    expect(['k0', 'k1', 'k2'].map((key) => map.get(key))).toEqual([undefined, 1, undefined])
    map.clear()
    expect(map.get('k1')).toBeUndefined()
  })
})
