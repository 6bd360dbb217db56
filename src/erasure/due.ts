/**
 * What is to be forgotten now: every case, and every day of what belongs to none, held against the table of retention.
 * Reads and writes nothing else. What is held stays, and is told with its reason.
 */
import { LIMITS } from '../limits.ts'
import { turn } from '../log/turn.ts'
import type { CaseRegister, Clock } from '../ports.ts'
import type { Looked } from './erase.ts'
import {
  byDay,
  type DayJudgements,
  type Finding,
  findingOfCase,
  findingOfDay,
  isOnHold,
  isOver,
  ordersOf,
  type Tables,
} from './finding.ts'
import type { Order, Target } from './order.ts'
import { dayOfScope } from './scopes.ts'

export type DuePorts = Tables & {
  readonly cases: Pick<
    CaseRegister,
    'every' | 'find' | 'organisationAttestations' | 'caseAttestations' | 'judgementCount'
  >
  /** Scopes whose key was not destroyed: those of days among them. */
  readonly keys: { scopes(): Promise<readonly string[]> }
}

/** What must go now, without what is held; first due first, at most a sweep of them. */
export async function due(ports: DuePorts, now: Date): Promise<readonly Order[]> {
  return ordersOf(await survey(ports, now)).slice(0, LIMITS.erasuresPerSweep)
}

/** All that is due now, also what is held; first due first. */
export async function survey(ports: DuePorts, now: Date): Promise<readonly Finding[]> {
  const judgements = remembered((oin) => dayJudgements(ports, oin))
  const found: Finding[] = []
  for (const target of (await ports.keys.scopes()).flatMap((scope) => dayOfScope(scope) ?? [])) {
    found.push(findingOfDay(ports, target, await judgements(target.oin), now))
  }
  let after: string | null = null
  do {
    const page = await ports.cases.every(after, LIMITS.pageItems)
    // Most are not over yet: only of those that are, the judgements are read.
    for (const { oin, id } of page.cases.filter((one) => isOver(ports, one.oin, one.facts, now))) {
      const held = await ports.cases.find(oin, id)
      if (held)
        found.push(
          findingOfCase(ports, held.value, [...held.attestations, ...(await judgements(oin)).ofOrganisation], now),
        )
    }
    after = page.next
    await turn()
  } while (after !== null)
  return found.filter((one) => one.due).sort(byDay)
}

/**
 * Looked at anew, with what was looked at; null: it is not to go any more. What came in between counts, a hold above all, and
 * what comes after this is refused where it is begun.
 */
export async function stillDue(ports: DuePorts, { target }: Order, now: Date): Promise<Looked | null> {
  const { oin } = target
  // Counted before they are read, as a settlement does.
  const judgements = await ports.cases.judgementCount(oin)
  if (target.kind === 'day') {
    const given = await dayJudgements(ports, oin)
    if (ordersOf([findingOfDay(ports, target, given, now)]).length === 0) return null
    return { judgements, guard: { holdsOf: oin, known: given.ofCases.map(({ value }) => value.id) } }
  }
  const ofOrganisation = await ports.cases.organisationAttestations(oin)
  const held = await ports.cases.find(oin, target.caseId)
  if (!held) return null
  const { id: caseId, version } = held.value
  const found = findingOfCase(ports, held.value, [...held.attestations, ...ofOrganisation], now)
  return ordersOf([found]).length === 0 ? null : { judgements, guard: { caseId, version } }
}

/** What may hold a day of this organisation. */
export async function dayJudgements({ cases }: Pick<DuePorts, 'cases'>, oin: string): Promise<DayJudgements> {
  return {
    ofOrganisation: await cases.organisationAttestations(oin),
    ofCases: await cases.caseAttestations(oin, 'LEGAL_HOLD'),
  }
}

/**
 * What came in between an order and its carrying out: a hold of the organisation, above all. `now` null: nobody can tell what
 * day it is (trusted-clock.ts), so that no hold has come to its last.
 */
export async function onHold(
  ports: Pick<DuePorts, 'cases' | 'facts'>,
  { oin, ...target }: Target,
  now: Date | null,
): Promise<boolean> {
  const ofOrganisation = await ports.cases.organisationAttestations(oin)
  const held = target.kind === 'case' ? await ports.cases.find(oin, target.caseId) : undefined
  return isOnHold(ports, [...(held?.attestations ?? []), ...ofOrganisation], now)
}

/** As what carries out asks it: by a clock that is believed, or by none. */
export function heldNow(
  ports: Pick<DuePorts, 'cases' | 'facts'>,
  clock: Clock,
  believes: (now: Date) => Promise<boolean>,
): (target: Target) => Promise<boolean> {
  return async (target) => {
    const now = clock()
    return onHold(ports, target, (await believes(now)) ? now : null)
  }
}

/** Of each organisation read once. */
function remembered<Value>(read: (oin: string) => Promise<Value>): (oin: string) => Promise<Value> {
  const known = new Map<string, Promise<Value>>()
  return (oin) => {
    const found = known.get(oin) ?? read(oin)
    known.set(oin, found)
    return found
  }
}
