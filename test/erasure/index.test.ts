/** The index of decisions beside an erasure: what it read while the keys were there, it may write when they are gone. */
import { expect, it } from 'vitest'
import { erase } from '../../src/erasure/erase.ts'
import { openParts } from '../../src/log/entry.ts'
import { rowOf } from '../../src/log/indexer.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { createKeys } from '../../src/storage/node/keys.ts'
import { openSqlite } from '../../src/storage/sqlite/open.ts'
import { AT, DECISION, decisionSpec, newId, OIN, POLICY, REQUEST, realWrite } from '../storage/fixtures.ts'
import { temporaryFolder } from '../storage/sqlite/temporary.ts'

const crypto = createCrypto()
const clock = () => new Date('2026-03-05T09:30:00.000Z')
const observer = () => undefined

it('a row that is written in between goes as well', async () => {
  const folder = temporaryFolder()
  const keys = createKeys({ dir: folder.path('keys'), create: true, crypto })
  const storage = openSqlite(folder.path('a.db'), { crypto, keys, clock, observer })
  const { ledger, erasures, decisionIndex } = storage
  const id = newId()
  const decision = { ...DECISION, id, inquiryId: id, caseVersion: 1 }
  const parts = { ...decisionSpec().parts, request: { ...REQUEST, inquiryId: id, caseId: 'c1' }, decision }
  const about = { caseId: 'c1', since: AT, keptBy: null }
  await ledger.append(await realWrite({ crypto, keys }, decisionSpec({ id, about, parts })))
  const entry = await ledger.entry(id)
  const row = entry && rowOf(entry, await openParts({ crypto, keys }, entry))
  if (!row) throw new Error('no row')

  const living = async () => (await keys.scopes()).filter((scope) => scope.startsWith('case:')).length
  let written = 0
  const catchUp = async () => {
    if ((await living()) > 0) return
    await decisionIndex.add([row], row.index + 1)
    written += (await decisionIndex.search(OIN, { caseId: 'c1', count: 9 })).length
  }
  const ports = { crypto, keys, ledger, erasures, clock, newId, observer, erasureLedger: null, policy: () => POLICY }
  const target = { kind: 'case', oin: OIN, caseId: 'c1' } as const
  expect(await erase({ ...ports, catchUp }, { target, ground: 'WGS-26' })).toBe(true)
  expect([written, await decisionIndex.search(OIN, { count: 9 })]).toEqual([1, []])
  storage.close()
  keys.close()
  folder.remove()
})
