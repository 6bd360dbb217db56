/** Keys on Workers: wrapped in a database of their own, forgotten when destroyed. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { KeyDestroyed, KeyUnknown } from '../../../src/key-port.ts'
import { createD1Keys } from '../../../src/storage/d1/keys.ts'
import { createCrypto } from '../../../src/storage/node/crypto.ts'
import { type FakeD1, fakeD1 } from './fake.ts'

let database: FakeD1
let now: number
beforeEach(() => {
  database = fakeD1()
  now = 0
})
afterEach(() => database.close())
const open = (masterKey = 'ab'.repeat(32)) =>
  createD1Keys({ database, masterKey, crypto: createCrypto(), clock: () => new Date(now) })

describe('createD1Keys', () => {
  it('gives one key per scope, to every isolate the same', async () => {
    const [here, elsewhere] = [await open(), await open()]
    const [a, b] = [await here.sealing('a'), await elsewhere.sealing('a')]
    expect(a).toEqual(b)
    expect(a.key.length).toBe(32)
    expect((await here.sealing('b')).id).not.toBe(a.id)
    expect(await elsewhere.opening(a.id)).toEqual(a.key)
  })

  it('stores keys wrapped: another master key opens none, and adds none beside them', async () => {
    const other = await open('cd'.repeat(32))
    const { id } = await (await open()).sealing('a')
    await expect(other.opening(id)).rejects.toThrow()
    await expect(other.sealing('a')).rejects.toThrow()
    await expect(other.sealing('b')).rejects.toMatchObject({ name: 'StorageFailure', kind: 'unsafe' })
    expect(await other.scopes()).toEqual(['a'])
  })

  it('does not open under another master key once there is a key, also where its check is gone', async () => {
    await (await open()).sealing('a')
    await expect(open('cd'.repeat(32))).rejects.toMatchObject({ kind: 'unsafe' })
    await database.batch([database.prepare('DELETE FROM key_state')])
    await expect(open('cd'.repeat(32))).rejects.toMatchObject({ kind: 'unsafe' })
    await expect(open()).resolves.toBeDefined()
  })

  it('tells ids that never were from those of destroyed keys, and whether there ever was a key', async () => {
    const keys = await open()
    expect(await keys.used()).toBe(false)
    const [a, b] = [await keys.sealing('a'), await keys.sealing('b')]
    await keys.destroy('a')
    expect([await keys.used(), await keys.unknown([a.id, b.id]), await keys.unknown([a.id, 'x', 'y'])]).toEqual([
      true,
      0,
      2,
    ])
  })

  it.each(['', 'ab', `${'ab'.repeat(31)}zz`])('refuses the master key "%s"', async (masterKey) => {
    await expect(open(masterKey)).rejects.toThrow('64 hex digits')
  })

  it('destroys a key here at once, and elsewhere within ten seconds', async () => {
    const [here, elsewhere] = [await open(), await open()]
    const { id } = await here.sealing('a')
    await elsewhere.opening(id)
    expect(await here.destroy('a')).toBe(true)
    expect(await here.destroy('a')).toBe(false)
    expect(await here.opening(id)).toBeUndefined()
    now = 9_999
    expect(await elsewhere.opening(id)).toBeDefined()
    now = 10_000
    expect(await elsewhere.opening(id)).toBeUndefined()
    await expect(here.sealing('a')).rejects.toThrow(KeyDestroyed)
    await expect(elsewhere.sealing('a')).rejects.toThrow(KeyDestroyed)
  })

  it('opens no key that it has no record of, and does not call it destroyed', async () => {
    await expect((await open()).opening('x')).rejects.toThrow(KeyUnknown)
  })

  it('knows which scopes have a key, and every key that one ever had; one closed beforehand never gets any', async () => {
    const keys = await open()
    const [a] = [await keys.sealing('a'), await keys.sealing('b')]
    await keys.destroy('a')
    expect([await keys.scopes(), await keys.idsOf('a')]).toEqual([['b'], [a.id]])
    expect(await keys.destroy('c')).toBe(false)
    await expect(keys.sealing('c')).rejects.toThrow(KeyDestroyed)
  })

  it('lists the scopes whose key was not destroyed, in order', async () => {
    const keys = await open()
    for (const scope of ['day:b', 'case:1', 'day:a']) await keys.sealing(scope)
    await keys.destroy('case:1')
    expect(await keys.scopes()).toEqual(['day:a', 'day:b'])
  })

  it('gives each organisation a pseudonym key of its own, the same everywhere', async () => {
    const [here, elsewhere] = [await open(), await open()]
    expect(here.pseudonym('1')).toEqual(elsewhere.pseudonym('1'))
    expect(here.pseudonym('1')).not.toEqual(here.pseudonym('2'))
  })
})
