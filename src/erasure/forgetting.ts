/**
 * The job that forgets on time: erases what is due, one order at a time, a sweep of them at most. Never throws: what fails
 * is observed and tried again at the next sweep.
 */
import type { Observer } from '../events.ts'
import { LIMITS } from '../limits.ts'
import type { Clock } from '../ports.ts'
import { dutchDay, policyDay } from './calendar.ts'
import { type DuePorts, stillDue, survey } from './due.ts'
import type { Looked } from './erase.ts'
import { type Finding, ordersOf } from './finding.ts'
import type { Order } from './order.ts'

export type ForgettingPorts = DuePorts & {
  readonly clock: Clock
  readonly observe: Observer
  /** Whether the clock may be believed (trusted-clock.ts). */
  readonly believes: (now: Date) => Promise<boolean>
  /** Holds may have been lost, and nobody has looked yet: nothing goes. Absent: nobody ever stops it. */
  readonly stopped?: () => boolean
  /**
   * Durable when it returns, and safe to repeat: a crash in between leaves the order due. null: what was looked at is no longer
   * so, and nothing was begun.
   */
  readonly erase: (order: Order, looked: Looked) => Promise<unknown>
  /** Told what a look found, before anything of it goes. */
  readonly found?: (findings: readonly Finding[], now: Date) => void
}

export type Forgetting = { run(): Promise<void> }

/**
 * Terms end with a day, so all is looked at once on each: no case is opened again at every sweep. What is not done by then
 * (more than a sweep takes, or it failed) is looked for again at the next one. A judgement that lets something go, or a case
 * that has no use any more, waits for the next day at most.
 */
export function createForgetting(ports: ForgettingPorts): Forgetting {
  let looked = ''
  let doubted = false
  let running = false
  /** Orders that failed or were overtaken last time, so that they do not keep others from their turn. */
  let failed = new Set<string>()

  async function sweep(now: Date): Promise<void> {
    const found = await survey(ports, now)
    ports.found?.(found, now)
    const orders = ordersOf(found)
    const again = orders.filter((order) => failed.has(JSON.stringify(order)))
    const batch = [...orders.filter((order) => !again.includes(order)), ...again].slice(0, LIMITS.erasuresPerSweep)
    failed = new Set()
    let erased = 0
    for (const order of batch) {
      if (await forget(order, now)) erased += 1
    }
    // What was let be in between is held now, and no longer due: it counts with the next look.
    const held = found.length - orders.length
    ports.observe({ type: 'retention', due: orders.length - erased, held, erased })
    if (failed.size === 0 && batch.length === orders.length) looked = daysOf(now)
  }

  /** Held by a judgement that came since the look: it stays, and so it does while nobody can tell. By the time that was believed. */
  async function forget(order: Order, now: Date): Promise<boolean> {
    try {
      const looked = await stillDue(ports, order, now)
      if (!looked) return false
      if ((await ports.erase(order, looked)) !== null) return true
      failed.add(JSON.stringify(order))
      return false
    } catch {
      failed.add(JSON.stringify(order))
      ports.observe({ type: 'fault', where: 'retention', code: 'erase-failed' })
      return false
    }
  }

  /** Told once each time that it begins. */
  async function believes(now: Date): Promise<boolean> {
    const believed = await ports.believes(now)
    if (!believed && !doubted) ports.observe({ type: 'fault', where: 'retention', code: 'clock-ahead' })
    doubted = !believed
    return believed
  }

  return {
    async run() {
      const now = ports.clock()
      // A sweep that takes longer than the time between two is not doubled.
      if (running) return
      running = true
      try {
        // Also while there is nothing to look for: a clock that is seen to go on is believed.
        if ((await believes(now)) && looked !== daysOf(now) && ports.stopped?.() !== true) await sweep(now)
      } catch {
        ports.observe({ type: 'fault', where: 'retention', code: 'register-unavailable' })
      } finally {
        running = false
      }
    },
  }
}

/** The day of either clock begins a look: cases are counted by one, days by the other. */
function daysOf(now: Date): string {
  return `${policyDay(now)} ${dutchDay(now)}`
}
