/** Everything that is stored, in one D1 database. */

import type { Vault } from '../../log/entry.ts'
import type { TreeStore } from '../../log/tree-store.ts'
import type { Clock } from '../../ports.ts'
import { StorageFailure } from '../failure.ts'
import {
  LATEST_MIGRATION,
  MIGRATION_RAN,
  MIGRATIONS,
  MIGRATIONS_DONE,
  MIGRATIONS_TABLE,
  type Migration,
} from '../migrations.ts'
import { createCaseRegister } from '../sql/case-register.ts'
import { createDecisionIndex } from '../sql/decision-index.ts'
import { createDuties } from '../sql/duties.ts'
import { createErasures } from '../sql/erasures.ts'
import { createInquiries } from '../sql/inquiries.ts'
import { newestKeyIds } from '../sql/key-ids.ts'
import { createPolicyArchive } from '../sql/policies.ts'
import { createReviews } from '../sql/reviews.ts'
import { createTreeStore } from '../sql/tree-store.ts'
import type { Stores } from '../stores.ts'
import type { D1Binding } from './binding.ts'
import { createD1Engine } from './engine.ts'
import { createD1Ledger } from './ledger.ts'

export type D1Storage = Stores & {
  /** Ids of the keys that what was stored last is sealed under. */
  newestKeyIds(): Promise<readonly string[]>
}

/**
 * Makes the tables on first use. `admit` looks at the tree that is there, if any, and throws when it is not to be opened:
 * before anything is written. Throws that, StorageFailure 'newer' or 'unsafe', or what D1 throws.
 */
export async function openD1(
  database: D1Binding,
  { clock, ...vault }: Vault & { clock: Clock },
  admit: (tree: TreeStore) => Promise<unknown> = async () => undefined,
): Promise<D1Storage> {
  const tables = await tablesIn(database)
  // Two bindings may name one database: an export of the data would then carry the keys along. Keys are opened first.
  if (tables.has('keys'))
    throw new StorageFailure('unsafe', 'the keys lie in the database of the log: give KEYS a database of its own')
  const engine = createD1Engine(database)
  const tree = createTreeStore(engine)
  if (tables.has('tree_checkpoint')) await admit(tree)
  await migrate(database, clock)
  const cases = createCaseRegister(engine, vault)
  return {
    ledger: createD1Ledger(engine),
    cases,
    inquiries: createInquiries(engine),
    duties: createDuties(engine),
    reviews: createReviews(engine),
    // What deleted rows leave behind in its files only the platform can overwrite.
    erasures: createErasures({ engine, register: cases, scrub: async () => true }),
    decisionIndex: createDecisionIndex(engine),
    policies: createPolicyArchive(engine),
    tree,
    newestKeyIds: () => newestKeyIds(engine),
  }
}

async function migrate(database: D1Binding, clock: Clock): Promise<void> {
  const done = await doneIn(database)
  if (Math.max(0, ...done) > LATEST_MIGRATION)
    throw new StorageFailure('newer', 'the database was made by a newer version of this program')
  for (const migration of MIGRATIONS) {
    if (!done.has(migration.id)) await run(database, migration, clock)
  }
}

async function doneIn(database: D1Binding): Promise<ReadonlySet<number>> {
  const [, found] = await database.batch([database.prepare(MIGRATIONS_TABLE), database.prepare(MIGRATIONS_DONE)])
  return new Set((found?.results ?? []).map((row) => Number(Object.values(row ?? {})[0])))
}

/** Two isolates may start at once: the mark is the first statement, so the second one's batch fails as a whole. */
async function run(database: D1Binding, { id, statements }: Migration, clock: Clock): Promise<void> {
  const mark = database.prepare(MIGRATION_RAN).bind(id, clock().toISOString())
  try {
    await database.batch([mark, ...statements.map((sql) => database.prepare(sql))])
  } catch (error) {
    if (!(await doneIn(database)).has(id)) throw error
  }
}

async function tablesIn(database: D1Binding): Promise<ReadonlySet<string>> {
  const [found] = await database.batch([database.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`)])
  return new Set((found?.results ?? []).map((row) => String(Object.values(row ?? {})[0])))
}
