/** `sluis serve` as an operator runs it: a process of its own, in a folder with everything that production asks for. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeWorld } from '../../src/cli/demo/world.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { createKeys } from '../../src/storage/node/keys.ts'
import { bundled } from './bundled.ts'
import { BUNDLE_DIR } from './world.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export type Environment = Readonly<Record<string, string>>

/** Everything named, nothing left to a default that production would share with others. */
export type Installation = {
  readonly folder: string
  readonly env: Environment
  path(name: string): string
  remove(): Promise<void>
}

/** `issuers` is the document an operator writes; sources are those of the demo, with HTTP sources at `partnerUrl`. */
export async function install(issuers: unknown, partnerUrl = 'http://127.0.0.1:1'): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), 'sluis-serve-'))
  const path = (name: string) => join(folder, name)
  const { sourcesFile, settingsFile } = await makeWorld(path('sources'), partnerUrl)
  createKeys({ dir: path('keys'), dataDir: path('data'), create: true, crypto: createCrypto() }).close()
  await mkdir(path('anchor'))
  await cp(BUNDLE_DIR, path('bundle'), { recursive: true })
  await writeFile(path('issuers.json'), JSON.stringify(issuers))
  const env = {
    SLUIS_MODE: 'production',
    SLUIS_PORT: '0',
    SLUIS_DATA_DIR: path('data'),
    SLUIS_KEYS_DIR: path('keys'),
    SLUIS_ANCHOR_DIR: path('anchor'),
    SLUIS_BUNDLE_DIR: path('bundle'),
    SLUIS_ISSUERS_FILE: path('issuers.json'),
    SLUIS_SETTINGS_FILE: settingsFile,
    SLUIS_SOURCES_FILE: sourcesFile,
    SLUIS_ORIGIN: 'sluis.example/log',
  }
  return { folder, env, path, remove: () => rm(folder, { recursive: true, force: true }) }
}

export type Ended = { readonly code: number | null; readonly out: string; readonly err: string }
export type Serving = {
  readonly origin: string
  /** SIGTERM, and what it said in its life. */
  stop(): Promise<Ended>
}

/** Starts it and waits until it listens; throws with what it said when it ends instead. */
export async function serve(env: Environment): Promise<Serving> {
  const started = await start(env)
  const line = await Promise.race([started.listens, started.ended.then(() => undefined)])
  const { address } = line === undefined ? { address: undefined } : JSON.parse(line)
  if (typeof address !== 'string') throw new Error(`it does not serve: ${JSON.stringify(await started.ended)}`)
  return {
    origin: address,
    stop() {
      started.child.kill('SIGTERM')
      return started.ended
    },
  }
}

/** For a start that must fail: waits for its end, and stops it when it serves after all. */
export async function failToServe(env: Environment): Promise<Ended> {
  const { child, firstLine, ended } = await start(env)
  firstLine.then(() => child.kill('SIGTERM')).catch(() => undefined)
  return ended
}

async function start(env: Environment): Promise<{
  child: ChildProcess
  firstLine: Promise<string>
  listens: Promise<string>
  ended: Promise<Ended>
}> {
  const program = await bundled('src/cli.ts')
  const [command = '', ...args] = [...WITHOUT_PRIVILEGE, process.execPath, program, 'serve']
  const child = spawn(command, args, { cwd: ROOT, env: { PATH: process.env.PATH, ...env } })
  let [out, err] = ['', '']
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  /** The first whole line that begins so. */
  const line = (begin: string) =>
    new Promise<string>((resolve) => {
      child.stdout.on('data', () => {
        const found = out.split('\n').slice(0, -1)
        const one = found.find((said) => said.startsWith(begin))
        if (one !== undefined) resolve(one)
      })
    })
  const [firstLine, listens] = [line(''), line('{"type":"listening"')]
  const ended = once(child, 'close').then(([code]) => ({ code, out, err }))
  return { child, firstLine, listens, ended }
}

/** The superuser may write what is read-only; a server should not be one, and here it cannot act as one (setpriv(1)). */
const WITHOUT_PRIVILEGE =
  process.getuid?.() === 0 ? ['setpriv', '--bounding-set', '-dac_override,-dac_read_search'] : []
