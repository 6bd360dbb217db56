/**
 * Acts that order a case to be forgotten, in their own transaction. ARCH-01 has judged each of them before: without a
 * category of the selection list, or with one that is kept for good, the act is refused and orders nothing. Pure.
 */
import type { Discharge } from '../domain/codes.ts'
import type { Decision } from '../domain/decision.ts'
import type { HeldDuty } from '../domain/duty.ts'
import type { OpenedParts } from '../log/entry.ts'
import { partOf } from '../log/parts.ts'
import type { Change } from '../ports.ts'
import type { Order } from './order.ts'

/** The state of a RIEC case in which it is destroyed: there is no other reason to enter it, and no way out of it. */
const DESTROYED = 'R8'
const BY_STATE = 'WGS-26-R8'

/** The decision about the act, which is its entry. */
type Ordering = Pick<Decision, 'id' | 'at'>

/** Who says that a duty to destroy was done says it of what is kept here as well. One that is waived destroys nothing. */
export function erasedByDischarge(
  { oin, caseId, norm, obligation }: HeldDuty,
  how: Discharge,
  by: Ordering,
): readonly Change[] {
  if (how !== 'DONE' || caseId === null || !isDestroying(obligation)) return []
  return [ordered({ target: { kind: 'case', oin, caseId }, ground: norm }, by)]
}

/**
 * Entering R8 is destroying. B7 is "keeping or destroying" and its term is the municipality's (BGP-12): what enters it may
 * have to stay, and erasing cannot be taken back, so there it takes the end of the term or the duty that is reported as done
 * (I).
 */
export function erasedByState(oin: string, caseId: string, state: string, by: Ordering): readonly Change[] {
  return state === DESTROYED ? [ordered({ target: { kind: 'case', oin, caseId }, ground: BY_STATE }, by)] : []
}

/**
 * The ground on which the act in these parts of its entry orders this very case to be forgotten; null: it does not. What
 * the database says of an order is only where to look.
 */
export function groundInAct(opened: OpenedParts, caseId: string): string | null {
  const act = partOf(opened, 'act')
  if (act?.caseId !== caseId || partOf(opened, 'decision')?.outcome !== 'permit') return null
  if (act.kind === 'transition') return act.to === DESTROYED ? BY_STATE : null
  const duty = partOf(opened, 'facts')?.act?.obligation
  if (act.kind !== 'discharge' || duty?.how !== 'DONE' || !isDestroying(duty.code)) return null
  return duty.norm
}

function isDestroying(obligation: string): boolean {
  return obligation.startsWith('DESTROY')
}

function ordered(order: Order, { id, at }: Ordering): Change {
  return { kind: 'erasure', order, at, entryId: null, actId: id }
}
