/**
 * The Worker as it is deployed, for a test: built by wrangler from wrangler.toml, run by the real workerd, reached over
 * HTTP. The test holds the same D1 databases, so that it can see what is in them at any moment.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { Miniflare, type MiniflareOptions } from 'miniflare'
import { unstable_getMiniflareWorkerOptions as workerOptions } from 'wrangler'
import { type Api, apiOf } from '../../src/cli/demo/client.ts'
import { OIN, type Person } from '../../src/cli/demo/people.ts'
import { connectors, SETTINGS } from '../../src/cli/demo/world.ts'
import type { D1Binding } from '../../src/storage/d1/binding.ts'
import { type Claims, createTestIssuer } from './tokens.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const WRANGLER = join(ROOT, 'node_modules/wrangler/bin/wrangler.js')
/** Nothing of it goes to the network. */
export const QUIET = { WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false', CI: 'true' }

export type Workerd = {
  readonly url: string
  readonly log: D1Binding
  readonly source: D1Binding
  /** Answers of the HTTP source; a test may put another in its place. */
  readonly partner: { answer: RequestListener }
  as(person: Person, claims?: Claims): Promise<Api>
  /** Calls the clock trigger. */
  tick(): Promise<void>
  /** Runs the same build with other vars, over the same databases. */
  restart(vars: Readonly<Record<string, string>>): Promise<void>
  /** A request by the name of a host, which need not exist. */
  get(url: string): Promise<number>
  readonly vars: Readonly<Record<string, string>>
  close(): Promise<void>
}

export async function openWorkerd(): Promise<Workerd> {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-workerd-'))
  build(folder)
  const partner = { answer: ((_, response) => response.writeHead(404).end()) as RequestListener }
  const server = createServer((request, response) => partner.answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = await createTestIssuer()
  const vars = varsOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, issuer.issuers)
  const miniflare = new Miniflare(optionsOf(folder, vars))
  const base = (await miniflare.ready).origin
  // What miniflare hands out holds until its options are set again.
  const databases = async () => ({
    log: await miniflare.getD1Database('LOG'),
    source: await miniflare.getD1Database('GEMEENTE'),
  })
  let open = await databases()
  return {
    url: base,
    get log() {
      return open.log
    },
    get source() {
      return open.source
    },
    partner,
    vars,
    as: async (person, claims) => apiOf((await miniflare.ready).origin, await issuer.token(person, claims)),
    async tick() {
      // The types that miniflare gives a Worker leave this one out.
      const worker = (await miniflare.getWorker()) as unknown as { scheduled(event: object): Promise<unknown> }
      await worker.scheduled({ cron: '*/5 * * * *' })
    },
    async restart(changed) {
      await miniflare.setOptions(optionsOf(folder, changed))
      open = await databases()
    },
    get: async (url) => (await miniflare.dispatchFetch(url)).status,
    async close() {
      await miniflare.dispose()
      server.closeAllConnections()
      server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** As `wrangler deploy` would upload it, without an account. */
function build(folder: string): void {
  const args = [WRANGLER, 'deploy', '--dry-run', '--env', '', '--outdir', folder]
  const env = { ...process.env, ...QUIET, WRANGLER_LOG_PATH: join(folder, 'logs') }
  execFileSync(process.execPath, args, { cwd: ROOT, env, stdio: 'pipe' })
}

function optionsOf(folder: string, vars: Readonly<Record<string, string>>): MiniflareOptions {
  const { workerOptions: configured } = workerOptions(join(ROOT, 'wrangler.toml'))
  const kinds = [
    ['worker.js', 'ESModule'],
    ['.json', 'Text'],
    ['.wasm', 'CompiledWasm'],
    ['.bin', 'Data'],
  ] as const
  const modules = kinds.flatMap(([ending, type]) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(ending))
      .map((name) => ({ type, path: join(folder, name) })),
  )
  return {
    ...configured,
    modules,
    modulesRoot: folder,
    bindings: vars,
    d1Databases: ['LOG', 'KEYS', 'GEMEENTE'],
    cf: false,
    host: '127.0.0.1',
    port: 0,
    // What it writes is looked at where it is asked for (test/worker), not in the report of the tests.
    handleRuntimeStdio: (...streams: Readable[]) => {
      for (const stream of streams) stream.resume()
    },
  } as MiniflareOptions
}

/** The sources of the demo, as Workers reach them; `GEMEENTE` is a database beside the log. */
function varsOf(partnerUrl: string, issuers: unknown): Readonly<Record<string, string>> {
  const demo = connectors(partnerUrl)
  const { file: _, ...permits } = demo['VERG/vergunningen']
  const reached = {
    'VERG/vergunningen': { ...permits, binding: 'GEMEENTE' },
    'BZ/personen': demo['BZ/personen'],
    'WMO/voorzieningen': demo['WMO/voorzieningen'],
  }
  return {
    SLUIS_MASTER_KEY: 'ab'.repeat(32),
    SLUIS_ORIGIN: 'sluis.example/test',
    SLUIS_ISSUERS: JSON.stringify(issuers),
    SLUIS_SETTINGS: JSON.stringify(SETTINGS),
    SLUIS_SOURCES: JSON.stringify({ [OIN.voorbeeldstad]: reached }),
  }
}
