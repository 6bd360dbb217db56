/** `sluis backup` and `restore` as one pair: taken while a broker writes, checked on both sides, put back, and served again. */
import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backupCommand } from '../../src/cli/backup.ts'
import { municipal } from '../../src/cli/demo/questions.ts'
import { EXIT } from '../../src/cli/help.ts'
import { logCommand } from '../../src/cli/log.ts'
import { restoreCommand } from '../../src/cli/restore.ts'
import { receiptSchema } from '../../src/domain/receipt.ts'
import { openParts } from '../../src/log/entry.ts'
import { createNode } from '../../src/node.ts'
import { lockAnchor } from '../../src/storage/node/anchor.ts'
import { flipped } from '../log/stored-log.ts'
import { type Garage, openGarage } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'
import { run } from './policy/run.ts'

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url))
const TSX = import.meta.resolve('tsx')

let world: World
let garage: Garage
/** Receipts of everything that was answered before the backup began. */
const before: { id: string; index: number }[] = []
const at = (name: string) => join(world.folder, name)
const env = (changes: Record<string, string> = {}) => ({
  PATH: process.env.PATH ?? '',
  SLUIS_DATA_DIR: world.options.dataDir,
  SLUIS_KEYS_DIR: world.options.keysDir,
  SLUIS_ANCHOR_DIR: String(world.options.anchorDir),
  SLUIS_ORIGIN: world.options.origin,
  ...changes,
})
const backup = (to: string) => run(backupCommand, ['--to', to], env())
const restore = (from: string, dataDir: string, changes: Record<string, string> = {}) =>
  run(restoreCommand, ['--from', from], env({ SLUIS_DATA_DIR: dataDir, ...changes }))

async function ask(): Promise<void> {
  const { status, body } = await garage.cast.asker.post(
    '/v1/inquiries',
    municipal(garage.caseId, 'VERG/vergunningen', 'HITNOHIT'),
  )
  expect(status).toBe(201)
  const { decision, settlement } = receiptSchema.parse(body.receipt)
  before.push(decision, ...(settlement ? [settlement] : []))
}

beforeAll(async () => {
  world = await openWorld()
  garage = await openGarage(world, 'B2')
  // One asks as fast as a whole department would.
  Object.assign(world.node.ports.rateLimiter, { take: () => ({ allowed: true }) })
  for (let i = 0; i < 20; i += 1) await ask()
})
afterAll(() => world.close())

describe('while a broker writes', () => {
  it('a backup is taken, and nobody who asks meanwhile is refused', async () => {
    const known = [...before]
    let going = true
    let asked = 0
    const load = (async () => {
      while (going) {
        await ask()
        asked += 1
      }
    })()
    const args = ['--import', TSX, CLI, 'backup', '--to', at('backup')]
    const { stdout } = await promisify(execFile)(process.execPath, args, { env: env() })
    going = false
    await load
    before.splice(0, before.length, ...known)
    expect(asked).toBeGreaterThan(10)
    expect(stdout).toContain('the keys are not in it')
    expect(readdirSync(at('backup')).sort()).toEqual(['backup.json', 'sluis.db'])
    const manifest = JSON.parse(readFileSync(at('backup/backup.json'), 'utf8'))
    expect(manifest.entries).toBeGreaterThanOrEqual(known.length)
    expect(manifest.checkpoint.split('\n')[0]).toBe(world.options.origin)
  })
})

