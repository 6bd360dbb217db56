/** Configuration: one schema, every problem at once, nothing misspelt passes, and what production refuses. */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { DEV_ISSUER } from '../src/auth/issuers.ts'
import { configTable, type Environment, readConfig } from '../src/config.ts'
import { LIMITS } from '../src/limits.ts'
import { issuerDocument, makeKey, OIN } from './auth/tokens.ts'

const NO_FILES: Readonly<Record<string, string>> = {}
const read = (env: Environment, files = NO_FILES) =>
  readConfig(env, (path) => {
    const text = Object.hasOwn(files, path) ? files[path] : undefined
    if (text === undefined) throw new Error('no such file')
    return text
  })
const problemsOf = (env: Environment, files = NO_FILES): string[] => {
  const config = read(env, files)
  return config.ok ? [] : config.problems.map(({ code, setting }) => `${code} ${setting}`)
}

let issuers: string
let production: Environment
beforeAll(async () => {
  issuers = JSON.stringify([issuerDocument([await makeKey('k1')])])
  production = {
    SLUIS_MODE: 'production',
    SLUIS_KEYS_DIR: '/keys',
    SLUIS_ANCHOR_DIR: '/anchor',
    SLUIS_ORIGIN: 'sluis.example/log',
    SLUIS_ISSUERS: issuers,
  }
})

