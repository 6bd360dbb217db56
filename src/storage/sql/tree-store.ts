/** The tree over any engine of the SQLite family: tiles and checkpoint move together, or not at all. */
import { and, asc, between, eq, sql } from 'drizzle-orm'
import { unhex } from '../../domain/trace.ts'
import type { TreeStore } from '../../log/tree-store.ts'
import { StorageFailure } from '../failure.ts'
import { entries, treeCheckpoint, treeCosigned, treeTiles } from '../schema.ts'
import { author, bytesOf, type Engine, fill, type Statement, type Step, statement } from './statement.ts'

const { placeholder } = sql

const leafHashes: Statement<{ idx: number; leaf_hash: string }> = statement(
  author
    .select({ idx: entries.idx, leaf_hash: entries.leaf_hash })
    .from(entries)
    .where(between(entries.idx, placeholder('from'), placeholder('to')))
    .orderBy(asc(entries.idx)),
)
const tile: Statement<{ hashes: Uint8Array }> = statement(
  author
    .select({ hashes: treeTiles.hashes })
    .from(treeTiles)
    .where(and(eq(treeTiles.level, placeholder('level')), eq(treeTiles.idx, placeholder('index')))),
)
const checkpoint: Statement<{ note: string }> = statement(
  author.select({ note: treeCheckpoint.note }).from(treeCheckpoint),
)
const putTile: Statement<never> = statement(
  author
    .insert(treeTiles)
    .values({ level: placeholder('level'), idx: placeholder('index'), hashes: placeholder('bytes') })
    .onConflictDoUpdate({ target: [treeTiles.level, treeTiles.idx], set: { hashes: sql`excluded.hashes` } }),
)
const putCheckpoint: Statement<never> = statement(
  author
    .insert(treeCheckpoint)
    .values({ id: 1, size: placeholder('size'), note: placeholder('note') })
    .onConflictDoUpdate({ target: treeCheckpoint.id, set: { size: sql`excluded.size`, note: sql`excluded.note` } }),
)
const cosigned: Statement<{ note: string }> = statement(author.select({ note: treeCosigned.note }).from(treeCosigned))
const putCosigned: Statement<never> = statement(
  author
    .insert(treeCosigned)
    .values({ id: 1, size: placeholder('size'), note: placeholder('note') })
    .onConflictDoUpdate({ target: treeCosigned.id, set: { size: sql`excluded.size`, note: sql`excluded.note` } }),
)
/** Stores nothing: aborts the write when another checkpoint stands there (see tree_guard in migrations.ts). */
const guardStep = (previous: string | null): Step => ({
  sql: 'insert into tree_guard (previous) values (?)',
  values: [previous],
})

export function createTreeStore(engine: Engine): TreeStore {
  return {
    async leafHashes(from, count) {
      const [rows] = await engine.read([fill(leafHashes, { from, to: from + count - 1 })])
      return rows.map(({ idx, leaf_hash }, i) => {
        if (idx !== from + i) throw new Error(`the log has no entry ${from + i}, and one after it`)
        return unhex(leaf_hash)
      })
    },
    async tile(level, index) {
      const [[row]] = await engine.read([fill(tile, { level, index })])
      return row && bytesOf(row.hashes)
    },
    async checkpoint() {
      const [[row]] = await engine.read([fill(checkpoint, {})])
      return row?.note
    },
    async advance(tiles, { size, note }, previous) {
      const put = tiles.map(({ level, index, bytes }) => fill(putTile, { level, index, bytes }))
      try {
        await engine.write([guardStep(previous), ...put, fill(putCheckpoint, { size, note })])
        return true
      } catch (error) {
        if (isRaised(error, 'checkpoint-moved')) return false
        throw error
      }
    },
    async cosigned() {
      const [[row]] = await engine.read([fill(cosigned, {})])
      return row?.note
    },
    async putCosigned({ size, note }) {
      try {
        await engine.write([fill(putCosigned, { size, note })])
        return true
      } catch (error) {
        if (isRaised(error, 'checkpoint-fixed')) return false
        throw error
      }
    },
  }
}

/** Whether a trigger stopped the write with this word. */
function isRaised(error: unknown, word: string): boolean {
  const cause = error instanceof StorageFailure && error.kind === 'conflict' ? error.cause : undefined
  return cause instanceof Error && cause.message.includes(word)
}
