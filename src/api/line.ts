/** Waiting in line: for each, whoever it is, one piece of work at a time, first come first served. Nothing of it is kept. */
import { LIMITS } from '../limits.ts'

/** null: it was another's turn for longer than one waits, or too many waited already. */
export type Line = <T>(who: string, waitMs: number, work: () => Promise<T>) => Promise<{ readonly value: T } | null>

export function createLine(): Line {
  /** Of whoever is at work: those that wait behind it. */
  const lines = new Map<string, (() => void)[]>()
  return async (who, waitMs, work) => {
    const line = lines.get(who)
    if (line && !(await comesUp(line, waitMs))) return null
    if (!line) lines.set(who, [])
    try {
      return { value: await work() }
    } finally {
      const next = lines.get(who)?.shift()
      if (next) next()
      else lines.delete(who)
    }
  }
}

async function comesUp(line: (() => void)[], waitMs: number): Promise<boolean> {
  if (waitMs <= 0 || line.length >= LIMITS.lineWaiting) return false
  let timer: NodeJS.Timeout | undefined
  const came = await new Promise<boolean>((resolve) => {
    const up = () => resolve(true)
    line.push(up)
    timer = setTimeout(() => {
      const at = line.indexOf(up)
      if (at >= 0) line.splice(at, 1)
      resolve(false)
    }, waitMs)
  })
  // Here and not by whoever went before: on Workers a timer is that of its own request.
  clearTimeout(timer)
  return came
}
