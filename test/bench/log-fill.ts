/** Logs of any length, filled with copies of real entries: real sizes and shapes, own ids, true hashes and numbers. */
import Database from 'better-sqlite3'
import { canonicalText } from '../../src/domain/canonical.ts'
import { leafHash, parseLeaf } from '../../src/log/leaf.ts'
import type { Clock, Crypto, NewEntry } from '../../src/ports.ts'

/** A permitted decision and its settlement, as the broker wrote them. */
export type Pair = { readonly decision: NewEntry; readonly settlement: NewEntry }
type Ids = { readonly crypto: Pick<Crypto, 'sha256'>; readonly newId: () => string }

/** The same two with ids and a time of their own. Their sealed parts are as long, and can no longer be opened. */
export function copyOf({ crypto, newId }: Ids, { decision, settlement }: Pair, at: string): Pair {
  const id = newId()
  return {
    decision: copied(crypto, decision, { id, at }),
    settlement: copied(crypto, settlement, { id: newId(), at, settles: id }),
  }
}

function copied(crypto: Ids['crypto'], entry: NewEntry, own: { id: string; at: string; settles?: string }): NewEntry {
  const leaf = new TextEncoder().encode(canonicalText({ ...parseLeaf(entry.leaf), ...own }))
  return { ...entry, ...own, leaf, leafHash: leafHash(crypto, leaf) }
}

/** Pairs of one transaction while filling: nobody waits for it, and no sync is asked for. */
const BATCH_PAIRS = 5_000

/** The database has its tables, and is open nowhere else. */
export function fillTo(path: string, size: number, pairs: readonly Pair[], ids: Ids & { readonly clock: Clock }): void {
  const database = new Database(path)
  try {
    database.pragma('synchronous = OFF')
    const have = database.prepare<[], number>('SELECT coalesce(max(idx), -1) + 1 FROM entries').pluck()
    const lastNumber = database.prepare<[], number>('SELECT coalesce(max(number), 0) FROM entries').pluck()
    const entry = database.prepare('INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
    const part = database.prepare('INSERT INTO parts VALUES (?, ?, ?)')
    // Each pair is a question that was received and answered.
    const counted = database.prepare('UPDATE counters SET received = received + ?, answered = answered + ?')
    let next = have.get() ?? 0
    let number = lastNumber.get() ?? 0
    const put = (one: NewEntry, numbered: number | null) => {
      const { id, type, oin, settles, at, leaf, leafHash } = one
      entry.run(next, id, type, oin, settles, at, leaf, leafHash, numbered)
      for (const { keyId, bytes } of one.parts) part.run(next, keyId, bytes)
      next += 1
    }
    const batch = database.transaction(() => {
      const before = number
      for (let i = 0; i < BATCH_PAIRS && next < size; i += 1) {
        const pair = pairs[i % pairs.length]
        if (!pair) throw new Error('nothing to copy')
        const { decision, settlement } = copyOf(ids, pair, ids.clock().toISOString())
        number += 1
        put(decision, number)
        put(settlement, null)
      }
      counted.run(number - before, number - before)
    })
    while (next < size) batch()
    database.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    database.close()
  }
}
