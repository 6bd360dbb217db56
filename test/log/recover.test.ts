/** After a crash between decision and settlement every decision is accounted for, once. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Event } from '../../src/events.ts'
import { openParts, type Vault } from '../../src/log/entry.ts'
import { parseLeaf } from '../../src/log/leaf.ts'
import { recover } from '../../src/log/recover.ts'
import type { Storage } from '../../src/storage/sqlite/open.ts'
import {
  AT,
  CASELESS_DAY,
  DECISION,
  decisionSpec,
  inquiryRow,
  memoryKeys,
  newId,
  OIN,
  POLICY,
  REQUEST,
  realWrite,
  settlementSpec,
  TRACE,
  vaultOf,
} from '../storage/fixtures.ts'
import { temporaryStorage } from '../storage/sqlite/temporary.ts'

const clock = () => new Date('2026-03-03T00:00:00.000Z')
let vault: Vault
let storage: Storage
let events: Event[]
let remove: () => void
beforeEach(() => {
  events = []
  ;({ vault, storage, remove } = temporaryStorage(clock))
})
afterEach(() => remove())
const run = (before?: Date) =>
  recover({ ...vault, ledger: storage.ledger, clock, newId, observer: (event) => void events.push(event) }, before)

async function permitted(): Promise<string> {
  const spec = decisionSpec()
  const row = inquiryRow({ id: spec.id, expiresAt: '2026-03-03T09:30:00.000Z' })
  await storage.ledger.append(await realWrite(vault, spec, [{ kind: 'inquiry', row }]))
  return spec.id
}

describe('recover', () => {
  it('settles a cut-off permit as aborted, with the reason, and its inquiry with it', async () => {
    const id = await permitted()
    expect(await run()).toBe(1)
    const settlement = await storage.ledger.settlementOf(id)
    if (!settlement) throw new Error('there is no settlement')
    expect(await openParts(vault, settlement)).toEqual({
      settlement: { decisionId: id, result: 'aborted', reason: 'crash' },
    })
    expect(parseLeaf(settlement.leaf)).toMatchObject({
      type: 'settlement',
      settles: id,
      at: clock().toISOString(),
      policy: POLICY,
    })
    expect(parseLeaf(settlement.leaf).trace).toMatchObject({ traceId: TRACE.traceId, parentSpanId: TRACE.spanId })
    const inquiry = await storage.inquiries.find(OIN, 'p-1', id)
    expect([inquiry?.status, inquiry?.expiresAt]).toEqual(['aborted', '2026-03-03T09:30:00.000Z'])
    expect(events).toEqual([{ type: 'recovered', aborted: 1 }])
  })

  it('leaves alone what was settled, what waits and what was refused', async () => {
    const id = await permitted()
    const change = { kind: 'inquiry-status', id, status: 'settled', at: AT, expiresAt: null } as const
    await storage.ledger.append(await realWrite(vault, settlementSpec(id), [change]))
    for (const status of ['waiting', 'refused'] as const) {
      const spec = decisionSpec()
      await storage.ledger.append(
        await realWrite(vault, spec, [{ kind: 'inquiry', row: inquiryRow({ id: spec.id, status }) }]),
      )
    }
    expect(await run()).toBe(0)
    expect(await storage.ledger.size()).toBe(4)
    expect(events).toEqual([])
  })

  it('does nothing the second time', async () => {
    await permitted()
    await permitted()
    expect([await run(), await run()]).toEqual([2, 0])
    expect(await storage.ledger.size()).toBe(4)
  })

  it('leaves alone a permit that may be on its way: one that is not older than it is told', async () => {
    await permitted()
    expect(await run(new Date(AT))).toBe(0)
    expect(await storage.ledger.size()).toBe(1)
    expect(await run(new Date(Date.parse(AT) + 1))).toBe(1)
    const [, settlement] = await storage.ledger.range(0, 2)
    expect(settlement && (await openParts(vault, settlement)).settlement).toMatchObject({ reason: 'cut-off' })
  })

  it.each([
    ['of its case', { caseId: 'c1', keptBy: null }, 1, 'case:c1:case'],
    ['of its own day without a case', { caseId: null, keptBy: null }, null, CASELESS_DAY],
    // A claim may be anything, also a number of somebody: it has no key of its own.
    ['of its own day when the case that was named is none', { caseId: null, keptBy: null }, null, CASELESS_DAY],
    ['of the norm that has it kept', { caseId: 'c1', keptBy: 'BRP-04' }, 1, `day:${OIN}:2026-03-02:BRP-04`],
  ])('settles under the key %s, as the decision lies', async (what, about, caseVersion, scope) => {
    const obligations = about.keptBy === null ? [] : [{ norm: about.keptBy, obligation: 'RECORD_20Y' }]
    const named = what.includes('named') ? 'c1' : about.caseId
    const parts = {
      ...decisionSpec().parts,
      request: { ...REQUEST, caseId: named },
      decision: { ...DECISION, caseVersion, obligations },
    }
    const spec = decisionSpec({ about, parts })
    await storage.ledger.append(await realWrite(vault, spec, [{ kind: 'inquiry', row: inquiryRow({ id: spec.id }) }]))
    expect(await run()).toBe(1)
    const settlement = await storage.ledger.settlementOf(spec.id)
    expect(settlement?.parts.map(({ keyId }) => keyId)).toEqual([(await vault.keys.sealing(scope)).id])
  })

  it('settles what is about a case that was forgotten meanwhile, under the day of its decision', async () => {
    const keys = memoryKeys()
    vault = vaultOf(keys)
    const about = { caseId: 'c1', keptBy: null }
    const parts = {
      ...decisionSpec().parts,
      request: { ...REQUEST, caseId: 'c1' },
      decision: { ...DECISION, caseVersion: 1 },
    }
    const spec = decisionSpec({ about, parts })
    await storage.ledger.append(await realWrite(vault, spec, [{ kind: 'inquiry', row: inquiryRow({ id: spec.id }) }]))
    keys.destroy('case:c1:case')
    expect(await run()).toBe(1)
    const settlement = await storage.ledger.settlementOf(spec.id)
    expect(settlement?.parts.map(({ keyId }) => keyId)).toEqual([(await keys.sealing(`day:${OIN}:2026-03-02:case`)).id])
  })

  it('refuses to go on when an open inquiry has no decision in the log', async () => {
    const row = inquiryRow({ decisions: ['gone'] })
    await storage.ledger.note([{ kind: 'inquiry', row }])
    await expect(run()).rejects.toThrow('its decision is not in the log')
  })
})
