/** Key sets: rotation without a restart, few looks, and an end to trusting keys that nobody can confirm. */

import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JSONWebKeySet } from 'jose'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { keysInFile } from '../../src/auth/key-files.ts'
import { createKeySet, KeysUnavailable, remoteKeys } from '../../src/auth/key-sets.ts'
import { makeKey, type SigningKey, START } from './tokens.ts'

const TIMING = { freshMs: 300_000, cooldownMs: 30_000, staleMs: 3_600_000 }
const token = { payload: '', signature: '', protected: '' }

let first: SigningKey
let second: SigningKey
beforeAll(async () => {
  first = await makeKey('k1')
  second = await makeKey('k2')
})

function scene(initial: readonly SigningKey[]) {
  let now = START
  let answer: JSONWebKeySet | Error = { keys: initial.map(({ jwk }) => jwk) }
  const looks: number[] = []
  const load = async () => {
    looks.push(now)
    if (answer instanceof Error) throw answer
    return answer
  }
  return {
    keys: createKeySet(load, () => new Date(now), TIMING),
    looks,
    pass: (ms: number) => (now += ms),
    publish: (keys: readonly SigningKey[]) => (answer = { keys: keys.map(({ jwk }) => jwk) }),
    vanish: () => (answer = new Error('unreachable')),
  }
}
const header = (key: SigningKey) => ({ alg: key.alg, kid: key.jwk.kid ?? '' })

describe('a key set', () => {
  it('is looked at once while it is fresh, and again from then on', async () => {
    const { keys, looks, pass } = scene([first])
    await keys.find(header(first), token)
    pass(299_999)
    await keys.find(header(first), token)
    expect(looks).toHaveLength(1)
    pass(1)
    await keys.find(header(first), token)
    expect(looks).toHaveLength(2)
  })

  it('is looked at again for an unknown key id, but not within the cooldown: garbage must not reach the issuer', async () => {
    const { keys, looks, pass, publish } = scene([first])
    await keys.find(header(first), token)
    publish([first, second])
    pass(29_999)
    await expect(keys.find(header(second), token)).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' })
    expect(looks).toHaveLength(1)
    pass(1)
    await keys.find(header(second), token)
    expect(looks).toHaveLength(2)
  })

  it('shares one look between all that wait for it', async () => {
    const { keys, looks } = scene([first])
    await Promise.all([keys.find(header(first), token), keys.find(header(first), token), keys.refresh()])
    expect(looks).toHaveLength(1)
  })

  it('begins a new generation when a key leaves, not when one comes', async () => {
    const { keys, pass, publish } = scene([first])
    await keys.refresh()
    publish([first, second])
    pass(300_000)
    await keys.refresh()
    expect(keys.generation()).toBe(0)
    publish([second])
    pass(300_000)
    await keys.refresh()
    expect(keys.generation()).toBe(1)
  })

  it('begins a new generation when another key takes over the key id', async () => {
    const { keys, pass, publish } = scene([first])
    await keys.refresh()
    publish([await makeKey('k1')])
    pass(300_000)
    await keys.refresh()
    expect(keys.generation()).toBe(1)
  })

  it('serves the last known keys for an hour without the issuer, and then none', async () => {
    const { keys, pass, vanish } = scene([first])
    await keys.refresh()
    vanish()
    pass(3_600_000)
    await expect(keys.find(header(first), token)).resolves.toBeDefined()
    pass(1)
    await expect(keys.find(header(first), token)).rejects.toThrow(KeysUnavailable)
  })

  it('has no keys while it never saw any, and looks every second until it does', async () => {
    const { keys, looks, pass, publish, vanish } = scene([])
    vanish()
    await expect(keys.refresh()).rejects.toThrow(KeysUnavailable)
    publish([first])
    pass(999)
    await expect(keys.refresh()).rejects.toThrow(KeysUnavailable)
    expect(looks).toHaveLength(1)
    pass(1)
    await keys.refresh()
    expect(looks).toHaveLength(2)
  })

  it('ignores a key of a kind it does not know (RFC 7517, 5)', async () => {
    const { keys } = scene([{ ...first, jwk: { kty: 'XYZ', kid: 'x' } }, first])
    await expect(keys.find(header(first), token)).resolves.toBeDefined()
  })
})

describe('key sets by URL', () => {
  let server: Server | undefined
  afterEach(() => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve())))

  async function serve(status: number, body: string, headers: Record<string, string> = {}): Promise<string> {
    server = createServer((_, response) => response.writeHead(status, headers).end(body))
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`
  }

  it('are read', async () => {
    const url = await serve(200, JSON.stringify({ keys: [first.jwk] }))
    expect(await remoteKeys(url)()).toEqual({ keys: [first.jwk] })
  })

  it.each([
    ['an error', 500, '{"keys":[]}', {}],
    ['a redirect', 302, '', { location: 'http://127.0.0.1:1/' }],
    ['something else', 200, '{"sleutels":[]}', {}],
    ['no JSON', 200, '<html>', {}],
  ])('are refused when the answer is %s', async (_what, status, body, headers) => {
    const load = remoteKeys(await serve(status, body, headers))
    await expect(load()).rejects.toThrow()
  })
})

describe('key sets in a file', () => {
  let folder: string
  afterEach(() => rm(folder, { recursive: true }))
  const write = (path: string, keys: readonly SigningKey[]) =>
    writeFile(path, JSON.stringify({ keys: keys.map(({ jwk }) => jwk) }))

  it('are read once while the file stays, and again when it is replaced', async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluis-keys-'))
    const path = join(folder, 'jwks.json')
    await write(path, [first])
    const load = keysInFile(path)
    const held = await load()
    expect(await load()).toBe(held)
    await write(`${path}.new`, [second])
    await rename(`${path}.new`, path)
    expect(await load()).toEqual({ keys: [second.jwk] })
  })

  it('are refused when the file is gone or is no JSON', async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluis-keys-'))
    const path = join(folder, 'jwks.json')
    await expect(keysInFile(path)()).rejects.toThrow()
    await writeFile(path, '{')
    await expect(keysInFile(path)()).rejects.toThrow()
  })
})
