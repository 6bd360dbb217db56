/**
 * What searching and counting decisions costs as the log grows: an index of a thousand and of a million rows, through the
 * same code as the indexer and the API use. `npm run bench:search [-- rows]` prints a table.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DecisionFilter } from '../../src/log/decision-index.ts'
import { openSqlite, type Storage } from '../../src/storage/sqlite/open.ts'
import { OIN, vaultOf } from '../storage/fixtures.ts'
import { caseOf, fillIndex } from './decisions.ts'
import { median } from './load.ts'

const SIZES = [1_000, Number(process.argv[2] ?? 1_000_000)]
const ROUNDS = 9

async function filled(folder: string, size: number): Promise<Storage> {
  const options = { ...vaultOf(), clock: () => new Date(), observer: () => undefined }
  const storage = openSqlite(join(folder, `${size}.db`), options)
  const started = performance.now()
  await fillIndex(storage.decisionIndex, size)
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
  { caseId: caseOf(7) },
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
