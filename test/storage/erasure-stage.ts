/** What the contracts of erasing share: orders, counts, and rows that are about something. */
import type { Target } from '../../src/erasure/order.ts'
import type { Change, IdempotencyRow } from '../../src/ports.ts'
import { AT, bareWrite, CASELESS_DAY, newId, OIN } from './fixtures.ts'
import type { Under } from './stored.ts'

const TABLES = [
  ...['cases', 'case_subjects', 'attestations', 'holdings', 'hits', 'inquiries', 'idempotency', 'obligations'],
  ...[
    'awaited',
    'obligation_askers',
    'findings',
    'finding_actions',
    'decision_index',
    'decision_norms',
    'decision_bases',
  ],
]

/** An id as it is made at that time: it begins with its moment. */
export const idAt = (at: string) => `${Date.parse(at).toString(16).padStart(12, '0').slice(0, 8)}-${newId().slice(9)}`
export const ofCase = (caseId: string): Target => ({ kind: 'case', oin: OIN, caseId })
export const ofDay = (of: string, day = '2026-03-02'): Target => ({ kind: 'day', oin: OIN, day, of })

export function erasureStage(under: Under) {
  const counts = async () => {
    const rows = await Promise.all(TABLES.map((table) => under.stored.execute(`SELECT count(*) AS n FROM ${table}`)))
    return Object.fromEntries(TABLES.map((table, i) => [table, Number(Object.values(rows[i]?.[0] ?? {})[0])]))
  }
  const order = (target: Target, entryId: string | null = 'e1', at = AT) =>
    under.stored.ledger.append(
      bareWrite([{ kind: 'erasure', order: { target, ground: 'DUE' }, at, entryId }], { type: 'erasure' }),
    )
  const duty = (caseId: string | null, at = AT): Change => ({
    kind: 'duty',
    value: {
      ...{
        id: idAt(at),
        oin: OIN,
        decisionId: 'd1',
        caseId,
        source: null,
        norm: 'AVG-05',
        obligation: 'INFORM_SUBJECT',
      },
      ...{
        owners: ['R-CAS'],
        createdAt: at,
        due: null,
        recipient: null,
        once: newId(),
        earlier: [],
        fulfilledBy: [],
        by: 'p-1',
      },
    },
  })
  const answer = (inquiryId: string, caseId: string | null): IdempotencyRow => ({
    ...{
      keyHash: newId(),
      bodyHash: 'b',
      keyId: 'k',
      inquiryId,
      caseId,
      caseVersion: null,
      expiresAt: AT,
      answer: Uint8Array.of(1),
    },
  })

  async function gone(target: Target): Promise<void> {
    const keyIds = target.kind === 'day' ? [(await under.vault.keys.sealing(CASELESS_DAY)).id] : []
    const indexed = await under.stored.erasures.indexed(target)
    await under.stored.erasures.forget([{ target, keyIds, gone: indexed.map(({ index }) => index) }])
  }
  return { counts, order, duty, answer, gone }
}
