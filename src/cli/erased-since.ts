/**
 * Is this database a copy from before what the anchor knows, and which keys went since, as the ledger of erasures says? Today's
 * keys beside an older copy would otherwise read as keys that somebody destroyed without a word.
 */
import { existsSync } from 'node:fs'
import type { Config } from '../config.ts'
import { scopesOf } from '../erasure/scopes.ts'
import type { LogKey } from '../log/succession.ts'
import { openErasureLedger } from '../storage/node/erasure-ledger.ts'
import { openKept, readKept } from '../storage/node/kept-head.ts'
import { KeyFolderError } from '../storage/node/key-folder.ts'

/** `signed`: of how many entries the anchor keeps a checkpoint. `scopes`: whose key went by a line of the ledger. */
export type Anchored = { readonly signed: number; readonly scopes: ReadonlySet<string> }
const UNKNOWN: Anchored = { signed: 0, scopes: new Set() }

/**
 * To be read before the snapshot of the log: an anchor that grows meanwhile would make any database an older one. Without an
 * anchor, or with one that cannot be used or is of other keys, nothing is explained by it.
 */
export async function anchoredBy({ anchorDir }: Config, log: readonly LogKey[]): Promise<Anchored> {
  try {
    const kept = existsSync(anchorDir) ? await readKept(anchorDir) : undefined
    const signed = (kept && openKept(kept, log)?.size) ?? 0
    if (signed === 0) return UNKNOWN
    const orders = await openErasureLedger(anchorDir).all()
    return { signed, scopes: new Set(orders.flatMap(({ target }) => scopesOf(target))) }
  } catch (error) {
    if (error instanceof KeyFolderError) return UNKNOWN
    throw error
  }
}
