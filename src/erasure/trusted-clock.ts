/**
 * Whether the clock may be believed where it cannot be wrong: what is erased does not come back. A clock jumps by years when
 * its source lies, or a machine was put to sleep. Who asks shows a token, so the clock of its issuer said the same: the last
 * entry of a person is a time that somebody else vouched for. Pure but for the reading.
 */
import type { EntryType } from '../domain/codes.ts'
import { LIMITS } from '../limits.ts'
import type { Ledger } from '../ports.ts'

const HOUR_MS = 3_600_000
const MOST_MS = LIMITS.clockDoubtedHours * HOUR_MS
/** What takes a person. All else the broker writes by its own clock, right or wrong. */
const BY_PEOPLE: readonly EntryType[] = ['decision', 'preview', 'act', 'read', 'repeat']

/** When somebody last did something; 'nobody': nobody ever did; null: not among the newest entries. */
export type LastByPerson = string | 'nobody' | null

export async function lastByPerson(ledger: Pick<Ledger, 'size' | 'range'>): Promise<LastByPerson> {
  const from = Math.max(0, (await ledger.size()) - LIMITS.clockLookEntries)
  const entries = await ledger.range(from, LIMITS.clockLookEntries)
  const last = entries.filter(({ type }) => BY_PEOPLE.includes(type)).at(-1)
  return last?.at ?? (from === 0 ? 'nobody' : null)
}

/** Asked at every sweep. true: it may be believed. Rejects as `last` does: then nobody can tell. */
export function createTrustedClock(last: () => Promise<LastByPerson>): (now: Date) => Promise<boolean> {
  /** The last time that was believed; null: none was since the start. */
  let believed: number | null = null
  /** Not believed: since when, and when it was looked at last. */
  let doubted: { readonly since: number; readonly seen: number } | null = null

  return async (now) => {
    const time = now.getTime()
    if (!(await isNear(time))) {
      // Another jump begins the doubt anew; so does a clock that goes back.
      const steady = doubted !== null && time >= doubted.seen && time - doubted.seen < MOST_MS
      doubted = { since: steady && doubted ? doubted.since : time, seen: time }
      if (time - doubted.since < MOST_MS) return false
    }
    believed = time
    doubted = null
    return true
  }

  async function isNear(time: number): Promise<boolean> {
    if (believed !== null && time - believed <= MOST_MS) return true
    const at = await last()
    // Where nobody ever did anything there is nothing that could go too early.
    if (at === 'nobody') return true
    return at !== null && time - Date.parse(at) <= MOST_MS
  }
}
