/** Which judgements that are awaited a caller may give: as giving one would be decided, by the same rules of the policy. */
import { mayRead, rehearsed } from '../acts.ts'
import { drafted } from '../cases/judgement.ts'
import type { Caller } from '../domain/caller.ts'
import type { Attestation, Scope } from '../domain/case.ts'
import type { Awaited } from '../inquiry-port.ts'
import { judgementInput } from '../policy/assemble.ts'
import type { AttestationType } from '../policy/facts.ts'
import { NO_SCOPE, supposedJudgement } from '../policy/supposed.ts'
import type { HeldCase } from '../ports.ts'
import type { AppPorts } from './context.ts'
import { holdingJudged } from './judged-holding.ts'

/** Whom a judgement is about decides nothing about who may give it, and is not in the index: somebody, for each of these. */
const SOMEBODY = { subject: `s-${'0'.repeat(32)}`, person: `p-${'0'.repeat(32)}` } as const

/** Those that are alike have one answer. */
export function alike({ attestation, about, row }: Awaited): string {
  return JSON.stringify([attestation, about, row.caseId])
}

/**
 * With one outcome or another: some refuse only. A judgement of the organisation shows no more of a case than its effects
 * do: it is for who may read the case (I).
 */
export async function mayJudge(
  ports: AppPorts,
  caller: Caller,
  { attestation, about, row }: Awaited,
): Promise<boolean> {
  const { facts } = ports
  const type = Object.hasOwn(facts.attestations, attestation) ? facts.attestations[attestation] : undefined
  const found = row.caseId === null ? null : await ports.cases.find(caller.oin, row.caseId)
  if (!type || found === undefined) return false
  if (type.level === 'case') return found !== null && (await mayGive(ports, caller, found, attestation, type, about))
  if (found !== null && !mayRead(ports, caller, found)) return false
  return mayGive(ports, caller, null, attestation, type, about)
}

async function mayGive(
  ports: AppPorts,
  caller: Caller,
  held: HeldCase | null,
  code: string,
  type: AttestationType,
  about: Scope,
): Promise<boolean> {
  for (const outcome of oneOfEach(type)) {
    const value = supposed(ports, caller, held, code, type, about, outcome)
    if (!value) continue
    const { holding } = await holdingJudged(ports, caller, held, value.scope)
    const input = { kind: 'attest', attestation: judgementInput(value) } as const
    const judged = await rehearsed(ports, caller, { held, input, ...(holding ? { holding } : {}) })
    if (judged.ok && judged.value.decision.outcome === 'permit') return true
  }
  return false
}

/** A yes, a no and a wait, each once. */
function oneOfEach({ outcomes }: AttestationType): string[] {
  return [...new Map(Object.entries(outcomes).map(([outcome, verdict]) => [verdict, outcome])).values()]
}

function supposed(
  { facts, newId, clock }: AppPorts,
  caller: Caller,
  held: HeldCase | null,
  code: string,
  { level, scope: keys }: AttestationType,
  about: Scope,
  outcome: string,
): Attestation | undefined {
  const somebody = Object.fromEntries(Object.entries(SOMEBODY).filter(([key]) => keys.some((one) => one === key)))
  const details = supposedJudgement(facts, code, NO_SCOPE, caller.person)?.details ?? {}
  const request = { type: code, outcome, scope: { ...about, ...somebody }, details, grounds: '-' }
  const identity = { id: newId(), caseId: held?.value.id ?? null, at: clock().toISOString() }
  const draft = drafted(facts, level, request, caller, identity)
  return draft.ok ? draft.value : undefined
}
