/**
 * Is this database a copy from before what the anchor knows, and which keys went since, as the ledger of erasures says? Today's
 * keys beside an older copy would otherwise read as keys that somebody destroyed without a word.
 */
import { existsSync } from 'node:fs'
import type { Config } from '../config.ts'
import { scopesOf } from '../erasure/scopes.ts'
import type { LogKey } from '../log/succession.ts'
import { lineMac, openErasureLedger } from '../storage/node/erasure-ledger.ts'
import { openKept, readKept } from '../storage/node/kept-head.ts'
import { KeyFolderError } from '../storage/node/key-folder.ts'
import { CRYPTO, keysOf } from './log-trust.ts'

/** `signed`: of how many entries the anchor keeps a checkpoint. `scopes`: whose key went by a line of the ledger. */
export type Anchored = { readonly signed: number; readonly scopes: ReadonlySet<string> }
const UNKNOWN: Anchored = { signed: 0, scopes: new Set() }

/**
 * To be read before the snapshot of the log: an anchor that grows meanwhile would make any database an older one. Without an
 * anchor, or with one that cannot be used or is of other keys, nothing is explained by it.
 */
export async function anchoredBy(config: Config, log: readonly LogKey[]): Promise<Anchored> {
  const { anchorDir } = config
  try {
    const kept = existsSync(anchorDir) ? await readKept(anchorDir) : undefined
    const signed = (kept && openKept(kept, log)?.size) ?? 0
    if (signed === 0) return UNKNOWN
    return { signed, scopes: await scopesIn(config) }
  } catch (error) {
    if (error instanceof KeyFolderError) return UNKNOWN
    throw error
  }
}

async function scopesIn(config: Config): Promise<ReadonlySet<string>> {
  const keys = keysOf(config)
  try {
    const orders = await openErasureLedger(config.anchorDir, lineMac(keys, CRYPTO, config.origin)).all()
    return new Set(orders.flatMap(({ target }) => scopesOf(target)))
  } finally {
    keys.close()
  }
}
