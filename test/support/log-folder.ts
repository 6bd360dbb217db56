/** A log on disk without a broker around it: data, keys and anchor, as a stopped server leaves them. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { createKeys } from '../../src/storage/node/keys.ts'
import { type AskWitnesses, type LogParts, type StartedLog, startLog } from '../../src/storage/node/log-start.ts'
import type { SucceedPorts } from '../../src/storage/node/succeed.ts'
import { openSqlite, type Storage } from '../../src/storage/sqlite/open.ts'
import { ORIGIN } from '../log/tree/signers.ts'
import { decisionSpec, newId, realWrite } from '../storage/fixtures.ts'

const crypto = createCrypto()
const observer = () => undefined

export type OpenLog = SucceedPorts & { readonly storage: Storage; close(): void }
export type Starting = { readonly adopt?: boolean; readonly witnessed?: AskWitnesses }

export type LogFolder = {
  path(name: string): string
  /** What stands in the folders, opened; `change`: other folders, or another name. */
  open(change?: Partial<LogParts>, reached?: (step: string) => void): OpenLog
  /** Starts and stops: what a server would say. Resolves with what it was. */
  start(starting?: Starting, change?: Partial<LogParts>): Promise<StartedLog>
  /** Starts, appends so many entries, integrates all but the last `behind`, and stops. */
  grow(entries: number, behind?: number): Promise<void>
  /** Copies one of the folders. */
  copy(from: string, to: string): void
  remove(): void
}

export function logFolder(): LogFolder {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-origin-'))
  const path = (name: string) => join(folder, name)

  function open(change: Partial<LogParts> = {}, reached: (step: string) => void = () => undefined): OpenLog {
    const keysDir = change.keysDir ?? path('keys')
    const keys = createKeys({ dir: keysDir, create: true, crypto })
    const clock = () => new Date('2026-11-01T00:00:00Z')
    const storage = openSqlite(join(path('data'), 'sluis.db'), { crypto, keys, clock, observer })
    const { tree, ledger } = storage
    const places = { keysDir, anchorDir: path('anchor'), origin: ORIGIN, seed: keys.logSeed, isUsed: keys.isUsed }
    return {
      ...places,
      ...{ tree, ledger, crypto, keys, observer, clock, newId, reached, storage },
      ...(change as Partial<SucceedPorts>),
      close() {
        storage.close()
        keys.close()
      },
    }
  }

  async function within<T>(change: Partial<LogParts>, work: (log: OpenLog) => Promise<T>): Promise<T> {
    const log = open(change)
    try {
      return await work(log)
    } finally {
      log.close()
    }
  }

  return {
    path,
    open,
    start: ({ adopt = false, ...witnessed } = {}, change = {}) =>
      within(change, (log) => startLog(log, { adopt, ...witnessed })),
    grow: (entries, behind = 0) =>
      within({}, async (log) => {
        const { integrator } = await startLog(log, { adopt: false })
        for (let i = 0; i < entries; i += 1) {
          if (i === entries - behind) await integrator.catchUp()
          await log.storage.ledger.append(await realWrite(log, decisionSpec()))
        }
        if (behind === 0) await integrator.catchUp()
      }),
    copy(from, to) {
      rmSync(path(to), { recursive: true, force: true })
      cpSync(path(from), path(to), { recursive: true })
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
