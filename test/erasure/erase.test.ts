/** Forgetting, step by step: cut off after each of them, it is gone on with, and ends as if it had never been cut off. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ApplyPorts, applyLedger, carryOut } from '../../src/erasure/carry-out.ts'
import { erase } from '../../src/erasure/erase.ts'
import type { ErasureLedger } from '../../src/erasure/erasures.ts'
import type { Order } from '../../src/erasure/order.ts'
import { type EntrySpec, openParts } from '../../src/log/entry.ts'
import { createIndexer } from '../../src/log/indexer.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { createKeys, type NodeKeys } from '../../src/storage/node/keys.ts'
import { openSqlite, type Storage } from '../../src/storage/sqlite/open.ts'
import {
  AT,
  caseChange,
  caseOf,
  DECISION,
  decisionSpec,
  inquiryRow,
  newId,
  OIN,
  POLICY,
  REQUEST,
  realWrite,
  subjectChange,
} from '../storage/fixtures.ts'
import { temporaryFolder } from '../storage/sqlite/temporary.ts'
import { orderedBy } from '../support/forgotten.ts'

const ORDER: Order = { target: { kind: 'case', oin: OIN, caseId: 'c1' }, ground: 'WGS-26' }
const crypto = createCrypto()
const clock = () => new Date('2026-03-05T09:30:00.000Z')
let folder: ReturnType<typeof temporaryFolder>
let keys: NodeKeys
let storage: Storage
let lines: Order[]
let events: unknown[]
beforeEach(async () => {
  folder = temporaryFolder()
  keys = createKeys({ dir: folder.path('keys'), create: true, crypto })
  storage = openSqlite(folder.path('a.db'), { crypto, keys, clock, observer: () => undefined })
  lines = []
  events = []
  await filled()
})
afterEach(() => {
  storage.close()
  keys.close()
  folder.remove()
})

const ledgerOf = (orders: Order[]): ErasureLedger => ({
  all: async () => orders,
  async add(added) {
    const known = new Set(orders.map((order) => JSON.stringify(order)))
    orders.push(...added.filter((order) => !known.has(JSON.stringify(order))))
  },
})
function ports(changes: Partial<ApplyPorts> = {}): ApplyPorts {
  const { ledger, erasures, decisionIndex } = storage
  const indexer = createIndexer({ ledger, decisionIndex, crypto, keys, observer: () => undefined })
  return {
    ...{ crypto, keys, ledger, erasures, clock, newId, erasureLedger: ledgerOf(lines), policy: () => POLICY },
    held: async () => false,
    ...{ observer: (event) => void (event.type === 'erased' || events.push(event)), catchUp: () => indexer.catchUp() },
    ...changes,
  }
}

/** A case with a decision that permitted and was cut off, and a provision that a norm has kept. */
let open: string
let kept: string
async function filled(): Promise<void> {
  const vault = { crypto, keys }
  const value = caseOf({ id: 'c1' })
  const decided = (id: string, keptBy: string | null) => {
    const obligations = keptBy === null ? [] : [{ norm: keptBy, obligation: 'RECORD_20Y' }]
    const decision = { ...DECISION, id, inquiryId: id, caseVersion: 1, obligations }
    const parts = { ...decisionSpec().parts, request: { ...REQUEST, inquiryId: id, caseId: 'c1' }, decision }
    return decisionSpec({ id, about: { caseId: 'c1', since: AT, keptBy }, parts })
  }
  open = newId()
  kept = newId()
  const rows = [inquiryRow({ id: open, caseId: 'c1' }), inquiryRow({ id: kept, caseId: 'c1', status: 'settled' })]
  const made = [await caseChange(vault, value), await subjectChange(vault, 'c1', 's-1')]
  await storage.ledger.append(await realWrite(vault, decided(open, null), made))
  await storage.ledger.append(await realWrite(vault, decided(kept, 'BRP-04')))
  await storage.ledger.note(rows.map((row) => ({ kind: 'inquiry', row }) as const))
}

/** Orders a case to be forgotten, as an act does. */
const act = async (caseId: string, at = AT, parts: EntrySpec['parts'] = {}) =>
  storage.ledger.append(await orderedBy({ crypto, keys }, { oin: OIN, caseId, at }, parts))
