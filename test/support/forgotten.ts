/** Looking for what was forgotten: every byte of every file of some folders. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { World } from './world.ts'

/** `folder/file: text` for each text that stands in a file, as it is or as JSON has it. */
export function foundIn(folders: readonly string[], texts: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .flatMap((entry) => {
        const bytes = readFileSync(join(entry.parentPath, entry.name))
        return texts.filter((text) => bytes.includes(text)).map((text) => `${entry.name}: ${text}`)
      }),
  )
}

/** Orders a case to be forgotten, and waits until it is. `of`: whose case it is; absent: of the first organisation. */
export async function forget(
  { node, options }: Pick<World, 'node' | 'options'>,
  caseId: string,
  of?: string,
): Promise<void> {
  const { ledger, clock, carryOut } = node.ports
  const oin = of ?? Object.keys(options.settings as object)[0] ?? ''
  const order = { target: { kind: 'case', oin, caseId }, ground: 'TEST' } as const
  await ledger.note([{ kind: 'erasure', order, at: clock().toISOString(), entryId: null }])
  await carryOut()
}
