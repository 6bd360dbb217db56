/** What every storage engine must do for obligations that somebody must do. */
import { describe, expect, it } from 'vitest'
import type { Duty, HeldDuty } from '../../src/domain/duty.ts'
import type { Change } from '../../src/ports.ts'
import {
  AT,
  attestationChange,
  attestationOf,
  bareWrite,
  holdingChange,
  holdingOf,
  newId,
  OIN,
  OTHER_OIN,
} from './fixtures.ts'
import { type Factory, useStored } from './stored.ts'

function dutyOf(change: Partial<Duty> = {}): Duty {
  const id = change.id ?? newId()
  return {
    id,
    oin: OIN,
    decisionId: newId(),
    caseId: 'c1',
    source: 'BEL/heffingen',
    norm: 'WGS-26',
    obligation: 'DESTROY',
    owners: ['R-CAS', 'R-PRIV'],
    createdAt: AT,
    due: '2026-03-02',
    recipient: null,
    once: id,
    earlier: [],
    fulfilledBy: [],
    by: 'p-1',
    ...change,
  }
}

function held({ once: _, earlier: __, fulfilledBy: ___, by: ____, ...duty }: Duty): HeldDuty {
  return { ...duty, status: 'open', endedBy: null, endedAt: null, endedDecision: null }
}

const ending = (id: string, status: 'done' | 'waived' = 'done'): Change => ({
  kind: 'duty-ended',
  end: { id, status, by: 'p-2', at: '2026-03-03T10:00:00.000Z', decisionId: 'd-9' },
})

