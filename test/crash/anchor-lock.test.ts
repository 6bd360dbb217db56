/** One anchor, one that signs: whoever signs on a copy of the data, under the same keys, is refused before they open it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EXIT } from '../../src/cli/help.ts'
import { logCommand } from '../../src/cli/log.ts'
import { createNode } from '../../src/node.ts'
import { lockAnchor } from '../../src/storage/node/anchor.ts'
import { run } from '../cli/policy/run.ts'
import { openWorld, type World } from '../support/world.ts'

const IN_USE = { name: 'StorageFailure', kind: 'locked', message: expect.stringContaining('the anchor is in use') }

let world: World
let copy: string
beforeEach(async () => {
  world = await openWorld()
  await world.node.ports.integrate()
  copy = join(world.folder, 'copy')
  cpSync(world.options.dataDir, copy, { recursive: true })
})
afterEach(() => world.close())
const anchorDir = () => String(world.options.anchorDir)
const anchored = () => readFileSync(join(anchorDir(), 'log.json'), 'utf8')
const env = (changes: Record<string, string> = {}) => ({
  SLUIS_DATA_DIR: copy,
  SLUIS_KEYS_DIR: world.options.keysDir,
  SLUIS_ANCHOR_DIR: anchorDir(),
  SLUIS_ORIGIN: world.options.origin,
  ...changes,
})

describe('beside a server that runs, on a copy of its data', () => {
  it('no second one starts, until the first has stopped', async () => {
    const second = { ...world.options, dataDir: copy, createKeys: false }
    await expect(createNode(second)).rejects.toMatchObject(IN_USE)
    await world.stop()
    rmSync(copy, { recursive: true })
    cpSync(world.options.dataDir, copy, { recursive: true })
    await (await createNode(second)).close()
  })

  it.each([
    [['key', 'rotate']],
    [['acknowledge-rollback', '--close', 'sluis.example/test']],
    [['anchor', 'adopt']],
    [['export', '--all', '--to', '/dev/null/forked']],
  ])('sluis log %j signs nothing', async (args) => {
    const before = anchored()
    await expect(run(logCommand, args, env())).rejects.toMatchObject(IN_USE)
    expect(anchored()).toBe(before)
  })

  it('reading goes on, for it signs nothing', async () => {
    const reader = await createNode({ ...world.options, dataDir: copy, anchorDir: null })
    await reader.close()
  })
})

it('a start that fails lets go of the anchor', async () => {
  await world.stop()
  await expect(createNode({ ...world.options, bundleDir: join(world.folder, 'none') })).rejects.toThrow('bundle')
  lockAnchor(anchorDir()).close()
})

it('an import is refused while somebody else has its anchor', async () => {
  await world.stop()
  const all = join(world.folder, 'all')
  const own = env({ SLUIS_DATA_DIR: world.options.dataDir, SLUIS_SETTINGS: JSON.stringify(world.options.settings) })
  expect(await run(logCommand, ['export', '--all', '--to', all], own)).toMatchObject({ code: EXIT.ok, err: '' })
  const there = (name: string) => join(world.folder, 'new', name)
  mkdirSync(there('anchor'), { recursive: true })
  const other = lockAnchor(there('anchor'))
  const places = { SLUIS_DATA_DIR: there('data'), SLUIS_KEYS_DIR: there('keys'), SLUIS_ANCHOR_DIR: there('anchor') }
  const args = ['import', '--verify', all, '--key', world.node.ports.log.verifierKey]
  const importing = () => run(logCommand, args, env({ ...places, SLUIS_ORIGIN: 'sluis.example/other' }))
  await expect(importing()).rejects.toMatchObject(IN_USE)
  other.close()
  expect(await importing()).toMatchObject({ code: EXIT.ok, err: '' })
})

it('is let go when the process that holds it is killed', async () => {
  await world.stop()
  const holder = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', HOLDING, anchorDir()])
  await once(holder.stdout, 'data')
  expect(() => lockAnchor(anchorDir())).toThrow(expect.objectContaining(IN_USE))
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  lockAnchor(anchorDir()).close()
})
const HOLDING = `
import { lockAnchor } from '${new URL('../../src/storage/node/anchor.ts', import.meta.url)}'
globalThis.held = lockAnchor(process.argv[1])
console.log('held')
setInterval(() => undefined, 1_000)`
