/** A command in this process: exit code, and what it wrote where. And a folder of policies to change. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { CommandIo } from '../../../src/cli/help.ts'
import { POLICIES } from '../../policy/opa.ts'

type Command = (args: readonly string[], io: CommandIo) => Promise<number>

export async function run(command: Command, args: readonly string[], env: CommandIo['env'] = process.env) {
  const out: string[] = []
  const err: string[] = []
  const io = { env, out: (text: string) => void out.push(text), err: (text: string) => void err.push(text) }
  return { code: await command(args, io), out: out.join(''), err: err.join('') }
}

/** Surroundings in which OPA is not found, whatever this machine has. */
export const WITHOUT_OPA = { SLUIS_OPA: '/bin/true' }

export type Folder = {
  readonly path: string
  /** Writes a file below it; what is no text is written as JSON. Gives its path. */
  write(name: string, content: unknown): string
  /** Takes away a file that was written. */
  clear(file: string): void
  remove(): void
}

/** An empty folder, or a copy of the policies; `keep` says what of them. */
export function folder(keep: (path: string) => boolean = () => false): Folder {
  const path = join(mkdtempSync(join(tmpdir(), 'sluis-policies-')), 'policies')
  mkdirSync(path)
  cpSync(POLICIES, path, {
    recursive: true,
    filter: (from) => from === POLICIES || keep(from.slice(POLICIES.length + 1)),
  })
  return {
    path,
    write(name, content) {
      const file = join(path, name)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
      return file
    },
    clear: (file) => rmSync(file),
    remove: () => rmSync(dirname(path), { recursive: true, force: true }),
  }
}
