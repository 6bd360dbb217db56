/** What the table of retention says of one case, or of one day: when it is to be gone, and what stops that. Pure. */
import type { Attestation, CaseAttestation, CaseFacts } from '../domain/case.ts'
import type { Facts, Settings } from '../policy/facts.ts'
import { dayAfter, dutchDay, lastDay, policyDay } from './calendar.ts'
import type { Order, Target } from './order.ts'
import { coversCase, type Ground, groundsIn, type RetentionTable, termOf } from './retention.ts'
import { nameOf } from './scopes.ts'

/** Why something stays that is due, or will be. */
export const HOLDS = ['legal-hold', 'kept-for-good', 'selection-list'] as const
export type Hold = (typeof HOLDS)[number]

export type Finding = {
  readonly target: Target
  /** Code of the row; null: no row is about it. */
  readonly ground: string | null
  /** The first day on which it is to be gone; null: nothing gives it a term. */
  readonly goes: string | null
  readonly due: boolean
  readonly held: Hold | null
}

export type Tables = {
  readonly retention: RetentionTable
  readonly settings: Settings
  readonly facts: Pick<Facts, 'attestations'>
}

/** What may hold a day: judgements of its organisation, and LEGAL_HOLD on its cases. */
export type DayJudgements = {
  readonly ofOrganisation: readonly Attestation[]
  readonly ofCases: readonly CaseAttestation[]
}

type DayTarget = Extract<Target, { kind: 'day' }>

/** Whether some row says that such a case is to be gone now; what holds it is not looked at. */
export function isOver(tables: Omit<Tables, 'facts'>, oin: string, facts: CaseFacts, now: Date): boolean {
  return grounds(tables, oin, facts, now).some(({ goes }) => goes !== null && goes <= policyDay(now))
}

/** The row by which it may go first; else the one that it would go by, were it not held; else the one that comes first. */
export function findingOfCase(
  tables: Tables,
  { oin, id: caseId, facts }: { readonly oin: string; readonly id: string; readonly facts: CaseFacts },
  /** Of the case and of the organisation. */
  judgements: readonly Attestation[],
  now: Date,
): Finding {
  const target = { kind: 'case', oin, caseId } as const
  const today = policyDay(now)
  const counts = standing(judgements, now)
  const found = grounds(tables, oin, facts, now).map(({ ground, goes }): Finding => {
    const held = holdOnCase(tables, ground, counts)
    return { target, ground: ground.code, goes, due: goes !== null && goes <= today, held }
  })
  const [first] = found.sort((one, other) => rank(one) - rank(other) || byDay(one, other))
  return first ?? { target, ground: null, goes: null, due: false, held: null }
}

/**
 * A hold on a case holds the days of its organisation as well, from the one on which the case was opened: what of such a day
 * is about the case cannot be told from outside (who repeated a question, or looked in the log for it, names no case), and
 * before its opening nothing is. So all of the day stays, also what is about others (I).
 */
export function findingOfDay(
  tables: Tables,
  target: DayTarget,
  { ofOrganisation, ofCases }: DayJudgements,
  now: Date,
): Finding {
  const { oin, day, of } = target
  const ground = groundsIn(tables.retention).find(({ covers }) => covers.target === 'day' && covers.class === of)
  const settings = settingsOf(tables, oin)
  const term = ground && termOf(ground, settings)
  const goes = term ? dayAfter(lastDay(day, term.span, term.bound)) : null
  const waits = ground?.selectionList === true && settings?.retention?.logCategory === undefined
  const reaching = ofCases.filter(({ openedAt }) => dutchDay(new Date(openedAt)) <= day).map(({ value }) => value)
  const counts = standing([...ofOrganisation, ...reaching], now)
  const held = isHeld(tables, counts) ? 'legal-hold' : waits ? 'selection-list' : null
  // What nobody knows a term of is not waiting for anything.
  return { target, ground: ground?.code ?? null, goes, due: goes !== null && goes <= dutchDay(now), held }
}

/** First due first, and always in one order. */
export function byDay(one: Finding, other: Finding): number {
  return compare(keyOf(one), keyOf(other))
}

/** What may go, as orders. */
export function ordersOf(findings: readonly Finding[]): readonly Order[] {
  return findings.flatMap(({ target, ground, due, held }) =>
    due && held === null && ground !== null ? [{ target, ground }] : [],
  )
}

/** Every row about a case like this, with the first day on which it is to be gone by that row. */
function grounds({ retention, settings }: Omit<Tables, 'facts'>, oin: string, facts: CaseFacts, now: Date) {
  return groundsIn(retention)
    .filter((ground) => coversCase(ground, facts))
    .map((ground) => ({ ground, goes: goesOn(ground, facts, settingsOf({ settings }, oin), now) }))
}

function goesOn(ground: Ground, facts: CaseFacts, settings: Settings[string] | undefined, now: Date): string | null {
  if (ground.from === 'at-once') return policyDay(now)
  const start = startOf(ground, facts)
  const term = termOf(ground, settings)
  return start && term ? dayAfter(lastDay(start, term.span, term.bound)) : null
}

function startOf({ from }: Ground, { firstProcessed, closedOn, rejectedOn }: CaseFacts): string | null {
  if (from === 'first-processing') return firstProcessed
  if (from === 'closing') return closedOn
  return from === 'rejection' ? rejectedOn : null
}

/** Those that were not taken back and have not expired; days are those of the norms. null: none has, for all that is known. */
function standing(judgements: readonly Attestation[], now: Date | null): readonly Attestation[] {
  const today = now && policyDay(now)
  return judgements.filter(
    ({ withdrawnBy, validUntil }) =>
      withdrawnBy === null && (validUntil === null || today === null || validUntil >= today),
  )
}

function holdOnCase(tables: Tables, { selectionList }: Ground, counts: readonly Attestation[]): Hold | null {
  if (isHeld(tables, counts)) return 'legal-hold'
  if (said(tables, counts, 'SELECTIELIJST', 'refused')) return 'kept-for-good'
  return selectionList && !said(tables, counts, 'SELECTIELIJST', 'met') ? 'selection-list' : null
}

/** Whether a judgement that stands keeps everything as it is, whatever is due. */
export function isOnHold(tables: Pick<Tables, 'facts'>, judgements: readonly Attestation[], now: Date | null): boolean {
  return isHeld(tables, standing(judgements, now))
}

function isHeld(tables: Pick<Tables, 'facts'>, counts: readonly Attestation[]): boolean {
  return ['LEGAL_HOLD', 'LEGAL_HOLD_ALL'].some((type) => said(tables, counts, type, 'refused'))
}

/** What an outcome means is the word of the table of judgements, as it is for the norms. */
function said(
  { facts }: Pick<Tables, 'facts'>,
  counts: readonly Attestation[],
  type: string,
  verdict: 'met' | 'refused',
): boolean {
  return counts.some((one) => one.type === type && facts.attestations[type]?.outcomes[one.outcome] === verdict)
}

function settingsOf({ settings }: Pick<Tables, 'settings'>, oin: string): Settings[string] | undefined {
  return Object.hasOwn(settings, oin) ? settings[oin] : undefined
}

function rank({ due, held, goes }: Finding): number {
  if (due) return held === null ? 0 : 1
  return goes === null ? 3 : 2
}

function keyOf({ goes, target, ground }: Finding): string {
  const about = target.kind === 'case' ? `case:${target.oin}:${target.caseId}` : nameOf(target)
  return `${goes ?? '~'} ${about} ${ground ?? ''}`
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
