/** What a start reads of the policy: the compiled bundle, and what stands beside it. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseRetention, RETENTION_FILE, type RetentionTable } from '../../erasure/retention.ts'
import { ACTS_FILE, type Acts, actsOr } from '../../policy/acts.ts'
import { FACTS_FILE } from '../../policy/fact-names.ts'
import { type Default, defaultSchema } from '../../policy/given.ts'
import { INFERRED_FILE } from '../../policy/inferred.ts'
import { parseShown, SHOWN_FILE, type Shown } from '../../policy/shown.ts'
import type { Workbook } from '../../policy/workbook.ts'
import { StartFailure } from '../../upkeep.ts'

/** It stands beside the bundle's folder, among the sources; a bundle that came alone has none. */
export async function shownBeside(bundleDir: string): Promise<ReadonlyMap<string, Shown>> {
  const text = await readFile(join(bundleDir, '..', SHOWN_FILE), 'utf8').catch(() => undefined)
  return (text === undefined ? undefined : parseShown(text)) ?? new Map()
}

/** Likewise. */
export async function actsBeside(bundleDir: string): Promise<Acts> {
  return actsOr(await readFile(join(bundleDir, '..', ACTS_FILE), 'utf8').catch(() => ''))
}

/** Likewise. A default that is wrong is none: it decides nothing, and no start fails for it. */
export async function workbookBeside(bundleDir: string): Promise<Workbook> {
  const policies = join(bundleDir, '..')
  const text = (path: string) => readFile(path, 'utf8').catch(() => undefined)
  const base = await text(join(policies, 'default.json'))
  return {
    base: base === undefined ? null : defaultIn(base),
    factsPage: (await text(join(policies, FACTS_FILE))) ?? '',
    inferred: (await text(join(bundleDir, INFERRED_FILE))) ?? '{}',
    cases: async function* () {
      for (const folder of ['cases', 'cases/norms']) {
        const names = await readdir(join(policies, folder)).catch(() => [])
        for (const name of names.filter((one) => one.endsWith('.json')).sort()) {
          yield [`${folder}/${name}`, await readFile(join(policies, folder, name), 'utf8')]
        }
      }
    },
  }
}

function defaultIn(text: string): Default | null {
  try {
    return defaultSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Beside the bundle; of a bundle that came alone, the one that came with Sluis. Who has none that is right does not start. */
export async function retentionBeside(bundleDir: string): Promise<RetentionTable> {
  const own = new URL(`../../../policies/${RETENTION_FILE}`, import.meta.url)
  const text = await readFile(join(bundleDir, '..', RETENTION_FILE), 'utf8').catch(() => readFile(own, 'utf8'))
  const read = parseRetention(text)
  if (read.ok) return read.table
  throw new StartFailure(`${RETENTION_FILE}: ${read.problems.join('; ')}`)
}

/** The compiled bundle. Throws StartFailure. */
export async function bundleFiles(dir: string) {
  const text = (name: string) => readFile(join(dir, name), 'utf8')
  try {
    const wasm = new Uint8Array(await readFile(join(dir, 'policy.wasm')))
    return {
      wasm,
      data: await text('data.json'),
      manifest: await text('manifest.json'),
      digest: await text('digest.json'),
    }
  } catch (error) {
    throw new StartFailure('the policy bundle cannot be read', { cause: error })
  }
}
