/** A ledger of erasures that is not of this log: nothing goes because of it, neither at a start nor by adopting its anchor. */
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { OIN } from '../../src/cli/demo/people.ts'
import { EXIT } from '../../src/cli/help.ts'
import { logCommand } from '../../src/cli/log.ts'
import { dutchDay } from '../../src/erasure/calendar.ts'
import type { Order } from '../../src/erasure/order.ts'
import { nameOf, scopesOf } from '../../src/erasure/scopes.ts'
import { createNode } from '../../src/node.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { lineMac, openErasureLedger } from '../../src/storage/node/erasure-ledger.ts'
import { createKeys } from '../../src/storage/node/keys.ts'
import { run } from '../cli/policy/run.ts'
import { forget } from '../support/forgotten.ts'
import { type Garage, openGarage } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'

const crypto = createCrypto()
const FOREIGN = 'erasures.ndjson in the anchor folder has a line that was not written under these keys'

let world: World
let garage: Garage
let orders: readonly Order[]
const file = () => join(String(world.options.anchorDir), 'erasures.ndjson')
beforeEach(async () => {
  world = await openWorld()
  garage = await openGarage(world, 'B3')
  await forget(world, (await openGarage(world, 'B2')).caseId)
  await world.node.ports.integrate()
  await world.stop()
  const oin = OIN.voorbeeldstad
  orders = [
    { target: { kind: 'case', oin, caseId: garage.caseId }, ground: 'WGS-26' },
    { target: { kind: 'day', oin, day: dutchDay(new Date()), of: 'caller' }, ground: 'CALLER' },
  ]
})
afterEach(() => world.close())

function log(...args: string[]) {
  const { dataDir, keysDir, anchorDir, origin } = world.options
  const folders = { SLUIS_KEYS_DIR: keysDir, SLUIS_DATA_DIR: dataDir, SLUIS_ANCHOR_DIR: String(anchorDir) }
  return run(logCommand, args, { ...folders, SLUIS_ORIGIN: origin })
}
const start = async () => (await createNode({ ...world.options, createKeys: false })).close()
async function living(): Promise<boolean> {
  const keys = createKeys({ dir: world.options.keysDir, create: false, crypto })
  const scopes = await keys.scopes()
  keys.close()
  return orders.flatMap(({ target }) => scopesOf(target)).every((scope) => scopes.includes(scope))
}

/** What another broker of the same organisation wrote, of the same days and cases. */
async function ofAnother(dir: string, origin: string): Promise<string> {
  const keys = createKeys({ dir, create: true, crypto })
  await openErasureLedger(world.folder, lineMac(keys, crypto, origin)).add(orders, new Date().toISOString())
  keys.close()
  return readFileSync(join(world.folder, 'erasures.ndjson'), 'utf8')
}

describe('the ledger of another log', () => {
  it.each([
    ['under other keys', 'others', 'sluis.example/test'],
    ['under a copy of these keys, and another name', 'keys', 'sluis.example/try'],
  ])('%s is refused at a start, and by adopting its anchor: no key goes', async (_, keys, origin) => {
    const text = await ofAnother(join(world.folder, keys), origin)
    writeFileSync(file(), text)
    await expect(start()).rejects.toThrow(FOREIGN)
    rmSync(join(String(world.options.anchorDir), 'log.json'))
    await expect(log('anchor', 'adopt')).rejects.toThrow(FOREIGN)
    await expect(start()).rejects.toThrow(FOREIGN)
    expect(await living()).toBe(true)
  })

  it('that is taken away leaves a log that starts, and makes its own anew', async () => {
    writeFileSync(file(), await ofAnother(join(world.folder, 'others'), world.options.origin))
    rmSync(file())
    await start()
    expect(readFileSync(file(), 'utf8').trimEnd().split('\n')).toHaveLength(1)
    await start()
    expect(await living()).toBe(true)
    expect((await log('verify', '--parts')).code).toBe(EXIT.ok)
  })
})

it('a line that somebody added by hand is refused, also one in the form of those that are there', async () => {
  const [line = ''] = readFileSync(file(), 'utf8').split('\n')
  for (const { target } of orders) {
    const before = readFileSync(file())
    appendFileSync(file(), `${JSON.stringify({ ...JSON.parse(line), target })}\n`)
    await expect(start(), nameOf(target)).rejects.toThrow(FOREIGN)
    writeFileSync(file(), before)
  }
  await start()
  expect(await living()).toBe(true)
})
