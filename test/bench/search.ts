/**
 * What searching and counting decisions costs as the log grows: an index of a thousand and of a million rows, through the
 * same code as the indexer and the API use. `npm run bench:search [-- rows]` prints a table.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Counted } from '../../src/log/decision-counts.ts'
import type { DecisionFilter, DecisionRow } from '../../src/log/decision-index.ts'
import { openSqlite, type Storage } from '../../src/storage/sqlite/open.ts'
import { OIN, vaultOf } from '../storage/fixtures.ts'
import { median } from './load.ts'

const SIZES = [1_000, Number(process.argv[2] ?? 1_000_000)]
const YEAR_MS = 365 * 86_400_000
const START_MS = Date.parse('2025-01-01T00:00:00Z')
const BATCH_ROWS = 2_048
const ROUNDS = 9

const DEPARTMENTS = ['ONDM', 'VERG', 'TH', 'BEL', 'WI']
const PURPOSES = ['P-BGP-AANPAK', 'P-RIEC-F', 'P-13B', 'P-WMO', 'P-BIBOB']
const SOURCES = ['BZ/personen', 'BEL/heffingen', 'VERG/vergunningen', 'TH/bezoeken', 'KVK/register', 'POL/registraties']
const NORMS = ['AVG-01', 'AVG-02', 'AVG-05', 'BGP-05', 'BGP-06', 'GEM-01', 'UAVG-03', 'WGS-06']

/** Rare values, and pairs that hardly meet, stand among common ones. Of row `i` of `size`, over a year. */
function rowOf(i: number, size: number): DecisionRow {
  const mixed = (i * 2_654_435_761) >>> 0
  const of = <T>(list: readonly T[], by: number): T => list[by % list.length] as T
  const rare = i % 5_000 === 17
  const department = rare ? 'RARE' : of(DEPARTMENTS, mixed >>> 3)
  return {
    index: i,
    id: `d${i}`,
    oin: OIN,
    at: new Date(START_MS + Math.floor((i / size) * YEAR_MS)).toISOString(),
    type: 'decision',
    // Of one department nothing is ever refused: a pair of common values that finds nothing.
    outcome: department === 'WI' ? 'permit' : of(['permit', 'permit', 'deny', 'review'], mixed >>> 6),
    department,
    purpose: of(PURPOSES, mixed >>> 9),
    caseId: `c${mixed % 20_000}`,
    source: of(SOURCES, mixed >>> 12),
    regime: 'BGP',
    subject: `s-${mixed % 50_000}`,
    legalBasis: [rare ? 'LB-RARE' : of(['LB-6E', 'LB-WGS15'], mixed >>> 15)],
    norms: [...NORMS, ...(rare ? ['RARE-01'] : [])],
    holder: null,
  }
}

async function filled(folder: string, size: number): Promise<Storage> {
  const options = { ...vaultOf(), clock: () => new Date(), observer: () => undefined }
  const storage = openSqlite(join(folder, `${size}.db`), options)
  const started = performance.now()
  for (let from = 0; from < size; from += BATCH_ROWS) {
    const rows = Array.from({ length: Math.min(BATCH_ROWS, size - from) }, (_, i) => rowOf(from + i, size))
    const counted = rows.map(
      (row): Counted => ({
        kind: 'decided',
        row,
        // The one before it that waited is answered by this one.
        inquiry: row.index > 0 && rowOf(row.index - 1, size).outcome === 'review' ? `d${row.index - 1}` : row.id,
        refused: row.outcome === 'deny' ? ['AVG-02'] : [],
        missing: row.outcome === 'review' ? ['PC1'] : null,
      }),
    )
    await storage.decisionIndex.add(rows, from + rows.length, counted)
  }
  console.log(`${size} rows: ${(((performance.now() - started) * 1_000) / size).toFixed(1)} us a row`)
  return storage
}

const SINGLES: readonly Partial<DecisionFilter>[] = [
  {},
  { department: 'VERG' },
  { department: 'RARE' },
  { department: 'NONE' },
  { purpose: 'P-13B' },
  { source: 'KVK/register' },
  { outcome: 'deny' },
  { legalBasis: 'LB-RARE' },
  { legalBasis: 'LB-6E' },
  { norm: 'AVG-05' },
  { norm: 'RARE-01' },
  { norm: 'NONE-01' },
  { caseId: 'c7' },
  { subjects: ['s-7', 's-8'] },
  { until: '2025-02-01T00:00:00.000Z' },
  { from: '2025-06-01T00:00:00.000Z', until: '2025-06-02T00:00:00.000Z' },
]
/** Each with each: what they have in common from much to nothing. */
const PAIRS = SINGLES.slice(1).flatMap((one, i) =>
  SINGLES.slice(i + 2)
    .filter((other) => !Object.keys(other).some((key) => key in one))
    .map((other) => ({ ...one, ...other })),
)
PAIRS.push({ department: 'WI', outcome: 'deny' }, { department: 'WI', outcome: 'review', norm: 'AVG-05' })

async function timed(work: () => Promise<unknown>): Promise<number> {
  const taken: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now()
    await work()
    taken.push(performance.now() - started)
  }
  return median(taken)
}

const folder = mkdtempSync(join(tmpdir(), 'sluis-search-'))
try {
  const storages: Storage[] = []
  for (const size of SIZES) storages.push(await filled(folder, size))
  const measured: { name: string; times: number[] }[] = []
  const measure = async (name: string, work: (index: Storage['decisionIndex']) => Promise<unknown>) => {
    const times: number[] = []
    for (const { decisionIndex } of storages) times.push(await timed(() => work(decisionIndex)))
    measured.push({ name, times })
  }
  for (const filter of [...SINGLES, ...PAIRS])
    await measure(JSON.stringify(filter), (index) => index.search(OIN, { ...filter, count: 21 }))
  const year = { from: '2025-01-01', until: '2026-01-01' }
  const groups = ['type', 'department', 'purpose', 'outcome'] as const
  await measure('counts of a year', (index) => index.counts(OIN, 'all', year, groups))
  await measure('counts of a year by month', (index) => index.counts(OIN, 'all', year, ['span', 'outcome'], 'month'))
  const odd = { from: '2025-01-15', until: '2025-12-20' }
  await measure('counts by norm that refused, odd days', (index) =>
    index.counts(OIN, 'refused', odd, ['code', 'outcome']),
  )
  const quarter = { from: '2025-01-01', until: '2025-04-01' }
  await measure('counts of a quarter by day', (index) => index.counts(OIN, 'all', quarter, ['span', 'outcome'], 'day'))
  await measure('durations of a year', (index) => index.durations(OIN, 'answered', year))
  measured.sort((a, b) => (b.times.at(-1) ?? 0) - (a.times.at(-1) ?? 0))
  for (const { name, times } of measured.slice(0, 30))
    console.log(`${times.map((time) => time.toFixed(2).padStart(9)).join(' ms')} ms  ${name}`)
  for (const { name, times } of measured.slice(-8))
    console.log(`${times.map((time) => time.toFixed(2).padStart(9)).join(' ms')} ms  ${name}`)
  for (const storage of storages) storage.close()
} finally {
  rmSync(folder, { recursive: true })
}