describe('configuration', () => {
  it('needs nothing in development', () => {
    expect(read({})).toEqual({
      ok: true,
      value: {
        mode: 'development',
        host: '127.0.0.1',
        port: 8080,
        dataDir: './var/data',
        keysDir: './var/keys',
        anchorDir: './var/anchor',
        sourcesFile: null,
        settings: {},
        issuers: [],
        console: null,
        bundleDir: null,
        origin: 'sluis.localhost/log',
        witnesses: null,
        corsOrigins: [],
        metrics: true,
        log: 'pretty',
      },
    })
  })

  it('reads which witnesses to ask from a file, and names what is wrong with them', () => {
    const key = `witness.example/w1+0a1b2c3d+${'B'.repeat(44)}`
    const document = { quorum: 1, witnesses: [{ key, url: 'https://witness.example' }] }
    const files = { w: JSON.stringify(document), two: JSON.stringify({ ...document, quorum: 2 }), none: '{' }
    expect(read({ SLUIS_WITNESSES_FILE: 'w' }, files)).toMatchObject({ value: { witnesses: document } })
    expect(problemsOf({ SLUIS_WITNESSES_FILE: 'two' }, files)).toEqual(['invalid SLUIS_WITNESSES'])
    expect(problemsOf({ SLUIS_WITNESSES_FILE: 'none' }, files)).toEqual(['invalid SLUIS_WITNESSES_FILE'])
    expect(problemsOf({ SLUIS_WITNESSES_FILE: 'gone' }, files)).toEqual(['unreadable SLUIS_WITNESSES_FILE'])
  })

  it('reads at which provider people sign in, and takes only one whose tokens count', () => {
    const document = {
      url: 'https://sluis.example',
      issuer: 'https://login.example',
      clientId: 'c',
      clientSecret: { env: 'SLUIS_SECRET_CONSOLE' },
    }
    const shown = (changes: object, more: Environment = production) =>
      readConfig({ ...more, SLUIS_CONSOLE: JSON.stringify({ ...document, ...changes }) }, () => {
        throw new Error('no such file')
      })
    const whole = { ...document, scopes: ['openid'], idleMinutes: 30, absoluteMinutes: 600 }
    expect(shown({})).toMatchObject({ value: { console: whole } })
    for (const [change, message] of [
      [{ issuer: 'https://login.example/' }, '/issuer: is none of SLUIS_ISSUERS'],
      [{ issuer: 'http://login.example' }, '/issuer: must be https; plain http only on this machine'],
      [{ url: 'https://sluis.example/console' }, '/url: is not an origin such as https://example.nl'],
      [{ url: 'http://sluis.example' }, '/url: must be https; plain http only on this machine'],
      [{ scopes: ['sluis'] }, '/scopes: must have openid'],
      [{ resource: 'https://sluis.example/#v1' }, '/resource: must not have a fragment (RFC 8707, 2)'],
      [{ idleMinutes: 20, absoluteMinutes: 10 }, '/idleMinutes: must not be more than absoluteMinutes'],
    ] as const) {
      const problem = { code: 'invalid', setting: 'SLUIS_CONSOLE', message }
      expect(shown(change)).toEqual({ ok: false, problems: [problem] })
    }
    // Longer than a session may be anyway; a secret in the document itself; a sign-in of another kind.
    for (const change of [
      { idleMinutes: LIMITS.sessionIdleMs / 60_000 + 1 },
      { absoluteMinutes: LIMITS.sessionMs / 60_000 + 1 },
      { clientSecret: 's' },
      { development: true },
    ])
      expect(shown(change)).toMatchObject({ ok: false, problems: [{ setting: 'SLUIS_CONSOLE' }] })
    // Development trusts an issuer of its own where none is given: nobody signs in there.
    expect(shown({}, {})).toMatchObject({ ok: false, problems: [{ message: '/issuer: is none of SLUIS_ISSUERS' }] })
  })

  it('takes variables', () => {
    const env = { SLUIS_PORT: '0', SLUIS_METRICS: 'off', SLUIS_CORS_ORIGINS: 'https://a.example, https://b.example' }
    expect(read(env)).toMatchObject({
      value: { port: 0, metrics: false, corsOrigins: ['https://a.example', 'https://b.example'] },
    })
  })

  it('takes any setting from the file that <variable>_FILE names', () => {
    const files = { '/run/issuers': issuers, '/run/host': 'sluis.example\n' }
    const config = read({ SLUIS_ISSUERS_FILE: '/run/issuers', SLUIS_HOST_FILE: '/run/host' }, files)
    expect(config).toMatchObject({ value: { host: 'sluis.example', issuers: [{ issuer: 'https://login.example' }] } })
  })

  it('keeps SLUIS_SOURCES_FILE as a path: the document names files beside itself', () => {
    expect(read({ SLUIS_SOURCES_FILE: '/etc/sources.json' })).toMatchObject({
      value: { sourcesFile: '/etc/sources.json' },
    })
  })

  it('takes a JSON file, and variables before it', () => {
    const files = { '/etc/sluis.json': JSON.stringify({ port: 9000, host: '0.0.0.0', log: 'json' }) }
    expect(read({ SLUIS_CONFIG: '/etc/sluis.json', SLUIS_PORT: '9001' }, files)).toMatchObject({
      value: { port: 9001, host: '0.0.0.0', log: 'json' },
    })
  })

  it('takes an empty variable for one that is not set', () => {
    expect(read({ SLUIS_PORT: '', SLUIS_CONFIG: '' })).toMatchObject({ value: { port: 8080 } })
  })

  it('leaves variables of others, of the tools and of source secrets alone', () => {
    expect(problemsOf({ PATH: '/bin', SLUIS_OPA: '/bin/opa', SLUIS_SECRET_BEL: 's' })).toEqual([])
  })
})