const entriesOf = async (type: string) => (await storage.ledger.range(0, 1_000)).filter((entry) => entry.type === type)
/** All that must be so once it is done, and only once. */
async function isForgotten(): Promise<void> {
  expect(await storage.cases.find(OIN, 'c1')).toBeUndefined()
  expect(await storage.inquiries.list(OIN, 'p-1', { count: 9 })).toEqual([])
  expect((await keys.scopes()).filter((scope) => scope.startsWith('case:'))).toEqual([])
  expect(await storage.erasures.pending()).toEqual([])
  expect(lines).toEqual([ORDER])
  const entries = await entriesOf('erasure')
  expect(entries).toHaveLength(1)
  const [entry] = entries
  expect(entry && (await openParts({ crypto, keys }, entry))).toEqual({
    erasure: {
      ...ORDER,
      keys: 2,
      rows: {
        ...{ cases: 1, case_subjects: 1, attestations: 0, holdings: 0, hits: 0, inquiries: 2, idempotency: 0 },
        ...{ awaited: 0, obligations: 0, obligation_askers: 0, findings: 0, finding_actions: 0 },
      },
      standing: expect.any(Array),
    },
  })
  const settlement = await storage.ledger.settlementOf(open)
  expect(settlement && (await openParts({ crypto, keys }, settlement))).toEqual({
    settlement: { decisionId: open, result: 'aborted', reason: 'erased' },
  })
  expect((await storage.decisionIndex.search(OIN, { subjects: ['s-1'], count: 9 })).map(({ id }) => id)).toEqual([kept])
  const decision = await storage.ledger.entry(kept)
  const parts = decision && (await openParts({ crypto, keys }, decision))
  expect(parts).toMatchObject({ subject: { key: 's-1' }, facts: 'erased', grounds: 'erased' })
}

const boom = (): Promise<never> => Promise.reject(new Error('cut off'))

describe('erase', () => {
  it('leaves nothing of the case but what a norm has kept, says so in the log, and settles what was under way', async () => {
    expect(await erase(ports(), ORDER)).toBe(true)
    await isForgotten()
  })

  it('changes nothing when it is done again, also after a restart', async () => {
    await erase(ports(), ORDER)
    expect(await erase(ports(), ORDER)).toBe(true)
    await carryOut(ports())
    await applyLedger(ports())
    await isForgotten()
  })

  it('has the index follow while the keys are there: what waits for it is destroyed no sooner', async () => {
    await expect(erase(ports({ catchUp: boom }), ORDER)).rejects.toThrow('cut off')
    expect((await keys.scopes()).filter((scope) => scope.startsWith('case:'))).toHaveLength(2)
    const seen: (string | null)[] = []
    const { catchUp } = ports()
    const looking = async () => {
      await catchUp()
      const [row] = await storage.decisionIndex.search(OIN, { count: 1, subjects: ['s-1'] })
      seen.push(row?.caseId ?? null)
    }
    await erase(ports({ catchUp: looking }), ORDER)
    expect(seen[0]).toBe('c1')
    await isForgotten()
  })

  it('is one erasure when two begin it at once', async () => {
    const both = await Promise.allSettled([erase(ports(), ORDER), erase(ports(), ORDER)])
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
    await isForgotten()
  })

  type Cut = () => Partial<ApplyPorts>
  it.each<[string, Cut, readonly [entries: number, lines: number, living: number]]>([
    ['before the entry', () => ({ ledger: { ...storage.ledger, append: boom } }), [0, 0, 2]],
    [
      'after the entry was stored, before it was said so',
      () => ({
        ledger: {
          ...storage.ledger,
          append: async (write) => {
            await storage.ledger.append(write)
            return boom()
          },
        },
      }),
      [1, 1, 0],
    ],
    ['before the line in the ledger', () => ({ erasureLedger: { ...ledgerOf(lines), add: boom } }), [1, 0, 2]],
    ['before the first key', () => ({ keys: { ...keys, destroy: boom } }), [1, 1, 2]],
    [
      'between two keys, though they go together',
      () => ({ keys: { ...keys, destroy: async (first = '') => (await keys.destroy(first)) && boom() } }),
      [1, 1, 1],
    ],
    ['before the rows', () => ({ erasures: { ...storage.erasures, forget: boom } }), [1, 1, 0]],
    ['before what they left behind', () => ({ erasures: { ...storage.erasures, scrub: boom } }), [1, 1, 0]],
    ['before it is marked as done', () => ({ erasures: { ...storage.erasures, done: boom } }), [1, 1, 0]],
  ])('cut off %s is gone on with', async (when, cut, [entries, written, living]) => {
    const work = erase(ports(cut()), ORDER)
    // A commit of which nobody was told is found, and gone on with at once.
    if (when.includes('stored')) await work
    else await expect(work).rejects.toThrow('cut off')
    expect([(await entriesOf('erasure')).length, lines.length]).toEqual([entries, written])
    expect((await keys.scopes()).filter((scope) => scope.startsWith('case:'))).toHaveLength(living)
    // The sweep, from its row; what never came to be is ordered again.
    await carryOut(ports())
    if (entries === 0) await erase(ports(), ORDER)
    await isForgotten()
    expect(events).toEqual([])
  })

  it('is not done while somebody still reads the database as it was, and then is', async () => {
    const scrub = { ...storage.erasures, scrub: async () => false }
    expect(await erase(ports({ erasures: scrub }), ORDER)).toBe(false)
    expect(await storage.erasures.pending()).toHaveLength(1)
    await carryOut(ports())
    await isForgotten()
  })

  it('that fails in the sweep is reported without a word of what it is about, and stops nobody', async () => {
    const first: Order = { target: { kind: 'case', oin: OIN, caseId: 'c0' }, ground: 'WGS-26-R8' }
    await act('c0', '2026-03-01T00:00:00.000Z')
    await act('c1')
    const destroy = (...scopes: string[]) => (scopes.includes('case:c0') ? boom() : keys.destroy(...scopes))
    await carryOut(ports({ keys: { ...keys, destroy } }))
    expect(events).toEqual([{ type: 'fault', where: 'erasure', code: 'not-done' }])
    expect((await storage.erasures.pending()).map(({ order }) => order)).toEqual([first])
    expect(await storage.cases.find(OIN, 'c1')).toBeUndefined()
    await carryOut(ports())
    expect(await storage.erasures.pending()).toEqual([])
  })

  it('at a start that cannot do it again the broker does not start', async () => {
    lines.push(ORDER)
    await expect(applyLedger(ports({ keys: { ...keys, destroy: boom } }))).rejects.toThrow('cut off')
    await applyLedger(ports())
    await isForgotten()
  })

  it('a key that came back goes again, although the database says that it is done', async () => {
    await erase(ports(), ORDER)
    const destroyed: string[] = []
    const back = {
      ...keys,
      scopes: async () => ['case:c1', 'case:c2'],
      destroy: async (...scopes: string[]) => destroyed.push(...scopes) > 0,
    }
    await applyLedger(ports({ keys: back }))
    expect(destroyed).toEqual(['case:c1:case', 'case:c1'])
    expect(await entriesOf('erasure')).toHaveLength(1)
  })
})

