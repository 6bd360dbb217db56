/** The development issuer: keys of this machine, closed to others, and tokens that the broker takes like any other. */
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { developmentIssuer, mintDevToken } from '../../src/auth/dev-issuer.ts'
import { keysInFile } from '../../src/auth/key-files.ts'
import { trustIssuers } from '../../src/auth/key-sets.ts'
import { authenticate } from '../../src/steps/authenticate.ts'
import { NOW, OIN, START, stage } from './tokens.ts'

const who = {
  oin: OIN,
  organ: 'BGM',
  department: 'ONDM',
  roles: ['R-CAS'],
  person: 'demo-1',
  authorised: true,
  screened: true,
  trained: false,
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluis-dev-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('the development issuer', () => {
  it('mints an access token that the broker accepts, from keys made on first use', async () => {
    const at = stage([])
    const issuers = trustIssuers([await developmentIssuer(folder)], at.ports.clock, keysInFile)
    const token = await mintDevToken(folder, who, 60, START, 'id-1')
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: 'development' })
    expect(decodeJwt(token)).toMatchObject({ iat: NOW, exp: NOW + 3_600, jti: 'id-1', aud: 'sluis' })
    const { person: _claim, ...caller } = who
    expect(await authenticate({ ...at.ports, issuers }, `Bearer ${token}`)).toMatchObject({ ok: true, value: caller })
  })

  it('mints for a partner without a department', async () => {
    const at = stage([])
    const issuers = trustIssuers([await developmentIssuer(folder)], at.ports.clock, keysInFile)
    const token = await mintDevToken(folder, { ...who, department: null }, 60, START, 'id-1')
    expect(await authenticate({ ...at.ports, issuers }, `Bearer ${token}`)).toMatchObject({
      value: { department: null },
    })
  })

  it('closes its keys to others, and shows no private half in the key set', async () => {
    await developmentIssuer(folder)
    const files = (await readdir(join(folder, 'dev-issuer'))).sort()
    expect(files).toEqual(['jwks.json', 'private.json'])
    const modes = await Promise.all(
      files.map(async (name) => (await stat(join(folder, 'dev-issuer', name))).mode & 0o777),
    )
    expect(modes).toEqual([0o600, 0o600])
    const keySet = JSON.parse(await readFile(join(folder, 'dev-issuer', 'jwks.json'), 'utf8'))
    expect(Object.keys(keySet.keys[0]).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'])
  })

  it('makes one key, however many start at once', async () => {
    await Promise.all(Array.from({ length: 8 }, () => developmentIssuer(folder)))
    const at = stage([])
    const issuers = trustIssuers([await developmentIssuer(folder)], at.ports.clock, keysInFile)
    const tokens = await Promise.all(
      Array.from({ length: 4 }, (_, i) => mintDevToken(folder, who, 60, START, `id-${i}`)),
    )
    const answers = await Promise.all(tokens.map((token) => authenticate({ ...at.ports, issuers }, `Bearer ${token}`)))
    expect(answers.every(({ ok }) => ok)).toBe(true)
  })
})
