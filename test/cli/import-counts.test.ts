/** `sluis log import` goes on from the counters of the other log: at once, however much it counted, and never beyond bounds. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { EXIT } from '../../src/cli/help.ts'
import { logCommand } from '../../src/cli/log.ts'
import { LIMITS } from '../../src/limits.ts'
import { openSqlite } from '../../src/storage/sqlite/open.ts'
import { vaultOf } from '../storage/fixtures.ts'
import { openWorld, type World } from '../support/world.ts'
import { run } from './policy/run.ts'

let world: World
afterEach(() => world.close())

/** Takes over a log that says that it refused so many requests without an entry. */
async function takenOver(refusals: number) {
  world = await openWorld()
  const { dataDir, keysDir, anchorDir, issuers, settings, origin } = world.options
  const { ledger, log } = world.node.ports
  ledger.count('401', refusals)
  // At its stop a broker says in the tree what it counted.
  await world.stop()
  const shared = { SLUIS_ISSUERS: JSON.stringify(issuers), SLUIS_SETTINGS: JSON.stringify(settings) }
  const own = { SLUIS_DATA_DIR: dataDir, SLUIS_KEYS_DIR: keysDir, SLUIS_ANCHOR_DIR: String(anchorDir) }
  const all = join(world.folder, 'all')
  const exported = await run(logCommand, ['export', '--all', '--to', all], {
    ...{ ...shared, ...own, SLUIS_ORIGIN: origin },
  })
  expect(exported).toMatchObject({ code: EXIT.ok })
  const there = (name: string) => join(world.folder, 'there', name)
  const places = { SLUIS_DATA_DIR: there('data'), SLUIS_KEYS_DIR: there('keys'), SLUIS_ANCHOR_DIR: there('anchor') }
  const env = { ...shared, ...places, SLUIS_ORIGIN: 'sluis.example/other' }
  const imported = () => run(logCommand, ['import', '--verify', all, '--key', log.verifierKey], env)
  return { imported, path: join(there('data'), 'sluis.db') }
}

it('as many as a log can have counted are counted on from', async () => {
  const { imported, path } = await takenOver(LIMITS.importedCount)
  expect(await imported()).toMatchObject({ code: EXIT.ok })
  const storage = openSqlite(path, { ...vaultOf(), clock: () => new Date(), observer: () => undefined })
  expect((await storage.ledger.standing(0)).counters.unlogged).toMatchObject({ '401': LIMITS.importedCount })
  storage.close()
})

it('more than that is refused, and leaves no log', async () => {
  const { imported, path } = await takenOver(LIMITS.importedCount + 1)
  await expect(imported()).rejects.toThrow('the counters of this log cannot be')
  expect(existsSync(path)).toBe(false)
})
