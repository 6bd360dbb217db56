/** What every storage engine must do for the tree over the log. */
import { describe, expect, it } from 'vitest'
import { hex } from '../../src/domain/trace.ts'
import type { Tile } from '../../src/log/tree/tile.ts'
import { bareWrite } from './fixtures.ts'
import { type Factory, useStored } from './stored.ts'

const bytes = (width: number, fill: number) => new Uint8Array(width * 32).fill(fill)
const tileOf = (width: number, change: Partial<Tile> = {}): Tile => ({
  level: 0,
  index: 0,
  width,
  bytes: bytes(width, 7),
  ...change,
})

export function treeContract(name: string, open: Factory): void {
  const under = useStored(open)

  describe(`${name}: the tree`, () => {
    it('gives leaf hashes of the log in order, at most so many', async () => {
      const hashes = ['aa', 'bb', 'cc'].map((byte) => byte.repeat(32))
      for (const leafHash of hashes) await under.stored.ledger.append(bareWrite([], { leafHash }))
      expect((await under.stored.tree.leafHashes(0, 10)).map(hex)).toEqual(hashes)
      expect((await under.stored.tree.leafHashes(1, 1)).map(hex)).toEqual(hashes.slice(1, 2))
      expect(await under.stored.tree.leafHashes(3, 10)).toEqual([])
    })

    it('refuses to give leaf hashes over a gap in the log', async () => {
      for (let i = 0; i < 3; i += 1) await under.stored.ledger.append(bareWrite())
      await under.stored.execute('DROP TRIGGER entries_no_delete')
      await under.stored.execute('DELETE FROM parts WHERE entry_idx = 1')
      await under.stored.execute('DELETE FROM entries WHERE idx = 1')
      await expect(under.stored.tree.leafHashes(0, 10)).rejects.toThrow('no entry 1')
    })

    it('knows nothing until something is integrated', async () => {
      expect(await under.stored.tree.checkpoint()).toBeUndefined()
      expect(await under.stored.tree.tile(0, 0)).toBeUndefined()
    })

    it('keeps tiles and checkpoint, and puts longer ones in their place', async () => {
      const { tree } = under.stored
      expect(await tree.advance([tileOf(2)], { size: 2, note: 'two' }, null)).toBe(true)
      const next = [tileOf(3), tileOf(1, { level: 1, index: 5, bytes: bytes(1, 9) })]
      expect(await tree.advance(next, { size: 3, note: 'three' }, 'two')).toBe(true)
      expect(await tree.checkpoint()).toBe('three')
      expect([...((await tree.tile(0, 0)) ?? [])]).toEqual([...bytes(3, 7)])
      expect([...((await tree.tile(1, 5)) ?? [])]).toEqual([...bytes(1, 9)])
    })

    it('writes nothing where another checkpoint stands than was seen', async () => {
      const { tree } = under.stored
      await tree.advance([tileOf(2)], { size: 2, note: 'two' }, null)
      for (const previous of [null, 'one'])
        expect(await tree.advance([tileOf(3)], { size: 3, note: 'three' }, previous)).toBe(false)
      expect(await tree.checkpoint()).toBe('two')
      expect((await tree.tile(0, 0))?.length).toBe(64)
    })

    it('lets exactly one of two through that integrate at once', async () => {
      const { tree } = under.stored
      const both = ['a', 'b'].map((note) => tree.advance([tileOf(1)], { size: 1, note }, null))
      expect((await Promise.all(both)).filter((landed) => landed).length).toBe(1)
    })

    it('refuses a tile that does not begin with what it was, and then takes back all of it', async () => {
      const { tree } = under.stored
      await tree.advance([tileOf(2)], { size: 2, note: 'two' }, null)
      const other = tileOf(3, { bytes: bytes(3, 8) })
      for (const tiles of [[other], [tileOf(1)], [tileOf(1, { index: 1 }), other]])
        await expect(tree.advance(tiles, { size: 3, note: 'three' }, 'two')).rejects.toMatchObject({ kind: 'conflict' })
      expect(await tree.checkpoint()).toBe('two')
      expect(await tree.tile(0, 1)).toBeUndefined()
    })

    it('keeps what witnesses cosigned, also with more signatures, and never a smaller one', async () => {
      const { tree } = under.stored
      expect(await tree.cosigned()).toBeUndefined()
      for (const [size, note, kept] of [
        [2, 'two', 'two'],
        [2, 'two, twice', 'two, twice'],
        [3, 'three', 'three'],
        [2, 'two', 'three'],
      ] as const) {
        expect(await tree.putCosigned({ size, note })).toBe(note === kept)
        expect(await tree.cosigned()).toBe(kept)
      }
    })

    it.each([
      ['deleted', 'DELETE FROM tree_cosigned'],
      ['made smaller', 'UPDATE tree_cosigned SET size = 1'],
      ['replaced by a smaller one', `INSERT OR REPLACE INTO tree_cosigned VALUES (1, 1, 'one')`],
    ])('does not let what was cosigned be %s', async (_, sql) => {
      await under.stored.tree.putCosigned({ size: 2, note: 'two' })
      await expect(under.stored.execute(sql)).rejects.toThrow('checkpoint-fixed')
      expect(await under.stored.tree.cosigned()).toBe('two')
    })

    it.each([
      ['a tile that is deleted', 'DELETE FROM tree_tiles'],
      ['a tile that is changed', `UPDATE tree_tiles SET hashes = x'00'`],
      ['a tile that is moved', 'UPDATE tree_tiles SET idx = 1'],
      ['a tile that is replaced', `INSERT OR REPLACE INTO tree_tiles VALUES (0, 0, x'00')`],
      ['a checkpoint that is deleted', 'DELETE FROM tree_checkpoint'],
      ['a checkpoint that shrinks', 'UPDATE tree_checkpoint SET size = 1'],
      ['a checkpoint that is replaced by a smaller one', `INSERT OR REPLACE INTO tree_checkpoint VALUES (1, 1, 'one')`],
    ])('refuses %s by whoever has the database open', async (_, sql) => {
      const { tree } = under.stored
      await tree.advance([tileOf(2)], { size: 2, note: 'two' }, null)
      await expect(under.stored.execute(sql)).rejects.toThrow(/tile-fixed|checkpoint-fixed/)
      expect([(await tree.tile(0, 0))?.length, await tree.checkpoint()]).toEqual([64, 'two'])
    })
  })
}
