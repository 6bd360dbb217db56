/** A data folder with a log of two organisations that call two sources, its tallies, and what everybody kept of it. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { logCommand } from '../../src/cli/log.ts'
import type { Receipt } from '../../src/domain/receipt.ts'
import { buildEntry } from '../../src/log/entry.ts'
import { createIntegrator } from '../../src/log/integrator.ts'
import { signReceipt } from '../../src/log/receipt.ts'
import { tally } from '../../src/log/tally.ts'
import { noteKey } from '../../src/log/tree/note.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { createKeys } from '../../src/storage/node/keys.ts'
import { openSqlite } from '../../src/storage/sqlite/open.ts'
import {
  AT,
  CALLER,
  DECISION,
  decisionSpec,
  newId,
  OIN,
  OTHER_OIN,
  POLICY,
  REQUEST,
  settlementSpec,
} from '../storage/fixtures.ts'
import { NOTE_CRYPTO, ORIGIN } from './tree/signers.ts'

export const HOLDER = '00000099000000003000'
const DECISIONS = 60
const TALLY_EVERY = 20
const DISCLOSURE = { salt: '01'.repeat(32), commitment: '02'.repeat(32) }

export type Call = {
  readonly decision: string
  readonly number: number
  readonly source: string
  readonly time: string
}
export type CountedLog = {
  readonly folder: string
  readonly receipts: readonly Receipt[]
  readonly calls: readonly Call[]
  run(args: readonly string[], dataDir?: string): Promise<{ code: number; out: string; found: string[] }>
  /** A copy of the data, after SQL by somebody who first takes the guards of the database away, also its unique indexes. */
  touched(statements: readonly string[]): string
  remove(): void
}

/** Every fifth decision is refused; of the permits every tenth is aborted, and its asker has no receipt. */
export async function openCountedLog(): Promise<CountedLog> {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-counted-'))
  const crypto = createCrypto()
  const keys = createKeys({ dir: join(folder, 'keys'), create: true, crypto })
  const log = noteKey(NOTE_CRYPTO, ORIGIN, keys.logSeed)
  const vault = { crypto, keys }
  const clock = () => new Date(AT)
  const storage = openSqlite(join(folder, 'data', 'sluis.db'), { ...vault, clock, observer: () => undefined })
  const { ledger } = storage
  const receipts: Receipt[] = []
  const calls: Call[] = []
  for (let i = 0; i < DECISIONS; i += 1) {
    const oin = i % 3 === 0 ? OTHER_OIN : OIN
    const id = newId()
    const source = i % 2 === 0 ? 'A' : 'B'
    const permitted = i % 5 !== 4
    const parts = {
      ...decisionSpec().parts,
      caller: { ...CALLER, oin },
      request: { ...REQUEST, inquiryId: id, source, holder: HOLDER },
      decision: { ...DECISION, id, inquiryId: id, outcome: permitted ? 'permit' : 'deny' },
    }
    const entry = await buildEntry(vault, decisionSpec({ id, oin, parts }))
    const write = { entry, changes: [], guard: null, ...(permitted ? { call: { holder: HOLDER, source } } : {}) }
    const appended = await ledger.append(write)
    if (!appended.appended) throw new Error('refused')
    const { place, number, call } = appended
    const receipt = { version: 1, time: AT, decision: place, settlement: null, disclosure: null, number } as const
    if (!permitted || call === null) receipts.push(signReceipt(log, receipt))
    else {
      calls.push({ decision: id, number: call, source, time: AT })
      const settled = i % 10 !== 7
      const result = settled ? 'settled' : 'aborted'
      const settlement = { decisionId: id, result, call: { holder: HOLDER, source, number: call } }
      const committed = settled ? { committed: { disclosure: DISCLOSURE } } : {}
      const spec = settlementSpec(id, { oin, parts: { settlement }, ...committed })
      const landed = await ledger.append({ entry: await buildEntry(vault, spec), changes: [], guard: null })
      if (!landed.appended) throw new Error('refused')
      if (settled) receipts.push(signReceipt(log, { ...receipt, settlement: landed.place, disclosure: DISCLOSURE }))
    }
    ledger.count('401')
    if (i % TALLY_EVERY === TALLY_EVERY - 1)
      await tally({ ...vault, ledger, engine: { policy: () => POLICY }, clock, newId })
  }
  await createIntegrator({ tree: storage.tree, crypto, log, observer: () => undefined }).catchUp()
  storage.close()
  keys.close()

  let copies = 0
  return {
    folder,
    receipts,
    calls,
    async run(args, dataDir = join(folder, 'data')) {
      const out: string[] = []
      const env = { SLUIS_KEYS_DIR: join(folder, 'keys'), SLUIS_DATA_DIR: dataDir, SLUIS_ORIGIN: ORIGIN }
      const code = await logCommand(args, {
        env,
        out: (text) => void out.push(text),
        err: (text) => void out.push(text),
      })
      const text = out.join('')
      const found = text.split('\n').flatMap((line) => line.match(/^[a-z]+-[a-z-]+ +\S+/)?.[0].replace(/ +/, ' ') ?? [])
      return { code, out: text, found }
    },
    touched(statements) {
      const dataDir = join(folder, `data-${copies++}`)
      cpSync(join(folder, 'data'), dataDir, { recursive: true })
      const database = new Database(join(dataDir, 'sluis.db'))
      database.pragma('foreign_keys = OFF')
      const guards = database.prepare<[], string>(`SELECT name FROM sqlite_master WHERE type = 'trigger'`).pluck().all()
      for (const guard of guards) database.exec(`DROP TRIGGER ${guard}`)
      for (const table of ['entries', 'source_calls']) database.exec(`DROP INDEX ${table}_number`)
      for (const statement of statements) database.exec(statement)
      database.close()
      return dataDir
    },
    remove: () => rmSync(folder, { recursive: true }),
  }
}
