/** A program of these tests in one file, beside the packages that it takes: a start is what most of its time goes to. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Its path; whoever asked takes it away. `name`: of a file in this folder. */
export async function bundled(name: string): Promise<string> {
  mkdirSync(join(ROOT, '.cache'), { recursive: true })
  const outfile = join(ROOT, '.cache', `${name}-${process.pid}.mjs`)
  const entry = fileURLToPath(new URL(`./${name}.ts`, import.meta.url))
  const common = { bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'silent' } as const
  await build({ ...common, entryPoints: [entry], outfile, packages: 'external' })
  return outfile
}
