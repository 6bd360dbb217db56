/** Policy revisions over any engine of the SQLite family. */
import { desc, eq, sql } from 'drizzle-orm'
import type { KeptRevision, PolicyArchive } from '../../policy/archive.ts'
import { policies } from '../schema.ts'
import { author, bytesOf, type Engine, fill, type Statement, statement } from './statement.ts'

type Row = typeof policies.$inferSelect
const { placeholder } = sql

const put: Statement<never> = statement(
  author
    .insert(policies)
    .values({
      digest: placeholder('digest'),
      at: placeholder('at'),
      wasm: placeholder('wasm'),
      data: placeholder('data'),
      manifest: placeholder('manifest'),
      parts: placeholder('parts'),
      settings: placeholder('settings'),
    })
    .onConflictDoNothing(),
)
const has: Statement<{ digest: string }> = statement(
  author
    .select({ digest: policies.digest })
    .from(policies)
    .where(eq(policies.digest, placeholder('digest'))),
)
const one: Statement<Row> = statement(
  author
    .select()
    .from(policies)
    .where(eq(policies.digest, placeholder('digest'))),
)
/** Few, so that a key over two columns needs no index. */
const place = sql`${policies.at} || ' ' || ${policies.digest}`
const newest: Statement<KeptRevision> = statement(
  author
    .select({
      digest: policies.digest,
      at: policies.at,
      norms: sql<number>`json_array_length(${policies.manifest}, '$.norms')`.as('norms'),
    })
    .from(policies)
    .where(sql`${place} < ${placeholder('after')}`)
    .orderBy(desc(place))
    .limit(placeholder('count')),
)
/** Behind every moment. */
const FIRST = '~'

export function createPolicyArchive(engine: Engine): PolicyArchive {
  return {
    async keep({ digest, at, settings, files }) {
      // Half a megabyte, which need not travel at each start.
      const [[there]] = await engine.read([fill(has, { digest })])
      if (there) return
      const { wasm, data, manifest, digest: parts } = files
      await engine.write([fill(put, { digest, at, wasm, data, manifest, parts, settings })])
    },
    async find(digest) {
      const [[row]] = await engine.read([fill(one, { digest })])
      if (!row) return undefined
      const { at, settings, data, manifest, parts } = row
      return { digest, at, settings, files: { wasm: bytesOf(row.wasm), data, manifest, digest: parts } }
    },
    async list(after, count) {
      const place = after ? `${after.at} ${after.digest}` : FIRST
      const [rows = []] = await engine.read([fill(newest, { after: place, count })])
      return rows
    },
  }
}
