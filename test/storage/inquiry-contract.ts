/** What every storage engine must do for inquiries and kept answers. */
import { describe, expect, it } from 'vitest'
import type { Awaits } from '../../src/domain/awaited.ts'
import { AT, bareWrite, inquiryRow, OIN, OTHER_OIN } from './fixtures.ts'
import { type Factory, plain, useStored } from './stored.ts'

export function inquiryContract(name: string, open: Factory): void {
  const under = useStored(open)

  describe(`${name}: inquiries`, () => {
    it('keeps an inquiry with its question, for its own asker only', async () => {
      const row = inquiryRow()
      await under.stored.ledger.append(bareWrite([{ kind: 'inquiry', row }]))
      expect(plain(await under.stored.inquiries.find(OIN, 'p-1', row.id))).toEqual(plain(row))
      expect(await under.stored.inquiries.find(OIN, 'p-2', row.id)).toBeUndefined()
      expect(await under.stored.inquiries.find(OTHER_OIN, 'p-1', row.id)).toBeUndefined()
    })

    it('counts a permit as unsettled until its settlement lands', async () => {
      const row = inquiryRow()
      const decision = bareWrite([{ kind: 'inquiry', row }], { id: row.id })
      await under.stored.ledger.append(decision)
      expect(await under.stored.ledger.unsettled()).toEqual([{ decisionId: row.id, inquiryId: row.id, oin: OIN }])
      const change = { kind: 'inquiry-status', id: row.id, status: 'settled', at: AT, expiresAt: null } as const
      await under.stored.ledger.append(bareWrite([change], { type: 'settlement', settles: row.id }))
      expect(await under.stored.ledger.unsettled()).toEqual([])
      expect((await under.stored.inquiries.find(OIN, 'p-1', row.id))?.status).toBe('settled')
    })

    it('names the last decision of an inquiry that was walked again', async () => {
      const row = inquiryRow({ status: 'waiting' })
      await under.stored.ledger.append(bareWrite([{ kind: 'inquiry', row }]))
      const again = {
        ...row,
        status: 'open',
        decisions: [row.id, 'second'],
        updatedAt: '2026-03-03T00:00:00.000Z',
      } as const
      await under.stored.ledger.append(bareWrite([{ kind: 'inquiry', row: again }]))
      expect(await under.stored.ledger.unsettled()).toEqual([{ decisionId: 'second', inquiryId: row.id, oin: OIN }])
    })

    it('refuses the second of two walks that started from the same state', async () => {
      const row = inquiryRow({ status: 'waiting' })
      await under.stored.ledger.append(bareWrite([{ kind: 'inquiry', row }]))
      const walked = (id: string) => bareWrite([{ kind: 'inquiry', row: { ...row, decisions: [row.id, id] } }])
      await under.stored.ledger.append(walked('a'))
      await expect(under.stored.ledger.append(walked('b'))).rejects.toMatchObject({ kind: 'conflict' })
      expect((await under.stored.inquiries.find(OIN, 'p-1', row.id))?.decisions).toEqual([row.id, 'a'])
    })

    it.each([
      ['waiting', 'withdrawn', 'withdrawn'],
      ['waiting', 'expired', 'expired'],
      ['aborted', 'withdrawn', 'withdrawn'],
      ['open', 'aborted', 'aborted'],
      ['open', 'withdrawn', 'open'],
      ['settled', 'withdrawn', 'settled'],
      ['settled', 'expired', 'settled'],
      ['settled', 'aborted', 'settled'],
    ] as const)('an inquiry that is %s and told to be %s is %s', async (before, told, after) => {
      const row = inquiryRow({ status: before })
      await under.stored.ledger.append(bareWrite([{ kind: 'inquiry', row }]))
      await under.stored.ledger.note([{ kind: 'inquiry-status', id: row.id, status: told, at: AT, expiresAt: null }])
      expect((await under.stored.inquiries.find(OIN, 'p-1', row.id))?.status).toBe(after)
    })

    const AFTER = '2026-03-10T00:00:00.001Z'
    it.each([
      ['waiting', 'withdrawn', true],
      ['refused', 'withdrawn', true],
      ['aborted', 'expired', true],
      ['open', 'withdrawn', false],
      ['open', 'expired', false],
      ['settled', 'withdrawn', false],
      ['settled', 'expired', false],
      ['withdrawn', 'withdrawn', false],
      ['expired', 'expired', false],
    ] as const)(
      'an inquiry that is %s may end as %s: %s, and else its entry is not written',
      async (before, ends, may) => {
        const row = inquiryRow({ status: before, expiresAt: '2026-03-10T00:00:00.000Z' })
        await under.stored.ledger.append(bareWrite([{ kind: 'inquiry', row }]))
        const change = { kind: 'inquiry-status', id: row.id, status: ends, at: AFTER, expiresAt: null } as const
        const write = { ...bareWrite([change], { type: 'closing' }), guard: { inquiryId: row.id, ends, at: AFTER } }
        expect(await under.stored.ledger.append(write)).toMatchObject(
          may ? { appended: true } : { appended: false, reason: 'inquiry-moved' },
        )
        expect((await under.stored.inquiries.find(OIN, 'p-1', row.id))?.status).toBe(may ? ends : before)
        expect(await under.stored.ledger.size()).toBe(may ? 2 : 1)
      },
    )

    it('an inquiry expires only when it is due, and one that is not there ends in no way', async () => {
      const row = inquiryRow({ status: 'waiting', expiresAt: AFTER })
      await under.stored.ledger.append(bareWrite([{ kind: 'inquiry', row }]))
      for (const guard of [
        { inquiryId: row.id, ends: 'expired', at: AFTER },
        { inquiryId: 'none', ends: 'withdrawn', at: AFTER },
      ] as const) {
        const refused = { appended: false, reason: 'inquiry-moved' }
        expect(await under.stored.ledger.append({ ...bareWrite(), guard })).toEqual(refused)
      }
    })

    it.each(['settled', 'withdrawn', 'expired'] as const)(
      'an inquiry that is %s is not walked again',
      async (status) => {
        const row = inquiryRow({ status })
        await under.stored.ledger.append(bareWrite([{ kind: 'inquiry', row }]))
        const again = { ...row, status: 'open', decisions: [row.id, 'second'] } as const
        await expect(under.stored.ledger.append(bareWrite([{ kind: 'inquiry', row: again }]))).rejects.toMatchObject({
          kind: 'conflict',
        })
        expect((await under.stored.inquiries.find(OIN, 'p-1', row.id))?.status).toBe(status)
      },
    )

    it('lists newest first, filtered, from the one after the cursor', async () => {
      const rows = ['BEL/heffingen', 'BEL/heffingen', 'POL/meldingen', 'BEL/heffingen'].map((source) =>
        inquiryRow({ source }),
      )
      for (const row of rows) await under.stored.ledger.append(bareWrite([{ kind: 'inquiry', row }]))
      await under.stored.ledger.append(bareWrite([{ kind: 'inquiry', row: inquiryRow({ person: 'p-2' }) }]))
      const [a, b, c, d] = rows.map((row) => row.id)
      const ids = async (filter: object) =>
        (await under.stored.inquiries.list(OIN, 'p-1', { count: 10, ...filter })).map((row) => row.id)
      expect(await ids({})).toEqual([d, c, b, a])
      expect(await ids({ after: d, count: 2 })).toEqual([c, b])
      expect(await ids({ source: 'BEL/heffingen' })).toEqual([d, b, a])
      expect(await ids({ status: 'settled' })).toEqual([])
      expect(await ids({ caseId: 'none' })).toEqual([])
    })

    it('finds what is due from the moment after its expiry, but nothing that is on its way', async () => {
      const expiresAt = '2026-03-10T00:00:00.000Z'
      const waiting = inquiryRow({ status: 'waiting', expiresAt })
      for (const row of [waiting, inquiryRow({ status: 'open', expiresAt }), inquiryRow({ status: 'waiting' })])
        await under.stored.ledger.append(bareWrite([{ kind: 'inquiry', row }]))
      const after = '2026-03-10T00:00:00.001Z'
      expect(await under.stored.inquiries.due(expiresAt, 10)).toEqual([])
      expect(await under.stored.inquiries.due(after, 10)).toEqual([{ id: waiting.id, oin: OIN, caseId: null }])
      const earlier = inquiryRow({ status: 'waiting', caseId: 'c1', expiresAt: '2026-03-09T00:00:00.000Z' })
      await under.stored.ledger.append(bareWrite([{ kind: 'inquiry', row: earlier }]))
      expect(await under.stored.inquiries.due(after, 1)).toEqual([{ id: earlier.id, oin: OIN, caseId: 'c1' }])
    })

    it('finds what waits, whoever asked, oldest first, until it expires', async () => {
      const expiresAt = '2026-03-10T00:00:00.000Z'
      const row = (change: object) => inquiryRow({ status: 'waiting', caseId: 'c1', expiresAt, ...change })
      const rows = [
        row({}),
        row({ person: 'p-2', source: 'POL/meldingen' }),
        row({ caseId: null, expiresAt: null }),
        row({ caseId: 'c2' }),
        ...(['open', 'settled', 'refused', 'aborted', 'withdrawn', 'expired'] as const).map((status) =>
          row({ status }),
        ),
        row({ oin: OTHER_OIN }),
      ]
      for (const one of rows) await under.stored.ledger.append(bareWrite([{ kind: 'inquiry', row: one }]))
      const [a, b, c, d] = rows.map((one) => one.id)
      const ids = async (filter: object, now = AT, count = 10) =>
        (await under.stored.inquiries.waiting(OIN, filter, now, count)).map((one) => one.id)
      expect(await ids({})).toEqual([a, b, c, d])
      expect(await ids({}, AT, 2)).toEqual([a, b])
      expect(await ids({ caseId: 'c1' })).toEqual([a, b])
      expect(await ids({ caseId: 'c1', source: 'POL/meldingen' })).toEqual([b])
      expect(await ids({ caseId: 'c1', id: b })).toEqual([b])
      expect(await ids({ caseId: 'c1', id: d })).toEqual([])
      expect(await ids({}, '2026-03-09T23:59:59.999Z')).toEqual([a, b, c, d])
      expect(await ids({}, expiresAt)).toEqual([c])
      expect(plain(await under.stored.inquiries.waiting(OIN, { caseId: 'c2' }, AT, 1))).toEqual([plain(rows[3])])
    })

    it('finds judgements that are awaited by role, those of the oldest inquiry first, each once', async () => {
      const expiresAt = '2026-03-10T00:00:00.000Z'
      const row = (change: object) => inquiryRow({ status: 'waiting', caseId: 'c1', expiresAt, ...change })
      const pc1 = { place: 0, attestation: 'PC1', about: { source: 'BEL/heffingen' }, roles: ['R-PRIV'] }
      const need = { place: 1, attestation: 'NECESSITY', about: {}, roles: ['R-OWN', 'R-PRIV'] }
      const [first, second, mine, elsewhere] = [
        row({}),
        row({ caseId: null }),
        row({ person: 'p-2' }),
        row({ oin: OTHER_OIN }),
      ]
      const put = (one: typeof first, awaits: readonly Awaits[]) =>
        under.stored.ledger.append(bareWrite([{ kind: 'inquiry', row: one, awaits }]))
      for (const one of [first, second, mine, elsewhere]) await put(one, one === second ? [need] : [pc1, need])
      const found = async (filter: object, now = AT) =>
        (
          await under.stored.inquiries.awaited(
            OIN,
            { roles: ['R-PRIV', 'R-OWN'], notOf: 'p-2', count: 10, ...filter },
            now,
          )
        ).map((one) => [one.row.id, one.place])
      const all = [
        [first.id, 0],
        [first.id, 1],
        [second.id, 1],
      ]
      expect(await found({})).toEqual(all)
      expect(await found({ roles: ['R-OWN'] })).toEqual([
        [first.id, 1],
        [second.id, 1],
      ])
      expect(await found({ roles: ['R-CAS'] })).toEqual([])
      expect(await found({ roles: [] })).toEqual([])
      expect(await found({ count: 2 })).toEqual(all.slice(0, 2))
      expect(await found({ after: { inquiryId: first.id, place: 0 } })).toEqual(all.slice(1))
      expect(await found({ after: { inquiryId: second.id, place: 1 } })).toEqual([])
      expect(await found({ attestation: 'PC1' })).toEqual([[first.id, 0]])
      expect(await found({ caseId: 'c1' })).toEqual(all.slice(0, 2))
      expect(await found({ caseId: 'c1', after: { inquiryId: first.id, place: 0 } })).toEqual([[first.id, 1]])
      expect(await found({ expiresBefore: '2026-03-10T00:00:00.001Z' })).toEqual(all)
      expect(await found({ expiresBefore: expiresAt })).toEqual([])
      expect(await found({ notOf: 'p-1' })).toEqual([
        [mine.id, 0],
        [mine.id, 1],
      ])
      expect(await found({}, '2026-03-09T23:59:59.999Z')).toEqual(all)
      expect(await found({}, expiresAt)).toEqual([])
      const [one] = await under.stored.inquiries.awaited(OIN, { roles: ['R-PRIV'], notOf: '', count: 1 }, AT)
      const { roles: _, ...kept } = pc1
      expect(plain(one)).toEqual(plain({ ...kept, row: first }))
    })

    it('forgets what was awaited once it waits no longer, and keeps only the last when it is walked again', async () => {
      const row = inquiryRow({ status: 'waiting' })
      const awaits = (attestation: string) => [{ place: 0, attestation, about: {}, roles: ['R-PRIV'] }]
      const found = async () =>
        (await under.stored.inquiries.awaited(OIN, { roles: ['R-PRIV'], notOf: '', count: 10 }, AT)).map(
          (one) => one.attestation,
        )
      const put = (changes: object, type: string | null) =>
        under.stored.ledger.append(
          bareWrite([{ kind: 'inquiry', row: { ...row, ...changes }, ...(type ? { awaits: awaits(type) } : {}) }]),
        )
      await put({}, 'PC1')
      expect(await found()).toEqual(['PC1'])
      await put({ decisions: [row.id, 'b'] }, 'PC2A')
      expect(await found()).toEqual(['PC2A'])
      await put({ decisions: [row.id, 'b', 'c'], status: 'open' }, null)
      expect(await found()).toEqual([])
      const other = inquiryRow({ status: 'waiting' })
      await under.stored.ledger.append(bareWrite([{ kind: 'inquiry', row: other, awaits: awaits('PC1') }]))
      expect(await found()).toEqual(['PC1'])
      const withdrawn = { kind: 'inquiry-status', id: other.id, status: 'withdrawn', at: AT, expiresAt: null } as const
      await under.stored.ledger.append(bareWrite([withdrawn]))
      expect(await found()).toEqual([])
      // As if the row were waiting again: nothing of before is there.
      await put({ decisions: [row.id, 'b', 'c', 'd'], status: 'waiting' }, null)
      expect(await found()).toEqual([])
    })

    it('binds an idempotency key once, and forgets its answer when it expired', async () => {
      const row = {
        keyHash: 'k1',
        bodyHash: 'b1',
        keyId: 'k-of-c1',
        inquiryId: 'i1',
        caseId: null,
        caseVersion: null,
        expiresAt: '2026-03-02T09:40:00.000Z',
        answer: null,
      }
      await under.stored.ledger.append(bareWrite([{ kind: 'idempotency', row }]))
      await expect(under.stored.ledger.append(bareWrite([{ kind: 'idempotency', row }]))).rejects.toMatchObject({
        kind: 'conflict',
      })
      const answer = Uint8Array.of(1, 2, 3)
      await under.stored.ledger.note([{ kind: 'idempotency-answer', keyHash: 'k1', answer }])
      expect(plain(await under.stored.inquiries.idempotent('k1'))).toEqual(plain({ ...row, answer }))
      expect(await under.stored.inquiries.forgetAnswers(row.expiresAt)).toBe(0)
      expect(await under.stored.inquiries.forgetAnswers('2026-03-02T09:40:00.001Z')).toBe(1)
      expect(await under.stored.inquiries.idempotent('k1')).toEqual(row)
      expect(await under.stored.inquiries.idempotent('k2')).toBeUndefined()
    })
  })
}
