/**
 * `sluis serve` that cannot start says why in one line and with its exit code, as a process of its own: nothing served,
 * nothing made that was not there. Each fault is one change from an installation that does start.
 */
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { EXIT } from '../../src/cli/help.ts'
import { LIMITS } from '../../src/limits.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { createKeys } from '../../src/storage/node/keys.ts'
import { issuerDocument, makeKey, type SigningKey } from '../auth/tokens.ts'
import { failToServe, type Installation, install, serve } from '../support/serve.ts'

let key: SigningKey
beforeAll(async () => {
  key = await makeKey('k1')
})
let on: Installation
beforeEach(async () => {
  on = await install([issuerDocument([key])])
})
afterEach(() => on.remove())

/** One line on stderr, nothing on stdout, and no data folder that was not there before. */
async function expectRefusal(code: number, line: string | RegExp, changes: Record<string, string> = {}): Promise<void> {
  const before = await readdir(on.folder)
  const ended = await failToServe({ ...on.env, ...changes })
  expect(ended.err).toMatch(line)
  expect(ended.err.trimEnd().split('\n')).toHaveLength(1)
  expect([ended.code, ended.out]).toEqual([code, ''])
  expect(await readdir(on.folder)).toEqual(before)
}
const keys = () => createKeys({ dir: on.path('keys'), create: true, crypto: createCrypto() })

/** What comes back, until the connection is closed, to who begins so and goes on so for ever. */
function late(origin: string, begin: string, goOn: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(Number(new URL(origin).port), '127.0.0.1')
    const drip = setInterval(() => socket.write(goOn), 500)
    socket.on('data', (chunk) => {
      answer += chunk.toString()
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      clearInterval(drip)
      resolve(answer)
    })
    socket.write(begin)
  })
}

describe('an installation', () => {
  it('that is right starts, says where it listens, and ends well when it is told to', async () => {
    const serving = await serve(on.env)
    expect((await fetch(`${serving.origin}/readyz`)).status).toBe(200)
    const { code, out, err } = await serving.stop()
    expect([code, err]).toEqual([EXIT.ok, ''])
    expect(out).toBe(`{"type":"listening","address":"${serving.origin}"}\n`)
  })
  it('whose erasing stands still says so, as a fault and in words, and serves', async () => {
    await writeFile(on.path('anchor/erasing.stopped'), '')
    const { out, err, code } = await (await serve(on.env)).stop()
    expect([code, out]).toEqual([
      EXIT.ok,
      expect.stringMatching(/^{"type":"fault","where":"retention","code":"stopped"}\n/),
    ])
    expect(err).toMatch(/^Er wordt niets gewist tot .* \/ nothing is erased until "sluis log erasing resume": .*\n$/)
  })
  it('lets nobody keep a connection by sending slowly, whatever they know', async () => {
    const serving = await serve(on.env)
    const started = Date.now()
    const begin = 'POST /v1/inquiries HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n'
    const timed = async (head: string, drip: string) => {
      const answer = await late(serving.origin, head, drip)
      return { status: answer.slice(0, 12), after: Date.now() - started }
    }
    const [head, body] = await Promise.all([
      timed(begin, 'X: x\r\n'),
      timed(`${begin}Content-Length: 65536\r\n\r\n`, ' '),
    ])
    expect([head.status, body.status]).toEqual(['HTTP/1.1 408', 'HTTP/1.1 408'])
    expect(head.after).toBeGreaterThanOrEqual(LIMITS.requestHeadMs)
    expect(head.after).toBeLessThan(LIMITS.requestHeadMs + 10_000)
    expect(body.after).toBeGreaterThanOrEqual(LIMITS.requestMs)
    expect(body.after).toBeLessThan(LIMITS.requestMs + 10_000)
    await serving.stop()
  })
})

describe('a policy bundle', () => {
  it.each(['policy.wasm', 'digest.json'])('without %s is refused', async (name) => {
    await rm(join(on.path('bundle'), name))
    await expectRefusal(EXIT.configuration, /^StartFailure: the policy bundle cannot be read\n$/)
  })
  it.each([
    ['policy.wasm', /^BundleFault: policy bundle refused: digest.json differs\n$/],
    ['data.json', /^BundleFault: policy bundle refused: digest.json differs\n$/],
    ['manifest.json', /^BundleFault: policy bundle refused: digest.json differs\n$/],
    ['digest.json', /^BundleFault: policy bundle refused: (digest.json differs|digest.json: .*)\n$/],
  ])('with one byte changed in %s is refused', async (name, line) => {
    const file = join(on.path('bundle'), name)
    const bytes = await readFile(file)
    // Another digit or letter in the same place: still JSON where it was JSON.
    const at = bytes.findLastIndex((byte) => byte >= 0x61 && byte < 0x66)
    bytes[at] = (bytes[at] ?? 0) + 1
    await writeFile(file, bytes)
    await expectRefusal(EXIT.configuration, line)
  })
})

