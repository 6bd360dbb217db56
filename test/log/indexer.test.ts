/** The index follows the log: complete at a search, never ahead, and not stopped by what cannot be read. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Vault } from '../../src/log/entry.ts'
import { createIndexer } from '../../src/log/indexer.ts'
import type { Storage } from '../../src/storage/sqlite/open.ts'
import {
  bareWrite,
  CALLER,
  CALLER_DAY,
  DECISION,
  decisionSpec,
  type MemoryKeys,
  OIN,
  OTHER_OIN,
  REQUEST,
  realWrite,
  settlementSpec,
} from '../storage/fixtures.ts'
import { temporaryStorage } from '../storage/sqlite/temporary.ts'

let keys: MemoryKeys
let vault: Vault
let storage: Storage
let faults: string[]
let remove: () => void
beforeEach(() => {
  faults = []
  ;({ keys, vault, storage, remove } = temporaryStorage())
})
afterEach(() => remove())
const indexer = () =>
  createIndexer({ ...vault, ...storage, observer: (event) => void (event.type === 'fault' && faults.push(event.code)) })
const found = () => storage.decisionIndex.search(OIN, { count: 100 })

describe('catchUp', () => {
  it('makes a row of a decision: who asked what, about whom, on which basis, under which norms', async () => {
    const spec = decisionSpec()
    await storage.ledger.append(await realWrite(vault, spec))
    await indexer().catchUp()
    expect(await found()).toEqual([
      {
        index: 0,
        id: spec.id,
        oin: OIN,
        at: spec.at,
        type: 'decision',
        outcome: 'permit',
        department: 'ONDM',
        purpose: 'P-BGP-AANPAK',
        caseId: null,
        source: 'BEL/heffingen',
        regime: 'BGP',
        subject: 's-1',
        legalBasis: ['LB-6E'],
        norms: ['GEM-01'],
        holder: null,
        refused: [],
      },
    ])
  })

  it('names the organisation that supplied, if that is another one, and nobody for a preview', async () => {
    const asked = (type: 'decision' | 'preview', holder: string) => {
      const spec = decisionSpec({ type })
      return { ...spec, parts: { ...spec.parts, request: { ...REQUEST, inquiryId: spec.id, holder } } }
    }
    for (const spec of [asked('decision', OTHER_OIN), asked('decision', OIN), asked('preview', OTHER_OIN)])
      await storage.ledger.append(await realWrite(vault, spec))
    await indexer().catchUp()
    expect((await found()).map((row) => row.holder)).toEqual([null, null, OTHER_OIN])
  })

  it('takes previews and acts as well, and passes settlements by', async () => {
    const decision = {
      ...DECISION,
      id: 'x',
      inquiryId: 'x',
      fields: [],
      findings: [{ norm: 'BGP-01', effect: 'permit' }],
    }
    const act = decisionSpec({ type: 'act', parts: { caller: CALLER, act: { kind: 'open', caseId: 'c1' }, decision } })
    const first = decisionSpec()
    const specs = [first, settlementSpec(first.id), decisionSpec({ type: 'preview' }), act]
    for (const spec of specs) await storage.ledger.append(await realWrite(vault, spec))
    await indexer().catchUp()
    expect((await found()).map((row) => [row.index, row.type, row.caseId, row.norms])).toEqual([
      [3, 'act', 'c1', ['BGP-01']],
      [2, 'preview', null, ['GEM-01']],
      [0, 'decision', null, ['GEM-01']],
    ])
    expect(await storage.decisionIndex.position()).toBe(4)
  })

  it('goes on where it was, over more than one batch', async () => {
    const writes = await Promise.all(Array.from({ length: 300 }, () => realWrite(vault, decisionSpec())))
    await Promise.all(writes.slice(0, 290).map((write) => storage.ledger.append(write)))
    await indexer().catchUp()
    expect(await storage.decisionIndex.position()).toBe(290)
    await Promise.all(writes.slice(290).map((write) => storage.ledger.append(write)))
    await indexer().catchUp()
    expect(await storage.decisionIndex.position()).toBe(300)
    expect((await storage.decisionIndex.search(OIN, { count: 1000 })).length).toBe(300)
  })

  it('includes what was appended while an earlier run was under way', async () => {
    const one = indexer()
    await storage.ledger.append(await realWrite(vault, decisionSpec()))
    const running = one.catchUp()
    await storage.ledger.append(await realWrite(vault, decisionSpec()))
    await one.catchUp()
    expect((await found()).length).toBe(2)
    await running
  })

  it('ends at what was there at the call, in a log that grows all the while', async () => {
    const first = decisionSpec()
    await storage.ledger.append(await realWrite(vault, first))
    const growing = {
      ...storage.ledger,
      async range(from: number, count: number) {
        const entries = await storage.ledger.range(from, count)
        await storage.ledger.append(await realWrite(vault, decisionSpec()))
        return entries
      },
    }
    await createIndexer({ ...vault, ...storage, ledger: growing, observer: () => undefined }).catchUp()
    expect((await found()).map((row) => row.id)).toEqual([first.id])
  })

  it('skips what is erased, without a fault, and keeps what is left of the others', async () => {
    const decision = { ...DECISION, caseVersion: 1 }
    const parts = (id: string) => ({
      ...decisionSpec().parts,
      decision,
      request: { ...REQUEST, inquiryId: id, caseId: id },
    })
    const later = { at: '2026-03-03T09:30:00.000Z' }
    for (const [id, change] of [
      ['c1', {}],
      ['c2', {}],
      ['c3', later],
    ] as const)
      await storage.ledger.append(
        await realWrite(vault, decisionSpec({ about: { caseId: id, keptBy: null }, parts: parts(id), ...change })),
      )
    keys.destroy('case:c1:case')
    keys.destroy(CALLER_DAY)
    await indexer().catchUp()
    expect((await found()).map((row) => [row.caseId, row.department])).toEqual([
      ['c3', 'ONDM'],
      ['c2', null],
    ])
    expect(faults).toEqual([])
  })

  it('passes by what was altered or cannot be read, and reports it', async () => {
    await storage.ledger.append(bareWrite())
    const spec = decisionSpec()
    await storage.ledger.append(
      await realWrite(vault, { ...spec, parts: { ...spec.parts, decision: { outcome: 'maybe' } } }),
    )
    await storage.ledger.append(await realWrite(vault, decisionSpec()))
    await indexer().catchUp()
    expect((await found()).map((row) => row.index)).toEqual([2])
    expect(faults).toEqual(['altered', 'unreadable'])
  })
})

describe('start and stop', () => {
  it('follows by itself until it is stopped', async () => {
    const one = indexer()
    one.start(1)
    await storage.ledger.append(await realWrite(vault, decisionSpec()))
    await expect.poll(() => storage.decisionIndex.position()).toBe(1)
    await one.stop()
    await storage.ledger.append(await realWrite(vault, decisionSpec()))
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(await storage.decisionIndex.position()).toBe(1)
  })
})
