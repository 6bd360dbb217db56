/**
 * The ledger of erasures in the anchor folder: one line for each target, added to and never changed. It lies apart from the
 * data and from the keys, and is never put back with them.
 */
import { closeSync, constants, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { type ErasureLedger, ledgerLine, parseLedgerLine } from '../../erasure/erasures.ts'
import type { Order } from '../../erasure/order.ts'
import { nameOf } from '../../erasure/scopes.ts'
import { KeyFolderError, syncFolder } from './key-folder.ts'

export const ERASURES_FILE = 'erasures.ndjson'

/** Throws KeyFolderError when a line cannot be read: what was to stay forgotten would not be known. */
export function openErasureLedger(dir: string): ErasureLedger {
  const path = join(dir, ERASURES_FILE)
  const text = wholeLines(path)
  const orders = ordersIn(text)
  /** Of the whole lines: what comes after them was cut off by a crash or a full disk, and is written over. */
  let length = Buffer.byteLength(text)
  const known = new Set(orders.map(({ target }) => nameOf(target)))
  return {
    all: async () => [...orders],
    async add(all, at) {
      const added = new Map(all.map((order) => [nameOf(order.target), order]))
      for (const name of known) added.delete(name)
      if (added.size === 0) return
      const lines = [...added.values()].map((order) => ledgerLine(order, at))
      length = append(path, length, lines.join(''))
      syncFolder(dir)
      for (const [name, order] of added) {
        known.add(name)
        orders.push(order)
      }
    },
  }
}

/** What stands in a ledger of another broker, which may be writing it; nothing where there is none. Throws KeyFolderError as opening does. */
export function readErasures(path: string): readonly Order[] {
  return ordersIn(wholeLines(path))
}

function ordersIn(text: string): Order[] {
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

/** A crash in the middle of a line: it was not durable, so no key went because of it, and it is written again. */
function wholeLines(path: string): string {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  return text.slice(0, text.lastIndexOf('\n') + 1)
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
