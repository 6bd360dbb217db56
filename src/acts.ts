/**
 * Acts: on cases and what they hold, on judgements, obligations, kinds of processing and the log. Judged by the policy like
 * an inquiry, answered with the same decision document; the entry and what it changes land in one transaction.
 */
import { dutiesOf } from './cases/duties.ts'
import type { Caller } from './domain/caller.ts'
import type { EntryType } from './domain/codes.ts'
import type { Decision } from './domain/decision.ts'
import type { Duty, Recipient } from './domain/duty.ts'
import type { HoldingFacts } from './domain/holding.ts'
import type { Trace } from './domain/trace.ts'
import { no, ok, type ProblemCode, type Result } from './errors.ts'
import type { Keys } from './key-port.ts'
import { LIMITS } from './limits.ts'
import { buildEntry } from './log/entry.ts'
import { factsToRecord } from './log/facts.ts'
import type { Part } from './log/parts.ts'
import { actPolicyInput } from './policy/assemble.ts'
import { actVerdict } from './policy/evaluate.ts'
import type { ActInput, PolicyInput } from './policy/input.ts'
import { type PolicyEngine, PolicyFault } from './policy-port.ts'
import type { CaseRegister, Change, Clock, Crypto, HeldCase, Ledger, NewId, WriteRefusal } from './ports.ts'
import { decisionDocument, receiptOf, type Signing, type Texts } from './steps/respond.ts'

export type ActPorts = Texts &
  Signing & {
    readonly clock: Clock
    readonly newId: NewId
    readonly crypto: Crypto
    readonly keys: Keys
    readonly ledger: Ledger
    readonly engine: PolicyEngine
    readonly cases: Pick<CaseRegister, 'organisationAttestations' | 'judgementCount'>
  }

export type Act = {
  readonly entry: Extract<EntryType, 'act' | 'read' | 'export'>
  readonly input: Pick<ActInput, 'kind'> & Partial<ActInput>
  /** The case acted upon, as it was read; null for acts without one. */
  readonly held: HeldCase | null
  /** Judged on all that was judged for the organisation, and not only on its stops: for acts without a case. */
  readonly onOrganisation?: true
  /** The holding at hand, as it is or as it is to be. */
  readonly holding?: HoldingFacts
  /** Of an export: what was asked for. */
  readonly export?: Part<'export'>
  /** Id of the case that comes to be, if the policy permits: the act is of that case from its beginning. */
  readonly opens?: string
  /** Words of the actor and what exactly was done: sealed in the log. */
  readonly content: Readonly<Record<string, unknown>>
  /** What lands with the entry if the policy permits. Runs before the append, after the decision. */
  readonly changes: (decision: Decision) => Promise<readonly Change[]>
  /** What it orders to be forgotten if the policy permits. Lands last: after that nothing more is added. */
  readonly erases?: (decision: Decision) => readonly Change[]
  /** Outside a case: the case that what it says goes with, because it is about what is held there. */
  readonly keptWith?: string | null
  /** It is only looked at what doing it would be: judged as if it were done, and nothing of it lands. */
  readonly rehearsal?: true
  /** The source whose data it is about; absent: none. */
  readonly source?: string
  /** Who must each be told, where the act obliges to that. */
  readonly recipients?: readonly Recipient[]
}

type ActVerdict = { readonly decision: Decision; readonly input: PolicyInput }

export type Acted = {
  readonly permitted: boolean
  /** Refused to who has no part in the case: what is answered is that there is none. */
  readonly hidden: boolean
  readonly decision: Decision
  readonly document: Record<string, unknown>
  /** What it obliges somebody to; one like it that was open before stands instead. */
  readonly duties: readonly Duty[]
}

/**
 * An act lands only on the judgements of its organisation that it was judged on: when one comes or goes before that, a stop or
 * a hold above all, it is judged again. A look changes nothing, and is not kept waiting.
 */
export async function act(ports: ActPorts, caller: Caller, request: Act, trace: Trace): Promise<Result<Acted>> {
  for (let judgings = 1; judgings <= LIMITS.judgingsPerAct; judgings += 1) {
    const acted = await actOnce(ports, caller, request, trace)
    if (acted !== 'judgement-changed') return acted
  }
  return no('case-changed')
}

