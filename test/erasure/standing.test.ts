/** What stands under the keys that go: counted while it may still grow, and not any more once that is said. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ApplyPorts, applyLedger, carryOut } from '../../src/erasure/carry-out.ts'
import { erase } from '../../src/erasure/erase.ts'
import type { Order } from '../../src/erasure/order.ts'
import { countStanding } from '../../src/erasure/standing.ts'
import { LIMITS } from '../../src/limits.ts'
import { openParts } from '../../src/log/entry.ts'
import { createIndexer } from '../../src/log/indexer.ts'
import { partOf } from '../../src/log/parts.ts'
import { recover } from '../../src/log/recover.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { createKeys, type NodeKeys } from '../../src/storage/node/keys.ts'
import { openSqlite, type Storage } from '../../src/storage/sqlite/open.ts'
import { AT, DECISION, decisionSpec, inquiryRow, newId, OIN, POLICY, REQUEST, realWrite } from '../storage/fixtures.ts'
import { temporaryFolder } from '../storage/sqlite/temporary.ts'
import { orderedBy } from '../support/forgotten.ts'

const ORDER: Order = { target: { kind: 'case', oin: OIN, caseId: 'c1' }, ground: 'WGS-26' }
const crypto = createCrypto()
const clock = () => new Date('2026-03-05T09:30:00.000Z')

let folder: ReturnType<typeof temporaryFolder>
let keys: NodeKeys
let storage: Storage
/** A decision that permitted and was cut off. */
let open: string
beforeEach(async () => {
  folder = temporaryFolder()
  keys = createKeys({ dir: folder.path('keys'), create: true, crypto })
  storage = openSqlite(folder.path('a.db'), { crypto, keys, clock, observer: () => undefined })
  open = newId()
  await keys.sealing('case:c1')
  const decision = { ...DECISION, id: open, inquiryId: open, caseVersion: 1 }
  const parts = { ...decisionSpec().parts, request: { ...REQUEST, inquiryId: open, caseId: 'c1' }, decision }
  const spec = decisionSpec({ id: open, about: { caseId: 'c1', since: AT, keptBy: null }, parts })
  await storage.ledger.append(await realWrite({ crypto, keys }, spec))
  await storage.ledger.append(await realWrite({ crypto, keys }, decisionSpec({ id: newId() })))
  await storage.ledger.note([{ kind: 'inquiry', row: inquiryRow({ id: open, caseId: 'c1' }) }])
  await act('c1')
})
afterEach(() => {
  storage.close()
  keys.close()
  folder.remove()
})

function ports(changes: Partial<ApplyPorts> = {}): ApplyPorts {
  const { ledger, erasures, decisionIndex } = storage
  const indexer = createIndexer({ ledger, decisionIndex, crypto, keys, observer: () => undefined })
  return {
    ...{ crypto, keys, ledger, erasures, clock, newId, erasureLedger: null, policy: () => POLICY },
    ...{ held: async () => false, observer: () => undefined, catchUp: () => indexer.catchUp() },
    ...changes,
  }
}
const act = async (caseId: string) =>
  storage.ledger.append(await orderedBy({ crypto, keys }, { oin: OIN, caseId, at: AT }))
const entriesOf = async (type: string) => (await storage.ledger.range(0, 1_000)).filter((entry) => entry.type === type)
function standingOf(scope: string, ...indices: number[]) {
  const count = countStanding(crypto, scope)
  for (const index of indices) count.add(index)
  return { scope, ...count.value() }
}
/** As the only entry that begins it says it. */
async function said() {
  const [entry, ...others] = await entriesOf('erasure')
  expect(others).toEqual([])
  return entry && partOf(await openParts({ crypto, keys }, entry), 'erasure')?.standing
}
/** All of it is gone, and the log says of which entries, in one entry; indices are those of the case. */
async function isForgotten(...indices: number[]): Promise<void> {
  expect(await said()).toEqual([standingOf('case:c1:case', ...indices), standingOf('case:c1')])
  expect((await keys.scopes()).filter((scope) => scope.startsWith('case:'))).toEqual([])
  expect(await storage.erasures.pending()).toEqual([])
}
const boom = (): Promise<never> => Promise.reject(new Error('cut off'))

describe('an erasure', () => {
  it('says of each key how many parts stood under it, and of which entries', async () => {
    expect(await erase(ports(), ORDER)).toBe(true)
    await isForgotten(0, 2)
    expect((await said())?.map(({ parts }) => parts)).toEqual([2, 0])
  })

  it('counts again what came under its keys in between, and takes none any more once it has begun', async () => {
    const { append } = storage.ledger
    let between = 2
    const racing: Storage['ledger']['append'] = async (write) => {
      if (write.entry.type === 'erasure' && between-- > 0) await act('c1')
      return append(write)
    }
    let asked = 0
    const destroy: NodeKeys['destroy'] = async (...scopes) => {
      // Its key is still there, and who asks now is sealed under it.
      if (asked++ === 0) expect(await act('c1')).toEqual({ appended: false, reason: 'case-changed' })
      return keys.destroy(...scopes)
    }
    await erase(ports({ ledger: { ...storage.ledger, append: racing }, keys: { ...keys, destroy } }), ORDER)
    expect([between, asked]).toEqual([-1, 1])
    await isForgotten(0, 2, 3, 4)
  })

  it('is not begun where what stands under its keys grows faster than it is counted, and is by the next sweep', async () => {
    const { append } = storage.ledger
    let tried = 0
    const racing: Storage['ledger']['append'] = async (write) => {
      tried += 1
      await act('c1')
      return append(write)
    }
    await expect(erase(ports({ ledger: { ...storage.ledger, append: racing } }), ORDER)).rejects.toThrow('as it was')
    expect([tried, await entriesOf('erasure')]).toEqual([LIMITS.erasureCounts, []])
    await carryOut(ports())
    await isForgotten(0, 2, ...Array.from({ length: tried }, (_, i) => 3 + i))
  })

  it('counts what stands there in looks of its own size', async () => {
    const looks: (readonly number[])[] = []
    const standing: Storage['erasures']['standing'] = async (keyId, from, until) => {
      looks.push([from, until])
      return storage.erasures.standing(keyId, from, until)
    }
    const size = async () => 2 * LIMITS.erasureCountEntries + 1
    const { ledger, erasures } = storage
    await erase(ports({ ledger: { ...ledger, size }, erasures: { ...erasures, standing } }), ORDER)
    const each = LIMITS.erasureCountEntries
    expect(looks.slice(0, 3)).toEqual([
      [0, each],
      [each, 2 * each],
      [2 * each, 2 * each + 1],
    ])
    await isForgotten(0, 2)
  })

  it('cut off before the first key, what was under way is settled once the keys are gone, not by the start', async () => {
    await erase(ports({ keys: { ...keys, destroy: boom } }), ORDER).catch(() => undefined)
    const { ledger } = storage
    expect(await recover({ ...ports(), ledger })).toBe(0)
    expect(await ledger.settlementOf(open)).toBeUndefined()
    await applyLedger(ports())
    expect(await ledger.settlementOf(open)).toBeDefined()
    await isForgotten(0, 2)
  })
})
