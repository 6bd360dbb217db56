/** The keys that what was stored last is sealed under, over any engine of the SQLite family. */
import { OPEN } from '../../log/entry.ts'
import type { Engine, Step } from './statement.ts'

/** Rows of each table, and entries: what one busy hour stores, in a few milliseconds. */
const NEWEST = 512

const SEALED = ['cases', 'case_subjects', 'attestations', 'holdings', 'inquiries', 'processing_types'] as const

/** Ids of the keys of the newest entries, and of the newest rows of each sealed table. */
export async function newestKeyIds(engine: Pick<Engine, 'read'>): Promise<readonly string[]> {
  const rows = await engine.read(KEY_IDS)
  return [...new Set(rows.flat().map(({ id }) => id))]
}

export const KEY_IDS: readonly Step<{ id: string }>[] = [
  {
    sql: `select distinct key_id as id from parts
      where entry_idx > (select max(idx) from entries) - ${NEWEST} and key_id <> ?`,
    values: [OPEN],
  },
  ...SEALED.map((table) => ({
    sql: `select distinct key_id as id from (select key_id from ${table} order by rowid desc limit ${NEWEST})`,
    values: [],
  })),
]
