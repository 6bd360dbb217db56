/** What every storage engine must do to forget a day: what belonged to no case, and who asked. */
import { describe, expect, it } from 'vitest'
import type { Change } from '../../src/ports.ts'
import { erasureStage, idAt, ofDay } from './erasure-stage.ts'
import {
  AT,
  attestationChange,
  attestationOf,
  bareWrite,
  CASELESS_DAY,
  findingOf,
  holdingChange,
  holdingOf,
  inquiryRow,
  OIN,
  reviewed,
} from './fixtures.ts'
import { type Factory, useStored } from './stored.ts'

const MOMENT = Date.parse(AT)

export function erasureDayContract(name: string, open: Factory): void {
  const under = useStored(open)
  const { counts, order, duty, answer, gone } = erasureStage(under)

  describe(`${name}: erasing a day`, () => {
    it('deletes what belongs to no case, to the millisecond of the Dutch day, and leaves cases and other days', async () => {
      const moments = [
        '2026-03-01T22:59:59.999Z',
        '2026-03-01T23:00:00.000Z',
        '2026-03-02T22:59:59.999Z',
        '2026-03-02T23:00:00.000Z',
      ]
      await under.stored.ledger.note(moments.map((at) => duty(null, at)))
      await under.stored.ledger.note([duty('c1')])
      await order(ofDay('case'))
      await gone(ofDay('case'))
      const left = await under.stored.execute('SELECT created_at AS at, case_id FROM obligations ORDER BY created_at')
      expect(left.map((row) => Object.values(row))).toEqual([
        [moments[0], null],
        [AT, 'c1'],
        [moments[3], null],
      ])
    })

    it('deletes questions and holdings that lie under its key, with the answers that were kept', async () => {
      const { ledger, inquiries } = under.stored
      const { id: keyId } = await under.vault.keys.sealing(CASELESS_DAY)
      const question = { keyId, bytes: Uint8Array.of(1) }
      const [asked, other, later] = [inquiryRow({ id: idAt(AT), question }), inquiryRow({ id: idAt(AT) }), inquiryRow()]
      const awaits = [{ place: 0, attestation: 'PC1', about: {}, roles: ['R-PRIV'] }]
      await ledger.note([
        ...[asked, other, later].map((row): Change => ({ kind: 'inquiry', row, awaits })),
        { kind: 'idempotency', row: answer(asked.id, null) },
        { kind: 'idempotency', row: answer(other.id, null) },
        await holdingChange(under.vault, holdingOf()),
        await holdingChange(under.vault, holdingOf({ at: '2026-03-09T00:00:00.000Z' })),
        await attestationChange(under.vault, attestationOf()),
        ...reviewed(findingOf(), keyId),
        ...reviewed(findingOf()),
        ...reviewed(findingOf({ caseId: 'c9' }), keyId),
      ])
      await order(ofDay('case'))
      await gone(ofDay('case'))
      expect(await inquiries.find(OIN, 'p-1', asked.id)).toBeUndefined()
      expect(await inquiries.find(OIN, 'p-1', other.id)).toBeDefined()
      // What an organisation says about itself is nobody's.
      expect(await counts()).toMatchObject({
        ...{ holdings: 1, idempotency: 1, inquiries: 2, awaited: 2, attestations: 1, findings: 2, finding_actions: 2 },
      })
    })

    it('of callers: who asked and from where goes, of what has ended; what was asked stays, and what waits is still somebody’s', async () => {
      const { ledger, decisionIndex, erasures, inquiries } = under.stored
      const rows = (['settled', 'refused', 'waiting', 'open'] as const).map((status) =>
        inquiryRow({ id: idAt(AT), status, caseId: 'c1' }),
      )
      const tomorrow = '2026-03-03T09:30:00.000Z'
      const moved = inquiryRow({ id: idAt(AT), status: 'settled', updatedAt: tomorrow })
      const caseless = inquiryRow({ id: idAt(AT), status: 'settled' })
      const all = [...rows, moved, caseless]
      await ledger.note(all.map((row): Change => ({ kind: 'inquiry', row })))
      await ledger.note(all.map(({ id, caseId }) => ({ kind: 'idempotency', row: answer(id, caseId) })))
      await ledger.note([duty('c1')])
      const write = bareWrite([], { id: idAt(AT) })
      await ledger.append(write)
      await decisionIndex.add(
        [
          {
            ...{ index: 0, id: write.entry.id, oin: OIN, at: AT, type: 'decision', outcome: 'permit', holder: null },
            ...{ department: 'ONDM', purpose: 'P', caseId: 'c1', source: 'A', regime: 'BGP', subject: 's-1' },
            ...{ legalBasis: [], norms: [] },
          },
        ],
        1,
      )
      await order(ofDay('caller'))
      expect(await erasures.count(ofDay('caller'), [])).toEqual({ inquiries: 3, idempotency: 3, obligation_askers: 0 })
      await gone(ofDay('caller'))
      const left = await under.stored.execute(
        'SELECT status, updated_at, case_id, person, department FROM inquiries ORDER BY status, updated_at, case_id',
      )
      expect(left.map((row) => Object.values(row))).toEqual([
        ['open', AT, 'c1', 'p-1', 'ONDM'],
        ['refused', AT, 'c1', '', null],
        ['settled', AT, null, '', null],
        ['settled', AT, 'c1', '', null],
        ['settled', tomorrow, null, 'p-1', 'ONDM'],
        ['waiting', AT, 'c1', 'p-1', 'ONDM'],
      ])
      expect(await inquiries.find(OIN, 'p-1', caseless.id)).toBeUndefined()
      expect(await counts()).toMatchObject({ idempotency: 3, obligations: 1, obligation_askers: 1 })
      const [found] = await decisionIndex.search(OIN, { subjects: ['s-1'], count: 9 })
      expect([found?.department, found?.caseId]).toEqual([null, 'c1'])
    })

    it('of callers: who brought about what is still owed is known until that ends, and gone with its end', async () => {
      const { ledger, duties } = under.stored
      const owed = [duty('c1'), duty(null), duty('c1', '2026-03-03T09:30:00.000Z')]
      await ledger.note(owed)
      const ids = owed.map((change) => (change.kind === 'duty' ? change.value.id : ''))
      const known = () => Promise.all(ids.map(async (id) => (await duties.askers(OIN, id)).length))
      const ended = (id = ''): Change => ({
        ...{ kind: 'duty-ended', end: { id, status: 'done', by: 'p-2', at: AT, decisionId: 'd-9' } },
      })
      await order(ofDay('caller'))
      await gone(ofDay('caller'))
      expect(await known()).toEqual([1, 1, 1])
      await expect(under.stored.execute('DELETE FROM obligation_askers')).rejects.toThrow('duty-fixed')
      for (const [id, left] of [
        [ids[0], [0, 1, 1]],
        [ids[1], [0, 0, 1]],
        // Of a day that was not forgotten.
        [ids[2], [0, 0, 1]],
      ] as const) {
        expect(await ledger.append(bareWrite([ended(id)]))).toMatchObject({ appended: true })
        expect(await known()).toEqual(left)
      }
      await order(ofDay('caller', '2026-03-03'), null)
      await expect(under.stored.execute('DELETE FROM obligation_askers')).rejects.toThrow('duty-fixed')
    })

    it('looks at index rows of its day alone, and of what belongs to no case', async () => {
      const { ledger, decisionIndex, erasures } = under.stored
      const ids: string[] = []
      const days = [-86_400_000, 0, 0, 86_400_000].map((more) => new Date(MOMENT + more).toISOString())
      for (const [index, at] of days.entries()) {
        const write = bareWrite([], { id: idAt(at), at })
        ids.push(write.entry.id)
        await ledger.append(write)
        await decisionIndex.add(
          [
            {
              ...{ index, id: write.entry.id, oin: OIN, at, type: 'decision', outcome: 'permit', department: null },
              ...{ purpose: null, caseId: index === 2 ? 'c1' : null, source: 'A', regime: null, subject: null },
              ...{ legalBasis: [], norms: [], holder: null },
            },
          ],
          index + 1,
        )
      }
      const found = [1, 2].map((index) => ({ index, id: ids[index] }))
      expect(await erasures.indexed(ofDay('case'))).toEqual(found.slice(0, 1))
      expect(await erasures.indexed(ofDay('BRP-04'))).toEqual(found)
      expect(await erasures.indexed(ofDay('caller'))).toEqual([])
    })
  })
}
