/**
 * A program for tests that start it often: its sources as they are, made into files that Node loads without a compiler, beside
 * the packages that they take. A start is what most of the time of such a test goes to.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** Of this process alone: another may run at the same time, on sources that were changed since. */
const FOLDER = join(ROOT, '.cache', `bundled-${process.pid}`)

const remove = () => rmSync(FOLDER, { recursive: true, force: true })
// The processes of the test runner are stopped, and do not come to their own end; a campaign has no runner.
if (process.env.VITEST) (await import('vitest')).afterAll(remove)
else process.once('exit', remove)

/** What a source finds beside itself, it finds where it is written. */
const inPlace: Plugin = {
  name: 'in-place',
  setup({ onLoad }) {
    onLoad({ filter: /\/(src|test)\/.*\.tsx?$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
      loader: extname(path) === '.tsx' ? 'tsx' : 'ts',
    }))
  },
}

const made = new Map<string, Promise<string>>()

/** Path of the program that begins in this source; made once a process. */
export function bundled(entry: string): Promise<string> {
  const known = made.get(entry) ?? make(entry)
  made.set(entry, known)
  return known
}

async function make(entry: string): Promise<string> {
  const name = basename(entry, '.ts')
  const outdir = join(FOLDER, name)
  mkdirSync(outdir, { recursive: true })
  // Split, so that what a command takes in only when it is given is not taken in by another.
  const common = { bundle: true, splitting: true, platform: 'node', format: 'esm', target: 'node20' } as const
  const files = { entryPoints: [join(ROOT, entry)], outdir, outExtension: { '.js': '.mjs' } }
  await build({ ...common, ...files, packages: 'external', logLevel: 'silent', plugins: [inPlace] })
  return join(outdir, `${name}.mjs`)
}
