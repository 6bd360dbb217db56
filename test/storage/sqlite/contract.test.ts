/** SQLite keeps the storage contract. */
import { connect } from '../../../src/storage/sqlite/connect.ts'
import { storageOver } from '../../../src/storage/sqlite/open.ts'
import { archiveContract } from '../archive-contract.ts'
import { awaitingContract } from '../awaiting-contract.ts'
import { ledgerContract } from '../contract.ts'
import { countContract } from '../count-contract.ts'
import { decisionCountsContract } from '../decision-counts-contract.ts'
import { dutyContract } from '../duty-contract.ts'
import { erasureContract } from '../erasure-contract.ts'
import { erasureDayContract } from '../erasure-day-contract.ts'
import { guardContract } from '../guard-contract.ts'
import { holdingContract } from '../holding-contract.ts'
import { inquiryContract } from '../inquiry-contract.ts'
import { registerContract } from '../register-contract.ts'
import { reviewContract } from '../review-contract.ts'
import type { Factory } from '../stored.ts'
import { treeContract } from '../tree-contract.ts'
import { temporaryFolder } from './temporary.ts'

const open: Factory = async (vault) => {
  const folder = temporaryFolder()
  const clock = () => new Date('2026-03-02T09:30:00.000Z')
  const connection = connect(folder.path('sluis.db'), clock)
  const storage = storageOver(connection, { ...vault, clock, observer: () => undefined })
  return {
    ...storage,
    execute: async (sql) => {
      const statement = connection.database.prepare<[], object>(sql)
      if (statement.reader) return statement.all()
      statement.run()
      return []
    },
    close: async () => {
      storage.close()
      folder.remove()
    },
  }
}

ledgerContract('SQLite', open)
guardContract('SQLite', open)
countContract('SQLite', open)
decisionCountsContract('SQLite', open)
dutyContract('SQLite', open)
erasureContract('SQLite', open)
erasureDayContract('SQLite', open)
archiveContract('SQLite', open)
inquiryContract('SQLite', open)
awaitingContract('SQLite', open)
registerContract('SQLite', open)
holdingContract('SQLite', open)
treeContract('SQLite', open)
reviewContract('SQLite', open)
