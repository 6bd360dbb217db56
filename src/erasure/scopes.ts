/**
 * The names of all sealing keys: what is sealed under one key is forgotten together, so this is where it is chosen what
 * lives as long as what. Nothing about a case lies under a key that outlives it, but what a norm has kept. Pure.
 */
import type { Obligation } from '../domain/decision.ts'
import { dutchDay } from './calendar.ts'
import type { DayClass, Target } from './order.ts'

type DayTarget = Extract<Target, { kind: 'day' }>

/** How long a part of an entry is kept: see PART in src/log/parts.ts. */
export type Retention = 'caller' | 'case' | 'log'

/** What an entry is about. */
export type About = {
  /** null: about no case that is there. What is claimed to be a case and is none has no key of its own. */
  readonly caseId: string | null
  /** Whose day counts; absent: the entry's own time. A settlement lies with its decision. */
  readonly since?: string
  /** The norm that has the provision kept when the case is forgotten; null: none has. */
  readonly keptBy: string | null
}

type Sealed = { readonly oin: string; readonly at: string; readonly about: About }

/** What was provided, about whom and to whom. Facts and grounds stay with the case. */
export const PROVISION: readonly string[] = ['request', 'subject', 'decision', 'settlement', 'disclosure']

/** The key of one part of an entry. */
export function scopeOfPart({ oin, at, about }: Sealed, name: string, retention: Retention): string {
  const { caseId, since = at, keptBy } = about
  if (retention === 'log') return `org:${oin}:log`
  // Who asked is kept for the supervision of the asker, whatever becomes of the case.
  if (retention === 'caller') return dayScope(oin, at, 'caller')
  if (keptBy !== null && PROVISION.includes(name)) return dayScope(oin, since, keptBy)
  return caseId === null ? dayScope(oin, since, 'case') : `case:${caseId}:case`
}

/** The key of register content and of the question of an inquiry: that of its case, or else of its day. */
export function scopeOfContent(oin: string, caseId: string | null, at: string): string {
  return caseId === null ? dayScope(oin, at, 'case') : `case:${caseId}`
}

/**
 * The key of what an organisation says about itself: its kinds of processing, and judgements that speak for all of it.
 * Not by day: these are no personal data about a subject, and stand until they are withdrawn.
 */
export function scopeOfOrganisation(oin: string): string {
  return `org:${oin}`
}

/** Every key of what is to be forgotten together. */
export function scopesOf(target: Target): readonly string[] {
  if (target.kind === 'case') return [`case:${target.caseId}:case`, `case:${target.caseId}`]
  return [nameOf(target)]
}

/** One text for one target. */
export function nameOf(target: Target): string {
  return target.kind === 'case' ? `case:${target.caseId}` : `day:${target.oin}:${target.day}:${target.of}`
}

/**
 * The norm that has a provision recorded (RECORD_20Y of BRP-04, RECORD_4Y of WJSG-01): of two, the one that keeps longer.
 * Only what was permitted can become a provision; of a refusal nothing is kept (I).
 */
export function keptBy(decision: {
  readonly outcome: string
  readonly obligations: readonly Obligation[]
}): string | null {
  if (decision.outcome !== 'permit') return null
  const kept = decision.obligations.flatMap(({ norm, obligation }) => {
    const years = /^RECORD_(\d+)Y$/.exec(obligation)?.[1]
    return years === undefined ? [] : [{ norm, years: Number(years) }]
  })
  kept.sort((a, b) => b.years - a.years || (a.norm < b.norm ? -1 : 1))
  return kept[0]?.norm ?? null
}

/** The case that this is a scope of; null: of none. */
export function caseOfScope(scope: string): string | null {
  return /^case:([^:]+)(:case)?$/.exec(scope)?.[1] ?? null
}

/** The target that a scope of a day is all of; null: the scope is not that of a day of an organisation. */
export function dayOfScope(scope: string): DayTarget | null {
  const [, oin, day, of] = /^day:(\d{20}):(\d{4}-\d{2}-\d{2}):(.+)$/.exec(scope) ?? []
  return oin && day && of ? { kind: 'day', oin, day, of } : null
}

/** The day in the Netherlands on which this moment falls: an organisation's things of one day and class lie together. */
function dayScope(oin: string, at: string, of: DayClass): string {
  return nameOf({ kind: 'day', oin, day: dutchDay(new Date(at)), of })
}
