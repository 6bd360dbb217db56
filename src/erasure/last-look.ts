/** What the job that forgets found at its last look, by rule of retention; and when it looks again. */
import { dayAfter, dutchDay, dutchDayBounds, policyDay } from './calendar.ts'
import type { Finding } from './finding.ts'

/** By code of the row of the retention table: what was due, and what of that was held. Of one organisation. */
export type LastLook = {
  readonly at: string
  readonly classes: readonly { readonly ground: string; readonly due: number; readonly held: number }[]
}
export type LookKeeper = {
  readonly found: (findings: readonly Finding[], now: Date) => void
  /** null: it did not look since the start. */
  readonly last: (oin: string) => LastLook | null
}

export function createLookKeeper(): LookKeeper {
  let looked: { readonly at: string; readonly findings: ReadonlyMap<string, LastLook['classes']> } | null = null
  return {
    found(findings, now) {
      const oins = new Set(findings.map(({ target }) => target.oin))
      const byOin = [...oins].map(
        (oin) => [oin, classesOf(findings.filter(({ target }) => target.oin === oin))] as const,
      )
      looked = { at: now.toISOString(), findings: new Map(byOin) }
    },
    last: (oin) => looked && { at: looked.at, classes: looked.findings.get(oin) ?? [] },
  }
}

function classesOf(findings: readonly Finding[]): LastLook['classes'] {
  const grounds = [...new Set(findings.flatMap(({ ground }) => ground ?? []))].sort()
  return grounds.map((ground) => {
    const own = findings.filter((one) => one.ground === ground)
    return { ground, due: own.length, held: own.filter(({ held }) => held !== null).length }
  })
}

/** It looks once on each day, of the policy and of the Netherlands: whichever begins first. */
export function nextLook(now: Date): string {
  const policy = `${dayAfter(policyDay(now))}T00:00:00.000Z`
  const dutch = new Date(dutchDayBounds(dutchDay(now)).until).toISOString()
  return policy < dutch ? policy : dutch
}
