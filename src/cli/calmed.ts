/** Diagnostic lines of faults, so many of one kind until the next sum: what others can bring about at will fills no disk. Pure. */
import type { Event } from '../events.ts'
import { LIMITS } from '../limits.ts'

type Fault = Extract<Event, { type: 'fault' }>
type Kind = Pick<Fault, 'where' | 'code'> & { seen: number }

/** `sum`, called once a minute, tells how many more there were of each kind. Kinds are closed codes, so they are few. */
export function calmed(write: (event: Event) => void) {
  const kinds = new Map<string, Kind>()
  return {
    tell(event: Event): void {
      if (event.type !== 'fault') {
        write(event)
        return
      }
      const { where, code } = event
      const kind = kinds.get(`${where}/${code}`) ?? { where, code, seen: 0 }
      kinds.set(`${where}/${code}`, kind)
      kind.seen += 1
      if (kind.seen <= LIMITS.faultLinesPerMinute) write(event)
    },
    sum(): void {
      for (const { where, code, seen } of kinds.values()) {
        const more = seen - LIMITS.faultLinesPerMinute
        if (more > 0) write({ type: 'fault', where, code, more })
      }
      kinds.clear()
    },
  }
}
