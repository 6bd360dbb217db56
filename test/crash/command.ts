/**
 * The command line, killed before one of its steps: each call after which other files stand in a folder, or other bytes in
 * one that stood there. Which of them it is, is in CUT_AT, from 1 on; without it all steps are done, and how many there were
 * is written to CUT_COUNT.
 */
import fs from 'node:fs'
import promises, { type FileHandle } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { fileURLToPath } from 'node:url'

const at = Number(process.env.CUT_AT ?? 0)
let steps = 0

function step(): void {
  steps += 1
  if (steps === at) process.kill(process.pid, 'SIGKILL')
}

/** With these methods cut. */
function cut<T extends object>(target: T, ...names: readonly (keyof T & string)[]): void {
  for (const name of names) {
    const real = target[name] as (...args: unknown[]) => unknown
    Object.assign(target, {
      [name](this: T, ...args: unknown[]) {
        step()
        return real.apply(this, args)
      },
    })
  }
}

const handle = await promises.open(fileURLToPath(import.meta.url))
const methods: FileHandle = Object.getPrototypeOf(handle)
await handle.close()
const count = process.env.CUT_COUNT
if (count) process.once('exit', () => real.writeFileSync(count, String(steps)))
const real = { ...fs }
cut(fs, 'writeSync', 'linkSync', 'renameSync', 'rmSync')
cut(promises, 'link', 'rename', 'rm')
cut(methods, 'write')
syncBuiltinESMExports()
await import('../../src/cli.ts')
