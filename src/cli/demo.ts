/**
 * `sluis demo`: an empty data folder, synthetic people, three real sources and a running server; then the story, all of
 * it over HTTP. `--serve` leaves the server running, with curl lines that work.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Api, apiOf, patiently } from './demo/client.ts'
import { ASKERS, fill } from './demo/fill.ts'
import { narratorFor } from './demo/narrate.ts'
import { OIN, PEOPLE, type Person } from './demo/people.ts'
import { prove } from './demo/proof.ts'
import { type Cast, tell } from './demo/story.ts'
import { type Left, linesToTry } from './demo/try.ts'
import { makeWorld } from './demo/world.ts'
import { mintToken } from './token.ts'

export async function demoCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { serve: { type: 'boolean' }, port: { type: 'string' } } })
  const folder = await mkdtemp(join(tmpdir(), 'sluis-demo-'))
  const children: ChildProcess[] = []
  const stop = (): void => {
    for (const child of children) child.kill('SIGTERM')
  }
  try {
    const partner = start(['partner'], process.env)
    children.push(partner.child)
    const files = await makeWorld(folder, await partner.firstLine)
    const folders = { data: join(folder, 'data'), keys: join(folder, 'keys'), anchor: join(folder, 'anchor') }
    const port = values.port ?? String(await freePort())
    const env = {
      ...process.env,
      SLUIS_MODE: 'development',
      SLUIS_PORT: port,
      SLUIS_DATA_DIR: folders.data,
      SLUIS_KEYS_DIR: folders.keys,
      SLUIS_ANCHOR_DIR: folders.anchor,
      SLUIS_SOURCES_FILE: files.sourcesFile,
      SLUIS_SETTINGS_FILE: files.settingsFile,
    }
    const server = start(['serve'], env)
    children.push(server.child)
    await server.firstLine
    const base = `http://127.0.0.1:${port}`
    const narrator = narratorFor((text) => process.stdout.write(text), process.stdout.isTTY === true)
    process.stdout.write(`Sluis luistert op ${base}; alle personen en gegevens zijn verzonnen.\n`)
    const cast: Cast = await speakers(base, folders.keys, PEOPLE)
    const told = await tell(cast, narrator)
    await prove({ base, folder, env }, cast, told, narrator)
    if (values.serve) {
      const asked = await fill(cast, await speakers(base, folders.keys, ASKERS))
      process.stdout.write(`\nNog ${asked} vragen gesteld.\n`)
      await keepServing(base, folders, told.caseId, server.child)
    }
    if (!values.serve) process.stdout.write('\nZelf vragen stellen: npm run demo -- --serve\n')
    return 0
  } finally {
    stop()
    await Promise.all(children.map(ended))
    await rm(folder, { recursive: true, force: true })
  }
}

/** Runs this very program, or the partner beside it, as a child process. Its first line says that it is ready. */
function start(command: readonly ['partner' | 'serve'], env: NodeJS.ProcessEnv) {
  const [what] = command
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const file = what === 'partner' ? `./demo/partner.${extension}` : `../cli.${extension}`
  const args = [
    ...process.execArgv,
    fileURLToPath(new URL(file, import.meta.url)),
    ...(what === 'serve' ? ['serve'] : []),
  ]
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const firstLine = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    child.once('exit', (code) => reject(new Error(`${what} stopped with exit code ${code}`)))
  })
  return { child, firstLine }
}

async function speakers<N extends string>(
  base: string,
  keysDir: string,
  people: Readonly<Record<N, Person>>,
): Promise<Record<N, Api>> {
  const entries = await Promise.all(
    Object.entries<Person>(people).map(
      async ([name, person]) => [name, patiently(apiOf(base, await tokenOf(keysDir, person)))] as const,
    ),
  )
  // It has exactly the names of these people; TypeScript loses them in Object.entries.
  return Object.fromEntries(entries) as Record<N, Api>
}

function tokenOf(keysDir: string, person: Person): Promise<string> {
  return mintToken(keysDir, { oin: OIN.voorbeeldstad, ...person, minutes: 60 })
}

async function keepServing(
  base: string,
  folders: Left['folders'],
  caseId: string,
  server: ChildProcess,
): Promise<void> {
  const { keys } = folders
  const [asker, officer] = await Promise.all([tokenOf(keys, PEOPLE.asker), tokenOf(keys, PEOPLE.officer)])
  process.stdout.write(linesToTry({ base, folders, caseId, asker, officer }))
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
    server.once('exit', () => resolve())
  })
}

function ended(child: ChildProcess): Promise<void> {
  return child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', () => resolve()))
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
