/** The cache of verified tokens: bounded, and never more trusting than the keys behind it. */
import { describe, expect, it } from 'vitest'
import { KeysUnavailable } from '../../src/auth/key-sets.ts'
import { createTokenCache, type Verified } from '../../src/auth/token-cache.ts'
import { LIMITS } from '../../src/limits.ts'
import { OIN, START } from './tokens.ts'

const caller = {
  oin: OIN,
  organ: 'BGM',
  department: null,
  roles: [],
  person: 'p-1',
  authorised: true,
  screened: true,
  trained: true,
  assurance: 'none',
}
const keySet = (generation = 0) => ({ fresh: () => true, refresh: async () => undefined, generation: () => generation })
const verified = (more: Partial<Verified> = {}): Verified => ({
  caller,
  expiresAt: START + 1_000,
  keySet: keySet(),
  generation: 0,
  ...more,
})

describe('the token cache', () => {
  it('gives what it keeps until the moment of expiry', () => {
    const cache = createTokenCache()
    cache.keep('a', verified())
    expect(cache.find('a', START + 999)).toBe(caller)
    expect(cache.find('a', START + 1_000)).toBeUndefined()
    expect(cache.find('a', START)).toBeUndefined()
  })

  it('gives nothing for another token', () => {
    const cache = createTokenCache()
    cache.keep('a', verified())
    expect(cache.find('b', START)).toBeUndefined()
  })

  it('forgets the oldest beyond its bound', () => {
    const cache = createTokenCache(2)
    for (const digest of ['a', 'b', 'b', 'c']) cache.keep(digest, verified())
    expect(['a', 'b', 'c'].map((digest) => cache.find(digest, START) !== undefined)).toEqual([false, true, true])
  })

  it('keeps as many as the limit unless told otherwise, and forgets one for one more', () => {
    const cache = createTokenCache()
    for (let i = 0; i < LIMITS.tokenCacheEntries; i += 1) cache.keep(`t${i}`, verified())
    expect(cache.find('t0', START)).toBe(caller)
    cache.keep('one more', verified())
    expect([cache.find('t0', START), cache.find('t1', START)]).toEqual([undefined, caller])
  })

  it('drops what an earlier generation of keys verified', () => {
    const cache = createTokenCache()
    cache.keep('a', verified({ keySet: keySet(1) }))
    expect(cache.find('a', START)).toBeUndefined()
  })

  it('looks at keys that are no longer fresh before it answers, and drops the token if one left', async () => {
    const cache = createTokenCache()
    let generation = 0
    const refresh = async () => {
      generation = 1
    }
    const looking = { fresh: () => false, refresh, generation: () => generation }
    cache.keep('a', verified({ keySet: looking }))
    expect(await cache.find('a', START)).toBeUndefined()
  })

  it('refuses when there are no keys to look at', async () => {
    const cache = createTokenCache()
    const gone = { fresh: () => false, refresh: () => Promise.reject(new KeysUnavailable()), generation: () => 0 }
    cache.keep('a', verified({ keySet: gone }))
    await expect(cache.find('a', START)).rejects.toThrow(KeysUnavailable)
  })
})
