/** One case as who may see it sees it: its facts, what may come next and what that takes, and when it is to be forgotten. */
import { judge } from '../acts.ts'
import { caseReference } from '../cases/reference.ts'
import type { Caller } from '../domain/caller.ts'
import type { Attestation } from '../domain/case.ts'
import type { Decision } from '../domain/decision.ts'
import { findingOfCase } from '../erasure/finding.ts'
import { ok, type Result } from '../errors.ts'
import type { Facts } from '../policy/facts.ts'
import type { HeldCase } from '../ports.ts'
import { decisionDocument, missingOf } from '../steps/respond.ts'
import type { AppPorts } from './context.ts'
import type { OpenCaseDocument } from './documents-case.ts'
import { retentionView } from './retention-view.ts'

type Next = OpenCaseDocument['next'][number]
type Transition = Facts['transitions'][number]

export async function caseDocument(ports: AppPorts, caller: Caller, kept: HeldCase): Promise<Result<OpenCaseDocument>> {
  const stands = await ports.cases.organisationAttestations(caller.oin)
  const next: Next[] = []
  for (const row of ports.facts.transitions) {
    if (row.regime !== kept.value.facts.regime || row.from !== kept.value.facts.state) continue
    const shown = nextState(ports, caller, kept, stands, row)
    if (!shown.ok) return shown
    next.push(shown.value)
  }
  const found = findingOfCase(ports, kept.value, [...kept.attestations, ...stands], ports.clock())
  const { caseId: _c, day: _d, of: _o, ...retention } = retentionView(ports, found)
  return ok({
    ...kept.value,
    reference: caseReference(kept.value.id),
    subjects: kept.subjects.map(({ subject, relation, key }) => ({ key, type: subject.type, relation })),
    attestations: kept.attestations.map(({ oin: _, ...shown }) => ({ ...shown, details: { ...shown.details } })),
    next,
    retention,
  })
}

/** What a refusal says to who may not move it at all hides what it takes: so it is also judged for the roles of the table. */
function nextState(
  ports: AppPorts,
  caller: Caller,
  kept: HeldCase,
  stands: readonly Attestation[],
  { to, roles }: Transition,
): Result<Next> {
  const standing = stands.filter(({ type }) => type === 'STOP_ALL' || type === 'LEGAL_HOLD_ALL')
  const moved = { input: { kind: 'transition', to }, held: kept } as const
  const mine = judge(ports, caller, moved, standing)
  if (!mine.ok) return mine
  const anybody = judge(ports, { ...caller, roles }, moved, standing)
  if (!anybody.ok) return anybody
  const { decision, input } = anybody.value
  return ok({
    to,
    roles,
    outcome: mine.value.decision.outcome,
    missing: missingOf(ports, decision.missing).map((one) => ({ ...one, roles: [...one.roles] })),
    reasons: decision.outcome === 'permit' ? [] : reasonsIn(ports, decision, input.case?.rejectedDay ?? null),
  })
}

function reasonsIn(ports: AppPorts, decision: Decision, rejectedDay: number | null): Next['reasons'] {
  return decisionDocument(ports, decision, rejectedDay).reasons as Next['reasons']
}
