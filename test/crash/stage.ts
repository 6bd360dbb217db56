/** Prepares a folder with a lawful question in it, runs the victim on it, and opens what it left behind. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { createNode, type SluisNode } from '../../src/node.ts'
import { bundled } from '../support/bundled.ts'
import { openGarage, permitted } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'
import type { Report, Task } from './victim.ts'

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url))

export type Stage = {
  readonly world: World
  /** Entries in the log before the victim ran. */
  readonly size: number
  readonly dataDir: string
  /** A permitted one, one that is refused, and one that waits. */
  readonly questions: readonly unknown[]
  readonly run: (
    task: Partial<Task>,
    env?: Record<string, string>,
  ) => { readonly signal: string | null; readonly report: Report | undefined; readonly fetched: boolean }
  readonly open: () => Promise<SluisNode>
}

/** The permitted question of S22B, at a database source; the broker that prepared it is closed. */
export async function prepare(): Promise<Stage> {
  const victim = await bundled('test/crash/victim.ts')
  const world = await openWorld()
  const garage = await openGarage(world, 'B4')
  await permitted(garage.cast.officer.post('/v1/attestations', JUDGEMENTS.college67))
  await permitted(
    garage.cast.officer.post(`/v1/cases/${garage.caseId}/attestations`, JUDGEMENTS.pc2a('ONDM', 'C-BEL-G')),
  )
  // And its tally, when it stops.
  const size = (await world.node.ports.ledger.size()) + 1
  await world.stop()
  const token = await world.token(PEOPLE.asker)
  const question = municipal(garage.caseId, 'BEL/heffingen', 'DETAIL', ['aanslag_ozb', 'kwijtschelding'])
  const { env: _, observe: __, clock: ___, ...options } = world.options
  const fetchedFile = join(world.folder, 'fetched')
  return {
    world,
    size,
    dataDir: options.dataDir,
    questions: [
      question,
      municipal('geen-casus', 'VERG/vergunningen', 'HITNOHIT'),
      municipal(garage.caseId, 'VERG/vergunningen', 'HITNOHIT'),
    ],
    run: (changes, env = {}) => {
      const task: Task = {
        options,
        token,
        question,
        point: 'none',
        count: 1,
        concurrent: 1,
        moves: null,
        fetchedFile,
        ...changes,
      }
      const taskFile = join(world.folder, 'task.json')
      writeFileSync(taskFile, JSON.stringify(task))
      const done = spawnSync(process.execPath, [victim, taskFile], {
        encoding: 'utf8',
        env: { ...process.env, ...env },
        maxBuffer: 64 * 1024 * 1024,
      })
      if (done.signal === null && done.status !== 0) throw new Error(done.stderr)
      const report: Report | undefined = done.stdout ? JSON.parse(done.stdout) : undefined
      return { signal: done.signal, report, fetched: existsSync(fetchedFile) && readFileSync(fetchedFile).length > 0 }
    },
    open: () => createNode(world.options),
  }
}

/** The preloaded library, compiled for this machine; `LD_PRELOAD` and its settings for a folder. */
export function shim(
  stage: Stage,
  settings: Record<string, string> = {},
): { readonly env: Record<string, string>; readonly trace: string } {
  const library = join(stage.world.folder, 'shim.so')
  const trace = join(stage.world.folder, 'trace')
  const built = spawnSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, file('./shim/fsync-shim.c'), '-ldl'], {
    encoding: 'utf8',
  })
  if (built.status !== 0) throw new Error(`a C compiler is needed: ${built.stderr}`)
  return { trace, env: { LD_PRELOAD: library, SLUIS_SHIM_DIR: stage.dataDir, SLUIS_SHIM_TRACE: trace, ...settings } }
}
