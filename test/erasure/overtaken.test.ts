/** A hold that comes between the last look of the job and the entry that begins to erase: nothing goes. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Attestation, Case } from '../../src/domain/case.ts'
import { type ErasePorts, erase } from '../../src/erasure/erase.ts'
import { createForgetting } from '../../src/erasure/forgetting.ts'
import type { Target } from '../../src/erasure/order.ts'
import type { Event } from '../../src/events.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { createKeys, type NodeKeys } from '../../src/storage/node/keys.ts'
import { openSqlite, type Storage } from '../../src/storage/sqlite/open.ts'
import { facts } from '../policy/tables.ts'
import {
  attestationChange,
  bareWrite,
  CASE_FACTS,
  caseChange,
  caseOf,
  decisionSpec,
  newId,
  OIN,
  OTHER_OIN,
  POLICY,
  realWrite,
} from '../storage/fixtures.ts'
import { temporaryFolder } from '../storage/sqlite/temporary.ts'
import { LOCAL } from './stage.ts'
import { HOLD, HOLD_ALL, judgement, RETENTION } from './table.ts'

const crypto = createCrypto()
const clock = () => new Date('2040-03-05T09:30:00.000Z')

let folder: ReturnType<typeof temporaryFolder>
let keys: NodeKeys
let storage: Storage
let events: Event[]
/** A case that is due, one that is not and was there before the day of the entry, and that day. */
let old: Case
let open: Case
beforeEach(async () => {
  folder = temporaryFolder()
  keys = createKeys({ dir: folder.path('keys'), create: true, crypto })
  storage = openSqlite(folder.path('a.db'), { crypto, keys, clock, observer: () => undefined })
  events = []
  old = caseOf({ facts: { ...CASE_FACTS, regime: 'WGS', state: 'R3', firstProcessed: '2020-01-10' } })
  open = caseOf({ facts: { ...CASE_FACTS, state: 'B4' } })
  const vault = { crypto, keys }
  const cases = [await caseChange(vault, old), await caseChange(vault, open)]
  await storage.ledger.append(await realWrite(vault, decisionSpec(), cases))
})
afterEach(() => {
  storage.close()
  keys.close()
  folder.remove()
})

async function given(about: Case | null, one: Attestation): Promise<Attestation> {
  const ids = { id: newId(), caseId: about?.id ?? null, oin: one.oin }
  const value = judgement(one.type, one.outcome, { ...one, ...ids })
  const changes = [await attestationChange({ crypto, keys }, value)]
  // As the API gives it: a judgement about a case is a new version of that case.
  const next = about ? [await caseChange({ crypto, keys }, { ...about, version: about.version + 1 })] : []
  await storage.ledger.append(bareWrite([...next, ...changes]))
  return value
}

/** The job, and what is done right before the log takes the entry that begins to erase such a target. */
function job(kind: Target['kind'], meanwhile: () => Promise<unknown>) {
  const { ledger, erasures, cases } = storage
  let left = 1
  const append: typeof ledger.append = async (write) => {
    if (left > 0 && write.changes.some((one) => one.kind === 'erasure' && one.order.target.kind === kind)) {
      left -= 1
      await meanwhile()
    }
    return ledger.append(write)
  }
  const ports: ErasePorts = {
    ...{ crypto, keys, erasures, clock, newId, erasureLedger: null, policy: () => POLICY },
    ...{ observer: () => undefined, catchUp: async () => undefined, ledger: { ...ledger, append } },
  }
  return createForgetting({
    ...{ cases, keys, facts, settings: LOCAL, retention: RETENTION, clock },
    observe: (event) => void events.push(event),
    believes: async () => true,
    erase: (order, looked) => erase(ports, order, looked),
  })
}
const days = async () => (await keys.scopes()).filter((scope) => scope.startsWith('day:'))
const isThere = async () => (await storage.cases.find(OIN, old.id)) !== undefined
const begun = async () => (await storage.erasures.begun()).map(({ order }) => order.target.kind).sort()

it('what nothing holds goes: the case and its days', async () => {
  expect((await days()).length).toBeGreaterThan(0)
  await job('case', async () => undefined).run()
  expect([await isThere(), await days()]).toEqual([false, []])
})

it.each([
  ['the case', () => given(old, HOLD)],
  ['everything', () => given(null, HOLD_ALL)],
])('a case stays by a hold on %s, also at the next look', async (_, hold) => {
  const forgetting = job('case', hold)
  await forgetting.run()
  expect(await isThere()).toBe(true)
  expect(events.at(-1)).toMatchObject({ type: 'retention', erased: 0 })
  await forgetting.run()
  expect([await isThere(), await begun()]).toEqual([true, []])
})

it.each([
  ['a case that was there', () => given(open, HOLD)],
  ['everything', () => given(null, HOLD_ALL)],
])('a day stays by a hold on %s, also at the next look', async (_, hold) => {
  const before = await days()
  const forgetting = job('day', hold)
  await forgetting.run()
  await forgetting.run()
  expect([await days(), await begun()]).toEqual([before, ['case']])
})

it('what came in between and holds nothing is looked at again, and it goes with the next sweep', async () => {
  const forgetting = job('case', () => given(null, judgement('DPIA', 'done')))
  await forgetting.run()
  expect(await isThere()).toBe(true)
  await forgetting.run()
  expect([await isThere(), await days()]).toEqual([false, []])
})

it('a hold of another organisation is in nobody’s way', async () => {
  const theirs = { oin: OTHER_OIN }
  const other = caseOf(theirs)
  await storage.ledger.append(bareWrite([await caseChange({ crypto, keys }, other)]))
  await job('day', () => given(other, { ...HOLD, ...theirs })).run()
  expect([await isThere(), await days()]).toEqual([false, []])
})
