/**
 * The ledger of erasures in the anchor folder: one line for each target, added to and never changed. It lies apart from the
 * data and from the keys, and is never put back with them.
 *
 * Each line has a MAC under a key of its organisation, out of the key folder. A line is obeyed also where the database knows
 * nothing of it, for that is what it is there for: so the database cannot be asked whether it is of this log, and an id of its
 * entry would prove nothing, since an older database has no such entry. The key can: whoever has it reaches the key folder, and
 * could destroy the keys without a line. The ledger of another log, or a line by somebody else, is refused as a whole.
 */
import { closeSync, constants, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { hex } from '../../domain/trace.ts'
import { type ErasureLedger, type LedgerLine, ledgerLine, parseLedgerLine } from '../../erasure/erasures.ts'
import type { Order } from '../../erasure/order.ts'
import { nameOf } from '../../erasure/scopes.ts'
import type { Keys } from '../../key-port.ts'
import type { Crypto } from '../../ports.ts'
import { KeyFolderError, syncFolder } from './key-folder.ts'

export const ERASURES_FILE = 'erasures.ndjson'

/** The MAC of a line, lower-case hex. */
export type LineMac = (line: Omit<LedgerLine, 'mac'>) => string

/**
 * The key of what stays the same whatever is rotated: the ledger outlives each backup of the key folder. `origin`: the name that
 * the log began under, which stays as well; so a copy of the keys under another name writes no line of this log.
 */
export function lineMac(keys: Pick<Keys, 'pseudonym'>, crypto: Pick<Crypto, 'hmac'>, origin: string): LineMac {
  return ({ order: { target, ground }, at }) => {
    const said = ['sluis/erasures/v1', origin, target.oin, nameOf(target), ground, at]
    return hex(crypto.hmac(keys.pseudonym(target.oin), JSON.stringify(said)))
  }
}

/**
 * Throws KeyFolderError when a line cannot be read: what was to stay forgotten would not be known; and when one was not written
 * under these keys. Writes nothing.
 */
export function openErasureLedger(dir: string, macOf: LineMac): ErasureLedger {
  const path = join(dir, ERASURES_FILE)
  const { text, ended } = wholeLines(path)
  const lines = linesIn(text)
  if (lines.some((line) => line.mac !== macOf(line))) throw new KeyFolderError(FOREIGN)
  const orders = lines.map(({ order }) => order)
  /** Of the whole lines: what comes after them was cut off by a crash or a full disk, and is written over. */
  let length = Buffer.byteLength(text) - (ended ? 0 : 1)
  let between = ended ? '' : '\n'
  const known = new Set(orders.map(({ target }) => nameOf(target)))
  return {
    all: async () => [...orders],
    async add(all, at) {
      const added = new Map(all.map((order) => [nameOf(order.target), order]))
      for (const name of known) added.delete(name)
      if (added.size === 0) return
      const lines = [...added.values()].map((order) => ledgerLine({ order, at, mac: macOf({ order, at }) }))
      length = append(path, length, between + lines.join(''))
      between = ''
      syncFolder(dir)
      for (const [name, order] of added) {
        known.add(name)
        orders.push(order)
      }
    },
  }
}

/**
 * What stands in a ledger of another broker, which may be writing it; nothing where there is none. Whose it is, is not known
 * here. Throws KeyFolderError when a line cannot be read.
 */
export function readErasures(path: string): readonly Order[] {
  return linesIn(wholeLines(path).text).map(({ order }) => order)
}

const FOREIGN =
  'erasures.ndjson in the anchor folder has a line that was not written under these keys: it is of another log, or SLUIS_ANCHOR_DIR or SLUIS_KEYS_DIR is, or somebody changed it, or it was written before lines were bound to keys. Put the right one back. Only if neither data nor keys were put back from a backup, it can be taken away: the next start makes it anew from the database'

function linesIn(text: string): LedgerLine[] {
  try {
    return text.split('\n').slice(0, -1).map(parseLedgerLine)
  } catch (error) {
    throw new KeyFolderError(
      `${ERASURES_FILE} in the anchor folder is damaged: what was erased can no longer be told`,
      {
        cause: error,
      },
    )
  }
}

/**
 * A crash in the middle of a line: it was not durable, so no key went because of it, and it is written again. A last line that
 * is all there is one, also without its newline (`ended` false: it is not in the file): its entry came before it, and keys may
 * have gone because of it.
 */
function wholeLines(path: string): { readonly text: string; readonly ended: boolean } {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  const last = text.slice(whole.length)
  return isLine(last) ? { text: `${text}\n`, ended: false } : { text: whole, ended: true }
}

function isLine(text: string): boolean {
  try {
    parseLedgerLine(text)
    return true
  } catch {
    return false
  }
}

/** Gives the length of the file, once it is durable. */
function append(path: string, length: number, lines: string): number {
  const bytes = Buffer.from(lines)
  const handle = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600)
  try {
    ftruncateSync(handle, length)
    if (writeSync(handle, bytes, 0, bytes.length, length) !== bytes.length)
      throw new KeyFolderError('the ledger of erasures cannot be written: the disk is full')
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  return length + bytes.length
}