describe('an order', () => {
  const UNORDERED = { type: 'fault', where: 'erasure', code: 'unordered' }
  const row = (entryId: string | null, actId?: string) =>
    storage.ledger.note([{ kind: 'erasure', order: ORDER, at: AT, entryId, ...(actId ? { actId } : {}) }])
  /** The entry of such an act, without its order. */
  const onlyAct = async (caseId: string) => {
    const { entry } = await orderedBy({ crypto, keys }, { oin: OIN, caseId, at: AT })
    await storage.ledger.append({ entry, changes: [], guard: null })
    return entry.id
  }

  it.each<[string, () => Promise<unknown>]>([
    ['a row alone', () => row(null)],
    ['by an entry that is not there', () => row(null, newId())],
    ['by a decision that was no act', () => row(null, open)],
    ['by an act on another case', async () => row(null, await onlyAct('c0'))],
    ['by an act that was refused', () => act('c1', AT, { decision: { ...DECISION, outcome: 'deny' } })],
    ['by a transition to another state', () => act('c1', AT, { act: { kind: 'transition', to: 'R3', caseId: 'c1' } })],
    ['by an act of another kind', () => act('c1', AT, { act: { kind: 'amend', to: 'R8', caseId: 'c1' } })],
    ['that says it was begun, by no entry', () => row(newId())],
    ['that says it was begun, by another entry', () => row(open)],
  ])('that the log does not vouch for is carried out neither by the sweep nor at a start: %s', async (_, order) => {
    await order()
    await carryOut(ports())
    expect(events).toEqual([UNORDERED])
    await applyLedger(ports())
    expect((await storage.cases.find(OIN, 'c1'))?.value.id).toBe('c1')
    expect((await keys.scopes()).filter((scope) => scope.startsWith('case:c1'))).toHaveLength(2)
    expect([await entriesOf('erasure'), lines]).toEqual([[], []])
  })

  it("of an act takes the place of one that is nobody's, and goes by its own ground", async () => {
    await row(null)
    await act('c1')
    await carryOut(ports())
    expect([events, await storage.erasures.pending()]).toEqual([[], []])
    expect(lines).toEqual([{ ...ORDER, ground: 'WGS-26-R8' }])
  })

  it('waits while a hold stands that came after it, without a fault, and goes when it is lifted', async () => {
    await act('c1')
    const held = async () => true
    await carryOut(ports({ held }))
    await applyLedger(ports({ held }))
    expect([await entriesOf('erasure'), lines, events]).toEqual([[], [], []])
    expect(await storage.erasures.pending()).toHaveLength(1)
    await carryOut(ports())
    expect(await storage.cases.find(OIN, 'c1')).toBeUndefined()
  })

  it('that was begun is gone on with whatever came after: the log says that it went', async () => {
    await erase(ports({ erasureLedger: { ...ledgerOf(lines), add: boom } }), ORDER).catch(() => undefined)
    await carryOut(ports({ held: async () => true }))
    await isForgotten()
  })
})
