/** A database in a folder of its own, gone after the test. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '../../../src/ports.ts'
import { openSqlite } from '../../../src/storage/sqlite/open.ts'
import { memoryKeys, vaultOf } from '../fixtures.ts'

export function temporaryFolder(): { readonly path: (name: string) => string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-'))
  return { path: (name) => join(folder, name), remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** An empty storage, its keys in memory. */
export function temporaryStorage(clock: Clock = () => new Date(0)) {
  const keys = memoryKeys()
  const vault = vaultOf(keys)
  const folder = temporaryFolder()
  const storage = openSqlite(folder.path('a.db'), { ...vault, clock, observer: () => undefined })
  const remove = () => {
    storage.close()
    folder.remove()
  }
  return { keys, vault, storage, remove }
}
