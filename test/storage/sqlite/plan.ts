/** How the engine would run a statement, with all tables and indexes there are. */
import Database from 'better-sqlite3'
import { MIGRATIONS } from '../../../src/storage/migrations.ts'
import type { Step } from '../../../src/storage/sql/statement.ts'

export function planOf(step: Step | undefined): string {
  const database = new Database(':memory:')
  for (const sql of MIGRATIONS.flatMap(({ statements }) => statements)) database.exec(sql)
  const plan = database.prepare(`EXPLAIN QUERY PLAN ${step?.sql}`).all(...(step?.values ?? []))
  database.close()
  return JSON.stringify(plan)
}
