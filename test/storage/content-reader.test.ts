/** What was read before is given again only while it is the same, and may be read. */
import { beforeEach, describe, expect, it } from 'vitest'
import { sealContent } from '../../src/log/content.ts'
import type { Vault } from '../../src/log/entry.ts'
import { contentReader } from '../../src/storage/content-reader.ts'
import { type MemoryKeys, memoryKeys, vaultOf } from './fixtures.ts'

let keys: MemoryKeys
let vault: Vault
let reads: unknown[]
beforeEach(() => {
  keys = memoryKeys()
  vault = vaultOf(keys)
  reads = []
})
const reader = () =>
  contentReader(vault, (content) => {
    reads.push(content)
    return content
  })

describe('contentReader', () => {
  it('reads the same content in the same place once', async () => {
    const read = reader()
    const sealed = await sealContent(vault, 'case:1', 'a', { x: 1 })
    const copy = { ...sealed, bytes: Uint8Array.from(sealed.bytes) }
    expect([await read('a', sealed), await read('a', copy)]).toEqual([{ x: 1 }, { x: 1 }])
    expect(reads.length).toBe(1)
  })

  it('reads other bytes in that place anew', async () => {
    const read = reader()
    await read('a', await sealContent(vault, 'case:1', 'a', { x: 1 }))
    expect(await read('a', await sealContent(vault, 'case:1', 'a', { x: 2 }))).toEqual({ x: 2 })
  })

  it('gives nothing once the key is destroyed, however often it was read', async () => {
    const read = reader()
    const sealed = await sealContent(vault, 'case:1', 'a', { x: 1 })
    await read('a', sealed)
    keys.destroy('case:1')
    expect([await read('a', sealed), await read('a', sealed)]).toEqual([undefined, undefined])
  })

  it('has nothing in memory of what was read under a key that is dropped', async () => {
    const read = reader()
    const [a, b] = [
      await sealContent(vault, 'case:1', 'a', { x: 1 }),
      await sealContent(vault, 'case:2', 'b', { x: 2 }),
    ]
    for (const [place, sealed] of [
      ['a', a],
      ['b', b],
    ] as const)
      await read(place, sealed)
    read.drop(new Set([a.keyId]))
    for (const [place, sealed] of [
      ['a', a],
      ['b', b],
    ] as const)
      await read(place, sealed)
    expect(reads).toEqual([{ x: 1 }, { x: 2 }, { x: 1 }])
  })

  it('throws on bytes that were moved to another place, also when they were read in their own', async () => {
    const read = reader()
    const sealed = await sealContent(vault, 'case:1', 'a', { x: 1 })
    await read('a', sealed)
    await expect(read('b', sealed)).rejects.toThrow()
  })
})
