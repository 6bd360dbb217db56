/** The preloaded library again, with the tree in view: no signature is seen that a power cut takes back, and a disk that fails while the tree is written leaves it as it was. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, it } from 'vitest'
import { createIntegrator } from '../../src/log/integrator.ts'
import { createNode } from '../../src/node.ts'
import { createKeys } from '../../src/storage/node/keys.ts'
import { connect } from '../../src/storage/sqlite/connect.ts'
import { storageOver } from '../../src/storage/sqlite/open.ts'
import { decisionSpec, realWrite } from '../storage/fixtures.ts'
import { verified } from '../tamper/database.ts'
import { prepare, type Stage, shim } from './stage.ts'
import { readTrace, replay } from './trace.ts'

let stage: Stage | undefined
afterEach(() => stage?.world.close())

/** `sluis log verify --parts` on a folder, with checkpoints that were seen before. */
function verify({ world: { folder, options } }: Stage, dataDir: string, notes: readonly string[] = []) {
  const files = notes.map((note, i) => {
    const file = join(folder, `note-${i}`)
    writeFileSync(file, note)
    return file
  })
  const { keysDir, origin } = options
  return verified({ keysDir, origin }, dataDir, ['--parts', ...files.flatMap((file) => ['--kept', file])])
}

/**
 * Starts a broker there, as an operator would, until everything is in the tree. Its anchor is one of that moment: what was
 * signed until then is given to `verify`.
 */
async function restarted({ world: { options } }: Stage, dataDir: string): Promise<number> {
  const node = await createNode({ ...options, dataDir, anchorDir: `${dataDir}-anchor` })
  const size = await node.ports.ledger.size()
  await expect.poll(() => node.ports.tree.checkpoint()).toContain(`\n${size}\n`)
  await node.close()
  return size
}

it('has every checkpoint that could be seen when all writes that were never synced are lost, and goes on', async () => {
  stage = await prepare()
  const { dataDir, world } = stage
  const before = new Map(readdirSync(dataDir).map((name) => [name, readFileSync(join(dataDir, name))]))
  const { env, trace } = shim(stage, { SLUIS_SHIM_DELAY_MS: '3' })
  const { report } = stage.run({ count: 40, concurrent: 12, moves: 4 }, env)
  const seen = report?.checkpoints ?? []
  expect(seen.length).toBeGreaterThan(2)
  const calls = readTrace(trace)
  for (const [i, { at }] of seen.entries()) {
    const folder = join(world.folder, `seen-${i}`)
    replay(calls, BigInt(at), before, folder)
    // Recovery, as any program that opens it does first.
    new Database(join(folder, 'sluis.db')).close()
    const notes = seen.slice(0, i + 1).map(({ note }) => note)
    expect(await verify(stage, folder, notes)).toEqual({ code: 0, found: [] })
    await restarted(stage, folder)
    expect(await verify(stage, folder, notes)).toEqual({ code: 0, found: [] })
  }
  // What came after the cut is not there: the check above can fail.
  const last = join(world.folder, 'seen-0')
  expect((await verify(stage, last, [seen.at(-1)?.note ?? ''])).code).toBe(1)
})

it.each([
  ['disk full', 'write:ENOSPC', 201, true],
  ['a write that fails', 'write:EIO', 201, true],
  ['a sync that fails', 'sync:EIO', 503, false],
] as const)(
  '%s (%s) while the tree is written: the answers stand, the tree is as it was, and goes on',
  async (_, failure, status, covered) => {
    stage = await prepare()
    const { dataDir, world } = stage
    const trigger = join(world.folder, 'fail-now')
    const { env } = shim(stage, { SLUIS_SHIM_FAIL: failure, SLUIS_SHIM_FAIL_WHEN: trigger })
    const { report } = stage.run({ failFrom: { moment: 'integrate', file: trigger } }, env)
    expect(report?.answers[0]?.status).toBe(201)
    // A sync that failed is not believed again before a start: nothing is answered or signed until then.
    expect(report?.after).toEqual({ failures: 1, status, covered })
    const copy = join(world.folder, 'copy')
    mkdirSync(copy)
    for (const name of readdirSync(dataDir).filter((one) => !/lock|shm/.test(one)))
      copyFileSync(join(dataDir, name), join(copy, name))
    expect(await restarted(stage, copy)).toBeGreaterThanOrEqual(stage.size + 2)
    const notes = (report?.checkpoints ?? []).map(({ note }) => note)
    expect(await verify(stage, copy, notes)).toEqual({ code: 0, found: [] })
  },
)

it.each([
  ['a write that fails', 'write:EIO', 'record', false],
  ['a write that fails', 'write:EIO', 'settle', true],
] as const)(
  '%s (%s) at %s: 503, nothing leaves, and after a start the log and its tree are whole',
  async (_, failure, moment, fetches) => {
    stage = await prepare()
    const trigger = join(stage.world.folder, 'fail-now')
    const { env } = shim(stage, { SLUIS_SHIM_FAIL: failure, SLUIS_SHIM_FAIL_WHEN: trigger })
    const { report, fetched } = stage.run({ failFrom: { moment, file: trigger } }, env)
    const [answer] = report?.answers ?? []
    expect([answer?.status, answer?.body.disclosure, fetched]).toEqual([503, undefined, fetches])
    await restarted(stage, stage.dataDir)
    expect(await verify(stage, stage.dataDir)).toEqual({ code: 0, found: [] })
  },
)

it('refuses to start on files that it may not write (open:EROFS), and changes none of them', async () => {
  stage = await prepare()
  const { dataDir } = stage
  const content = () => readFileSync(join(dataDir, 'sluis.db'))
  const before = content()
  const { env } = shim(stage, { SLUIS_SHIM_FAIL: 'open:EROFS' })
  const { run } = stage
  expect(() => run({}, env)).toThrow(/cannot be written/)
  expect(content().equals(before)).toBe(true)
  expect(await verify(stage, dataDir)).toEqual({ code: 0, found: [] })
})

it('signs nothing while the database is read-only, says so, and catches up when it is not any more', async () => {
  stage = await prepare()
  const { crypto, keys, log } = stage.world.node.ports
  const connection = connect(join(stage.dataDir, 'sluis.db'), () => new Date())
  const observer = () => undefined
  const { tree, ledger, close } = storageOver(connection, { crypto, keys, clock: () => new Date(), observer })
  const integrator = createIntegrator({ tree, crypto, log, observer })
  const notes = [(await tree.checkpoint()) ?? '']
  const spec = { type: 'activation', oin: 'broker', scope: 'broker', parts: { activation: {} } } as const
  const vault = { crypto, keys: createKeys({ dir: stage.world.options.keysDir, create: false, crypto }) }
  await ledger.append(await realWrite(vault, decisionSpec(spec)))
  connection.database.pragma('query_only = ON')
  await expect(integrator.catchUp()).rejects.toMatchObject({ kind: 'unwritable' })
  expect([integrator.failing(), await tree.checkpoint()]).toEqual([true, notes[0]])
  connection.database.pragma('query_only = OFF')
  await integrator.catchUp()
  expect(integrator.failing()).toBe(false)
  close()
  vault.keys.close()
  expect(await verify(stage, stage.dataDir, notes)).toEqual({ code: 0, found: [] })
})
