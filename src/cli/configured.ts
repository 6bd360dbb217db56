/** The configuration of this process: SLUIS_* variables and files; with every problem on a line when it is not right. */
import { readFileSync } from 'node:fs'
import { type Config, readConfig } from '../config.ts'
import type { CommandIo } from './help.ts'

/** undefined: not usable; the problems have been written, and the exit code is 3. */
export function configured(io: CommandIo): Config | undefined {
  const read = readConfig(io.env, (path) => readFileSync(path, 'utf8'))
  if (read.ok) return read.value
  for (const { code, setting, message } of read.problems) io.err(`${setting}: ${message} (${code})\n`)
  return undefined
}
