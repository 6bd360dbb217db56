/** An anchor folder that is lost: each sentence names the next right command, and who follows them is served again. */
import { rmSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { EXIT } from '../../src/cli/help.ts'
import { keysCommand } from '../../src/cli/keys.ts'
import { logCommand } from '../../src/cli/log.ts'
import { createNode } from '../../src/node.ts'
import { issuerDocument, makeKey } from '../auth/tokens.ts'
import { failToServe, install, serve } from '../support/serve.ts'
import { openWorld, type World } from '../support/world.ts'
import { run } from './policy/run.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
  await world.node.ports.integrate()
  await world.stop()
})
afterEach(() => world.close())

const COMMANDS = { keys: keysCommand, log: logCommand }
/** What stands between quotes in the English half of what is said, in order. */
const namedIn = (said: string) =>
  [
    ...said
      .split(' / ')
      .slice(-1)
      .join()
      .matchAll(/"sluis ([^"]*)"/g),
  ].map(([, command]) => command ?? '')
async function give(command: string) {
  const [name, ...args] = command.split(' ')
  const env = {
    SLUIS_DATA_DIR: world.options.dataDir,
    SLUIS_KEYS_DIR: world.options.keysDir,
    SLUIS_ANCHOR_DIR: String(world.options.anchorDir),
    SLUIS_ORIGIN: world.options.origin,
  }
  return run(COMMANDS[name as keyof typeof COMMANDS], args, env)
}
/** What a server in production says at its start; empty: it starts. */
async function start(): Promise<string> {
  try {
    await (await createNode({ ...world.options, createKeys: false })).close()
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : 'no error'
  }
}

it('is walked out of in production by the commands that are named, each once', async () => {
  rmSync(String(world.options.anchorDir), { recursive: true })
  expect(namedIn(await start())).toEqual(['keys create', 'log anchor adopt'])
  // Who gives the second one first is told of the first.
  await expect(give('log anchor adopt')).rejects.toThrow('"sluis keys create"')

  const made = await give('keys create')
  expect([made.code, namedIn(made.out)]).toEqual([EXIT.ok, ['log verify', 'log anchor adopt']])
  expect(namedIn(await start())).toEqual(['log verify', 'log anchor adopt'])
  expect((await give('log verify')).code).toBe(EXIT.ok)
  const adopted = await give('log anchor adopt')
  expect([adopted.code, namedIn(adopted.out)]).toEqual([EXIT.ok, ['serve', 'log erasing resume']])
  expect(await start()).toBe('')
  expect((await give('log erasing resume')).out).toMatch(/ \/ What is due is erased again\.\n$/)
  expect((await give('log erasing resume')).out).toMatch(/ \/ Erasing did not stand still\.\n$/)
  expect(namedIn((await give('keys create')).out)).toEqual([])
})

it('that there never was is made with one command', async () => {
  const { dataDir, keysDir, anchorDir } = world.options
  for (const dir of [dataDir, keysDir, String(anchorDir)]) rmSync(dir, { recursive: true })
  expect(namedIn(await start())).toEqual(['keys create'])
  expect(namedIn((await give('keys create')).out)).toEqual([])
  expect(await start()).toBe('')
})

it('of keys is not told to make others over a log that only the old ones open', async () => {
  await rename(world.options.keysDir, join(world.folder, 'moved'))
  expect(await start()).toMatch(/^the key folder is missing, and there is a log.*put back its newest backup$/)
})

it('is said by a server in development, which goes on', async () => {
  const on = await install([issuerDocument([await makeKey('k1')])])
  try {
    await (await serve(on.env)).stop()
    await rm(on.path('anchor'), { recursive: true })
    await mkdir(on.path('anchor'))
    const { out } = await failToServe({ ...on.env, SLUIS_MODE: 'development', SLUIS_LOG: 'pretty' })
    expect(out).toMatch(/^Het anker .* bewaarde niets van dit logboek .* \/ the anchor kept nothing of this log /)
  } finally {
    await on.remove()
  }
})

it('lost with the data is said by a server in development as a second log, and refused in production', async () => {
  const on = await install([issuerDocument([await makeKey('k1')])])
  try {
    await (await serve(on.env)).stop()
    for (const name of ['data', 'anchor']) await rm(on.path(name), { recursive: true })
    await mkdir(on.path('anchor'))
    expect((await failToServe(on.env)).err).toContain('the keys sign with another anchor')
    const { out } = await failToServe({ ...on.env, SLUIS_MODE: 'development', SLUIS_LOG: 'pretty' })
    expect(out).toMatch(/^De data en het anker .* zijn leeg.* a second one begins now under the same name and key/)
  } finally {
    await on.remove()
  }
})
