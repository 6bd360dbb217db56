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
      const judged = async () => (await found({ newest: 10 }))[0]?.judged
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
  })
}
