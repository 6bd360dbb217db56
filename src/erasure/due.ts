/**
 * What is to be forgotten now: every case, and every day of what belongs to none, held against the table of retention.
 * Reads and writes nothing else. What is held stays, and is told with its reason.
 */
import type { Attestation } from '../domain/case.ts'
import { LIMITS } from '../limits.ts'
import { turn } from '../log/turn.ts'
import type { CaseRegister } from '../ports.ts'
import { byDay, type Finding, findingOfCase, findingOfDay, isOver, ordersOf, type Tables } from './finding.ts'
import type { Order } from './order.ts'
import { dayOfScope } from './scopes.ts'

export type DuePorts = Tables & {
  readonly cases: Pick<CaseRegister, 'every' | 'find' | 'organisationAttestations'>
  /** Scopes whose key was not destroyed: those of days among them. */
  readonly keys: { scopes(): Promise<readonly string[]> }
}

/** What must go now, without what is held; first due first, at most a sweep of them. */
export async function due(ports: DuePorts, now: Date): Promise<readonly Order[]> {
  return ordersOf(await survey(ports, now)).slice(0, LIMITS.erasuresPerSweep)
}

/** All that is due now, also what is held; first due first. */
export async function survey(ports: DuePorts, now: Date): Promise<readonly Finding[]> {
  const judgements = remembered(ports)
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
      if (held) found.push(findingOfCase(ports, held.value, [...held.attestations, ...(await judgements(oin))], now))
    }
    after = page.next
    await turn()
  } while (after !== null)
  return found.filter((one) => one.due).sort(byDay)
}

/** Looked at anew: whether this is still to go. What came in between counts, a hold above all. */
export async function stillDue(ports: DuePorts, { target }: Order, now: Date): Promise<boolean> {
  const ofOrganisation = await ports.cases.organisationAttestations(target.oin)
  if (target.kind === 'day') return ordersOf([findingOfDay(ports, target, ofOrganisation, now)]).length > 0
  const held = await ports.cases.find(target.oin, target.caseId)
  if (!held) return false
  return ordersOf([findingOfCase(ports, held.value, [...held.attestations, ...ofOrganisation], now)]).length > 0
}

/** Judgements of each organisation, read once. */
function remembered({ cases }: DuePorts): (oin: string) => Promise<readonly Attestation[]> {
  const known = new Map<string, Promise<readonly Attestation[]>>()
  return (oin) => {
    const found = known.get(oin) ?? cases.organisationAttestations(oin)
    known.set(oin, found)
    return found
  }
}
