/** The command line: help and exit codes for each command, tokens in development only. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { configCommand } from '../src/cli/config.ts'
import { dispatch } from '../src/cli/dispatch.ts'
import { EXIT } from '../src/cli/help.ts'
import { keysCommand } from '../src/cli/keys.ts'
import { openapiCommand } from '../src/cli/openapi.ts'
import { tokenCommand } from '../src/cli/token.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluis-cli-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

type Command = typeof dispatch
async function run(command: Command, args: readonly string[], env: Record<string, string> = {}) {
  const out: string[] = []
  const err: string[] = []
  const io = {
    env: { SLUIS_KEYS_DIR: join(folder, 'keys'), SLUIS_DATA_DIR: join(folder, 'data'), ...env },
    out: (text: string) => void out.push(text),
    err: (text: string) => void err.push(text),
  }
  const code = await command(args, io)
  return { code, out: out.join(''), err: err.join('') }
}

describe('sluis', () => {
  it.each([['--help'], ['-h'], ['help']])('%s lists the commands and the exit codes', async (flag) => {
    const { code, out } = await run(dispatch, [flag])
    expect(code).toBe(EXIT.ok)
    const names = [
      'serve',
      'demo',
      'token',
      'config',
      'keys',
      'log',
      'policy',
      'retention',
      'codes',
      'source',
      'witness',
      'openapi',
    ]
    for (const name of names) expect(out).toContain(`  ${name} `)
    expect(out).toContain('Exit: 0 ')
  })

  it.each(['serve', 'demo', 'token', 'config', 'keys', 'retention', 'codes', 'openapi'])(
    '%s --help says what it does and ends with the exit codes',
    async (name) => {
      const { code, out } = await run(dispatch, [name, '--help'])
      expect(code).toBe(EXIT.ok)
      expect(out).toMatch(new RegExp(`^sluis ${name}.*\n\n\\S.*\n\\S.*\n`))
      expect(out).toMatch(/Exit: 0 [\s\S]*4 [^\n]*\n$/)
    },
  )

  it('--version is that of package.json', async () => {
    expect((await run(dispatch, ['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it.each([[[]], [['frob']], [['constructor']]])('%j is wrong use', async (args) => {
    const { code, out, err } = await run(dispatch, args)
    expect([code, out]).toEqual([EXIT.usage, ''])
    expect(err).toContain('sluis <commando>')
  })

  it('an option that a command does not know is wrong use', async () => {
    const { code, err } = await run(dispatch, ['token', '--frob'])
    expect(code).toBe(EXIT.usage)
    expect(err).toContain('sluis token --help')
  })

  it('ends the process with the exit code of the command', () => {
    const cli = (args: readonly string[], env = {}) =>
      spawnSync(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...args], {
        env: { PATH: process.env.PATH, ...env },
      }).status
    expect(cli(['--version'])).toBe(EXIT.ok)
    expect(cli(['frob'])).toBe(EXIT.usage)
    expect(cli(['config'], { SLUIS_PORT: 'x' })).toBe(EXIT.configuration)
  })

  // More than a pipe holds, and a reader that is gone before anything is written.
  it.each([
    ['openapi', 'head -n 1', '{\n'],
    ['policy matrix --csv', 'head -c 5', 'norm,'],
    ['--help', ':', ''],
  ])('%s ends quietly when its reader goes away: %s', (args, reader, read) => {
    const script = `{ "$0" --import tsx src/cli.ts ${args}; echo "exit $?" >&2; } | ${reader}`
    const { stdout, stderr } = spawnSync('sh', ['-c', script, process.execPath], { encoding: 'utf8' })
    expect([stdout, stderr]).toEqual([read, `exit ${EXIT.unavailable}\n`])
  })
})

describe('sluis token', () => {
  it('prints a token for who is named', async () => {
    const args =
      '--department ONDM --organ COL --role R-CAS --role R-ANA --person demo-2 --minutes 5 --untrained'.split(' ')
    const { code, out } = await run(tokenCommand, args)
    expect(code).toBe(EXIT.ok)
    const claims = decodeJwt(out.trim())
    expect(claims).toMatchObject({
      oin: '00000099000000001000',
      organ: 'COL',
      department: 'ONDM',
      roles: ['R-CAS', 'R-ANA'],
      sub: 'demo-2',
      authorised: true,
      screened: true,
      trained: false,
    })
    expect(Number(claims.exp) - Number(claims.iat)).toBe(300)
  })

  it('prints the answer of a token endpoint with --json (RFC 6749, 5.1)', async () => {
    const { out } = await run(tokenCommand, ['--json', '--unauthorised', '--unscreened'])
    const answer = JSON.parse(out)
    expect(answer).toMatchObject({ token_type: 'Bearer', expires_in: 3_600 })
    expect(decodeJwt(answer.access_token)).toMatchObject({ authorised: false, screened: false })
  })

  it.each(['1', '1440'])('takes %s minutes', async (minutes) => {
    expect((await run(tokenCommand, ['--minutes', minutes])).code).toBe(EXIT.ok)
  })

  it.each([
    ['--minutes', '0'],
    ['--minutes', '1441'],
    ['--minutes', 'x'],
    ['--oin', '1'],
    ['--person', ' '],
  ])('refuses %s %j', async (...args) => {
    await expect(run(tokenCommand, args)).rejects.toMatchObject({ name: 'UsageError' })
  })

  it('refuses in production, and makes no key there', async () => {
    const keys = join(folder, 'production-keys')
    const issuers = JSON.stringify([
      {
        issuer: 'https://login.example',
        audience: 'sluis',
        jwks: { url: 'https://login.example/jwks' },
        claims: {
          oin: { value: '00000099000000001000' },
          organ: { claim: 'organ' },
          roles: { claim: 'roles' },
          person: { claim: 'employee_number' },
          authorised: { value: true },
          screened: { value: true },
          trained: { value: true },
        },
      },
    ])
    const env = {
      SLUIS_MODE: 'production',
      SLUIS_KEYS_DIR: keys,
      SLUIS_ANCHOR_DIR: join(folder, 'anchor'),
      SLUIS_ORIGIN: 'sluis.example/log',
      SLUIS_ISSUERS: issuers,
    }
    const { code, out, err } = await run(tokenCommand, [], env)
    expect([code, out]).toEqual([EXIT.refused, ''])
    expect(err).toContain('productie')
    expect(readdirSync(folder)).not.toContain('production-keys')
  })
})

describe('sluis config', () => {
  it('shows the configuration in force', async () => {
    const { code, out } = await run(configCommand, ['--json'], { SLUIS_PORT: '9000' })
    expect([code, JSON.parse(out).port]).toEqual([EXIT.ok, 9000])
    expect((await run(configCommand, [], { SLUIS_PORT: '9000' })).out).toMatch(/^port +9000$/m)
  })

  it('names every problem, and exits with 3', async () => {
    const { code, out, err } = await run(configCommand, [], { SLUIS_PORT: 'x', SLUIS_MOED: 'production' })
    expect([code, out]).toEqual([EXIT.configuration, ''])
    expect(err.split('\n')).toEqual([
      expect.stringMatching(/^SLUIS_MOED: /),
      expect.stringMatching(/^SLUIS_PORT: /),
      '',
    ])
  })

  it('prints the table of the manual, whatever the configuration', async () => {
    const { code, out } = await run(configCommand, ['--table'], { SLUIS_PORT: 'x' })
    expect(code).toBe(EXIT.ok)
    expect(out).toContain('| `SLUIS_PORT` | `8080` |')
  })
})

describe('sluis keys create', () => {
  it('makes the key folder and the anchor, and leaves what is there as it is', async () => {
    const env = { SLUIS_KEYS_DIR: join(folder, 'new-keys'), SLUIS_ANCHOR_DIR: join(folder, 'new-anchor') }
    expect((await run(keysCommand, ['create'], env)).code).toBe(EXIT.ok)
    const id = readFileSync(join(env.SLUIS_ANCHOR_DIR, 'anchor.id'), 'utf8')
    expect((await run(keysCommand, ['create'], env)).code).toBe(EXIT.ok)
    expect(readdirSync(env.SLUIS_KEYS_DIR)).toEqual(expect.arrayContaining(['master.key', 'pseudonym.key']))
    // The name by which these keys know the anchor that they sign with.
    expect(readdirSync(env.SLUIS_ANCHOR_DIR)).toEqual(['anchor.id'])
    expect(readFileSync(join(env.SLUIS_ANCHOR_DIR, 'anchor.id'), 'utf8')).toBe(id)
  })

  it.each([[[]], [['destroy']], [['create', 'x']], [['rotate']], [['rotate', 'log']], [['rotate', 'master', 'x']]])(
    'refuses %j',
    async (args) => {
      await expect(run(keysCommand, args)).rejects.toMatchObject({ name: 'UsageError' })
    },
  )
})

describe('sluis openapi', () => {
  it('prints the description of the API', async () => {
    const { out } = await run(openapiCommand, [])
    expect(JSON.parse(out)).toMatchObject({ openapi: expect.stringMatching(/^3\./), info: { title: 'Sluis' } })
  })
})
