/** Configuration on Workers: production unless told otherwise, every problem at once, nothing that has no meaning there. */
import { beforeAll, describe, expect, it } from 'vitest'
import { DEV_ISSUER } from '../../src/auth/issuers.ts'
import { readWorkerConfig } from '../../src/worker/config.ts'
import { issuerDocument, makeKey } from '../auth/tokens.ts'

const MASTER_KEY = 'ab'.repeat(32)
let issuer: Record<string, unknown>
let whole: Record<string, unknown>
beforeAll(async () => {
  issuer = issuerDocument([await makeKey('k1')]) as Record<string, unknown>
  whole = {
    SLUIS_MASTER_KEY: MASTER_KEY,
    SLUIS_ISSUERS: JSON.stringify([issuer]),
    SLUIS_ORIGIN: 'sluis.example/log',
    LOG: {},
    SOME_SECRET: 'of a source',
  }
})
const problemsOf = (env: Record<string, unknown>): string[] => {
  const config = readWorkerConfig(env)
  return config.ok ? [] : config.problems.map(({ code, setting }) => `${code} ${setting}`)
}

describe('configuration on Workers', () => {
  it('is production when no mode is named, and needs what production needs', () => {
    expect(readWorkerConfig(whole)).toMatchObject({
      ok: true,
      value: { mode: 'production', masterKey: MASTER_KEY, settings: {}, sources: {}, corsOrigins: [] },
    })
    expect(problemsOf({})).toEqual(['missing SLUIS_MASTER_KEY', 'missing SLUIS_ISSUERS', 'missing SLUIS_ORIGIN'])
  })

  it('needs keys and issuers in development too: an isolate has nowhere to keep what it makes', () => {
    expect(problemsOf({ SLUIS_MODE: 'development' })).toEqual(['missing SLUIS_MASTER_KEY', 'missing SLUIS_ISSUERS'])
    expect(problemsOf({ ...whole, SLUIS_MODE: 'development', SLUIS_ORIGIN: '' })).toEqual([])
  })

  it('knows no third mode', () => {
    expect(problemsOf({ ...whole, SLUIS_MODE: 'Development' })).toEqual(['invalid SLUIS_MODE'])
  })

  it('refuses the development issuer in production', () => {
    const SLUIS_ISSUERS = JSON.stringify([{ ...issuer, issuer: DEV_ISSUER }])
    expect(problemsOf({ ...whole, SLUIS_ISSUERS })).toEqual(['development-issuer SLUIS_ISSUERS'])
    expect(problemsOf({ ...whole, SLUIS_ISSUERS, SLUIS_MODE: 'development' })).toEqual([])
  })

  it.each(['SLUIS_PORT', 'SLUIS_KEYS_DIR', 'SLUIS_SOURCES_FILE', 'SLUIS_ISSUERS_FILE', 'SLUIS_CONFIG', 'SLUIS_MOED'])(
    'refuses %s, which means nothing here',
    (name) => {
      expect(problemsOf({ ...whole, [name]: 'x' })).toEqual([`unknown ${name}`])
    },
  )

  it('leaves secrets of sources alone', () => {
    expect(problemsOf({ ...whole, SLUIS_SECRET_BRON: 'x' })).toEqual([])
  })

  it('refuses a key set in a file, a document that is no JSON, and a variable that is no text', () => {
    const SLUIS_ISSUERS = JSON.stringify([{ ...issuer, jwks: { file: 'jwks.json' } }])
    expect(problemsOf({ ...whole, SLUIS_ISSUERS })).toEqual(['invalid SLUIS_ISSUERS'])
    expect(problemsOf({ ...whole, SLUIS_SOURCES: '{' })).toEqual(['invalid SLUIS_SOURCES'])
    expect(problemsOf({ ...whole, SLUIS_SETTINGS: {} })).toEqual(['invalid SLUIS_SETTINGS'])
  })

  it.each(['ab', 'zz'.repeat(32), `${'ab'.repeat(32)}ab`])(
    'refuses the master key %s, and does not repeat it',
    (key) => {
      const config = readWorkerConfig({ ...whole, SLUIS_MASTER_KEY: key })
      expect(config.ok ? [] : config.problems).toEqual([
        { code: 'invalid', setting: 'SLUIS_MASTER_KEY', message: 'is not 64 hex digits' },
      ])
    },
  )
})
