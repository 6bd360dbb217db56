/** What the inquiries of one person wait for and what was judged of that since; any storage must pass. */
import { describe, expect, it } from 'vitest'
import type { Attestation } from '../../src/domain/case.ts'
import { AT, attestationChange, attestationOf, bareWrite, inquiryRow, OIN, OTHER_OIN } from './fixtures.ts'
import { type Factory, plain, useStored } from './stored.ts'

const LATER = '2026-03-02T10:00:00.000Z'
const LATEST = '2026-03-02T11:00:00.000Z'

export function awaitingContract(name: string, open: Factory): void {
  const under = useStored(open)
  const about = { source: 'BEL/heffingen' }
  const waiting = (change: object = {}) => inquiryRow({ status: 'waiting', caseId: 'c1', ...change })
  const put = (row: ReturnType<typeof waiting>, types: readonly string[] = ['PC1']) =>
    under.stored.ledger.append(
      bareWrite([
        {
          kind: 'inquiry',
          row,
          awaits: types.map((attestation, place) => ({ place, attestation, about, roles: ['R-OWN', 'R-PRIV'] })),
        },
      ]),
    )
  const judge = async (change: Partial<Attestation>) => {
    const value = attestationOf({ type: 'PC1', caseId: 'c1', at: LATER, ...change })
    await under.stored.ledger.append(bareWrite([await attestationChange(under.vault, value)]))
    return value
  }
  const found = (of: Parameters<typeof under.stored.inquiries.awaiting>[2], now = LATEST) =>
    under.stored.inquiries.awaiting(OIN, 'p-1', of, now)

  const since = (newest = 10, now = LATEST) => under.stored.inquiries.judgedSince(OIN, 'p-1', newest, now)

  describe(`${name}: what is awaited, for its asker`, () => {
    it('is that of their own that wait and did not expire, each once, in its order', async () => {
      const rows = [waiting(), waiting({ expiresAt: LATER }), waiting({ person: 'p-2' }), waiting({ oin: OTHER_OIN })]
      for (const row of rows) await put(row, ['PC1', 'PC2A'])
      const [first, expiring, other] = rows.map(({ id }) => id)
      await put(waiting({ status: 'settled' }))
      const one = (inquiryId: string | undefined, place: number, attestation: string) => {
        return { inquiryId, caseId: 'c1', place, attestation, about, roles: ['R-OWN', 'R-PRIV'], judged: [] }
      }
      const both = (id: string | undefined) => [one(id, 0, 'PC1'), one(id, 1, 'PC2A')]
      expect(plain(await found({ newest: 10 }))).toEqual(plain(both(first)))
      expect(plain(await found({ newest: 10 }, AT))).toEqual(plain([...both(first), ...both(expiring)]))
      expect((await found({ newest: 1 }, AT)).map(({ inquiryId }) => inquiryId)).toEqual([expiring, expiring])
      expect(plain(await found({ ids: [String(first), String(other), 'none'] }))).toEqual(plain(both(first)))
      expect(await found({ ids: [] })).toEqual([])
    })

    it('has what others judged since, of the case or the organisation, of that type, that stands and is valid', async () => {
      const row = waiting()
      await put(row)
      const judged = async () => {
        const [one] = await found({ newest: 10 })
        // Whether anything was judged is said alike by the look that each page takes.
        expect(await since()).toEqual(one?.judged.length === 0 ? [] : [row.id])
        return one?.judged
      }
      for (const passed of [
        { type: 'PC2A' },
        { caseId: 'c2' },
        { at: AT },
        { by: 'p-1' },
        { oin: OTHER_OIN },
        { validUntil: '2026-03-01' },
        { withdrawnBy: 'p-3' },
      ]) {
        const { id } = await judge(passed)
        if ('withdrawnBy' in passed) {
          await under.stored.ledger.append(bareWrite([{ kind: 'attestation-withdrawn', id, by: 'p-3', at: LATEST }]))
        }
        expect(await judged(), JSON.stringify(passed)).toEqual([])
      }
      await judge({ validUntil: '2026-03-02', scope: { source: 'x' } })
      await judge({ validUntil: null, scope: { source: 'x' }, at: LATEST })
      await judge({ caseId: null, outcome: 'refused' })
      expect((await judged())?.toSorted((a, b) => (a.at < b.at ? -1 : 1))).toEqual([
        { scope: { source: 'BEL/heffingen' }, outcome: 'refused', at: LATER },
        { scope: { source: 'x' }, outcome: 'positive', at: LATEST },
      ])
      await put({ ...row, updatedAt: LATEST, decisions: [row.id, 'again'] })
      expect(await judged()).toEqual([])
    })

    it('has which of the newest have something judged since, each once, and not what expired or is of others', async () => {
      const rows = [waiting(), waiting({ expiresAt: LATER }), waiting({ person: 'p-2' }), waiting({ oin: OTHER_OIN })]
      for (const row of rows) await put(row, ['PC1', 'PC2A'])
      const [first, second] = rows.map(({ id }) => id)
      await judge({})
      await judge({ type: 'PC2A' })
      await judge({ caseId: null, outcome: 'refused' })
      expect((await since(10, AT)).toSorted()).toEqual([first, second].toSorted())
      expect(await since(1, AT)).toEqual([second])
      expect(await since()).toEqual([first])
    })

    it('finds what is awaited of cases that are called alike, by the moment and the end of their ids', async () => {
      const day = ['019a', '019c'].map((time) => `${time}0000-0000-7000-8000-000000000000`)
      const [from = '', until = ''] = day
      const caseIds = { from, until, end: '4f3a9c' }
      const awaits = [{ place: 0, attestation: 'PC1', about: {}, roles: ['R-PRIV'] }]
      const of = async (caseId: string | null, change: object = {}) => {
        const row = inquiryRow({ status: 'waiting', caseId, expiresAt: null, ...change })
        await under.stored.ledger.append(bareWrite([{ kind: 'inquiry', row, awaits }]))
        return row.id
      }
      const called = (time: string, end = '4f3a9c') => `${time}0000-0000-7abc-8def-012345${end}`
      const found = async (filter: object) =>
        (await under.stored.inquiries.awaited(OIN, { roles: ['R-PRIV'], notOf: '', count: 9, ...filter }, AT)).map(
          ({ row }) => row.id,
        )
      const mine = [await of(called('019b')), await of(called('019b')), await of(called('019a'))]
      for (const other of [called('019d'), called('0199'), called('019b', '4f3a9d'), null]) await of(other)
      await of(called('019b'), { oin: OTHER_OIN })
      expect(await found({ caseIds })).toEqual(mine)
      expect(await found({ caseIds, count: 2 })).toEqual(mine.slice(0, 2))
      expect(await found({ caseIds, after: { inquiryId: mine[0], place: 0 } })).toEqual(mine.slice(1))
      expect(await found({ caseIds, attestation: 'PC2A' })).toEqual([])
    })
  })
}
