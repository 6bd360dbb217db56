/** Calendar days in the Netherlands: terms of retention are counted there, also where summer time begins or ends. Pure. */

const CALENDAR = new Intl.DateTimeFormat('en', {
  timeZone: 'Europe/Amsterdam',
  calendar: 'gregory',
  numberingSystem: 'latn',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

const HOUR_MS = 3_600_000

/** The day, as YYYY-MM-DD, on which this moment falls. */
export function dutchDay(at: string): string {
  return dayAt(Date.parse(at))
}

/** The first moment of a day (YYYY-MM-DD), and that of the day after, in UTC. */
export function dutchDayBounds(day: string): { readonly from: string; readonly until: string } {
  const midnight = Date.parse(`${day}T00:00:00.000Z`)
  return { from: startOf(midnight), until: startOf(midnight + 24 * HOUR_MS) }
}

/** Midnight in the Netherlands comes two hours before that of UTC in summer, and one in winter. */
function startOf(midnight: number): string {
  const day = new Date(midnight).toISOString().slice(0, 10)
  const summer = midnight - 2 * HOUR_MS
  return new Date(dayAt(summer) === day ? summer : midnight - HOUR_MS).toISOString()
}

function dayAt(milliseconds: number): string {
  const parts = new Map(CALENDAR.formatToParts(milliseconds).map(({ type, value }) => [type, value]))
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`
}
