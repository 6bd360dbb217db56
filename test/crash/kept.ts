/** After a kill and a start: is everything there that was answered and signed before, once, in its place, and in the tree? */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Receipt } from '../../src/domain/receipt.ts'
import { checkReceipt } from '../../src/log/receipt.ts'
import { verified } from '../tamper/database.ts'
import type { Stage } from './stage.ts'

/** What somebody outside has of a process that is gone. */
export type Seen = { readonly receipts: readonly Receipt[]; readonly checkpoints: readonly string[] }

export type Kept = { readonly entries: number; readonly milliseconds: number; readonly wrong: readonly string[] }

const PATIENCE_MS = 20_000

/** `known`: which entry was seen at which index, in all of the log's lives. `origin`: where it listens now. */
export async function kept(
  { world: { folder, options, node }, dataDir }: Pick<Stage, 'world' | 'dataDir'>,
  seen: Seen,
  known: Map<number, string>,
  origin: string,
  parts: boolean,
): Promise<Kept> {
  const database = new Database(join(dataDir, 'sluis.db'), { readonly: true })
  const number = (sql: string) => Number(database.prepare(sql).pluck().get())
  const entries = number('SELECT count(*) FROM entries')
  const wrong = seen.receipts.flatMap((receipt) => missing(database, receipt, known))
  for (const receipt of seen.receipts)
    if (checkReceipt(node.ports.log, receipt) !== 'signed') wrong.push(`receipt ${receipt.number} is not signed`)
  // Nobody asks yet: what was on its way when the process was killed is settled.
  if (number(`SELECT count(*) FROM inquiries WHERE status = 'open'`) > 0) wrong.push('an inquiry is still open')
  database.close()
  const started = performance.now()
  if (!(await covered(origin, entries))) wrong.push('integration does not catch up')
  const milliseconds = Math.round(performance.now() - started)
  const files = seen.checkpoints.map((note, i) => {
    const file = join(folder, `kept-${i}`)
    writeFileSync(file, note)
    return file
  })
  const args = [...(parts ? ['--parts'] : []), ...files.flatMap((file) => ['--kept', file])]
  const { found } = await verified({ keysDir: options.keysDir, origin: options.origin }, dataDir, args)
  return { entries, milliseconds, wrong: [...wrong, ...found] }
}

type Row = { readonly id: string; readonly leaf_hash: string; readonly number: number | null }

function missing(database: Database.Database, receipt: Receipt, known: Map<number, string>): string[] {
  const row = database.prepare<[number], Row>('SELECT id, leaf_hash, number FROM entries WHERE idx = ?')
  const { decision, settlement, number } = receipt
  return [decision, ...(settlement ? [settlement] : [])].flatMap(({ index, id, leafHash }) => {
    const before = known.get(index) ?? id
    known.set(index, id)
    const stored = row.get(index)
    if (before !== id) return [`index ${index} was given twice`]
    if (stored?.id !== id || stored.leaf_hash !== leafHash) return [`answered entry ${index} is not there`]
    return id === decision.id && stored.number !== number ? [`entry ${index} has another number`] : []
  })
}

async function covered(origin: string, entries: number): Promise<boolean> {
  for (const until = performance.now() + PATIENCE_MS; performance.now() < until; ) {
    const note = await (await fetch(`${origin}/v1/log/checkpoint`)).text()
    if (Number(note.split('\n')[1]) >= entries) return true
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return false
}
