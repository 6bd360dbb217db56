/** `sluis serve`: the broker on this machine, with what the configuration says. */
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createAdaptorServer } from '@hono/node-server'
import { type Config, readConfig } from '../config.ts'
import type { Event } from '../events.ts'
import { LIMITS } from '../limits.ts'
import { createNode } from '../node.ts'
import { BundleFault } from '../policy/bundle.ts'
import { StorageFailure } from '../storage/failure.ts'
import { isErasingStopped } from '../storage/node/erasing-stopped.ts'
import { KeyFolderError } from '../storage/node/key-folder.ts'
import { StartFailure } from '../upkeep.ts'
import { calmed } from './calmed.ts'
import { consoleFor, frontOf, isReachable } from './console/console.ts'
import { EXIT } from './help.ts'
import { trustedIssuers } from './issuers.ts'
import { inUrl, ListenFailure, listen } from './listen.ts'

/** Requests under way at SIGTERM get this long; what is cut off is settled as aborted at the next start. */
const DRAIN_MS = 10_000

/** What is closed ends by itself within a moment. */
const LEAVE_MS = 2_000

/** Node waits five minutes for a request, and looks at who is late twice a minute. */
const PATIENCE = {
  headersTimeout: LIMITS.requestHeadMs,
  requestTimeout: LIMITS.requestMs,
  connectionsCheckingInterval: 1_000,
}

export async function serveCommand(): Promise<number> {
  const config = readConfig(process.env, (path) => readFileSync(path, 'utf8'))
  if (!config.ok) {
    for (const { setting, message } of config.problems) process.stderr.write(`${setting} ${message}\n`)
    return EXIT.configuration
  }
  try {
    return await run(config.value)
  } catch (error) {
    const outside = [StorageFailure, ListenFailure].some((kind) => error instanceof kind)
    const named = outside || [StartFailure, BundleFault, KeyFolderError].some((kind) => error instanceof kind)
    if (!named || !(error instanceof Error)) throw error
    process.stderr.write(`${error.name}: ${error.message}\n`)
    return outside ? EXIT.unavailable : EXIT.configuration
  }
}

async function run(config: Config): Promise<number> {
  const development = config.mode === 'development'
  const write = writerOf(config.log)
  const lines = calmed(write)
  const minute = setInterval(lines.sum, 60_000).unref()
  const node = await createNode({
    ...config,
    issuers: await trustedIssuers(config),
    createKeys: development,
    bundleDir: config.bundleDir ?? fileURLToPath(new URL('../../policies/bundle', import.meta.url)),
    env: process.env,
    observe: (event) => {
      if (TOLD.includes(event.type)) lines.tell(event)
    },
  })
  const console = consoleFor(config, node, originOf(config.host, config.port))
  const close = async () => {
    await console?.close()
    await node.close()
    clearInterval(minute)
    lines.sum()
  }
  const server = createAdaptorServer({ fetch: frontOf(node.app, console?.app), serverOptions: PATIENCE }) as Server
  // Before anybody can know that it listens: who stops it at once stops it as well as who stops it later.
  const told = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])
  try {
    await listen(server, config, 'SLUIS_PORT')
  } catch (error) {
    await close()
    throw error
  }
  const { port } = server.address() as AddressInfo
  write({ type: 'listening', address: originOf(config.host, port) })
  for (const hint of missing(config)) process.stderr.write(`${hint}\n`)
  await told
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const drain = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
  await closed
  clearTimeout(drain)
  await close()
  // Nothing is left to do. Only a disk that does not answer keeps the process, and its exit would wait for that as well.
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), LEAVE_MS).unref()
  return EXIT.ok
}

/** What a person who just tries it will miss, and an operator who put a database back, a line each. */
function missing(config: Config): string[] {
  const lines: string[] = []
  if (!config.sourcesFile || !existsSync(config.sourcesFile)) {
    lines.push(
      'Geen bronnen: zet SLUIS_SOURCES_FILE / no sources: set SLUIS_SOURCES_FILE (npm run demo shows all of it).',
    )
  }
  if (Object.keys(config.settings).length === 0) {
    lines.push(
      'Geen lokale instellingen: zet SLUIS_SETTINGS_FILE / no local settings: the local protocol does not run.',
    )
  }
  if (config.mode === 'development' && config.console === null && isReachable(config)) {
    lines.push(
      `Geen console: SLUIS_HOST ${config.host} is ook vanaf andere machines te bereiken, en in ontwikkeling wordt niemand gevraagd wie hij is. Zet SLUIS_HOST=127.0.0.1 of SLUIS_CONSOLE_FILE / no console: other machines reach SLUIS_HOST, and development asks nobody who they are; set SLUIS_HOST=127.0.0.1 or SLUIS_CONSOLE_FILE.`,
    )
  }
  if (isErasingStopped(config.anchorDir)) {
    lines.push(
      'Er wordt niets gewist tot "sluis log erasing resume": bewaarplichten (LEGAL_HOLD) kunnen verloren zijn / nothing is erased until "sluis log erasing resume": legal holds may be lost.',
    )
  }
  return lines
}

function originOf(host: string, port: number): string {
  return `http://${inUrl(host)}:${port}`
}

const TOLD: readonly Event['type'][] = ['fault', 'recovered', 'adopted']

function writerOf(log: Config['log']): (event: Event) => void {
  return (event) => process.stdout.write(`${(log === 'pretty' && wordsOf(event)) || JSON.stringify(event)}\n`)
}

const SECOND_TREE =
  'De data en het anker (SLUIS_ANCHOR_DIR) zijn leeg, en met deze sleutels was er al een logboek: onder dezelfde naam en sleutel begint nu een tweede; in productie wordt dit geweigerd / data and anchor are empty, and there was a log under these keys: a second one begins now under the same name and key; production refuses this'

/** For people; null: the event says it. */
function wordsOf(event: Event): string | null {
  if (event.type === 'listening') return `Sluis luistert op / listens on ${event.address}`
  if (event.type !== 'adopted') return null
  if (event.entries === 0) return SECOND_TREE
  return `Het anker (SLUIS_ANCHOR_DIR) bewaarde niets van dit logboek (${event.entries} regels) en neemt het zoals het is: of er iets verloren ging, is niet vergeleken; in productie wordt dit geweigerd / the anchor kept nothing of this log (${event.entries} entries), and takes it as it is: whether anything was lost was not compared; production refuses this`
}
