/** `npm run dev:worker` as it is typed from a fresh checkout: it starts, and the lines that it prints give answers. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mintToken } from '../../src/cli/token.ts'
import { freePort } from '../support/free-port.ts'
import { QUIET } from '../support/workerd.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))

let folder: string
let base: string
let child: ReturnType<typeof spawn>
let output = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluis-dev-worker-'))
  const port = await freePort()
  base = `http://127.0.0.1:${port}`
  const [command = '', ...fixed] = String(scripts['dev:worker']).split(' ')
  const args = [...fixed, '--port', String(port), '--persist-to', join(folder, 'state')]
  const env = {
    ...process.env,
    ...QUIET,
    SLUIS_KEYS_DIR: join(folder, 'keys'),
    WRANGLER_LOG_PATH: join(folder, 'logs'),
  }
  child = spawn(command, args, { cwd: ROOT, env, stdio: 'pipe' })
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(output)))
  await Promise.race([listening(), ended])
})
afterAll(async () => {
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
  rmSync(folder, { recursive: true, force: true })
})

async function listening(): Promise<void> {
  while (!(await fetch(`${base}/livez`).catch(() => undefined))?.ok) await new Promise((done) => setTimeout(done, 100))
}

describe('npm run dev:worker', () => {
  it('answers the question that it prints with a deny, as the asker that it prints a token for', async () => {
    const question = /-d '(\{.*\})'/.exec(output)?.[1] ?? 'no question was printed'
    expect(output).toContain('token --department ONDM --role R-CAS')
    const who = { oin: '00000099000000001000', organ: 'BGM', department: 'ONDM', roles: ['R-CAS'], person: 'demo-1' }
    const token = await mintToken(join(folder, 'keys'), { ...who, minutes: 5 })
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const response = await fetch(`${base}/v1/inquiries`, { method: 'POST', headers, body: question })
    expect([response.status, await response.json()]).toMatchObject([201, { outcome: 'deny', status: 'refused' }])
  })

  it('keeps its secrets in a file of its own, which others cannot read and which holds no private key of the issuer', () => {
    const file = join(folder, 'keys/worker.env')
    expect(statSync(file).mode & 0o077).toBe(0)
    expect(readFileSync(file, 'utf8')).not.toContain('"d":')
    expect(output).not.toContain(/SLUIS_MASTER_KEY='(\w+)'/.exec(readFileSync(file, 'utf8'))?.[1])
  })
})
