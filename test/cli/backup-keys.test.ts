/** `sluis backup` and `restore` of a log whose key or name changed: a backup goes by all keys that the log had. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backupCommand } from '../../src/cli/backup.ts'
import { municipal } from '../../src/cli/demo/questions.ts'
import { EXIT } from '../../src/cli/help.ts'
import { logCommand } from '../../src/cli/log.ts'
import { restoreCommand } from '../../src/cli/restore.ts'
import { createNode, type SluisNode } from '../../src/node.ts'
import { issuerDocument, makeKey } from '../auth/tokens.ts'
import { openWorld, type World } from '../support/world.ts'
import { run } from './policy/run.ts'

let world: World
const at = (name: string) => join(world.folder, name)
const env = (changes: Record<string, string> = {}) => ({
  SLUIS_DATA_DIR: world.options.dataDir,
  SLUIS_KEYS_DIR: world.options.keysDir,
  SLUIS_ANCHOR_DIR: String(world.options.anchorDir),
  SLUIS_ORIGIN: world.options.origin,
  ...changes,
})
const backup = (to: string) => run(backupCommand, ['--to', at(to)], env())
const restore = (from: string, dataDir: string, changes = {}) =>
  run(restoreCommand, ['--from', at(from)], env({ SLUIS_DATA_DIR: dataDir, ...changes }))
const log = (...args: readonly string[]) => run(logCommand, args, env())
/** Its data folder is lost, and the backup is put back in its place. */
async function putBack(from: string, changes = {}): Promise<string> {
  rmSync(world.options.dataDir, { recursive: true })
  const { code, out, err } = await restore(from, world.options.dataDir, changes)
  expect([code, err]).toEqual([EXIT.ok, ''])
  return out
}
/** A question that is refused or permitted, and is an entry all the same; with all of it in the tree. */
async function asked({ app, ports }: SluisNode): Promise<void> {
  const token = await world.token({ person: 'p', organ: 'BGM', department: 'ONDM', roles: ['R-CAS'] })
  const { status } = await app.request('/v1/inquiries', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(municipal('geen', 'VERG/vergunningen', 'HITNOHIT')),
  })
  expect(status).toBe(201)
  await ports.integrate()
}
/** Starts as a server in production does, asks something, and stops. Resolves with its name and its size. */
async function served(): Promise<{ name: string; size: number }> {
  const node = await createNode({ ...world.options, createKeys: false })
  try {
    await asked(node)
    return { name: node.ports.log.name, size: await node.ports.ledger.size() }
  } finally {
    await node.close()
  }
}

beforeEach(async () => {
  world = await openWorld()
  await asked(world.node)
  await world.stop()
})
afterEach(() => world.close())

describe('a backup from before another key', () => {
  beforeEach(async () => {
    expect((await backup('before')).code).toBe(EXIT.ok)
    cpSync(world.options.keysDir, at('keys-before'), { recursive: true })
    expect((await log('key', 'rotate')).code).toBe(EXIT.ok)
    await served()
  })

  it('is put back with the keys of now; it is older than what was signed, is acknowledged, and is backed up again', async () => {
    const said = await putBack('before')
    expect(said).toContain('This backup is older than what was signed')
    expect(said).toContain(`"sluis log acknowledge-rollback --close ${world.options.origin}" closes this log`)
    await expect(served()).rejects.toThrow(/^the database is older than what was signed.*acknowledge-rollback/)
    const { code, err } = await log('acknowledge-rollback', '--close', world.options.origin)
    expect(code).toBe(EXIT.ok)
    // Each step is a line that a person can read, in Dutch and in English.
    expect(err.trimEnd().split('\n').slice(-1)).toEqual(['klaar / done'])
    for (const line of err.trimEnd().split('\n')) expect(line).toMatch(/^\S.* \/ \S/)
    expect(err).toContain('de oude sleutel is overschreven / the old key is overwritten')
    const { name, size } = await served()
    expect(name).toBe(`${world.options.origin}/2`)

    const made = await backup('after')
    expect([made.code, made.err]).toEqual([EXIT.ok, ''])
    const manifest = JSON.parse(readFileSync(at('after/backup.json'), 'utf8'))
    expect([manifest.origin, manifest.entries >= size]).toEqual([name, true])
    expect((await putBack('after')).split('\n')).toHaveLength(2)
    expect((await log('verify', '--parts')).out).toContain('niets gevonden')
    expect((await served()).name).toBe(name)
    // And the first one still holds, as what it was: the beginning of all that came.
    expect(await restore('before', at('again'))).toMatchObject({ code: EXIT.ok, err: '' })
  })

  it('is followed by one under the new key, which needs nothing acknowledged', async () => {
    expect((await backup('after')).code).toBe(EXIT.ok)
    const lost = {
      SLUIS_MODE: 'production',
      SLUIS_ANCHOR_DIR: at('nowhere'),
      SLUIS_ISSUERS: JSON.stringify([issuerDocument([await makeKey('k1')])]),
    }
    expect(await putBack('after', lost)).toContain('The anchor keeps nothing of this log: the next start refuses it')
    expect((await putBack('after', { ...lost, SLUIS_MODE: 'development' })).split('\n')).toHaveLength(2)
    expect((await putBack('after')).split('\n')).toHaveLength(2)
    expect((await served()).name).toBe(world.options.origin)
    writeFileSync(join(String(world.options.anchorDir), 'log.json'), '{')
    expect(await putBack('after')).toContain('log.json in the anchor folder is damaged')
  })

  it('is not put back with the keys of another log, and one of the new key not with those of before', async () => {
    expect((await backup('after')).code).toBe(EXIT.ok)
    const old = await restore('after', at('old'), { SLUIS_KEYS_DIR: at('keys-before') })
    expect([old.code, old.err]).toEqual([EXIT.refused, expect.stringContaining('checkpoint-forged')])
    const other = await openWorld()
    await other.stop()
    const { keysDir } = other.options
    const theirs = await restore('before', at('theirs'), { SLUIS_KEYS_DIR: keysDir })
    expect([theirs.code, theirs.err]).toEqual([EXIT.refused, expect.stringContaining('checkpoint-forged')])
    await other.close()
  })

  it('with the database of one and the checkpoint of the other is refused', async () => {
    expect((await backup('after')).code).toBe(EXIT.ok)
    const checkpoint = JSON.parse(readFileSync(at('after/backup.json'), 'utf8')).checkpoint
    const manifest = JSON.parse(readFileSync(at('before/backup.json'), 'utf8'))
    cpSync(at('before'), at('mixed'), { recursive: true })
    writeFileSync(at('mixed/backup.json'), JSON.stringify({ ...manifest, checkpoint }))
    const { code, err } = await restore('mixed', at('into'))
    expect([code, err]).toEqual([EXIT.refused, expect.stringContaining('kept-ahead')])
  })
})
