/** A key folder that was put back from before: what was sealed since is not called erased, and nothing is done over it. */
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { municipal } from '../../src/cli/demo/questions.ts'
import { openParts } from '../../src/log/entry.ts'
import { createNode } from '../../src/node.ts'
import { type Garage, openGarage } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'

const REFUSED = /the key folder is older than the database.*put back the newest backup of SLUIS_KEYS_DIR/

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const aside = () => join(world.folder, 'keys-before')
const keep = () => cpSync(world.options.keysDir, aside(), { recursive: true })
/** As a backup is: the file alone, without what a broker that ran since left beside it. */
function putBack(): void {
  for (const end of ['', '-wal', '-shm', '-journal'])
    rmSync(join(world.options.keysDir, `sealing.db${end}`), { force: true })
  cpSync(join(aside(), 'sealing.db'), join(world.options.keysDir, 'sealing.db'))
}
const start = () => createNode({ ...world.options, createKeys: false })
const ask = (garage: Garage) =>
  garage.cast.asker.post('/v1/inquiries', municipal(garage.caseId, 'VERG/vergunningen', 'HITNOHIT'))

describe('a key folder from before', () => {
  it('the first case is refused at the start, and the newest one is not', async () => {
    keep()
    await ask(await openGarage(world, 'B3'))
    await world.stop()
    const newest = join(world.folder, 'keys-newest')
    cpSync(world.options.keysDir, newest, { recursive: true })
    putBack()
    await expect(start()).rejects.toThrow(REFUSED)
    // Nothing was done over it: the right one serves.
    rmSync(world.options.keysDir, { recursive: true })
    cpSync(newest, world.options.keysDir, { recursive: true })
    const node = await start()
    const { ledger, crypto, keys } = node.ports
    const all = await Promise.all((await ledger.range(0, 1_000)).map((entry) => openParts({ crypto, keys }, entry)))
    expect(JSON.stringify(all)).not.toContain('"erased"')
    await node.close()
  })

  it('one more case is refused as well, although the keys of that day are there', async () => {
    await ask(await openGarage(world, 'B3'))
    keep()
    await openGarage(world, 'B3')
    await world.stop()
    putBack()
    await expect(start()).rejects.toThrow(REFUSED)
  })

  it('that has all that anything is sealed under is not older', async () => {
    const garage = await openGarage(world, 'B3')
    await ask(garage)
    keep()
    await ask(garage)
    await world.stop()
    putBack()
    await (await start()).close()
  })

  it('under a broker that runs: what lies under a key that never was is not taken for erased', async () => {
    await openGarage(world, 'B3')
    const entry = (await world.node.ports.ledger.range(0, 1_000)).at(-1)
    if (!entry) throw new Error('no entry')
    const parts = entry.parts.map((part) => ({ ...part, keyId: '0'.repeat(32) }))
    await expect(openParts(world.node.ports, { ...entry, parts })).rejects.toThrow('no sealing key')
  })
})
