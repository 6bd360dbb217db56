/** D1 keeps the storage contract. */
import { expect, it } from 'vitest'
import { openD1 } from '../../../src/storage/d1/open.ts'
import { archiveContract } from '../archive-contract.ts'
import { awaitingContract } from '../awaiting-contract.ts'
import { ledgerContract } from '../contract.ts'
import { countContract } from '../count-contract.ts'
import { decisionCountsContract } from '../decision-counts-contract.ts'
import { dutyContract } from '../duty-contract.ts'
import { erasureContract } from '../erasure-contract.ts'
import { erasureDayContract } from '../erasure-day-contract.ts'
import { bareWrite, vaultOf } from '../fixtures.ts'
import { guardContract } from '../guard-contract.ts'
import { holdingContract } from '../holding-contract.ts'
import { registerContract } from '../register-contract.ts'
import { reviewContract } from '../review-contract.ts'
import type { Factory } from '../stored.ts'
import { treeContract } from '../tree-contract.ts'
import { fakeD1 } from './fake.ts'

const clock = () => new Date('2026-03-02T09:30:00.000Z')

const open: Factory = async (vault) => {
  const database = fakeD1()
  return {
    ...(await openD1(database, { ...vault, clock })),
    execute: async (sql) => {
      const [result] = await database.batch([database.prepare(sql)])
      return (result?.results ?? []).filter((row): row is object => typeof row === 'object' && row !== null)
    },
    close: async () => database.close(),
  }
}

ledgerContract('D1', open)
guardContract('D1', open)
countContract('D1', open)
decisionCountsContract('D1', open)
dutyContract('D1', open)
erasureContract('D1', open)
erasureDayContract('D1', open)
archiveContract('D1', open)
registerContract('D1', open)
holdingContract('D1', open)
treeContract('D1', open)
reviewContract('D1', open)
awaitingContract('D1', open)

it('makes its tables once, also when two isolates start at the same time', async () => {
  const database = fakeD1()
  const [one, two] = await Promise.all([
    openD1(database, { ...vaultOf(), clock }),
    openD1(database, { ...vaultOf(), clock }),
  ])
  expect(await one.ledger.append(bareWrite())).toMatchObject({ place: { index: 0 } })
  expect(await two.ledger.append(bareWrite())).toMatchObject({ place: { index: 1 } })
  const three = await openD1(database, { ...vaultOf(), clock })
  expect(await three.ledger.size()).toBe(2)
  database.close()
})

it('refuses a database that a newer version made', async () => {
  const database = fakeD1()
  await openD1(database, { ...vaultOf(), clock })
  await database.batch([database.prepare(`INSERT INTO migrations (id, at) VALUES (99, 'later')`)])
  await expect(openD1(database, { ...vaultOf(), clock })).rejects.toMatchObject({ kind: 'newer' })
  database.close()
})

it('reports a database that cannot be reached as one that cannot be written', async () => {
  const database = fakeD1()
  const storage = await openD1(database, { ...vaultOf(), clock })
  database.close()
  await expect(storage.ledger.append(bareWrite())).rejects.toMatchObject({ name: 'StorageFailure', kind: 'unwritable' })
})
