/** Two brokers on one database: the second is refused, also in the middle of what the first signs, and leaves no trace. */
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { createNode } from '../../src/node.ts'
import { openWorld, type World } from '../support/world.ts'
import { verified } from '../tamper/database.ts'

let world: World | undefined
afterEach(() => world?.close())

it('refuses the second while the first integrates, and the first signs what it was about to', async () => {
  world = await openWorld()
  const { options, node } = world
  const { tree, ledger } = node.ports
  const { advance } = tree
  let [signing, goOn] = [() => undefined as unknown, () => undefined as unknown]
  const underWay = new Promise<void>((resolve) => {
    signing = resolve
  })
  const released = new Promise<void>((resolve) => {
    goOn = resolve
  })
  Object.assign(tree, {
    advance: async (...write: Parameters<typeof advance>) => {
      signing()
      await released
      return advance(...write)
    },
  })
  const before = await tree.checkpoint()
  // An entry, so that there is something to sign.
  await world
    .as({ person: 'p', organ: 'BGM', department: 'ONDM', roles: ['R-REG'] })
    .then((api) => api.get('/v1/cases/x'))
  await underWay
  await expect(createNode(options)).rejects.toMatchObject({ name: 'StorageFailure', kind: 'locked' })
  const anchorDir = join(world.folder, 'another-anchor')
  await expect(createNode({ ...options, anchorDir })).rejects.toMatchObject({ kind: 'locked' })
  expect(await tree.checkpoint()).toBe(before)
  goOn()
  const size = await ledger.size()
  await expect.poll(() => tree.checkpoint()).toContain(`\n${size}\n`)
  await node.ports.catchUp()
  const { keysDir, origin, dataDir } = options
  expect(await verified({ keysDir, origin }, dataDir)).toEqual({ code: 0, found: [] })
})
