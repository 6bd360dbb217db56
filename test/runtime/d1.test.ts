/** The storage contract on the real D1 of workerd, beside the fake that the quick tests use. */
import { afterAll, beforeAll, describe } from 'vitest'
import { openD1 } from '../../src/storage/d1/open.ts'
import { archiveContract } from '../storage/archive-contract.ts'
import { ledgerContract } from '../storage/contract.ts'
import { decisionCountsContract } from '../storage/decision-counts-contract.ts'
import { dutyContract } from '../storage/duty-contract.ts'
import { guardContract } from '../storage/guard-contract.ts'
import { holdingContract } from '../storage/holding-contract.ts'
import { registerContract } from '../storage/register-contract.ts'
import type { Factory } from '../storage/stored.ts'
import { treeContract } from '../storage/tree-contract.ts'
import { type Databases, startDatabases } from './d1-databases.ts'

/** An empty database for each test: more than there are tests. */
const DATABASES = Array.from({ length: 128 }, (_, i) => `D${i}`)
const clock = () => new Date('2026-03-02T09:30:00.000Z')

let databases: Databases
let used = 0
beforeAll(async () => {
  databases = await startDatabases(DATABASES)
})
afterAll(() => databases.close())

const open: Factory = async (vault) => {
  const database = databases.open(DATABASES[used++] ?? 'none left')
  return {
    ...(await openD1(database, { ...vault, clock })),
    execute: async (sql) => {
      const [result] = await database.batch([database.prepare(sql)])
      return (result?.results ?? []).filter((row): row is object => typeof row === 'object' && row !== null)
    },
    close: async () => undefined,
  }
}

// A suite opens a database for each test around it: only its own.
for (const contract of [
  ledgerContract,
  decisionCountsContract,
  guardContract,
  dutyContract,
  archiveContract,
  registerContract,
  holdingContract,
  treeContract,
]) {
  describe(contract.name, () => contract('D1 in workerd', open))
}