/** All or nothing: of an act that is to be judged again nothing is written. */
async function actOnce(
  ports: ActPorts,
  caller: Caller,
  request: Act,
  trace: Trace,
): Promise<Result<Acted> | 'judgement-changed'> {
  // Counted before they are read: what comes in between is then seen, or refused by the append.
  const judgements = request.entry === 'act' ? await ports.cases.judgementCount(caller.oin) : undefined
  const judged = judge(ports, caller, request, await standingFor(ports, caller, request))
  if (!judged.ok) return judged
  const { decision, input } = judged.value
  const permitted = decision.outcome === 'permit'
  const held = request.held?.value
  const caseId = held?.id ?? (permitted ? request.opens : undefined) ?? request.keptWith ?? null
  try {
    const entry = await buildEntry(ports, {
      type: request.entry,
      id: decision.id,
      oin: caller.oin,
      settles: null,
      at: decision.at,
      policy: decision.policy,
      trace,
      about: { caseId, keptBy: null },
      parts: {
        caller,
        act: { ...request.content, kind: request.input.kind, caseId },
        ...(request.export ? { export: request.export } : {}),
        facts: factsToRecord(input),
        decision,
      },
    })
    const lands = permitted && !request.rehearsal
    const duties = lands ? dutiesBy(ports, caller, request, judged.value) : []
    const erased = lands ? (request.erases?.(decision) ?? []) : []
    const changes = lands ? [...(await request.changes(decision)), ...duties, ...erased] : []
    // The guard is the version that was judged: what changed meanwhile must be judged again.
    const guard = permitted && held && changes.length > 0 ? { caseId: held.id, version: held.version } : null
    const appended = await ports.ledger.append({ entry, changes, guard, ...(judgements ? { judgements } : {}) })
    if (!appended.appended) {
      return appended.reason === 'judgement-changed' ? appended.reason : no(overtaken(appended.reason))
    }
    const receipt = receiptOf(ports, decision.at, appended)
    return ok({
      permitted,
      hidden: !permitted && !!request.held && !hasPart(ports, caller, request.held),
      decision,
      duties: duties.map(({ value }) => value),
      document: { ...decisionDocument(ports, decision, input.case?.rejectedDay ?? null), receipt },
    })
  } catch {
    return no('log-unavailable')
  }
}

/** What somebody else did first. */
function overtaken(reason: WriteRefusal): ProblemCode {
  if (reason === 'duty-ended') return 'obligation-ended'
  return reason === 'processing-type-known' || reason === 'finding-closed' ? reason : 'case-changed'
}

/** What a permitted act obliges somebody to, as changes of its own transaction. */
function dutiesBy(ports: ActPorts, caller: Caller, { held, source, recipients }: Act, { decision, input }: ActVerdict) {
  return dutiesOf(ports, {
    oin: caller.oin,
    decision,
    caseId: held?.value.id ?? null,
    rejectedDay: input.case?.rejectedDay ?? null,
    obligations: decision.obligations,
    source: source ?? null,
    subjects: [],
    by: caller.person,
    receiver: null,
    ...(recipients ? { recipients } : {}),
  })
}

/** Whether the policy shows this caller the case: for what is listed, and for what would tell of the case. */
export function mayRead(ports: ActPorts, caller: Caller, held: HeldCase): boolean {
  return permits(ports, caller, held, 'case')
}

/** Whether a refusal may tell this caller that the case is there; what it is, it may still not tell. */
export function hasPart(ports: ActPorts, caller: Caller, held: HeldCase): boolean {
  return permits(ports, caller, held, 'part')
}

function permits(ports: ActPorts, caller: Caller, held: HeldCase, resource: 'case' | 'part'): boolean {
  const judged = judge(ports, caller, { input: { kind: 'read', resource }, held })
  return judged.ok && judged.value.decision.outcome === 'permit'
}

/** How it would be judged if it were done now; nothing is written. */
export async function rehearsed(
  ports: ActPorts,
  caller: Caller,
  request: Pick<Act, 'input' | 'held' | 'holding' | 'onOrganisation'>,
): Promise<Result<ActVerdict>> {
  return judge(ports, caller, request, await standingFor(ports, caller, request))
}

/** For most acts: what was stopped altogether, and that nothing may be destroyed; other stops are about questions. */
async function standingFor(
  ports: ActPorts,
  { oin }: Caller,
  { onOrganisation }: Pick<Act, 'onOrganisation'>,
): Promise<HeldCase['attestations']> {
  const given = await ports.cases.organisationAttestations(oin)
  return onOrganisation ? given : given.filter(({ type }) => type === 'STOP_ALL' || type === 'LEGAL_HOLD_ALL')
}

/** The judgement alone, without an entry. `stands`: what was judged for the organisation, for acts that are about to be done. */
export function judge(
  ports: ActPorts,
  caller: Caller,
  request: Pick<Act, 'input' | 'held' | 'holding'>,
  stands: HeldCase['attestations'] = [],
): Result<ActVerdict> {
  const now = ports.clock()
  const held = request.held
  const input = actPolicyInput(
    caller,
    request.input,
    held?.value.facts ?? null,
    // The register shows withdrawn judgements to people; for the norms they are absent, but to who withdrew them.
    [...(held?.attestations ?? []), ...stands].filter((one) => [null, caller.person].includes(one.withdrawnBy)),
    request.holding ?? null,
    now,
  )
  try {
    const policy = ports.engine.policy()
    const verdict = actVerdict(ports.engine, input)
    const id = ports.newId()
    const at = now.toISOString()
    return ok({
      decision: { ...verdict, id, inquiryId: id, at, policy, caseVersion: held?.value.version ?? null },
      input,
    })
  } catch (error) {
    if (error instanceof PolicyFault) return no('policy-unavailable')
    throw error
  }
}
