/** An index of decisions as long as one likes, through the code of the indexer: for benches of what reads it. */
import type { Counted } from '../../src/log/decision-counts.ts'
import type { DecisionIndex, DecisionRow } from '../../src/log/decision-index.ts'
import { OIN } from '../storage/fixtures.ts'

const YEAR_MS = 365 * 86_400_000
const START_MS = Date.parse('2025-01-01T00:00:00Z')
const BATCH_ROWS = 2_048

const DEPARTMENTS = ['ONDM', 'VERG', 'TH', 'BEL', 'WI']
const PURPOSES = ['P-BGP-AANPAK', 'P-RIEC-F', 'P-13B', 'P-WMO', 'P-BIBOB']
const SOURCES = ['BZ/personen', 'BEL/heffingen', 'VERG/vergunningen', 'TH/bezoeken', 'KVK/register', 'POL/registraties']
const NORMS = ['AVG-01', 'AVG-02', 'AVG-05', 'BGP-05', 'BGP-06', 'GEM-01', 'UAVG-03', 'WGS-06']

/** An act is rare, a preview that its asker made as well; what was made with a judgement is not, and is never refused. */
function kindOf(i: number): { readonly type: DecisionRow['type']; readonly account: boolean } {
  if (i % 5_000 === 18) return { type: 'act', account: false }
  if (i % 5_000 === 19) return { type: 'preview', account: false }
  return i % 10 === 5 ? { type: 'preview', account: true } : { type: 'decision', account: false }
}

/** Rare values, and pairs that hardly meet, stand among common ones. Of row `i` of `size`, over a year. */
function rowOf(i: number, size: number): DecisionRow {
  const mixed = (i * 2_654_435_761) >>> 0
  const of = <T>(list: readonly T[], by: number): T => list[by % list.length] as T
  const rare = i % 5_000 === 17
  const { type, account } = kindOf(i)
  const department = rare ? 'RARE' : of(DEPARTMENTS, mixed >>> 3)
  return {
    index: i,
    id: `d${i}`,
    oin: OIN,
    at: new Date(START_MS + Math.floor((i / size) * YEAR_MS)).toISOString(),
    type,
    // Of one department nothing is ever refused: a pair of common values that finds nothing.
    outcome: department === 'WI' || account ? 'permit' : of(['permit', 'permit', 'deny', 'review'], mixed >>> 6),
    department,
    purpose: of(PURPOSES, mixed >>> 9),
    caseId: caseOf(mixed % 20_000),
    source: of(SOURCES, mixed >>> 12),
    regime: 'BGP',
    subject: `s-${mixed % 50_000}`,
    legalBasis: [rare ? 'LB-RARE' : of(['LB-6E', 'LB-WGS15'], mixed >>> 15)],
    norms: [...NORMS, ...(rare ? ['RARE-01'] : [])],
    holder: null,
  }
}

/** Of the organisation `oin`; the first `size` indexes of its log. */
/** Id of one of the cases that the decisions are about. */
export const caseOf = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`

export async function fillIndex(index: Pick<DecisionIndex, 'add'>, size: number, oin = OIN): Promise<void> {
  for (let from = 0; from < size; from += BATCH_ROWS) {
    const rows = Array.from({ length: Math.min(BATCH_ROWS, size - from) }, (_, i) => ({
      ...rowOf(from + i, size),
      oin,
    }))
    const counted = rows.map(
      (row): Counted => ({
        kind: 'decided',
        row,
        // The one before it that waited is answered by this one.
        inquiry: row.index > 0 && rowOf(row.index - 1, size).outcome === 'review' ? `d${row.index - 1}` : row.id,
        refused: row.outcome === 'deny' ? ['AVG-02'] : [],
        missing: row.type === 'decision' && row.outcome === 'review' ? ['PC1'] : null,
        account: kindOf(row.index).account,
      }),
    )
    await index.add(rows, from + rows.length, counted)
  }
}
