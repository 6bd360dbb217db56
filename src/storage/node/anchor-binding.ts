/**
 * Which anchor the keys of the log sign with. Under one anchor only one process signs, and no tree but the one that it keeps;
 * of what is signed under the same keys with another it knows nothing. So an anchor has a random name, `anchor.id`, and the
 * key folder notes in `log.anchors` each that these keys were taken to, and when: the last one counts, and under another
 * nothing is signed until an operator says so. A copy of the keys together with a copy of the anchor is not told apart.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hex } from '../../domain/trace.ts'
import type { Clock, Crypto } from '../../ports.ts'
import { KeyFolderError } from './key-folder.ts'
import { isAbsent, replaceFile } from './replace.ts'

const ID_FILE = 'anchor.id'
const NOTED_FILE = 'log.anchors'
const ID = /^[0-9a-f]{32}$/
const ID_BYTES = 16

type Folders = { readonly keysDir: string; readonly anchorDir: string }
type Binding = Folders & { readonly crypto: Pick<Crypto, 'random'>; readonly clock: Clock }

/** 'none': these keys were taken to no anchor yet, or are a backup of before that was noted. */
export async function anchorOf({ keysDir, anchorDir }: Folders): Promise<'this' | 'other' | 'none'> {
  const last = (await textOf(keysDir, NOTED_FILE)).trim().split('\n').at(-1) ?? ''
  if (last === '') return 'none'
  const id = await idOf(anchorDir)
  return id !== undefined && last.split(' ')[0] === id ? 'this' : 'other'
}

/**
 * Takes the keys to this anchor, which gets its name where it has none. Durable when it resolves; a crash in between leaves
 * the keys where they were.
 */
export async function takeToAnchor({ keysDir, anchorDir, crypto, clock }: Binding): Promise<void> {
  if ((await anchorOf({ keysDir, anchorDir })) === 'this') return
  const known = await idOf(anchorDir)
  const id = known ?? hex(crypto.random(ID_BYTES))
  if (known === undefined) await replaceFile(join(anchorDir, ID_FILE), `${id}\n`)
  const noted = await textOf(keysDir, NOTED_FILE)
  const lines = noted === '' || noted.endsWith('\n') ? noted : `${noted}\n`
  await replaceFile(join(keysDir, NOTED_FILE), `${lines}${id} ${clock().toISOString()}\n`)
}

/** Throws KeyFolderError when these keys sign with another anchor. */
export async function refuseOtherAnchor(folders: Folders): Promise<void> {
  if ((await anchorOf(folders)) === 'other') throw new KeyFolderError(OTHER_ANCHOR)
}

export const OTHER_ANCHOR =
  'the keys sign with another anchor than the one in SLUIS_ANCHOR_DIR: put that one back. Only if it is lost, or these keys are an older backup, and nobody else signs with them: "sluis log anchor adopt"'

/** undefined: it has no name, or none that can be read. */
async function idOf(anchorDir: string): Promise<string | undefined> {
  const id = (await textOf(anchorDir, ID_FILE)).trim()
  return ID.test(id) ? id : undefined
}

async function textOf(dir: string, name: string): Promise<string> {
  return readFile(join(dir, name), 'utf8').catch((error: unknown) => {
    if (isAbsent(error)) return ''
    throw new KeyFolderError(`${name} cannot be read`, { cause: error })
  })
}
