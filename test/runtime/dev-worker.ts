/**
 * `npm run dev:worker`: the Worker on this machine, without an account. Hands wrangler the development issuer of this
 * machine and a key made here, in a file beside the other keys; what follows `--` goes to `wrangler dev`.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { developmentIssuer } from '../../src/auth/dev-issuer.ts'
import { configured } from '../../src/cli/configured.ts'
import { SETTINGS } from '../../src/cli/demo/world.ts'
import { EXIT, PROCESS } from '../../src/cli/help.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { keyFile } from '../../src/storage/node/key-folder.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const QUESTION = {
  regime: 'BGP',
  purpose: 'P-BGP-AANPAK',
  task: 'Opiumwet:13b',
  legalBasis: ['LB-6E'],
  source: 'WMO/voorzieningen',
  subject: { type: 'NATURAL', identifier: { type: 'bsn', value: '999990020' } },
  mode: 'HITNOHIT',
  level: 'OPS',
}

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  const config = configured(PROCESS)
  if (!config) return EXIT.configuration
  if (config.mode === 'production') {
    process.stderr.write('dev:worker is niet voor productie / is not for production\n')
    return EXIT.refused
  }
  const envFile = await variables(config.keysDir)
  hints(args)
  const fixed = [
    'dev',
    '--env',
    'development',
    '--env-file',
    envFile,
    '--ip',
    '127.0.0.1',
    '--show-interactive-dev-session=false',
  ]
  const child = spawn(process.execPath, [join(ROOT, 'node_modules/wrangler/bin/wrangler.js'), ...fixed, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' },
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  const [code] = await once(child, 'exit')
  return code ?? EXIT.ok
}

/** The file that wrangler reads secrets from; the private key of the issuer is not in it. */
async function variables(keysDir: string): Promise<string> {
  const { jwks, ...issuer } = await developmentIssuer(keysDir)
  if (!('file' in jwks)) throw new Error('the development issuer has its keys in a file')
  const keySet = JSON.parse(readFileSync(jwks.file, 'utf8'))
  const masterKey = keyFile(keysDir, 'worker.key', true, createCrypto().random)
  const given = {
    SLUIS_MASTER_KEY: Buffer.from(masterKey).toString('hex'),
    SLUIS_ISSUERS: JSON.stringify([{ ...issuer, jwks: keySet }]),
    SLUIS_SETTINGS: JSON.stringify(SETTINGS),
  }
  const path = join(keysDir, 'worker.env')
  const lines = Object.entries(given).map(([name, value]) => `${name}='${value}'\n`)
  writeFileSync(path, lines.join(''), { mode: 0o600 })
  return path
}

function hints(args: readonly string[]): void {
  const at = args.indexOf('--port')
  const base = `http://127.0.0.1:${(at >= 0 && args[at + 1]) || '8787'}`
  process.stdout.write(`Zodra de Worker luistert / once the Worker listens:

  curl ${base}/livez
  TOKEN=$(npm run -s sluis -- token --department ONDM --role R-CAS)
  curl ${base}/v1/inquiries -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' \\
    -d '${JSON.stringify(QUESTION)}'

`)
}