describe('what is wrong is said, all of it at once', () => {
  it('in variables and in the file', () => {
    const env = { SLUIS_PORT: '65536', SLUIS_LOG: 'loud', SLUIS_CORS_ORIGINS: 'example.nl', SLUIS_CONFIG: '/c.json' }
    expect(problemsOf(env, { '/c.json': '{"prot":1,"mode":"test"}' })).toEqual([
      'invalid SLUIS_MODE',
      'invalid SLUIS_PORT',
      'invalid SLUIS_CORS_ORIGINS',
      'invalid SLUIS_LOG',
      'unknown prot',
    ])
  })

  it.each([
    ['65535', []],
    ['65536', ['invalid SLUIS_PORT']],
    ['-1', ['invalid SLUIS_PORT']],
    ['80 80', ['invalid SLUIS_PORT']],
    ['0x50', ['invalid SLUIS_PORT']],
  ])('port %s', (port, problems) => {
    expect(problemsOf({ SLUIS_PORT: port })).toEqual(problems)
  })

  it.each([
    ['SLUIS_PORT', 'is not a port number'],
    ['SLUIS_METRICS', 'is neither on nor off'],
  ])('%s says in words of the manual what it takes', (setting, message) => {
    expect(read({ [setting]: 'x' })).toMatchObject({ problems: [{ setting, message }] })
  })

  it.each(['SLUIS_MOED', 'SLUIS_PORTS', 'SLUIS_PROT_FILE', 'SLUIS_'])(
    'refuses %s: misspelt, it would quietly do nothing',
    (name) => {
      expect(problemsOf({ [name]: 'x' })).toEqual([`unknown ${name}`])
    },
  )

  it('refuses a value beside a file for the same setting', () => {
    expect(problemsOf({ SLUIS_HOST: 'a', SLUIS_HOST_FILE: '/h' }, { '/h': 'b' })).toEqual(['invalid SLUIS_HOST_FILE'])
  })

  it('refuses files that are not there, are no JSON, or hold something else', () => {
    expect(problemsOf({ SLUIS_CONFIG: '/c' })).toEqual(['unreadable SLUIS_CONFIG'])
    expect(problemsOf({ SLUIS_CONFIG: '/c' }, { '/c': '[]' })).toEqual(['invalid SLUIS_CONFIG'])
    expect(problemsOf({ SLUIS_SETTINGS_FILE: '/s' })).toEqual(['unreadable SLUIS_SETTINGS_FILE'])
    expect(problemsOf({ SLUIS_SETTINGS_FILE: '/s' }, { '/s': '{' })).toEqual(['invalid SLUIS_SETTINGS_FILE'])
  })

  it('says where in a document the problem stands, and never repeats a value', () => {
    const config = read({ SLUIS_SETTINGS: JSON.stringify({ [OIN]: { name: 'geheim', crimeForms: 'geheim' } }) })
    expect(config).toMatchObject({ ok: false })
    const text = JSON.stringify(config)
    expect(text).toContain(`/${OIN}/crimeForms: `)
    expect(text).not.toContain('geheim')
  })
})

describe('production', () => {
  it('starts with keys, anchor, origin and issuers named, and logs for machines', () => {
    expect(read(production)).toMatchObject({ ok: true, value: { mode: 'production', log: 'json' } })
  })

  it('needs keys, anchor, origin and issuers to be named, and says so for all four', () => {
    expect(problemsOf({ SLUIS_MODE: 'production' })).toEqual([
      'missing SLUIS_KEYS_DIR',
      'missing SLUIS_ANCHOR_DIR',
      'missing SLUIS_ORIGIN',
      'missing SLUIS_ISSUERS',
    ])
  })

  it('says of an issuers file that is not there that it cannot be read, and not that nothing was given', () => {
    const { SLUIS_ISSUERS: _, ...others } = production
    expect(problemsOf({ ...others, SLUIS_ISSUERS_FILE: '/weg' })).toEqual(['unreadable SLUIS_ISSUERS_FILE'])
  })

  it('refuses the development issuer', async () => {
    const document = JSON.stringify([issuerDocument([await makeKey('k1')], { issuer: DEV_ISSUER })])
    expect(problemsOf({ ...production, SLUIS_ISSUERS: document })).toEqual(['development-issuer SLUIS_ISSUERS'])
  })

  it.each(['private.json', 'jwks.json'])('refuses a key folder with %s of the development issuer', (file) => {
    const files = { [`/keys/dev-issuer/${file}`]: '{}' }
    expect(problemsOf(production, files)).toEqual(['development-issuer SLUIS_KEYS_DIR'])
    expect(problemsOf({ ...production, SLUIS_MODE: 'development' }, files)).toEqual([])
  })

  it('is production also when only the file says so', () => {
    expect(problemsOf({ SLUIS_CONFIG: '/c' }, { '/c': '{"mode":"production"}' })).toHaveLength(4)
  })
})

describe('the table of the manual', () => {
  it('stands in README.md as the schema gives it', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
    expect(readme).toContain(configTable())
  })

  it('has a line with a meaning for every setting', () => {
    const rows = configTable().trim().split('\n').slice(2)
    expect(rows).toHaveLength(16)
    for (const row of rows) expect(row).toMatch(/^\| `SLUIS_[A-Z_]+` \| (`[^`]+`)? \| \S.* \|$/)
  })
})
