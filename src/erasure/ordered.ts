/**
 * Acts that order a case to be forgotten, in their own transaction. ARCH-01 has judged each of them before: without a
 * category of the selection list, or with one that is kept for good, the act is refused and orders nothing. Pure.
 */
import type { Discharge } from '../domain/codes.ts'
import type { HeldDuty } from '../domain/duty.ts'
import type { Change } from '../ports.ts'
import type { Order } from './order.ts'

/** The state of a RIEC case in which it is destroyed: there is no other reason to enter it, and no way out of it. */
const DESTROYED = 'R8'

/** Who says that a duty to destroy was done says it of what is kept here as well. One that is waived destroys nothing. */
export function erasedByDischarge(
  { oin, caseId, norm, obligation }: HeldDuty,
  how: Discharge,
  at: string,
): readonly Change[] {
  if (how !== 'DONE' || caseId === null || !obligation.startsWith('DESTROY')) return []
  return [ordered({ target: { kind: 'case', oin, caseId }, ground: norm }, at)]
}

/**
 * Entering R8 is destroying. B7 is "keeping or destroying" and its term is the municipality's (BGP-12): what enters it may
 * have to stay, and erasing cannot be taken back, so there it takes the end of the term or the duty that is reported as done
 * (I).
 */
export function erasedByState(oin: string, caseId: string, state: string, at: string): readonly Change[] {
  return state === DESTROYED ? [ordered({ target: { kind: 'case', oin, caseId }, ground: 'WGS-26-R8' }, at)] : []
}

function ordered(order: Order, at: string): Change {
  return { kind: 'erasure', order, at, entryId: null }
}
