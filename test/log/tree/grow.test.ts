/** A tree that holds only its right edge has the roots of RFC 9162, and its tiles are those of C2SP tlog-tiles. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hex, unhex } from '../../../src/domain/trace.ts'
import { leafHash } from '../../../src/log/leaf.ts'
import { growTree } from '../../../src/log/tree/grow.ts'
import { perfectRoot } from '../../../src/log/tree/hash.ts'
import { partialTiles, tilePath } from '../../../src/log/tree/tile.ts'
import { grown, leaves, root, sha256 } from './naive.ts'

/** The inputs and roots that implementations of RFC 6962 share as their test vectors. */
const INPUTS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

describe('the root', () => {
  it('is that of the shared test vectors, at every size', () => {
    const tree = growTree(sha256)
    const found = [hex(tree.root())]
    for (const input of INPUTS) {
      tree.add(unhex(leafHash({ sha256 }, unhex(input))))
      found.push(hex(tree.root()))
    }
    expect(found).toEqual(ROOTS)
  })

  it('is that of the naive tree, also over several tiles and levels', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_100 }), (size) => {
        const all = leaves(size)
        expect(hex(grown(all).tree.root())).toBe(hex(root(all)))
      }),
      { numRuns: 40 },
    )
  })

  it('is the same for a tree that goes on from its right edge', () => {
    fc.assert(
      fc.property(fc.nat(600), fc.nat(600), (before, after) => {
        const all = leaves(before + after)
        const edge = grown(all.slice(0, before)).tree.edge()
        const tree = growTree(sha256, before, edge)
        for (const leaf of all.slice(before)) tree.add(leaf)
        expect([tree.size(), hex(tree.root())]).toEqual([all.length, hex(root(all))])
      }),
      { numRuns: 40 },
    )
  })
})

describe('tiles', () => {
  it('of a tree that went into a third level stand at their places', () => {
    const { tiles } = grown(leaves(66_000))
    const paths = [...tiles.keys()]
    expect(paths.filter((path) => path.startsWith('0/')).length).toBe(258)
    expect(paths.filter((path) => !path.startsWith('0/'))).toEqual(['1/000', '1/001.p/1', '2/000.p/1'])
    expect(paths).toContain('0/257.p/208')
  })

  it('above level 0 hold the roots of full tiles below', () => {
    const all = leaves(700)
    const { tiles } = grown(all)
    const below = [all.slice(0, 256), all.slice(256, 512)].map((run) => hex(perfectRoot(sha256, run)))
    expect(hex(tiles.get('1/000.p/2')?.bytes ?? new Uint8Array())).toBe(below.join(''))
  })

  it('that are not full are those that the size says', () => {
    for (const size of [0, 1, 255, 256, 257, 512, 70_000]) {
      expect(growTree(sha256, size, partialTiles(size).map(filled)).edge().map(tilePath)).toEqual(
        partialTiles(size).map(tilePath),
      )
    }
  })
})

it('refuses to go on from an edge that misses a tile, or has one of another width', () => {
  const { tree } = grown(leaves(300))
  const [first, second] = tree.edge()
  expect(() => growTree(sha256, 300, first ? [first] : [])).toThrow('level 1')
  expect(() => growTree(sha256, 301, tree.edge())).toThrow('level 0')
  const short = first && { ...first, bytes: first.bytes.subarray(32) }
  expect(() =>
    growTree(
      sha256,
      300,
      [short, second].flatMap((one) => one ?? []),
    ),
  ).toThrow('level 0')
})

const filled = (tile: ReturnType<typeof partialTiles>[number]) => ({ ...tile, bytes: new Uint8Array(tile.width * 32) })
