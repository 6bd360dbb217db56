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
const STEP_MS = LIMITS.clockStepMinutes * 60_000
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

type Seen = { readonly time: number; readonly went: number }

/**
 * Asked at every sweep. true: it may be believed. Rejects as `last` does: then nobody can tell. `elapsed`: milliseconds that went
 * by, of a clock that cannot be set; where there is none it stands still, and then only people are believed.
 *
 * What was believed once is the point that all later times are measured from, and it does not move along with them: of a clock
 * that jumps a little at each sweep the jumps add up. It only goes back with a clock that does. So no time is believed that is
 * further on than a day past a person, a step, and what really went by.
 */
export function createTrustedClock(
  last: () => Promise<LastByPerson>,
  elapsed: () => number,
): (now: Date) => Promise<boolean> {
  /** null: none was believed since the start. */
  let believed: Seen | null = null
  /** Since when it is not believed, in one piece; null: it is. */
  let doubted: Seen | null = null

  return async (now) => {
    const seen = { time: now.getTime(), went: elapsed() }
    if (believed && ahead(believed, seen) <= STEP_MS) {
      if (ahead(believed, seen) < 0) believed = seen
      doubted = null
      return true
    }
    if (!(await isNear(seen.time))) {
      // Another jump begins the doubt anew, forward or back, and so do small ones that add up.
      if (!doubted || Math.abs(ahead(doubted, seen)) > STEP_MS) doubted = seen
      if (seen.went - doubted.went < MOST_MS) return false
    }
    believed = seen
    doubted = null
    return true
  }

  async function isNear(time: number): Promise<boolean> {
    const at = await last()
    // Where nobody ever did anything there is nothing that could go too early.
    if (at === 'nobody') return true
    return at !== null && time - Date.parse(at) <= MOST_MS
  }
}

/** By how much more it went on than really went by. */
function ahead(from: Seen, to: Seen): number {
  return to.time - from.time - (to.went - from.went)
}
