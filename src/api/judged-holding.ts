/** What is held and judged about, as far as who judges may know of it. */
import { type Act, type ActPorts, mayRead } from '../acts.ts'
import type { Caller } from '../domain/caller.ts'
import type { Scope } from '../domain/case.ts'
import { holdingAsked } from '../domain/holding.ts'
import type { CaseRegister, HeldCase } from '../ports.ts'

/**
 * In the case at hand, or for the organisation in none or in one that the judge may see. To anybody else it is as one that is
 * not there; but whoever says something about it, it goes with the case.
 */
export async function holdingJudged(
  ports: ActPorts & { readonly cases: Pick<CaseRegister, 'holding' | 'find'> },
  caller: Caller,
  held: HeldCase | null,
  scope: Scope,
): Promise<Pick<Act, 'holding' | 'keptWith'>> {
  const id = holdingAsked(scope.source ?? '')
  const found = id === null ? undefined : await ports.cases.holding(caller.oin, id)
  if (!found) return {}
  const { caseId, facts: holding } = found.value
  if (held) return caseId === held.value.id ? { holding } : {}
  if (caseId === null) return { holding }
  const place = await ports.cases.find(caller.oin, caseId)
  const mine = place && mayRead(ports, caller, place)
  return { ...(mine ? { holding } : {}), keptWith: caseId }
}
