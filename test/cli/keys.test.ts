/** `sluis keys rotate`: on a folder that nobody uses, and not on an older one. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dispatch } from '../../src/cli/dispatch.ts'
import { EXIT } from '../../src/cli/help.ts'
import { KEYS_HELP, keysCommand } from '../../src/cli/keys.ts'
import { lockAnchor } from '../../src/storage/node/anchor.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { createKeys } from '../../src/storage/node/keys.ts'
import { lockDatabase } from '../../src/storage/sqlite/connect.ts'

const ONE = {
  master: 'sleutels opnieuw verpakt / keys wrapped anew: 1\n',
  pseudonym: 'pseudoniemsleutels / pseudonym keys: 2\n',
}

let folder: string
const path = (name: string) => join(folder, name)
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluis-keys-'))
  await keys('create')
  const made = open()
  await made.sealing('case:1')
  made.close()
})
afterEach(() => rmSync(folder, { recursive: true }))

const open = () => createKeys({ dir: path('keys'), create: false, crypto: createCrypto() })
const env = () => ({ SLUIS_KEYS_DIR: path('keys'), SLUIS_DATA_DIR: path('data'), SLUIS_ANCHOR_DIR: path('anchor') })
async function keys(...args: string[]) {
  const out: string[] = []
  const io = { env: env(), out: (text: string) => void out.push(text), err: (text: string) => void out.push(text) }
  const code = await keysCommand(args, io)
  return { code, out: out.join('') }
}

describe('sluis keys create', () => {
  it('notes which anchor the keys sign with, and leaves keys with the one that they have', async () => {
    const noted = () => readFileSync(path('keys/log.anchors'), 'utf8')
    const before = noted()
    expect(before.split(' ')[0]).toBe(readFileSync(path('anchor/anchor.id'), 'utf8').trim())
    const elsewhere = { ...env(), SLUIS_ANCHOR_DIR: path('another') }
    expect(await keysCommand(['create'], { env: elsewhere, out: () => {}, err: () => {} })).toBe(EXIT.ok)
    expect([noted(), existsSync(path('another/anchor.id'))]).toEqual([before, false])
  })
})

describe('sluis keys rotate', () => {
  it.each(['master', 'pseudonym'] as const)('%s says what there is now', async (which) => {
    expect(await keys('rotate', which)).toEqual({ code: EXIT.ok, out: ONE[which] })
  })

  it.each(['master', 'pseudonym'])('%s is refused while a broker uses the data, and changes nothing', async (which) => {
    const files = () => ['master.key', 'sealing.db'].map((name) => readFileSync(path(`keys/${name}`)).toString('hex'))
    const before = files()
    const lock = lockDatabase(path('data/sluis.db'))
    await expect(keys('rotate', which)).rejects.toMatchObject({ name: 'StorageFailure', kind: 'locked' })
    lock.close()
    expect([files(), existsSync(path('keys/pseudonym.2.key'))]).toEqual([before, false])
    expect((await keys('rotate', which)).code).toBe(EXIT.ok)
  })

  it.each(['master', 'pseudonym'])(
    '%s is refused while somebody holds the anchor, on a copy of the data',
    async (which) => {
      const files = () => ['master.key', 'sealing.db'].map((name) => readFileSync(path(`keys/${name}`)).toString('hex'))
      const before = files()
      const lock = lockAnchor(path('anchor'))
      const message = expect.stringContaining('the anchor is in use')
      await expect(keys('rotate', which)).rejects.toMatchObject({ name: 'StorageFailure', kind: 'locked', message })
      lock.close()
      expect([files(), existsSync(path('keys/pseudonym.2.key'))]).toEqual([before, false])
      expect((await keys('rotate', which)).code).toBe(EXIT.ok)
      lockAnchor(path('anchor')).close()
    },
  )

  it('lets go of the data when it is done, and when it could not be done', async () => {
    await keys('rotate', 'master')
    lockDatabase(path('data/sluis.db')).close()
    rmSync(path('keys/sealing.db'))
    await expect(keys('rotate', 'master')).rejects.toMatchObject({ name: 'KeyFolderError' })
    lockDatabase(path('data/sluis.db')).close()
  })

  it('does not go on with a backup of before the last rotation', async () => {
    cpSync(path('keys'), path('backup'), { recursive: true })
    await keys('rotate', 'pseudonym')
    cpSync(path('keys'), path('rotated'), { recursive: true })
    const restore = (from: string) => {
      rmSync(path('keys'), { recursive: true })
      cpSync(path(from), path('keys'), { recursive: true })
    }
    restore('backup')
    for (const which of ['pseudonym', 'master']) await expect(keys('rotate', which)).rejects.toThrow('has 1 of 2 keys')
    restore('rotated')
    writeFileSync(path('keys/pseudonym.2.key'), `${'0a'.repeat(32)}\n`)
    await expect(keys('rotate', 'pseudonym')).rejects.toThrow('are not those of the anchor')
    restore('rotated')
    expect((await keys('rotate', 'pseudonym')).out).toContain(': 3\n')
  })

  it('needs an anchor to keep that in', async () => {
    rmSync(path('anchor'), { recursive: true })
    await expect(keys('rotate', 'pseudonym')).rejects.toThrow('the anchor folder is missing')
    expect(existsSync(path('keys/pseudonym.2.key'))).toBe(false)
  })

  it('is explained in both languages, with the exit codes', async () => {
    const out: string[] = []
    await dispatch(['keys', '--help'], { env: {}, out: (text) => void out.push(text), err: () => {} })
    expect(out.join('')).toBe(KEYS_HELP)
    for (const text of ['Stop eerst de server', 'Stop the server first', 'rotate pseudonym | rotate master', 'Exit: 0'])
      expect(KEYS_HELP).toContain(text)
  })
})
