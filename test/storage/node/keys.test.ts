/** The key folder: made or required, apart from the data, and an erased key is gone. */
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { KeyDestroyed, KeyUnknown } from '../../../src/key-port.ts'
import { createCrypto } from '../../../src/storage/node/crypto.ts'
import { createKeys, refuseOlderKeys } from '../../../src/storage/node/keys.ts'
import { temporaryFolder } from '../sqlite/temporary.ts'

const crypto = createCrypto()

describe('createKeys', () => {
  let folder: ReturnType<typeof temporaryFolder>
  let dir: string
  beforeEach(() => {
    folder = temporaryFolder()
    dir = folder.path('keys')
  })
  afterEach(() => folder.remove())
  const open = (create = true) => createKeys({ dir, create, crypto })

  it('makes a closed folder in development', () => {
    open().close()
    expect(readdirSync(dir).sort()).toEqual(['log.key', 'master.key', 'pseudonym.key', 'sealing.db'])
    expect(statSync(dir).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(dir)) expect(statSync(`${dir}/${name}`).mode & 0o777).toBe(0o600)
  })

  it('says in production that the folder is missing, and makes nothing', () => {
    expect(() => open(false)).toThrow('the key folder is missing')
    expect(readdirSync(folder.path('.'))).toEqual([])
  })

  it('opens in production what was made before', async () => {
    const made = open()
    const sealing = await made.sealing('case:1:case')
    made.close()
    const again = open(false)
    expect(Buffer.from((await again.opening(sealing.id)) ?? [])).toEqual(Buffer.from(sealing.key))
    expect(again.pseudonym('1')).toEqual(createKeys({ dir, create: false, crypto }).pseudonym('1'))
    again.close()
  })

  it.each(['master.key', 'pseudonym.key', 'sealing.db'])(
    'refuses a folder without %s, also in development when others are there',
    (name) => {
      open().close()
      rmSync(`${dir}/${name}`)
      expect(() => open(false)).toThrow(`the key folder has no ${name}`)
      if (name !== 'sealing.db') expect(() => open(true)).toThrow(`the key folder has no ${name}`)
    },
  )

  it('makes the signing key of the log also beside keys that were there before it, and then keeps it', () => {
    open().close()
    rmSync(`${dir}/log.key`)
    expect(() => open(false)).toThrow('the key folder has no log.key')
    const made = open()
    made.close()
    const again = open(false)
    expect([again.logSeed.length, again.logSeed]).toEqual([32, made.logSeed])
    again.close()
  })

  it('refuses a key file that every user of the machine can read', () => {
    open().close()
    chmodSync(`${dir}/master.key`, 0o604)
    expect(() => open(false)).toThrow('open to every user')
    chmodSync(`${dir}/master.key`, 0o640)
    open(false).close()
  })

  it('refuses a damaged key file', () => {
    open().close()
    writeFileSync(`${dir}/master.key`, 'abc')
    expect(() => open(false)).toThrow('master.key in the key folder is damaged')
  })

  it('refuses damaged sealing keys, and a folder that cannot be made, by name', () => {
    open().close()
    writeFileSync(`${dir}/sealing.db`, 'no keys'.repeat(1_000))
    expect(() => open(false)).toThrow('sealing.db in the key folder cannot be used')
    const inFile = { dir: `${dir}/master.key/keys`, create: true, crypto }
    expect(() => createKeys(inFile)).toThrow('the key folder cannot be made')
  })

  it('refuses at start a master key that does not belong to the sealing keys', async () => {
    const made = open()
    await made.sealing('case:1:case')
    made.close()
    createKeys({ dir: folder.path('other'), create: true, crypto }).close()
    copyFileSync(folder.path('other/master.key'), `${dir}/master.key`)
    expect(() => open(false)).toThrow('master.key does not belong to the sealing keys')
  })

  it.each(['data', 'data/keys', 'link/keys'])('refuses a key folder at %s when the data are in data', (name) => {
    mkdirSync(folder.path('data'))
    symlinkSync(folder.path('data'), folder.path('link'))
    const options = { dir: folder.path(name), create: true, crypto, dataDir: folder.path('data') }
    expect(() => createKeys(options)).toThrow('inside the data folder')
  })

  it('takes a key folder beside the data folder, also when its name starts the same', () => {
    createKeys({ dir: folder.path('data-keys'), create: true, crypto, dataDir: folder.path('data') }).close()
    expect(readdirSync(folder.path('data-keys'))).toContain('master.key')
  })

  it('gives one key per scope, another per other scope', async () => {
    const keys = open()
    const [a, b, c] = [await keys.sealing('a'), await keys.sealing('a'), await keys.sealing('b')]
    expect(a).toEqual(b)
    expect([a.id === c.id, Buffer.from(a.key).equals(c.key)]).toEqual([false, false])
    expect(a.key.length).toBe(32)
    keys.close()
  })

  it('stores no key in the clear', async () => {
    const keys = open()
    const { key } = await keys.sealing('a')
    expect(readFileSync(`${dir}/sealing.db`).includes(Buffer.from(key))).toBe(false)
    keys.close()
  })

  it('destroys a key for good, also after a restart, and gives no other one in its place', async () => {
    const keys = open()
    const { id } = await keys.sealing('a')
    expect(await keys.destroy('a')).toBe(true)
    expect(await keys.destroy('a')).toBe(false)
    expect(await keys.opening(id)).toBeUndefined()
    await expect(keys.sealing('a')).rejects.toThrow(KeyDestroyed)
    keys.close()
    const again = open(false)
    expect(await again.opening(id)).toBeUndefined()
    await expect(again.sealing('a')).rejects.toThrow(KeyDestroyed)
    again.close()
  })

  it('knows which scopes have a key, and every key that one ever had; one closed beforehand never gets any', async () => {
    const keys = open()
    const [a, b] = [await keys.sealing('a'), await keys.sealing('b')]
    expect(await keys.scopes()).toEqual(['a', 'b'])
    await keys.destroy('a')
    expect([await keys.scopes(), await keys.idsOf('a'), await keys.idsOf('b')]).toEqual([['b'], [a.id], [b.id]])
    expect(await keys.destroy('c')).toBe(false)
    await expect(keys.sealing('c')).rejects.toThrow(KeyDestroyed)
    expect(await keys.scopes()).toEqual(['b'])
  })

  it('tells a key that was destroyed, and what it was for, from one that never was', async () => {
    const keys = open()
    const { id } = await keys.sealing('case:c-1:case')
    expect(keys.record(id)).toEqual({ scope: 'case:c-1:case', destroyed: false })
    await keys.destroy('case:c-1:case')
    expect([keys.record(id), keys.record('x')]).toEqual([{ scope: 'case:c-1:case', destroyed: true }, undefined])
    keys.close()
  })

  it('opens no key that it has no record of, and does not call it destroyed', async () => {
    const keys = open()
    const { id } = await keys.sealing('a')
    await expect(keys.opening('x')).rejects.toThrow(KeyUnknown)
    expect(() => refuseOlderKeys(keys, [id])).not.toThrow()
    await keys.destroy('a')
    expect(() => refuseOlderKeys(keys, [id])).not.toThrow()
    expect(() => refuseOlderKeys(keys, [id, 'x'])).toThrow(/put back the newest backup of SLUIS_KEYS_DIR \(1 of 2\)/)
    keys.close()
  })

  it('leaves no trace of a destroyed key in the file', async () => {
    const keys = open()
    await keys.sealing('a')
    const look = new Database(`${dir}/sealing.db`, { readonly: true })
    const wrapped = look.prepare<[], Buffer>('SELECT wrapped FROM keys').pluck().get() ?? Buffer.alloc(0)
    look.close()
    const holdsIt = () => readFileSync(`${dir}/sealing.db`).includes(wrapped)
    expect([wrapped.length, holdsIt()]).toEqual([60, true])
    await keys.destroy('a')
    expect([holdsIt(), readdirSync(dir).includes('sealing.db-journal')]).toEqual([false, false])
    keys.close()
  })

  it('forgets within a moment a key that another process destroyed', async () => {
    const here = open()
    const elsewhere = open(false)
    const { id } = await here.sealing('a')
    expect(await elsewhere.opening(id)).toBeDefined()
    await here.destroy('a')
    await new Promise((resolve) => setTimeout(resolve, 120))
    expect(await elsewhere.opening(id)).toBeUndefined()
    here.close()
    elsewhere.close()
  })

  it('gives each organisation a pseudonym key of its own', () => {
    const keys = open()
    const [one, two] = [keys.pseudonym('00000099000000001000'), keys.pseudonym('00000099000000002000')]
    expect(one.length).toBe(32)
    expect(Buffer.from(one).equals(two)).toBe(false)
    expect(keys.pseudonym('00000099000000001000')).toEqual(one)
    keys.close()
  })
})