describe('put back', () => {
  it('it serves again: everything that was answered before is there, is what it was, and verifies', async () => {
    await world.stop()
    expect(await restore(at('backup'), at('restored'))).toMatchObject({ code: EXIT.ok, err: '' })
    const there = env({ SLUIS_DATA_DIR: at('restored') })
    expect((await run(logCommand, ['verify', '--parts'], there)).out).toContain('niets gevonden')
    const node = await createNode({ ...world.options, dataDir: at('restored'), anchorDir: at('other-anchor') })
    try {
      for (const { id, index } of before) {
        const entry = await node.ports.ledger.entry(id)
        expect(entry?.index).toBe(index)
        if (entry) await openParts(node.ports, entry)
      }
      const reply = await node.app.request('/v1/inquiries', {
        method: 'POST',
        headers: {
          authorization: `Bearer ${await world.token({ person: 'demo-casusregisseur', organ: 'BGM', department: 'ONDM', roles: ['R-CAS'] })}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(municipal(garage.caseId, 'VERG/vergunningen', 'HITNOHIT')),
      })
      expect(reply.status).toBe(201)
    } finally {
      await node.close()
    }
  })
  it('nothing is overwritten', async () => {
    const { code, err } = await restore(at('backup'), at('restored'))
    expect([code, err]).toEqual([EXIT.refused, expect.stringContaining('nothing is overwritten')])
  })
  it("it is not while somebody holds the anchor; that there is none is in nobody's way", async () => {
    const lock = lockAnchor(String(world.options.anchorDir))
    const message = expect.stringContaining('the anchor is in use')
    await expect(restore(at('backup'), at('held'))).rejects.toMatchObject({ kind: 'locked', message })
    lock.close()
    expect(existsSync(at('held'))).toBe(false)
    expect((await restore(at('backup'), at('held'), { SLUIS_ANCHOR_DIR: at('no-anchor') })).code).toBe(EXIT.ok)
    lockAnchor(String(world.options.anchorDir)).close()
  })
  it('what a crash left of an earlier try is begun anew', async () => {
    mkdirSync(at('halfway'))
    writeFileSync(at('halfway/sluis.db.restoring'), 'half')
    expect((await restore(at('backup'), at('halfway'))).code).toBe(EXIT.ok)
    expect(readdirSync(at('halfway')).filter((name) => name.includes('restoring'))).toEqual([])
  })
})

describe('a backup that is none', () => {
  let runs = 0
  async function refused(change: (folder: string) => void, why: string, changes: Record<string, string> = {}) {
    const folder = at(`touched-${runs}`)
    const into = at(`into-${runs++}`)
    cpSync(at('backup'), folder, { recursive: true })
    change(folder)
    const { code, err } = await restore(folder, into, changes)
    expect([code, err]).toEqual([EXIT.refused, expect.stringContaining(why)])
    expect(existsSync(join(into, 'sluis.db'))).toBe(false)
  }
  const manifest = (folder: string, change: object) => {
    const path = join(folder, 'backup.json')
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...change }))
  }

  it('has one bit flipped, wherever', async () => {
    const bits = readFileSync(at('backup/sluis.db')).length * 8
    for (const bit of [17, Math.floor(bits / 3), bits - 5]) {
      await refused((folder) => {
        const path = join(folder, 'sluis.db')
        writeFileSync(path, flipped(readFileSync(path), bit))
      }, 'sha256')
    }
  })
  it('lost its manifest, or its end', async () => {
    await refused((folder) => rmSync(join(folder, 'backup.json')), 'this is no backup')
    await refused(
      (folder) => writeFileSync(join(folder, 'sluis.db'), readFileSync(at('backup/sluis.db')).subarray(0, 8_192)),
      'bytes',
    )
  })
  it('is of another log: by its name, or by its checkpoint', async () => {
    await refused(() => undefined, 'checkpoint-forged', { SLUIS_ORIGIN: 'sluis.example/other' })
    await refused((folder) => manifest(folder, { checkpoint: 'x\n' }), 'kept-forged')
  })
  it('is not made: of a log that does not hold, into a folder that is in use, or into that of the keys', async () => {
    const { keysDir, dataDir } = world.options
    expect((await backup(at('backup'))).err).toContain('is not empty')
    expect((await backup(join(keysDir, 'x'))).err).toContain('lies inside')
    expect((await backup(join(dataDir, 'x'))).err).toContain('lies inside')
    const database = new Database(join(dataDir, 'sluis.db'))
    database.exec('DROP TRIGGER entries_no_update')
    database.exec(`UPDATE entries SET at = '2020-01-01T00:00:00.000Z' WHERE idx = 3`)
    database.close()
    const { code, err } = await backup(at('unsound'))
    expect([code, err]).toEqual([EXIT.refused, expect.stringContaining('entry-altered 3')])
    expect(readdirSync(at('unsound'))).toEqual([])
  })
  it.each([[backupCommand], [restoreCommand]])('without a folder is wrong use', async (command) => {
    await expect(run(command, [], env())).rejects.toMatchObject({ name: 'UsageError' })
  })
})
