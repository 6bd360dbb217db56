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

const FILE = 'erasures.ndjson'

/** Throws KeyFolderError when a line cannot be read: what was to stay forgotten would not be known. */
export function openErasureLedger(dir: string): ErasureLedger {
  const path = join(dir, FILE)
  const text = wholeLines(path)
  const orders = ordersIn(text)
  /** Of the whole lines: what comes after them was cut off by a crash or a full disk, and is written over. */
  let length = Buffer.byteLength(text)
  const known = new Set(orders.map(({ target }) => nameOf(target)))
  return {
    all: async () => [...orders],
    async add(order, at) {
      if (known.has(nameOf(order.target))) return
      length = append(path, length, ledgerLine(order, at))
      syncFolder(dir)
      known.add(nameOf(order.target))
      orders.push(order)
    },
  }
}

function ordersIn(text: string): Order[] {
  try {
    return text.split('\n').slice(0, -1).map(parseLedgerLine)
  } catch (error) {
    throw new KeyFolderError(`${FILE} in the anchor folder is damaged: what was erased can no longer be told`, {
      cause: error,
    })
  }
}

/** A crash in the middle of a line: it was not durable, so no key went because of it, and it is written again. */
function wholeLines(path: string): string {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  return text.slice(0, text.lastIndexOf('\n') + 1)
}

/** Gives the length of the file, once it is durable. */
function append(path: string, length: number, line: string): number {
  const bytes = Buffer.from(line)
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
