/** The sweep: each expiry is an entry, in the transaction of its status; what was settled or renewed meanwhile is left alone. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Inquiries } from '../../src/inquiry-port.ts'
import { LIMITS } from '../../src/limits.ts'
import { adlRecord } from '../../src/log/adl.ts'
import { closeInquiry } from '../../src/log/closing.ts'
import { openParts, type Vault } from '../../src/log/entry.ts'
import { expire } from '../../src/log/expire.ts'
import { parseLeaf } from '../../src/log/leaf.ts'
import type { InquiryRow } from '../../src/ports.ts'
import type { Storage } from '../../src/storage/sqlite/open.ts'
import { bareWrite, CALLER, inquiryRow, newId, OIN, POLICY, TRACE } from '../storage/fixtures.ts'
import { temporaryStorage } from '../storage/sqlite/temporary.ts'

const EXPIRY = '2026-04-01T09:30:00.000Z'
const AFTER = '2026-04-01T09:30:00.001Z'
let now = AFTER
let vault: Vault
let storage: Storage
let faults: string[]
let remove: () => void
beforeEach(() => {
  now = AFTER
  faults = []
  ;({ vault, storage, remove } = temporaryStorage(() => new Date(now)))
})
afterEach(() => remove())

const ports = () => ({
  ...vault,
  ...storage,
  newId,
  clock: () => new Date(now),
  engine: { policy: () => POLICY },
  observe: (event: { type: string; code?: string }) => void faults.push(`${event.type} ${event.code}`),
})
const run = (inquiries: Partial<Inquiries> = {}) =>
  expire({ ...ports(), inquiries: { ...storage.inquiries, ...inquiries } })

async function kept(change: Partial<InquiryRow> = {}): Promise<InquiryRow> {
  const row = inquiryRow({ status: 'waiting', outcome: 'review', expiresAt: EXPIRY, ...change })
  await storage.ledger.append(bareWrite([{ kind: 'inquiry', row }], { id: row.id }))
  return row
}
const statusOf = async ({ id }: InquiryRow) => (await storage.inquiries.find(OIN, 'p-1', id))?.status
const closings = async () => (await storage.ledger.range(0, 1_000)).filter((entry) => entry.type === 'closing')

describe('expire', () => {
  it('ends what waited too long, or was permitted and not used, each with an entry of its own', async () => {
    const rows = [await kept({ caseId: 'c1' }), await kept({ status: 'aborted', outcome: 'permit' })]
    expect(await run()).toBe(2)
    for (const row of rows) expect(await statusOf(row)).toBe('expired')
    const entries = await closings()
    const parts = await Promise.all(entries.map((entry) => openParts(vault, entry)))
    expect(parts).toEqual(rows.map(({ id }) => ({ closing: { inquiryId: id, result: 'expired' } })))
    expect(entries.map(({ at, oin }) => [at, oin])).toEqual([
      [AFTER, OIN],
      [AFTER, OIN],
    ])
    expect(entries.map((entry) => parseLeaf(entry.leaf).policy)).toEqual([POLICY, POLICY])
    // Sealed with what it is about: erasing the case takes the closing along.
    const scopes = ['case:c1:case', `day:${OIN}:2026-04-01:case`]
    const keys = await Promise.all(scopes.map(async (scope) => (await vault.keys.sealing(scope)).id))
    expect(entries.map((entry) => entry.parts.map((part) => part.keyId))).toEqual(keys.map((key) => [key]))
  })

  it('does so from the moment after the expiry, and not before', async () => {
    const row = await kept()
    now = EXPIRY
    expect([await run(), await statusOf(row)]).toEqual([0, 'waiting'])
    now = AFTER
    expect([await run(), await statusOf(row)]).toEqual([1, 'expired'])
  })

  it('does nothing the second time, nor beside another sweep', async () => {
    for (let i = 0; i < 3; i += 1) await kept()
    const both = await Promise.all([run(), run()])
    expect(both[0] + both[1]).toBe(3)
    expect(await run()).toBe(0)
    expect(await closings()).toHaveLength(3)
  })

  it.each([
    ['is on its way', { status: 'open' }],
    ['was settled', { status: 'settled' }],
    ['was withdrawn', { status: 'withdrawn' }],
    ['was walked again, and waits anew', { expiresAt: '2026-05-01T00:00:00.000Z' }],
  ] as const)('writes nothing about what %s between its look and its entry', async (_, change) => {
    const row = await kept(change)
    const due = { id: row.id, oin: row.oin, caseId: row.caseId }
    expect(await run({ due: async () => [due] })).toBe(0)
    expect(await statusOf(row)).toBe(row.status)
    expect(await closings()).toEqual([])
    expect(faults).toEqual([])
  })

  it('goes on, batch by batch, until nothing is due', async () => {
    const most = LIMITS.expiryBatchInquiries
    const rows = await Promise.all(Array.from({ length: most + 1 }, () => kept()))
    const asked: number[] = []
    const due = async (at: string, count: number) => {
      const found = await storage.inquiries.due(at, count)
      asked.push(found.length)
      return found
    }
    expect(await run({ due })).toBe(most + 1)
    expect(asked).toEqual([most, 1])
    expect(new Set(await Promise.all(rows.map(statusOf)))).toEqual(new Set(['expired']))
  })

  it('stops when a whole batch comes to nothing', async () => {
    const row = await kept({ status: 'settled' })
    const due = Array.from({ length: LIMITS.expiryBatchInquiries }, () => ({ id: row.id, oin: OIN, caseId: null }))
    let looks = 0
    const endless = async () => {
      looks += 1
      return due
    }
    expect([await run({ due: endless }), looks]).toEqual([0, 1])
  })

  it('forgets answers whose time is over', async () => {
    const forgotten: string[] = []
    const forgetAnswers = async (at: string) => forgotten.push(at)
    await run({ forgetAnswers })
    expect(forgotten).toEqual([AFTER])
  })

  it('reports a log that cannot be written, and leaves the rest for the next sweep', async () => {
    const row = await kept()
    const { ledger } = storage
    const failing = { ...ledger, append: () => Promise.reject(new Error('the disk is full')) }
    expect(await expire({ ...ports(), ledger: failing })).toBe(0)
    expect(faults).toEqual(['fault log-unavailable'])
    expect([await run(), await statusOf(row)]).toEqual([1, 'expired'])
  })
})

describe('closeInquiry', () => {
  const withdrawn = { result: 'withdrawn', caller: CALLER, at: AFTER, trace: TRACE } as const
  it('says who took it back, in the trace of their request, and is no decision', async () => {
    const row = await kept()
    expect(await closeInquiry(ports(), row, withdrawn)).toBe(true)
    const [entry] = await closings()
    if (!entry) throw new Error('there is no closing')
    const parts = await openParts(vault, entry)
    expect(parts).toEqual({ caller: CALLER, closing: { inquiryId: row.id, result: 'withdrawn' } })
    expect(parseLeaf(entry.leaf).trace).toMatchObject({ traceId: TRACE.traceId, spanId: TRACE.spanId })
    expect(adlRecord(entry, parts)).toBeNull()
  })

  it('lands once', async () => {
    const row = await kept()
    expect([await closeInquiry(ports(), row, withdrawn), await closeInquiry(ports(), row, withdrawn)]).toEqual([
      true,
      false,
    ])
    expect(await closings()).toHaveLength(1)
  })
})
