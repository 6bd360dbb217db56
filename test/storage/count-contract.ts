/** What every storage engine must do so that nothing can be left out unnoticed: numbered calls, counters, tallies. */
import { describe, expect, it } from 'vitest'
import { type Counts, NO_COUNTS, NONE_UNLOGGED } from '../../src/domain/counters.ts'
import { LIMITS } from '../../src/limits.ts'
import { buildEntry, openParts } from '../../src/log/entry.ts'
import { tally } from '../../src/log/tally.ts'
import type { Entry, NewEntry } from '../../src/ports.ts'
import { AT, bareWrite, decisionSpec, newId, OIN, OTHER_OIN, POLICY, settlementSpec } from './fixtures.ts'
import { type Factory, useStored } from './stored.ts'

const REGISTER = { holder: OTHER_OIN, source: 'BRP/personen' }
const counted = (change: Partial<Counts>): Partial<NewEntry> => ({ counts: { ...NO_COUNTS, ...change } })

export function countContract(name: string, open: Factory): void {
  const under = useStored(open)
  const ports = () => ({
    ...under.vault,
    ledger: under.stored.ledger,
    engine: { policy: () => POLICY },
    clock: () => new Date(AT),
    newId,
  })
  const tallyIn = async (entry: Entry | undefined) => entry && (await openParts(under.vault, entry)).tally

  describe(`${name}: calls to sources`, () => {
    it('are numbered from 1 for each source of each holder, without gaps, whatever is refused in between', async () => {
      const { ledger } = under.stored
      const twice = { ...bareWrite(), call: REGISTER }
      const writes = [
        twice,
        { ...bareWrite(), call: { ...REGISTER, source: 'WOZ/objecten' } },
        twice,
        bareWrite(),
        { ...bareWrite(), call: REGISTER },
        { ...bareWrite(), call: REGISTER, guard: { caseId: newId(), version: 1 } },
        { ...bareWrite([], { parts: [] }), call: { ...REGISTER, holder: OIN } },
        { ...bareWrite(), call: REGISTER },
      ]
      const results = await Promise.allSettled(writes.map((write) => ledger.append(write)))
      const calls = results.map((one) => one.status === 'fulfilled' && one.value.appended && one.value.call)
      expect(calls).toEqual([1, 1, false, null, 2, false, 1, 3])
      expect(await ledger.callOf(writes[4]?.entry.id ?? '')).toEqual({ ...REGISTER, number: 2 })
      expect(await ledger.callOf(writes[3]?.entry.id ?? '')).toBeUndefined()
    })

    it.each([
      ['renumbered', 'UPDATE source_calls SET number = 9'],
      ['taken out', 'DELETE FROM source_calls'],
      ['given a number that leaves a gap', `INSERT INTO source_calls SELECT 1, holder, source, 3 FROM source_calls`],
      ['replaced', `INSERT OR REPLACE INTO source_calls SELECT 0, holder, 'X', 1 FROM source_calls`],
    ])('cannot be %s by whoever has the database open', async (_, sql) => {
      const { ledger } = under.stored
      const write = { ...bareWrite(), call: REGISTER }
      await ledger.append(write)
      await ledger.append(bareWrite())
      await expect(under.stored.execute(sql)).rejects.toThrow('calls-append-only')
      expect(await ledger.callOf(write.entry.id)).toEqual({ ...REGISTER, number: 1 })
    })
  })

  describe(`${name}: counters`, () => {
    it('land with the entries that they count, and not with those that are refused', async () => {
      const { ledger } = under.stored
      const twice = bareWrite([], counted({ received: 1 }))
      const refused = { ...bareWrite([], counted({ received: 1 })), guard: { caseId: newId(), version: 1 } }
      const writes = [twice, twice, refused, bareWrite([], counted({ received: 1, refused: 1 })), bareWrite()]
      await Promise.allSettled(writes.map((write) => ledger.append(write)))
      const { counters, size } = await ledger.standing(0)
      expect([size, counters]).toEqual([
        3,
        { since: 0, counts: { received: 2, answered: 0, refused: 1, failed: 0 }, unlogged: NONE_UNLOGGED },
      ])
    })

    it('take along what has no entry with the next write, or by themselves', async () => {
      const { ledger } = under.stored
      for (const kind of ['401', '401', '5xx'] as const) ledger.count(kind)
      expect((await ledger.standing(0)).counters.counts).toEqual(NO_COUNTS)
      await ledger.append(bareWrite([], counted({ received: 1, answered: 1 })))
      const unlogged = { ...NONE_UNLOGGED, '401': 2, '5xx': 1 }
      const counts = { received: 4, answered: 1, refused: 2, failed: 1 }
      expect((await ledger.standing(0)).counters).toEqual({ since: 0, counts, unlogged })
      ledger.count('4xx')
      await ledger.flush()
      await ledger.flush()
      expect((await ledger.standing(0)).counters).toMatchObject({
        counts: { received: 5, refused: 3 },
        unlogged: { '401': 2, '4xx': 1 },
      })
      ledger.count('4xx', LIMITS.importedCount)
      await ledger.flush()
      expect((await ledger.standing(0)).counters.unlogged).toMatchObject({ '401': 2, '4xx': LIMITS.importedCount + 1 })
    })

    it.each([
      ['be taken back', 'UPDATE counters SET refused = 0'],
      ['be taken out', 'DELETE FROM counters'],
      ['begin later', 'UPDATE counters SET since = 1'],
      ['be replaced', 'INSERT OR REPLACE INTO counters VALUES (1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)'],
    ])('cannot %s by whoever has the database open', async (_, sql) => {
      const { ledger } = under.stored
      ledger.count('400')
      await ledger.flush()
      await expect(under.stored.execute(sql)).rejects.toThrow('counters-only-rise')
      expect((await ledger.standing(0)).counters.unlogged['400']).toBe(1)
    })
  })

  describe(`${name}: the tally`, () => {
    it('says what was counted and the last numbers, and is not repeated when nothing came since', async () => {
      const { ledger } = under.stored
      expect(await tally(ports())).toBe(false)
      await ledger.append({ ...bareWrite([], counted({ received: 1 })), call: REGISTER })
      await ledger.append({ ...bareWrite([], counted({ received: 1 })), call: REGISTER })
      await ledger.append(bareWrite([], { ...counted({ received: 1, answered: 1 }), type: 'act', oin: OTHER_OIN }))
      ledger.count('429')
      expect(await tally(ports())).toBe(true)
      expect(await tally(ports())).toBe(false)
      expect(await tallyIn(await ledger.newest('tally'))).toEqual({
        upTo: 3,
        since: 0,
        previous: null,
        counters: { received: 4, answered: 1, refused: 1, failed: 0 },
        unlogged: { ...NONE_UNLOGGED, '429': 1 },
        refusals: { ...NONE_UNLOGGED, '429': 1 },
        organisations: [
          { oin: OIN, number: 2 },
          { oin: OTHER_OIN, number: 1 },
        ],
        sources: [{ ...REGISTER, number: 2 }],
      })
    })

    it('goes on from the one before it, with the numbers that were given since', async () => {
      const { ledger } = under.stored
      await ledger.append({ ...bareWrite(), call: REGISTER })
      ledger.count('401')
      await tally(ports())
      await ledger.append(bareWrite([], { oin: OTHER_OIN }))
      await ledger.append({ ...bareWrite([], { oin: OTHER_OIN }), call: { holder: OIN, source: 'A' } })
      ledger.count('401')
      expect(await tally(ports())).toBe(true)
      expect(await tallyIn(await ledger.newest('tally'))).toMatchObject({
        upTo: 4,
        previous: 1,
        unlogged: { '401': 2 },
        refusals: { '401': 1 },
        organisations: [{ oin: OTHER_OIN, number: 2 }],
        sources: [{ holder: OIN, source: 'A', number: 1 }],
      })
    })

    it('is about refusals alone when nothing else came', async () => {
      const { ledger } = under.stored
      ledger.count('413')
      expect(await tally(ports())).toBe(true)
      ledger.count('413')
      expect(await tally(ports())).toBe(true)
      expect(await ledger.size()).toBe(2)
    })

    it('lands once when two are made at the same time, and stands open for who has no keys', async () => {
      const { ledger } = under.stored
      await ledger.append(bareWrite())
      const landed = await Promise.all([tally(ports()), tally(ports())])
      expect(landed.filter((one) => one)).toHaveLength(1)
      const entry = await ledger.newest('tally')
      under.keys.destroy('broker:log')
      expect(entry?.parts.map(({ keyId }) => keyId)).toEqual(['open'])
      expect(await tallyIn(entry)).toMatchObject({ upTo: 1 })
    })
  })

  it(`${name}: an entry counts by what it says`, async () => {
    const spec = decisionSpec()
    const denied = { ...spec.parts, decision: { ...Object(spec.parts.decision), outcome: 'deny' } }
    const { caller, decision } = spec.parts
    const committed = { disclosure: { salt: '00'.repeat(32), commitment: '11'.repeat(32) } }
    const cases = [
      [spec, { received: 1 }],
      [
        { ...spec, parts: denied },
        { received: 1, refused: 1 },
      ],
      [
        { ...spec, type: 'preview', parts: denied },
        { received: 1, answered: 1 },
      ],
      [settlementSpec('d', { committed }), { answered: 1 }],
      [settlementSpec('d'), { failed: 1 }],
      [
        { ...spec, type: 'act', parts: { caller, decision } },
        { received: 1, answered: 1 },
      ],
      [
        { ...spec, type: 'read', parts: { caller, decision: denied.decision } },
        { received: 1, refused: 1 },
      ],
      [
        { ...spec, type: 'repeat', parts: { caller } },
        { received: 1, answered: 1 },
      ],
      [
        { ...spec, type: 'closing', parts: { caller } },
        { received: 1, answered: 1 },
      ],
      [{ ...spec, type: 'closing', parts: {} }, {}],
      [{ ...spec, type: 'activation', parts: {} }, {}],
      [{ ...spec, type: 'tally', parts: {} }, {}],
    ] as const
    for (const [one, expected] of cases)
      expect((await buildEntry(under.vault, one)).counts, one.type).toEqual({ ...NO_COUNTS, ...expected })
  })
}