describe('the key folder', () => {
  it('that is missing is not made', async () => {
    await rename(on.path('keys'), on.path('sleutels'))
    await expectRefusal(EXIT.configuration, /^KeyFolderError: the key folder is missing: make it with/)
  })
  it('that is a file is no folder', async () => {
    await expectRefusal(EXIT.configuration, /^KeyFolderError: /, { SLUIS_KEYS_DIR: on.path('issuers.json') })
  })
  it('without its master key is refused', async () => {
    await rm(join(on.path('keys'), 'master.key'))
    await expectRefusal(EXIT.configuration, /^KeyFolderError: the key folder has no master.key: restore it from/)
  })
  it('whose master key this user may not read is refused', async () => {
    await chmod(join(on.path('keys'), 'master.key'), 0)
    await expectRefusal(EXIT.configuration, /^KeyFolderError: master.key in the key folder cannot be read\n$/)
  })
  it('with the master key of another installation is refused', async () => {
    const held = keys()
    await held.sealing('case:1:case')
    held.close()
    await writeFile(join(on.path('keys'), 'master.key'), `${'0a'.repeat(32)}\n`)
    await expectRefusal(EXIT.configuration, /^KeyFolderError: master.key does not belong to the sealing keys beside it/)
  })
  it('without the signing key of the log is refused', async () => {
    await rm(join(on.path('keys'), 'log.key'))
    await expectRefusal(EXIT.configuration, /^KeyFolderError: the key folder has no log.key: restore it from/)
  })
  it('with the signing key of another log is refused once something is signed, and so is another origin', async () => {
    const serving = await serve(on.env)
    const status = async () => (await fetch(`${serving.origin}/v1/log/checkpoint`)).status
    await expect.poll(status).toBe(200)
    await serving.stop()
    const other = { SLUIS_ORIGIN: 'sluis.example/ander' }
    const key = (text: string) => writeFile(join(on.path('keys'), 'log.key'), text)
    const own = await readFile(join(on.path('keys'), 'log.key'), 'utf8')
    await expectRefusal(EXIT.configuration, /^StartFailure: the anchor is of the log .*SLUIS_ORIGIN/, other)
    await key(`${'0a'.repeat(32)}\n`)
    await expectRefusal(EXIT.configuration, /^StartFailure: log.key is not the key of sluis.example\/log/)
    // Also by the database alone.
    await rm(join(on.path('anchor'), 'log.json'))
    const refused = /^StartFailure: the checkpoint of the log is not by its key .*SLUIS_KEYS_DIR or SLUIS_ORIGIN/
    await expectRefusal(EXIT.configuration, refused)
    await key(own)
    await expectRefusal(EXIT.configuration, refused, other)
    await expectRefusal(EXIT.configuration, /^StartFailure: .* the anchor keeps nothing of them.*log anchor adopt/)
  })
  it('with sealing keys that are damaged is refused', async () => {
    await writeFile(join(on.path('keys'), 'sealing.db'), 'geen sleutels'.repeat(400))
    await expectRefusal(EXIT.configuration, /^KeyFolderError: sealing.db in the key folder cannot be used/)
  })
  it('that development cannot make, or cannot fill, is named', async () => {
    await mkdir(on.path('dicht'), { mode: 0o555 })
    const filling = { SLUIS_MODE: 'development', SLUIS_KEYS_DIR: on.path('dicht') }
    await expectRefusal(EXIT.configuration, /^KeyFolderError: master.key cannot be made in the key folder\n$/, filling)
    const { SLUIS_ISSUERS_FILE: _, ...env } = on.env
    const changes = { ...env, SLUIS_MODE: 'development', SLUIS_KEYS_DIR: join(on.path('dicht'), 'keys') }
    for (const SLUIS_ISSUERS_FILE of ['', on.env.SLUIS_ISSUERS_FILE ?? '']) {
      await expectRefusal(EXIT.configuration, /^(StartFailure|KeyFolderError): .*SLUIS_KEYS_DIR/, {
        ...changes,
        SLUIS_ISSUERS_FILE,
      })
    }
  })
})

