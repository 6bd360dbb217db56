/** The witness of torchwood (filippo.io/torchwood/cmd/litewitness), code of others, built and run beside a test. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { freePort } from '../support/free-port.ts'

const MODULE = fileURLToPath(new URL('.', import.meta.url))
const PROGRAMS = { agent: './agent', litewitness: 'filippo.io/torchwood/cmd/litewitness' }

export type Litewitness = {
  readonly url: string
  readonly key: string
  /** Makes a log known to it. */
  trust(origin: string, key: string): void
  stop(): Promise<void>
}
export type AtHand = { start(name: string): Promise<Litewitness>; remove(): void }

/** undefined: it could not be built; in CI that is a failure. */
export function litewitnessAtHand(): AtHand | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-lw-'))
  const remove = () => rmSync(folder, { recursive: true })
  // An older Go must say so, and not fetch a newer one by itself.
  const env = { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '-mod=readonly' }
  for (const [name, from] of Object.entries(PROGRAMS)) {
    const args = ['build', '-trimpath', '-o', join(folder, name), from]
    const built = spawnSync('go', args, { cwd: MODULE, env, encoding: 'utf8' })
    if (built.status === 0) continue
    remove()
    const why = built.error ? 'install Go' : `Go could not build it: ${built.stderr.trim().split('\n').at(-1)}`
    if (process.env.CI === 'true') throw new Error(why)
    process.stderr.write(`The log is not shown to a witness of others in this run: ${why}\n`)
    return undefined
  }
  return { start: (name) => start(folder, name), remove }
}

async function start(folder: string, name: string): Promise<Litewitness> {
  const at = (file: string) => join(folder, file)
  const agent = spawn(at('agent'), [at('s')], { stdio: ['pipe', 'pipe', 'inherit'] })
  const fingerprint = await lineOf(agent.stdout, /^(SHA256:\S+)$/)
  const port = await freePort()
  const args = [
    '-name',
    name,
    '-db',
    at('db'),
    '-ssh-agent',
    at('s'),
    '-key',
    fingerprint,
    '-listen',
    `127.0.0.1:${port}`,
  ]
  const child = spawn(at('litewitness'), args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const key = await lineOf(child.stderr, /vkey=(\S+)/)
  return {
    url: `http://127.0.0.1:${port}`,
    key,
    trust(origin, logKey) {
      const database = new Database(at('db'))
      database.prepare(`INSERT INTO log VALUES (?, 0, '')`).run(origin)
      database.prepare('INSERT INTO key VALUES (?, ?)').run(origin, logKey)
      database.close()
    },
    async stop() {
      await Promise.all([ended(child), ended(agent)])
    },
  }
}

async function lineOf(stream: Readable, pattern: RegExp): Promise<string> {
  const lines = createInterface({ input: stream })
  for await (const line of lines) {
    const found = pattern.exec(line)?.[1]?.replaceAll('"', '')
    if (found === undefined) continue
    // What else it says goes nowhere; unread, it would stop at a full pipe.
    stream.resume()
    return found
  }
  throw new Error('it stopped without saying what it is')
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}
