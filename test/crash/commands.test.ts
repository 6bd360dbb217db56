/**
 * SIGKILL before each step of what an operator does with keys and anchor, as a process: the same command, or the next start,
 * finishes it or takes it back.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { EXIT } from '../../src/cli/help.ts'
import { keysCommand } from '../../src/cli/keys.ts'
import { logCommand } from '../../src/cli/log.ts'
import { openCheckpoint } from '../../src/log/tree/checkpoint.ts'
import { anchorGenerations } from '../../src/storage/node/generation-anchor.ts'
import { run } from '../cli/policy/run.ts'
import { ORIGIN } from '../log/tree/signers.ts'
import { bundled } from '../support/bundled.ts'
import { type LogFolder, logFolder } from '../support/log-folder.ts'

const FOLDERS = ['data', 'keys', 'anchor'] as const

let program: string
beforeAll(async () => {
  program = await bundled('test/crash/command.ts')
})

let log: LogFolder
beforeEach(async () => {
  log = logFolder()
  mkdirSync(log.path('anchor'))
  await log.grow(5)
})
afterEach(() => log.remove())

const env = () => ({
  SLUIS_DATA_DIR: log.path('data'),
  SLUIS_KEYS_DIR: log.path('keys'),
  SLUIS_ANCHOR_DIR: log.path('anchor'),
  SLUIS_ORIGIN: ORIGIN,
})
/** As a process: how it ended. */
function asProcess(args: readonly string[], cut: Readonly<Record<string, string>>) {
  const surroundings = { PATH: process.env.PATH, ...env(), ...cut }
  const { status, signal, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    env: surroundings,
  })
  return { status, signal, stderr }
}
/** Here: exit code, or what it refused with. */
async function again([command, ...args]: readonly string[]): Promise<number | string> {
  const work = command === 'keys' ? keysCommand : logCommand
  return run(work, args, env()).then(
    ({ code }) => code,
    (error: Error) => error.message,
  )
}

/** Kills the command before each of its steps, on what is in the folders now, and has `after` look each time. */
async function killedEverywhere(args: readonly string[], after: () => Promise<void>): Promise<number> {
  const save = (from: string, to: string) => {
    for (const name of FOLDERS) log.copy(`${from}${name}`, `${to}${name}`)
  }
  const counted = log.path('counted')
  save('', 'before-')
  expect(asProcess(args, { CUT_COUNT: counted })).toMatchObject({ status: EXIT.ok })
  const steps = Number(readFileSync(counted, 'utf8'))
  for (let cutAt = 1; cutAt <= steps; cutAt += 1) {
    save('before-', '')
    expect(asProcess(args, { CUT_AT: String(cutAt) })).toMatchObject({ signal: 'SIGKILL' })
    await after()
  }
  return steps
}
/** Nothing of a key that was, or was to be, and nothing that was written aside. */
const leftovers = () =>
  [...readdirSync(log.path('keys')), ...readdirSync(log.path('anchor'))].filter((name) =>
    /\.(next|done|old|new|importing)$|next\.key/.test(name),
  )
/** A start as in production, and entries after it; everything is sealed, signed and found as it should be. */
async function expectGoingOn(name: string, size: number): Promise<void> {
  await log.grow(1)
  const { key } = await log.start()
  const opened = log.open()
  const head = openCheckpoint((await opened.tree.checkpoint()) ?? '', key)
  opened.close()
  expect([key.name, head.ok && head.value.size, leftovers()]).toEqual([name, size, []])
  expect(await again(['log', 'verify', '--parts'])).toBe(EXIT.ok)
}

describe('sluis log anchor adopt', () => {
  const ADOPT = ['log', 'anchor', 'adopt']
  beforeEach(() => {
    rmSync(log.path('anchor'), { recursive: true })
    mkdirSync(log.path('anchor'))
  })

  it('that is killed is asked for by a start, and done by the same command, or was done', async () => {
    const said = new Set<string>()
    await killedEverywhere(ADOPT, async () => {
      const start = await log.start().then(
        () => 'started',
        (error: Error) => error.message,
      )
      if (start !== 'started') expect(start).toContain('"sluis log anchor adopt"')
      said.add(start)
      expect(await again(ADOPT)).toBe(EXIT.ok)
      await expectGoingOn(ORIGIN, 6)
    })
    // Before anything is kept, and before the keys are taken to it.
    expect(said.size).toBe(2)
  })
})

describe('sluis log acknowledge-rollback', () => {
  const CLOSE = ['log', 'acknowledge-rollback', '--close', ORIGIN]
  beforeEach(async () => {
    log.copy('data', 'older')
    await log.grow(3)
    log.copy('older', 'data')
  })

  it('that is killed is finished by the same command, once', async () => {
    const steps = await killedEverywhere(CLOSE, async () => {
      const said = await again(CLOSE)
      // It was done, but for what is left of it: the name that was closed is not the one of this log any more.
      if (said !== EXIT.ok) expect(said).toBe(`this log is ${ORIGIN}/2: --close takes that name`)
      await expectGoingOn(`${ORIGIN}/2`, 7)
    })
    expect(steps).toBeGreaterThan(9)
  })
})

describe('sluis log key rotate', () => {
  it('that is killed is finished where its anchor is lost as well, once that is adopted', async () => {
    const ROTATE = ['log', 'key', 'rotate']
    let adopted = 0
    await killedEverywhere(ROTATE, async () => {
      if (!existsSync(log.path('keys/log.next'))) return
      rmSync(log.path('anchor'), { recursive: true })
      mkdirSync(log.path('anchor'))
      expect(await again(ROTATE)).toContain('"sluis log anchor adopt"')
      expect(await again(['log', 'anchor', 'adopt'])).toBe(EXIT.ok)
      expect(await again(ROTATE)).toBe(EXIT.ok)
      await expectGoingOn(ORIGIN, 7)
      adopted += 1
    })
    expect(adopted).toBeGreaterThan(6)
  })
})

describe.each(['master', 'pseudonym'])('sluis keys rotate %s', (which) => {
  const ROTATE = ['keys', 'rotate', which]

  it.each(['the same command', 'the next start'])('that is killed is finished or taken back by %s', async (by) => {
    const steps = await killedEverywhere(ROTATE, async () => {
      if (by === 'the same command') expect(await again(ROTATE)).toBe(EXIT.ok)
      const opened = log.open()
      const { generations } = opened.keys as typeof opened.keys & { generations: readonly string[] }
      // What a server does at its start: an older key folder is refused by it.
      anchorGenerations(log.path('anchor'), generations)
      opened.close()
      const most = which === 'master' ? 1 : 3
      expect(generations.length).toBeLessThanOrEqual(most)
      await expectGoingOn(ORIGIN, 6)
    })
    expect(steps).toBeGreaterThan(4)
  })
})