describe('what is configured', () => {
  const settings = (document: unknown) => writeFile(on.env.SLUIS_SETTINGS_FILE ?? '', JSON.stringify(document))
  it('settings of the wrong form are refused, without their values', async () => {
    await settings({ '00000099000000001000': { name: 'Testdorp', bgp: 'geheim' } })
    const { code, out, err } = await failToServe(on.env)
    expect([code, out]).toEqual([EXIT.configuration, ''])
    for (const line of err.trimEnd().split('\n')) expect(line).toMatch(/^SLUIS_SETTINGS /)
    expect(err).not.toContain('geheim')
  })
  it('settings about a source that is not there are refused', async () => {
    const closed = { sources: ['BEL/hefingen'], fields: {} }
    const bgp = { adoptedBy: ['BGM'], maxAgeDays: 365, retentionDays: 365 }
    await settings({ '00000099000000001000': { name: 'Testdorp', bgp, crimeForms: [], closed } })
    await expectRefusal(EXIT.configuration, /^BundleFault: .*\/closed\/sources: no source BEL\/hefingen\n$/)
  })
  it.each([
    ['is not there', undefined, /^StartFailure: sources: \/ the file cannot be read\n$/],
    ['is no JSON', '{', /^StartFailure: sources: \/ /],
    ['names a source that is not there', '{"00000099000000001000":{"X/y":{}}}', /^StartFailure: sources: .*X~1y/],
  ])('a sources file that %s is refused', async (_, text, line) => {
    const file = on.env.SLUIS_SOURCES_FILE ?? ''
    await (text === undefined ? rm(file) : writeFile(file, text))
    await expectRefusal(EXIT.configuration, line)
  })
  it('issuers are needed in production, each of what is missing on a line', async () => {
    const missing = { SLUIS_ISSUERS_FILE: '' }
    await expectRefusal(EXIT.configuration, /^SLUIS_ISSUERS must be given in production\n$/, missing)
    const { code, err } = await failToServe({
      ...on.env,
      ...missing,
      SLUIS_KEYS_DIR: '',
      SLUIS_ANCHOR_DIR: '',
      SLUIS_ORIGIN: '',
    })
    expect([code, err.split('\n').length]).toEqual([EXIT.configuration, 5])
  })
  it('an issuers file that is not there is refused by name', async () => {
    await rm(on.path('issuers.json'))
    await expectRefusal(EXIT.configuration, /^SLUIS_ISSUERS_FILE names a file that cannot be read\n$/)
  })
})

describe('the place to serve from', () => {
  it('is refused when its port is taken, and when its address is none of this machine', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const port = String((other.address() as AddressInfo).port)
    // The database is made before the server listens: what has to be right for that comes first.
    await mkdir(on.path('data'))
    const line = new RegExp(
      `^ListenFailure: .*127\\.0\\.0\\.1:${port} \\(EADDRINUSE\\): it is taken, set SLUIS_PORT\n$`,
    )
    await expectRefusal(EXIT.unavailable, line, { SLUIS_PORT: port })
    await new Promise((resolve) => other.close(resolve))
    await expectRefusal(EXIT.unavailable, /\(EADDRNOTAVAIL\)\n$/, { SLUIS_HOST: '192.0.2.1' })
    const serving = await serve({ ...on.env, SLUIS_PORT: port })
    expect((await serving.stop()).code).toBe(EXIT.ok)
  })
})

describe('the data folder', () => {
  it('that cannot be made is refused', async () => {
    await mkdir(on.path('dicht'), { mode: 0o555 })
    const changes = { SLUIS_DATA_DIR: join(on.path('dicht'), 'data') }
    await expectRefusal(EXIT.unavailable, /^StorageFailure: the data folder cannot be made\n$/, changes)
  })
  it('that is read-only is refused', async () => {
    await mkdir(on.path('data'), { mode: 0o555 })
    await expectRefusal(EXIT.unavailable, /^StorageFailure: the data folder cannot be written\n$/)
    expect(await readdir(on.path('data'))).toEqual([])
  })
  it('with a database that is read-only is refused, and is taken again when it is not', async () => {
    expect((await (await serve(on.env)).stop()).code).toBe(EXIT.ok)
    await chmod(join(on.path('data'), 'sluis.db'), 0o400)
    await expectRefusal(EXIT.unavailable, /^StorageFailure: the database cannot be written\n$/)
    // SQLite gave the files that it made beside the database the mode of the database.
    for (const name of await readdir(on.path('data'))) await chmod(join(on.path('data'), name), 0o600)
    expect((await (await serve(on.env)).stop()).code).toBe(EXIT.ok)
  })
  it('that another server uses is refused, and that one serves on', async () => {
    const first = await serve(on.env)
    await expectRefusal(EXIT.unavailable, /^StorageFailure: .* the anchor is in use: [^\n]*stop it first\n$/)
    await mkdir(on.path('another-anchor'))
    const anchored = { SLUIS_ANCHOR_DIR: on.path('another-anchor') }
    await expectRefusal(
      EXIT.unavailable,
      /^StorageFailure: another process uses this database; stop it first\n$/,
      anchored,
    )
    expect((await fetch(`${first.origin}/readyz`)).status).toBe(200)
    await first.stop()
  })
})
