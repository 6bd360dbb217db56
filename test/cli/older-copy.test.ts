/** `sluis log verify --parts` over an older copy of the data with the keys of now: what was erased since is told as that. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { EXIT } from '../../src/cli/help.ts'
import { logCommand } from '../../src/cli/log.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { lineMac, openErasureLedger } from '../../src/storage/node/erasure-ledger.ts'
import { createKeys } from '../../src/storage/node/keys.ts'
import { copyDatabase } from '../../src/storage/sqlite/backup.ts'
import { forget } from '../support/forgotten.ts'
import { openGarage } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'
import { run } from './policy/run.ts'

let world: World
const at = (name: string) => join(world.folder, name)
/** A copy from before a case was forgotten, in `older`. */
beforeEach(async () => {
  world = await openWorld()
  const { caseId } = await openGarage(world, 'B3')
  await world.node.ports.integrate()
  mkdirSync(at('older'))
  copyDatabase(join(world.options.dataDir, 'sluis.db'), at('older/sluis.db'))
  await forget(world, caseId)
  await world.stop()
})
afterEach(() => world.close())

async function verify(dataDir: string, anchorDir = String(world.options.anchorDir)) {
  const { keysDir, origin } = world.options
  const env = {
    SLUIS_DATA_DIR: dataDir,
    SLUIS_KEYS_DIR: keysDir,
    SLUIS_ANCHOR_DIR: anchorDir,
    SLUIS_ORIGIN: origin,
  }
  const { code, out } = await run(logCommand, ['verify', '--parts'], env)
  return {
    code,
    older: out.match(/this is an older copy: .*to erase: (\d+)/)?.[1],
    unordered: out.match(/^erased-unordered +\S+/gm)?.length ?? 0,
  }
}

it('is said to be older, with how many keys went since by the ledger, and nothing is found', async () => {
  expect(await verify(at('older'))).toEqual({ code: EXIT.ok, older: '2', unordered: 0 })
})

it('a key that went without any word is found beside those', async () => {
  const keys = createKeys({ dir: world.options.keysDir, create: false, crypto: createCrypto() })
  const [living = ''] = (await keys.scopes()).filter((scope) => scope.startsWith('day:'))
  await keys.destroy(living)
  keys.close()
  expect(await verify(at('older'))).toEqual({ code: EXIT.refused, older: '2', unordered: 1 })
  expect(await verify(world.options.dataDir)).toEqual({ code: EXIT.refused, older: undefined, unordered: 1 })
})

it('is not explained by a ledger alone: of a database that has all that was signed, the log itself must say it', async () => {
  const order = { target: { kind: 'case', oin: '00000099000000001000', caseId: 'c-1' }, ground: 'WGS-26' } as const
  const { anchorDir, origin } = world.options
  const keys = createKeys({ dir: world.options.keysDir, create: false, crypto: createCrypto() })
  await keys.sealing('case:c-1')
  await keys.destroy('case:c-1')
  const ledger = openErasureLedger(String(anchorDir), lineMac(keys, createCrypto(), origin))
  await ledger.add([order], '2026-11-01T00:00:00.000Z')
  keys.close()
  expect(await verify(world.options.dataDir)).toEqual({ code: EXIT.refused, older: undefined, unordered: 1 })
})

it('is not explained where there is no anchor, or one that cannot be used', async () => {
  expect(await verify(at('older'), at('nowhere'))).toEqual({ code: EXIT.refused, older: undefined, unordered: 2 })
  mkdirSync(at('damaged'))
  writeFileSync(at('damaged/log.json'), '{')
  expect(await verify(at('older'), at('damaged'))).toEqual({ code: EXIT.refused, older: undefined, unordered: 2 })
})
