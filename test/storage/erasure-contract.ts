/** What every storage engine must do to forget a case: all of its rows, none of another, and none comes back. */
import { describe, expect, it } from 'vitest'
import { OPEN } from '../../src/log/entry.ts'
import type { Change } from '../../src/ports.ts'
import { STRETCH_ENTRIES } from '../../src/storage/migrations/erasure.ts'
import { erasureStage, ofCase, ofDay } from './erasure-stage.ts'
import {
  AT,
  attestationChange,
  attestationOf,
  bareWrite,
  caseChange,
  caseOf,
  findingOf,
  holdingChange,
  holdingOf,
  inquiryRow,
  OIN,
  OTHER_OIN,
  reviewed,
  subjectChange,
} from './fixtures.ts'
import { type Factory, useStored } from './stored.ts'

export function erasureContract(name: string, open: Factory): void {
  const under = useStored(open)
  const { counts, order, duty, answer, gone } = erasureStage(under)

  /** A case with one row in every table; somebody without a part in it asked as well. */
  async function fill(caseId: string, oin = OIN): Promise<void> {
    const { vault, stored } = under
    const [asked, discreet] = [inquiryRow({ oin, caseId }), inquiryRow({ oin, status: 'refused' })]
    const awaits = [{ place: 0, attestation: 'PC1', about: { source: 'A' }, roles: ['R-PRIV'] }]
    await stored.ledger.append(
      bareWrite([
        await caseChange(vault, caseOf({ id: caseId, oin })),
        await subjectChange(vault, caseId, 's-1'),
        await attestationChange(vault, attestationOf({ caseId, oin })),
        await holdingChange(vault, holdingOf({ caseId, oin })),
        { kind: 'hit', caseId, subject: 's-1', source: 'A', hit: true, decisionId: 'd1', at: AT },
        { kind: 'inquiry', row: asked, awaits },
        { kind: 'inquiry', row: discreet },
        { kind: 'idempotency', row: answer(asked.id, caseId) },
        { kind: 'idempotency', row: answer(discreet.id, null) },
      ]),
    )
    if (oin === OIN) await stored.ledger.note([duty(caseId), ...reviewed(findingOf({ caseId }))])
    for (const { id } of [asked, discreet]) await index(id, caseId, oin)
  }
  let indexed = 0
  async function index(id: string, caseId: string | null, oin = OIN, at = AT): Promise<void> {
    const { index: at_ } = (await under.stored.ledger.range(0, 1_000)).at(-1) ?? { index: 0 }
    indexed += 1
    await under.stored.decisionIndex.add(
      [
        {
          ...{ index: 1_000 * indexed + at_, id, oin, at, type: 'decision', outcome: 'permit', department: 'ONDM' },
          ...{ purpose: 'P', caseId, source: 'A', regime: 'BGP', subject: 's-1', legalBasis: ['L'], norms: ['N'] },
          holder: null,
        },
      ],
      0,
    )
  }
  describe(`${name}: erasing`, () => {
    it('knows what was ordered, what was begun and what is done, each once', async () => {
      const { erasures } = under.stored
      expect(await erasures.find(ofCase('c1'))).toBeUndefined()
      await order(ofCase('c1'), null)
      await order(ofCase('c1'), null, '2026-03-03T00:00:00.000Z')
      const ordered = { order: { target: ofCase('c1'), ground: 'DUE' }, actId: null, entryId: null, doneAt: null }
      expect([await erasures.find(ofCase('c1')), await erasures.pending()]).toEqual([ordered, [ordered]])
      await order(ofCase('c1'), 'e1')
      await order(ofDay('caller'), 'e2', '2026-03-02T00:00:00.000Z')
      expect((await erasures.pending()).map(({ entryId }) => entryId)).toEqual(['e2', 'e1'])
      await expect(order(ofCase('c1'), 'e3')).rejects.toMatchObject({ kind: 'conflict' })
      await erasures.done([ofCase('c1')], AT)
      await erasures.done([ofCase('c1')], 'later')
      expect(await erasures.find(ofCase('c1'))).toEqual({ ...ordered, entryId: 'e1', doneAt: AT })
      expect((await erasures.pending()).map(({ order }) => order.target)).toEqual([ofDay('caller')])
      // Done or not; what is only ordered stands in no log yet.
      await order(ofCase('c2'), null, '2026-03-04T00:00:00.000Z')
      expect((await erasures.begun()).map(({ entryId }) => entryId).toSorted()).toEqual(['e1', 'e2'])
    })

    it('knows the act that ordered it last, until it is begun', async () => {
      const { erasures, ledger } = under.stored
      const by = (actId: string): Change => {
        return { kind: 'erasure', order: { target: ofCase('c1'), ground: 'DUE' }, at: AT, entryId: null, actId }
      }
      await order(ofCase('c1'), null)
      await ledger.note([by('a1')])
      await order(ofCase('c1'), null)
      expect((await erasures.find(ofCase('c1')))?.actId).toBe('a1')
      await ledger.note([by('a2')])
      await order(ofCase('c1'), 'e1')
      await ledger.note([by('a3')])
      expect(await erasures.find(ofCase('c1'))).toMatchObject({ actId: 'a2', entryId: 'e1' })
    })

    it.each([
      ['a row that is taken away', 'DELETE FROM erasures'],
      ['another target', "UPDATE erasures SET case_id = 'c9'"],
      ['another entry', "UPDATE erasures SET entry_id = 'e9'"],
      ['another act', "UPDATE erasures SET ordered_by = 'a9'"],
      ['what is done and is not any more', 'UPDATE erasures SET done_at = NULL'],
    ])('refuses %s by whoever has the database open', async (_, sql) => {
      await order(ofCase('c1'))
      await under.stored.erasures.done([ofCase('c1')], AT)
      await expect(under.stored.execute(sql)).rejects.toThrow('erasure-fixed')
    })

    it('counts and deletes every row of a case, also of who asked without a part in it; of no other case a single one', async () => {
      await fill('c1')
      const one = await counts()
      expect(Math.min(...Object.values(one))).toBeGreaterThan(0)
      await fill('c2')
      await order(ofCase('c1'))
      expect(await under.stored.erasures.count(ofCase('c1'), [])).toEqual({
        ...{ cases: 1, case_subjects: 1, attestations: 1, holdings: 1, hits: 1, inquiries: 2, idempotency: 2 },
        ...{ awaited: 1, obligations: 1, obligation_askers: 1, findings: 1, finding_actions: 1 },
      })
      await gone(ofCase('c1'))
      expect(await counts()).toEqual(one)
      expect(await under.stored.execute("SELECT id FROM cases WHERE id = 'c2'")).toHaveLength(1)
      await gone(ofCase('c1'))
      expect(await counts()).toEqual(one)
    })

    it('counts and deletes what lies under a key of the case and does not name it, though no index does either', async () => {
      const question = { keyId: 'k-of-c1', bytes: Uint8Array.of(1) }
      const [asked, other] = [inquiryRow({ question }), inquiryRow()]
      const elsewhere = inquiryRow({ question, oin: OTHER_OIN })
      await under.stored.ledger.note([
        ...[asked, other, elsewhere].map((row): Change => ({ kind: 'inquiry', row })),
        { kind: 'idempotency', row: answer(asked.id, null) },
      ])
      const { erasures, execute } = under.stored
      expect(await erasures.count(ofCase('c1'), ['k-of-c1'])).toMatchObject({ inquiries: 1, idempotency: 1 })
      expect((await erasures.open(ofCase('c1'), ['k-of-c1'])).map(({ inquiryId }) => inquiryId)).toEqual([asked.id])
      await erasures.forget([{ target: ofCase('c1'), keyIds: ['k-of-c1'], gone: [] }])
      const left = await execute('SELECT id FROM inquiries ORDER BY id')
      expect(left.map((row) => Object.values(row)[0])).toEqual([other.id, elsewhere.id].sort())
    })

    it('deletes nothing of a case of another organisation by its id', async () => {
      await fill('c1', OTHER_OIN)
      const before = await counts()
      const { erasures } = under.stored
      expect([await erasures.ownerOf('c1'), await erasures.ownerOf('c2')]).toEqual([OTHER_OIN, undefined])
      expect(await erasures.indexed(ofCase('c1'))).toEqual([])
      await gone(ofCase('c1'))
      expect(await counts()).toEqual(before)
    })

    it('keeps index rows that are not named: what a norm has kept can be found', async () => {
      await fill('c1')
      await order(ofCase('c1'))
      const [first, second] = await under.stored.erasures.indexed(ofCase('c1'))
      await under.stored.erasures.forget([{ target: ofCase('c1'), keyIds: [], gone: [first?.index ?? -1] }])
      const found = await under.stored.decisionIndex.search(OIN, { subjects: ['s-1'], norm: 'N', count: 9 })
      expect(found.map(({ id, caseId }) => [id, caseId])).toEqual([[second?.id, 'c1']])
    })

    it('deletes an index row that somebody wrote over as well: one changed byte does not stop what is forgotten', async () => {
      await fill('c1')
      await order(ofCase('c1'))
      await under.stored.execute("UPDATE decision_index SET norms = '[', legal_basis = 'x'")
      await gone(ofCase('c1'))
      expect(await under.stored.erasures.indexed(ofCase('c1'))).toEqual([])
    })

    it('finds decisions that permitted and were not settled, of the case alone', async () => {
      const row = inquiryRow({ caseId: 'c1' })
      await under.stored.ledger.note([
        { kind: 'inquiry', row },
        { kind: 'inquiry', row: inquiryRow({ caseId: 'c2' }) },
        { kind: 'inquiry', row: inquiryRow({ caseId: 'c1', status: 'waiting' }) },
      ])
      const open = await under.stored.erasures.open(ofCase('c1'), [])
      expect(open.map(({ decisionId, inquiryId }) => [decisionId, inquiryId])).toEqual([[row.id, row.id]])
    })

    it('takes nothing of a case from the order on, and still lets what is under way end', async () => {
      const { ledger, inquiries } = under.stored
      await fill('c1')
      const row = inquiryRow({ caseId: 'c1' })
      await ledger.note([{ kind: 'inquiry', row }])
      await order(ofCase('c1'), null)
      const before = await counts()
      const changes: Change[] = [
        await caseChange(under.vault, caseOf({ id: 'c1', version: 2 })),
        await subjectChange(under.vault, 'c1', 's-2'),
        await attestationChange(under.vault, attestationOf({ caseId: 'c1' })),
        await holdingChange(under.vault, holdingOf({ caseId: 'c1' })),
        { kind: 'hit', caseId: 'c1', subject: 's-2', source: 'A', hit: true, decisionId: 'd1', at: AT },
        { kind: 'inquiry', row: inquiryRow({ caseId: 'c1' }) },
        { kind: 'idempotency', row: answer('i1', 'c1') },
        duty('c1'),
      ]
      for (const change of changes) {
        expect(await ledger.append(bareWrite([change]))).toEqual({ appended: false, reason: 'case-changed' })
      }
      expect(await counts()).toEqual(before)
      const end: Change = { kind: 'inquiry-status', id: row.id, status: 'aborted', at: AT, expiresAt: null }
      expect(await ledger.append(bareWrite([end]))).toMatchObject({ appended: true })
      expect((await inquiries.find(OIN, 'p-1', row.id))?.status).toBe('aborted')
    })

    it('knows under which entries a key has parts, and takes none any more once these were counted', async () => {
      const { ledger, erasures } = under.stored
      const put = (...keyIds: string[]) =>
        ledger.append(bareWrite([], { parts: keyIds.map((keyId) => ({ keyId, bytes: Uint8Array.of(1) })) }))
      const begin = (caseId: string, keyId: string, until: number) =>
        ledger.append(
          bareWrite(
            [
              {
                ...{
                  kind: 'erasure',
                  order: { target: ofCase(caseId), ground: 'DUE' },
                  at: AT,
                  entryId: `e-${caseId}`,
                },
                standing: [{ keyId, until }],
              },
            ],
            { type: 'erasure' },
          ),
        )
      for (const keyIds of [['k1', 'k2'], ['k2'], ['k1', OPEN], ['k3']]) await put(...keyIds)
      const of = (keyId: string, from = 0, until = 99_999) => erasures.standing(keyId, from, until)
      expect([await of('k1'), await of('k2'), await of('k9'), await of(OPEN)]).toEqual([[0, 2], [0, 1], [], []])
      expect([await of('k1', 1), await of('k1', 0, 2), await of('k1', 2, 3), await of('k1', 3, 3)]).toEqual([
        ...[[2], [0], [2], []],
      ])
      // One came since it was looked at; one under another key, or what is open, does not matter.
      expect(await begin('c1', 'k1', 2)).toEqual({ appended: false, reason: 'erasure-moved' })
      expect(await erasures.find(ofCase('c1'))).toBeUndefined()
      expect(await begin('c1', 'k1', 3)).toMatchObject({ appended: true })
      expect(await put('k2', 'k1')).toEqual({ appended: false, reason: 'case-changed' })
      expect(await put('k2', OPEN)).toMatchObject({ appended: true })
      expect([await of('k1'), await of('k2')]).toEqual([
        [0, 2],
        [0, 1, 5],
      ])
      for (const sql of [
        'DELETE FROM erased_keys',
        'DELETE FROM key_stretches',
        'UPDATE key_stretches SET stretch = 9',
      ])
        await expect(under.stored.execute(sql)).rejects.toThrow('erasure-fixed')
    })

    it('knows them over more than one stretch of the log', async () => {
      const { ledger, erasures } = under.stored
      for (let from = 0; from < STRETCH_ENTRIES + 2; from += 128)
        await Promise.all(
          Array.from({ length: 128 }, (_, i) =>
            ledger.append(bareWrite([], { parts: [{ keyId: `k${(from + i) % 500}`, bytes: Uint8Array.of(1) }] })),
          ),
        )
      expect((await erasures.standing('k3', 0, 9_999)).length).toBe(3)
      expect((await erasures.standing('k3', 0, 9_999)).map((index) => index % 500)).toEqual([3, 3, 3])
      expect((await erasures.standing('k3', STRETCH_ENTRIES - 100, 9_999)).length).toBe(1)
    })

    it('lets who brought an obligation about go with it, and at no other time', async () => {
      await fill('c1')
      const sql = 'DELETE FROM obligation_askers'
      await expect(under.stored.execute(sql)).rejects.toThrow('duty-fixed')
      await order(ofCase('c2'))
      await order(ofCase('c1'), null)
      await expect(under.stored.execute(sql)).rejects.toThrow('duty-fixed')
    })
  })
}
