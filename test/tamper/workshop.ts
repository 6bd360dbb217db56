/** Copies of a built log that somebody had open, and what verify says of each. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { type NoteKey, noteKey } from '../../src/log/tree/note.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { createKeys, type NodeKeys } from '../../src/storage/node/keys.ts'
import { NOTE_CRYPTO } from '../log/tree/signers.ts'
import { openUnguarded, verified } from './database.ts'
import { type BuiltLog, buildLog } from './log.ts'

export type Touched = { readonly code: number; readonly found: readonly string[]; readonly codes: readonly string[] }

export type Workshop = {
  readonly built: BuiltLog
  readonly folder: string
  readonly keys: NodeKeys
  /** The key of the log, for who has that as well. */
  readonly log: NoteKey
  /** Files with the checkpoints that somebody kept. */
  readonly kept: readonly [string, string]
  /** What verify says of a copy after work by somebody who first takes the guards away. */
  touched(work: Work, args?: readonly string[]): Promise<Touched>
  close(): Promise<void>
}
export type Work = (database: Database.Database) => unknown

export async function openWorkshop(entries: number): Promise<Workshop> {
  const built = await buildLog(entries)
  const keys = createKeys({ dir: built.keysDir, create: false, crypto: createCrypto() })
  const folder = mkdtempSync(join(tmpdir(), 'sluis-tamper-'))
  const kept = [join(folder, 'early'), join(folder, 'last')] as const
  built.kept.forEach((note, i) => void writeFileSync(kept[i] ?? '', note))
  let runs = 0
  return {
    built,
    folder,
    keys,
    log: noteKey(NOTE_CRYPTO, built.origin, keys.logSeed),
    kept,
    async touched(work, args = ['--parts']) {
      const dataDir = join(folder, `data-${runs++}`)
      mkdirSync(dataDir)
      copyFileSync(join(built.dataDir, 'sluis.db'), join(dataDir, 'sluis.db'))
      const { database, close } = openUnguarded(dataDir)
      await work(database)
      close()
      const { code, found } = await verified(built, dataDir, args)
      rmSync(dataDir, { recursive: true })
      return { code, found, codes: [...new Set(found.map((one) => one.split(' ')[0] ?? ''))] }
    },
    async close() {
      keys.close()
      rmSync(folder, { recursive: true })
      await built.remove()
    },
  }
}

export const sql =
  (...statements: readonly string[]): Work =>
  (database) => {
    for (const statement of statements) database.exec(statement)
  }

/** The first row of an answer. Throws when there is none. */
export function asked<T>(database: Database.Database, question: string): T {
  const row = database.prepare<[], T>(question).get()
  if (!row) throw new Error(`nothing there: ${question}`)
  return row
}
