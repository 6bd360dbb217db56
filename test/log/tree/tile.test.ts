/** Tiles stand where C2SP tlog-tiles says, and have one path each. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTilePath, partialTiles, tileIn, tilePath } from '../../../src/log/tree/tile.ts'

describe('the path of a tile', () => {
  it.each([
    [{ level: 0, index: 0, width: 256 }, '0/000'],
    [{ level: 0, index: 1_234_067, width: 256 }, '0/x001/x234/067'],
    [{ level: 1, index: 273, width: 17 }, '1/273.p/17'],
    [{ level: 63, index: 1_000, width: 1 }, '63/x001/000.p/1'],
  ])('of %o is %s', (tile, path) => {
    expect(tilePath(tile)).toBe(path)
    expect(parseTilePath(path)).toEqual(tile)
  })

  it('leads back to the tile', () => {
    const tile = fc.record({
      level: fc.nat(63),
      index: fc.nat(Number.MAX_SAFE_INTEGER),
      width: fc.integer({ min: 1, max: 256 }),
    })
    fc.assert(
      fc.property(tile, (one) => {
        expect(parseTilePath(tilePath(one))).toEqual(one)
      }),
    )
  })

  it.each([
    ['a level of 64', '64/000'],
    ['a level with a leading zero', '00/000'],
    ['an empty tile', '0/000.p/0'],
    ['a full tile named as a partial one', '0/000.p/256'],
    ['a width with a leading zero', '0/000.p/07'],
    ['an index without its x', '0/001/000'],
    ['an index in a group too many', '0/x000/001'],
    ['an index that is no safe integer', '0/x999/x999/x999/x999/x999/999'],
    ['a bundle of entries', 'entries/000'],
    ['a way up', '0/../000'],
    ['nothing', ''],
  ])('is refused for %s', (_, path) => {
    expect(parseTilePath(path)).toBeUndefined()
  })
})

it('of a tree of 70,000 leaves the tiles are those of the example in the specification', () => {
  expect(partialTiles(70_000).map(tilePath)).toEqual(['0/273.p/112', '1/001.p/17', '2/000.p/1'])
  expect(tileIn(70_000, 0, 272)).toEqual({ level: 0, index: 272, width: 256 })
  expect(tileIn(70_000, 0, 273)).toEqual({ level: 0, index: 273, width: 112 })
  expect(tileIn(70_000, 0, 274)).toBeUndefined()
  expect(tileIn(256, 0, 1)).toBeUndefined()
  expect(tileIn(256, 1, 0)).toEqual({ level: 1, index: 0, width: 1 })
})
