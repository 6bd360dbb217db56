/** What every storage engine must do for the log, whatever it is made of. */
import { describe, expect, it } from 'vitest'
import type { DecisionKind } from '../../src/domain/codes.ts'
import type { Counted } from '../../src/log/decision-counts.ts'
import type { DecisionRow } from '../../src/log/decision-index.ts'
import { bareWrite, newId, OIN, OTHER_OIN } from './fixtures.ts'
import { type Factory, plain, useStored } from './stored.ts'

export function ledgerContract(name: string, open: Factory): void {
  const under = useStored(open)

  describe(`${name}: the log`, () => {
    it('gives the first entry index 0 and the next one 1', async () => {
      expect(await under.stored.ledger.size()).toBe(0)
      expect(await under.stored.ledger.append(bareWrite())).toMatchObject({ appended: true, place: { index: 0 } })
      expect(await under.stored.ledger.append(bareWrite())).toMatchObject({ appended: true, place: { index: 1 } })
      expect(await under.stored.ledger.size()).toBe(2)
    })

    it('numbers what a caller gets a receipt for: each organisation from 1, without gaps, and nothing else', async () => {
      const twice = bareWrite()
      const writes = [
        twice,
        bareWrite([], { type: 'settlement', settles: twice.entry.id }),
        bareWrite([], { oin: OTHER_OIN }),
        twice,
        bareWrite([], { type: 'act' }),
        bareWrite([], { type: 'repeat' }),
        bareWrite([], { type: 'closing' }),
        bareWrite([], { type: 'preview' }),
        bareWrite([], { type: 'read', oin: OTHER_OIN }),
      ]
      const results = await Promise.allSettled(writes.map((write) => under.stored.ledger.append(write)))
      const numbers = results.map((one) => one.status === 'fulfilled' && one.value.appended && one.value.number)
      expect(numbers).toEqual([1, null, 1, false, 2, null, null, 3, null])
    })

    it('gives back an entry byte for byte', async () => {
      const write = bareWrite([], {
        parts: [
          { keyId: 'a', bytes: Uint8Array.of(0, 255) },
          { keyId: 'b', bytes: Uint8Array.of(7) },
        ],
      })
      await under.stored.ledger.append(write)
      const entry = await under.stored.ledger.entry(write.entry.id)
      expect(plain(entry)).toEqual(plain({ ...write.entry, index: 0 }))
    })

    it('knows nothing of an entry that was never written', async () => {
      expect(await under.stored.ledger.entry(newId())).toBeUndefined()
    })

    it('leaves no gap under concurrency, whatever fails in between', async () => {
      const twice = bareWrite()
      const writes = Array.from({ length: 60 }, (_, i) => (i % 7 === 3 ? twice : bareWrite()))
      const results = await Promise.allSettled(writes.map((write) => under.stored.ledger.append(write)))
      const refused = results.filter((result) => result.status === 'rejected').length
      expect(refused).toBe(writes.filter((write) => write === twice).length - 1)
      const all = await under.stored.ledger.range(0, 100)
      expect(all.map((entry) => entry.index)).toEqual(Array.from({ length: 60 - refused }, (_, i) => i))
    })

    it('reads a range from an index, at most so many, with the parts of each', async () => {
      for (let i = 0; i < 5; i += 1) await under.stored.ledger.append(bareWrite())
      const range = await under.stored.ledger.range(1, 3)
      expect(range.map((entry) => [entry.index, entry.parts.length])).toEqual([
        [1, 1],
        [2, 1],
        [3, 1],
      ])
      expect(await under.stored.ledger.range(5, 3)).toEqual([])
    })

    it('refuses a second settlement of one decision and keeps the first', async () => {
      const decision = bareWrite()
      await under.stored.ledger.append(decision)
      const first = bareWrite([], { type: 'settlement', settles: decision.entry.id })
      await under.stored.ledger.append(first)
      const second = bareWrite([], { type: 'settlement', settles: decision.entry.id })
      await expect(under.stored.ledger.append(second)).rejects.toMatchObject({ kind: 'conflict' })
      expect((await under.stored.ledger.settlementOf(decision.entry.id))?.id).toBe(first.entry.id)
      expect(await under.stored.ledger.size()).toBe(2)
    })

    it.each([
      ['an update of an entry', `UPDATE entries SET type = 'act'`],
      ['a deletion of an entry', 'DELETE FROM entries'],
      [
        'a replacement by index',
        `INSERT OR REPLACE INTO entries SELECT 0, 'x', type, oin, settles, at, leaf, leaf_hash, NULL FROM entries WHERE idx = 0`,
      ],
      [
        'a replacement by id',
        `INSERT OR REPLACE INTO entries SELECT 1, id, type, oin, settles, at, leaf, leaf_hash, NULL FROM entries WHERE idx = 0`,
      ],
      [
        'an index that leaves a gap',
        `INSERT INTO entries SELECT 2, 'x', type, oin, settles, at, leaf, leaf_hash, NULL FROM entries WHERE idx = 0`,
      ],
      [
        'an index chosen by the database',
        `INSERT INTO entries (id, type, oin, at, leaf, leaf_hash) SELECT 'x', type, oin, at, leaf, leaf_hash FROM entries WHERE idx = 0`,
      ],
      ['an update of sealed parts', `UPDATE parts SET bytes = x'00'`],
      ['a replacement of sealed parts', `INSERT OR REPLACE INTO parts SELECT entry_idx, key_id, x'00' FROM parts`],
    ])('refuses %s by whoever has the database open', async (_, sql) => {
      const write = bareWrite()
      await under.stored.ledger.append(write)
      await expect(under.stored.execute(sql)).rejects.toThrow(/append-only|parts-fixed/)
      expect(plain(await under.stored.ledger.range(0, 10))).toEqual([plain({ ...write.entry, index: 0 })])
    })

    it('appends next to a row index chosen right (the triggers refuse only what is wrong)', async () => {
      await under.stored.ledger.append(bareWrite())
      const sql = `INSERT INTO entries SELECT 1, 'x', type, oin, settles, at, leaf, leaf_hash, NULL FROM entries WHERE idx = 0`
      await under.stored.execute(sql)
      expect(await under.stored.ledger.size()).toBe(2)
    })
  })

  describe(`${name}: the index of decisions`, () => {
    const row = (index: number, change: Partial<DecisionRow> = {}): DecisionRow => ({
      index,
      id: `d${index}`,
      oin: OIN,
      at: `2026-03-0${index + 1}T00:00:00.000Z`,
      type: 'decision',
      outcome: 'permit',
      department: 'ONDM',
      purpose: 'P1',
      caseId: 'c1',
      source: 'A',
      regime: 'BGP',
      subject: 's-1',
      legalBasis: ['LB-6E'],
      norms: ['GEM-01', 'WGS-06'],
      holder: null,
      ...change,
    })
    const found = async (filter: object, oin = OIN) =>
      (await under.stored.decisionIndex.search(oin, { count: 10, ...filter })).map((one) => one.index)

    it('starts at 0, and moves with its rows and never back', async () => {
      expect(await under.stored.decisionIndex.position()).toBe(0)
      await under.stored.decisionIndex.add([row(0)], 3)
      expect(await under.stored.decisionIndex.position()).toBe(3)
      await under.stored.decisionIndex.add([row(0)], 2)
      expect(await under.stored.decisionIndex.position()).toBe(3)
      expect(await under.stored.decisionIndex.search(OIN, { count: 10 })).toEqual([row(0)])
    })

    it('searches newest first by each of its keys, both sides of each boundary', async () => {
      const other = {
        department: 'BEL',
        purpose: 'P2',
        caseId: null,
        source: 'B',
        subject: 's-2',
        outcome: 'deny',
        legalBasis: [],
        norms: ['AVG-01'],
      } as const
      await under.stored.decisionIndex.add([row(0), row(1), row(2, other), row(3, { oin: OTHER_OIN })], 4)
      expect(await found({})).toEqual([2, 1, 0])
      expect(await found({}, OTHER_OIN)).toEqual([3])
      expect(await found({ before: 2 })).toEqual([1, 0])
      expect(await found({ after: -1 })).toEqual([0, 1, 2])
      expect(await found({ after: 0, count: 1 })).toEqual([1])
      expect(await found({ count: 1 })).toEqual([2])
      expect(await found({ from: '2026-03-02T00:00:00.000Z' })).toEqual([2, 1])
      expect(await found({ until: '2026-03-02T00:00:00.000Z' })).toEqual([0])
      for (const filter of [
        { department: 'BEL' },
        { purpose: 'P2' },
        { source: 'B' },
        { subjects: ['s-2'] },
        { outcome: 'deny' },
        { norm: 'AVG-01' },
      ])
        expect(await found(filter)).toEqual([2])
      for (const filter of [{ caseId: 'c1' }, { legalBasis: 'LB-6E' }, { norm: 'WGS-06' }])
        expect(await found(filter)).toEqual([1, 0])
    })

    it('searches by kind, of previews apart those of who asked and those made with a judgement, and says which norms refused', async () => {
      const preview = { type: 'preview', outcome: 'deny' } as const
      const rows = [row(0), row(1, preview), row(2, preview), row(3, { type: 'act', norms: ['AVG-01'] }), row(4)]
      const counted = rows.slice(0, 4).map((one): Counted => {
        const refused = one.outcome === 'deny' ? ['GEM-01'] : []
        return { kind: 'decided', row: one, inquiry: one.id, refused, missing: null, account: one.index === 2 }
      })
      await under.stored.decisionIndex.add(rows, 5, counted)
      const kinds: [DecisionKind, number[]][] = [
        ['decision', [4, 0]],
        ['preview', [2, 1]],
        ['preview-asked', [1]],
        ['preview-judged', [2]],
        ['act', [3]],
      ]
      for (const [type, indexes] of kinds) {
        expect([type, await found({ type })]).toEqual([type, indexes])
        expect(await found({ type, before: indexes[0] })).toEqual(indexes.slice(1))
        const beside = { department: 'ONDM', purpose: 'P1', source: 'A', caseId: 'c1' }
        expect(await found({ type, ...beside })).toEqual(indexes)
        expect(await found({ type, norm: 'AVG-01' })).toEqual(type === 'act' ? [3] : [])
        expect(await found({ type }, OTHER_OIN)).toEqual([])
      }
      expect(await found({ type: 'preview-judged', subjects: ['s-1'] })).toEqual([2])
      expect(await found({ type: 'preview-judged', outcome: 'permit' })).toEqual([])
      const refused = (await under.stored.decisionIndex.search(OIN, { count: 10 })).map((one) => one.refused)
      // Of the last the counts have nothing yet.
      expect(refused).toEqual([undefined, [], ['GEM-01'], ['GEM-01'], []])
    })

    it('searches a subject under all its pseudonyms, in one order', async () => {
      const rows = ['s-1', 's-2', 's-1', 's-3', 's-2'].map((subject, index) => row(index, { subject }))
      await under.stored.decisionIndex.add(rows, 5)
      const subjects = ['s-2', 's-1']
      expect(await found({ subjects })).toEqual([4, 2, 1, 0])
      expect(await found({ subjects, count: 3 })).toEqual([4, 2, 1])
      expect(await found({ subjects, before: 2 })).toEqual([1, 0])
      expect(await found({ subjects, from: '2026-03-03T00:00:00.000Z' })).toEqual([4, 2])
      expect(await found({ subjects: [] })).toEqual([])
    })

    it('finds what an organisation supplied to another, in one order with what it asked itself', async () => {
      const rows = [row(0, { holder: OTHER_OIN }), row(1, { oin: OTHER_OIN }), row(2, { holder: OTHER_OIN }), row(3)]
      await under.stored.decisionIndex.add(rows, 4)
      expect(await found({}, OTHER_OIN)).toEqual([2, 1, 0])
      expect(await found({ count: 2 }, OTHER_OIN)).toEqual([2, 1])
      expect(await found({ before: 2 }, OTHER_OIN)).toEqual([1, 0])
      expect(await found({ after: -1, count: 2 }, OTHER_OIN)).toEqual([0, 1])
      expect(await found({ after: 0 }, OTHER_OIN)).toEqual([1, 2])
      expect(await found({ outcome: 'deny' }, OTHER_OIN)).toEqual([])
      expect(await found({})).toEqual([3, 2, 0])
      expect(await found({}, '00000099000000004000')).toEqual([])
    })

    it('gives a supplier neither case nor subject nor which norm refused, and finds it nothing by either', async () => {
      const supplied = row(0, { holder: OTHER_OIN })
      const counted = { kind: 'decided', row: supplied, inquiry: 'd0', refused: ['GEM-01'] } as const
      await under.stored.decisionIndex.add([supplied], 1, [{ ...counted, missing: null, account: false }])
      const seen = await under.stored.decisionIndex.search(OTHER_OIN, { count: 10 })
      expect(seen).toEqual([{ ...supplied, caseId: null, subject: null }])
      for (const filter of [{ caseId: 'c1' }, { subjects: ['s-1'] }]) {
        expect(await found(filter, OTHER_OIN)).toEqual([])
        expect(await found(filter)).toEqual([0])
      }
    })
  })
}
