/** Which index serves a statement: what a partial index leaves out, the statement must leave out in the same words. */
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { MIGRATIONS } from '../../../src/storage/migrations.ts'
import { entrySteps } from '../../../src/storage/sql/entry-sql.ts'
import { createInquiries } from '../../../src/storage/sql/inquiries.ts'
import type { Step } from '../../../src/storage/sql/statement.ts'
import { AT, bareEntry, OIN } from '../fixtures.ts'

function planOf(step: Step | undefined): string {
  const database = new Database(':memory:')
  for (const sql of MIGRATIONS.flatMap(({ statements }) => statements)) database.exec(sql)
  const plan = database.prepare(`EXPLAIN QUERY PLAN ${step?.sql}`).all(...(step?.values ?? []))
  database.close()
  return JSON.stringify(plan)
}

it.each([
  ['what is due', 'inquiries_due', (inquiries: ReturnType<typeof createInquiries>) => inquiries.due(AT, 10)],
  [
    'what waits',
    'inquiries_waiting',
    (inquiries: ReturnType<typeof createInquiries>) => inquiries.waiting(OIN, {}, AT, 10),
  ],
])('%s is found by %s', async (_, index, ask) => {
  const steps: Step[] = []
  const engine: Parameters<typeof createInquiries>[0] = {
    async read(asked) {
      steps.push(...asked)
      throw new Error('only asked')
    },
    write: async () => [],
  }
  await expect(ask(createInquiries(engine))).rejects.toThrow('only asked')
  expect(planOf(steps[0])).toContain(`USING INDEX ${index}`)
})

it('the next number of an organisation is found by its index, not by looking at all there is', () => {
  const [put] = entrySteps(bareEntry())
  expect(planOf(put)).toContain('USING COVERING INDEX entries_number (oin=?')
})