export function dutyContract(name: string, open: Factory): void {
  const under = useStored(open)
  const add = (...values: Duty[]) =>
    under.stored.ledger.append(bareWrite(values.map((value) => ({ kind: 'duty', value }) as const)))
  const end = (id: string, status?: 'done' | 'waived') => under.stored.ledger.append(bareWrite([ending(id, status)]))

  describe(`${name}: obligations`, () => {
    it('are kept within their organisation, with who must be told', async () => {
      const duty = dutyOf({ recipient: { organ: 'BGM', department: 'ONDM' }, due: null, caseId: null })
      await add(duty)
      expect(await under.stored.duties.find(OIN, duty.id)).toEqual(held(duty))
      expect(await under.stored.duties.find(OTHER_OIN, duty.id)).toBeUndefined()
      expect(await under.stored.duties.list(OTHER_OIN, { count: 10 })).toEqual([])
    })

    it('know everybody who obliged to them, also while they were open, and no more once they ended', async () => {
      const first = dutyOf({ once: 'c1', by: 'p-1' })
      await add(first)
      for (const by of ['p-3', 'p-2', 'p-1', 'p-3']) await add(dutyOf({ once: 'c1', by }))
      await add(dutyOf({ once: 'c1', by: 'p-4', norm: 'BGS-09' }), dutyOf({ once: 'c1', by: 'p-5', oin: OTHER_OIN }))
      const askers = (id: string, oin = OIN) => under.stored.duties.askers(oin, id)
      expect(await askers(first.id)).toEqual(['p-1', 'p-2', 'p-3'])
      expect(await askers(first.id, OTHER_OIN)).toEqual([])
      await end(first.id)
      const later = dutyOf({ once: 'c1', by: 'p-6' })
      await add(later)
      expect([await askers(first.id), await askers(later.id)]).toEqual([['p-1', 'p-2', 'p-3'], ['p-6']])
    })

    it('are open once for each subject, also when it has another pseudonym since', async () => {
      const first = dutyOf({ once: 'c1 first', by: 'p-1' })
      await add(first)
      const again = dutyOf({ once: 'c1 second', earlier: ['c1 zero', 'c1 first'], by: 'p-2' })
      const another = dutyOf({ once: 'c1 other', earlier: ['c1 zero'], by: 'p-3' })
      const otherwise = { once: 'c1 third', earlier: ['c1 first'] }
      const beside = [dutyOf({ ...otherwise, norm: 'BGS-09' }), dutyOf({ ...otherwise, oin: OTHER_OIN })]
      await add(again, another, ...beside)
      const open = async () => (await under.stored.duties.list(OIN, { count: 10 })).map(({ id }) => id)
      expect((await open()).sort()).toEqual([first.id, another.id, beside[0]?.id].sort())
      expect(await under.stored.duties.askers(OIN, first.id)).toEqual(['p-1', 'p-2'])
      expect(await under.stored.duties.askers(OIN, another.id)).toEqual(['p-3'])
      await end(first.id)
      await add(again)
      expect(await open()).toContain(again.id)
    })

    it('never forget who obliged to them', async () => {
      const duty = dutyOf()
      await add(duty)
      for (const sql of ['DELETE FROM obligation_askers', `UPDATE obligation_askers SET person = 'p-9'`]) {
        await expect(under.stored.execute(sql)).rejects.toThrow(/duty-fixed/)
      }
      expect(await under.stored.duties.askers(OIN, duty.id)).toEqual(['p-1'])
    })

    it('are open once for each case, norm and obligation, and again when the first has ended', async () => {
      const first = dutyOf({ once: 'c1' })
      const [again, otherNorm, otherCode, otherOin] = [
        dutyOf({ once: 'c1', due: '2026-04-01' }),
        dutyOf({ once: 'c1', norm: 'BGS-09' }),
        dutyOf({ once: 'c1', obligation: 'TRAIN' }),
        dutyOf({ once: 'c1', oin: OTHER_OIN }),
      ]
      await add(first)
      // The entry stands all the same: it is about more than this.
      expect(await add(again, otherNorm, otherCode, otherOin)).toMatchObject({ appended: true })
      const all = () => under.stored.duties.list(OIN, { count: 10 })
      expect(await all()).toEqual([otherCode, otherNorm, first].map(held))
      await end(first.id)
      const later = dutyOf({ once: 'c1' })
      await add(later)
      expect((await all()).map((one) => [one.id, one.status])).toEqual([
        [later.id, 'open'],
        [otherCode.id, 'open'],
        [otherNorm.id, 'open'],
        [first.id, 'done'],
      ])
    })

    it('that something done fulfilled are not made again, until something is brought in', async () => {
      const fulfilledBy = ['DESTROY', 'DESTROY_AFTER_YEAR']
      const caseId = newId()
      const owed = (change: Partial<Duty> = {}) => dutyOf({ caseId, once: caseId, fulfilledBy, ...change })
      const open = async () => (await under.stored.duties.list(OIN, { caseId, status: 'open', count: 10 })).length
      const first = owed({ obligation: 'DESTROY_AFTER_YEAR' })
      await add(first)
      await end(first.id)
      await add(owed(), owed({ norm: 'BGP-12' }))
      expect(await open()).toBe(0)
      // Another organisation, another case and what it does not fulfil are owed as ever.
      const other = newId()
      await add(
        owed({ oin: OTHER_OIN }),
        owed({ caseId: other, once: other }),
        owed({ fulfilledBy: [], obligation: 'TRAIN' }),
      )
      expect([await open(), (await under.stored.duties.list(OTHER_OIN, { caseId, count: 10 })).length]).toEqual([1, 1])
      expect(await under.stored.duties.list(OIN, { caseId: other, count: 10 })).toHaveLength(1)
      const at = (day: string) => ({ caseId, at: `${day}T10:00:00.000Z` })
      await under.stored.ledger.append(bareWrite([await holdingChange(under.vault, holdingOf(at('2026-03-03')))]))
      await add(owed())
      expect(await open()).toBe(1)
      await under.stored.ledger.append(bareWrite([await holdingChange(under.vault, holdingOf(at('2026-03-04')))]))
      await add(owed())
      expect(await open()).toBe(2)
    })

    it('that were waived are owed again, and so they are when a judgement came since', async () => {
      const [waived, judged] = [newId(), newId()]
      const owed = (caseId: string) => dutyOf({ caseId, once: caseId, fulfilledBy: ['DESTROY'] })
      for (const [caseId, how] of [
        [waived, 'waived'],
        [judged, 'done'],
      ] as const) {
        const first = owed(caseId)
        await add(first)
        await end(first.id, how)
      }
      const judgement = attestationOf({ caseId: judged, at: '2026-03-04T10:00:00.000Z' })
      await under.stored.ledger.append(bareWrite([await attestationChange(under.vault, judgement)]))
      await add(owed(waived), owed(judged))
      expect(
        (await under.stored.duties.list(OIN, { status: 'open', count: 10 })).map((one) => one.caseId).toSorted(),
      ).toEqual([waived, judged].toSorted())
    })

    it.each(['done', 'waived'] as const)('end once, as %s: a second end is refused with its entry', async (status) => {
      const duty = dutyOf()
      await add(duty)
      await end(duty.id, status)
      const late = bareWrite([ending(duty.id, 'waived')])
      expect(await under.stored.ledger.append(late)).toEqual({ appended: false, reason: 'duty-ended' })
      expect(await under.stored.ledger.entry(late.entry.id)).toBeUndefined()
      const ended = { status, endedBy: 'p-2', endedAt: '2026-03-03T10:00:00.000Z', endedDecision: 'd-9' }
      expect(await under.stored.duties.find(OIN, duty.id)).toEqual({ ...held(duty), ...ended })
    })

    it('let exactly one of two ends at the same time through', async () => {
      const duty = dutyOf()
      await add(duty)
      const results = await Promise.all([end(duty.id), end(duty.id, 'waived')])
      expect(results.map((result) => result.appended).toSorted()).toEqual([false, true])
    })

    it.each([
      ['its day', `UPDATE obligations SET due = '2030-01-01'`],
      ['its owners', `UPDATE obligations SET owners = '["R-OWN"]'`],
      ['its end without a decision', `UPDATE obligations SET status = 'done', ended_by = 'p-1', ended_at = 'x'`],
      ['back to open', `UPDATE obligations SET status = 'open', ended_by = 'p', ended_at = 'x', ended_decision = 'd'`],
    ])('are not changed in %s by whoever has the database open', async (_, sql) => {
      const duty = dutyOf()
      await add(duty)
      await expect(under.stored.execute(sql)).rejects.toThrow(/duty-(fixed|ended)/)
      expect(await under.stored.duties.find(OIN, duty.id)).toEqual(held(duty))
    })

    it('are listed newest first by status, owner, case and day, both sides of each boundary', async () => {
      const [a, b, c, d] = [
        dutyOf({ due: '2026-03-02' }),
        dutyOf({ due: '2026-03-03', owners: ['R-MGR'] }),
        dutyOf({ due: null, caseId: null }),
        dutyOf({ due: '2026-03-04', caseId: 'c2' }),
      ]
      await add(a, b, c, d)
      await end(d.id, 'waived')
      const ids = async (filter: object) =>
        (await under.stored.duties.list(OIN, { count: 10, ...filter })).map((one) => one.id)
      expect(await ids({})).toEqual([d.id, c.id, b.id, a.id])
      expect(await ids({ count: 1 })).toEqual([d.id])
      expect(await ids({ after: c.id })).toEqual([b.id, a.id])
      expect(await ids({ status: 'open' })).toEqual([c.id, b.id, a.id])
      expect(await ids({ status: 'waived' })).toEqual([d.id])
      expect(await ids({ status: 'done' })).toEqual([])
      expect(await ids({ owner: 'R-MGR' })).toEqual([b.id])
      expect(await ids({ owner: 'R-' })).toEqual([])
      expect(await ids({ caseId: 'c1' })).toEqual([b.id, a.id])
      expect(await ids({ dueBefore: '2026-03-02' })).toEqual([])
      expect(await ids({ dueBefore: '2026-03-03' })).toEqual([a.id])
      expect(await ids({ dueBefore: '2026-03-05' })).toEqual([d.id, b.id, a.id])
    })

    it('are overdue from the day after their last one, while they are open, of all organisations or of one', async () => {
      const [a, b, c] = [dutyOf(), dutyOf({ oin: OTHER_OIN }), dutyOf({ obligation: 'TRAIN', due: '2026-03-04' })]
      await add(a, b, c, dutyOf({ due: null }))
      const overdue = async (day: string, oin?: string) =>
        Object.fromEntries(await under.stored.duties.overdue(day, oin))
      expect(await overdue('2026-03-02')).toEqual({})
      expect(await overdue('2026-03-03')).toEqual({ DESTROY: 2 })
      expect(await overdue('2026-03-05')).toEqual({ DESTROY: 2, TRAIN: 1 })
      expect(await overdue('2026-03-05', OIN)).toEqual({ DESTROY: 1, TRAIN: 1 })
      expect(await overdue('2026-03-05', OTHER_OIN)).toEqual({ DESTROY: 1 })
      await end(b.id)
      expect(await overdue('2026-03-03')).toEqual({ DESTROY: 1 })
    })
  })
}
