/** Facts -> policy input. Pure: what the engine sees is made here and nowhere else. */

import { type Caller, withoutAssurance } from '../domain/caller.ts'
import type { Attestation, CaseFacts } from '../domain/case.ts'
import type { HoldingFacts } from '../domain/holding.ts'
import type { Inquiry } from '../domain/inquiry.ts'
import type { RegisterFacts } from '../ports.ts'
import {
  type ActInput,
  type AttestationInput,
  dayOf,
  type HoldingInput,
  type JudgementInput,
  type PolicyInput,
} from './input.ts'

export function inquiryInput(
  caller: Caller,
  inquiry: Inquiry,
  register: RegisterFacts,
  subjectKeys: readonly string[],
  now: Date,
): PolicyInput {
  const { grounds, subject } = inquiry
  // As the case shows them, so that what a judge is told to judge about can be found there.
  const subjectKey = register.recordedAs ?? subjectKeys[0]
  const attestations = register.attestations.map((one) => sameSubject(one, subjectKeys, subjectKey))
  return {
    ...common(caller, register.case?.facts ?? null, attestations, now),
    holding: register.holding && {
      ...holdingInput(register.holding.facts),
      ...(register.holding.by === caller.person ? { ofCaller: true } : {}),
    },
    inquiry: {
      regime: inquiry.regime,
      purpose: inquiry.purpose,
      task: inquiry.task,
      legalBasis: [...inquiry.legalBasis],
      source: inquiry.source,
      mode: inquiry.mode,
      level: inquiry.level,
      fields: [...inquiry.fields],
      reasoned: {
        necessity: grounds.necessity !== '',
        proportionality: grounds.proportionality !== '',
        subsidiarity: grounds.subsidiarity !== '',
      },
      recipient: inquiry.recipient,
      subject:
        subject && subjectKey
          ? { type: subject.type, key: subjectKey, relation: register.relation, hit: register.hit }
          : null,
      namesCase: inquiry.caseId !== null,
    },
    act: null,
  }
}

/** A judgement about this subject names it as the question does, whichever of its pseudonyms it was given under. */
function sameSubject(one: Attestation, keys: readonly string[], subject: string | undefined): Attestation {
  const named = one.scope.subject
  if (subject === undefined || named === undefined || !keys.includes(named)) return one
  return { ...one, scope: { ...one.scope, subject } }
}

/** An act that says nothing yet: each kind fills in what matters to it. */
export const NO_ACT: Omit<ActInput, 'kind'> = {
  regime: null,
  purposes: [],
  activity: null,
  crimeForm: null,
  firstProcessedDay: null,
  to: null,
  amends: [],
  attestation: null,
  purpose: null,
  resource: null,
  signal: null,
  processing: null,
  obligation: null,
}

/** `act` names only what matters to its kind. */
export function actPolicyInput(
  caller: Caller,
  act: Pick<ActInput, 'kind'> & Partial<ActInput>,
  facts: CaseFacts | null,
  attestations: readonly Attestation[],
  holding: HoldingFacts | null,
  now: Date,
): PolicyInput {
  return {
    ...common(caller, facts, attestations, now),
    holding: holding && holdingInput(holding),
    inquiry: null,
    act: { ...NO_ACT, ...act },
  }
}

function attestationInput(
  attestation: Omit<Attestation, 'id' | 'oin' | 'caseId' | 'grounds' | 'department'>,
  details: AttestationInput['details'] = { ...attestation.details },
): AttestationInput {
  const { scope } = attestation
  return {
    type: attestation.type,
    outcome: attestation.outcome,
    scope: {
      source: scope.source ?? null,
      department: scope.department ?? null,
      category: scope.category ?? null,
      organ: scope.organ ?? null,
      regime: scope.regime ?? null,
      purpose: scope.purpose ?? null,
      subject: scope.subject ?? null,
      person: scope.person ?? null,
    },
    details,
    by: attestation.by,
    validUntilDay: attestation.validUntil === null ? null : dayOf(attestation.validUntil),
    ...(attestation.withdrawnBy === null ? {} : { withdrawnByCaller: true }),
  }
}

/** As an act gives or withdraws it. */
export function judgementInput(attestation: Attestation): JudgementInput {
  const { withdrawnByCaller: _, ...judgement } = attestationInput(attestation)
  return { ...judgement, role: attestation.role, organ: attestation.organ, department: attestation.department }
}

function common(caller: Caller, facts: CaseFacts | null, attestations: readonly Attestation[], now: Date) {
  return {
    now: now.toISOString(),
    today: dayOf(now.toISOString()),
    caller: withoutAssurance(caller),
    case: facts && {
      regime: facts.regime,
      state: facts.state,
      purposes: facts.purposes,
      activity: facts.activity,
      crimeForm: facts.crimeForm,
      involved: facts.involved,
      members: facts.members,
      firstProcessedDay: dayOf(facts.firstProcessed),
      closedDay: facts.closedOn === null ? null : dayOf(facts.closedOn),
      rejectedDay: facts.rejectedOn === null ? null : dayOf(facts.rejectedOn),
      signalOutcome: facts.signalOutcome,
      signal: facts.signal,
      control: facts.control,
    },
    attestations: attestations.map((one) => attestationInput(one, withoutWords(one.details))),
    records: [],
  }
}

/** The provenance of each part, and which field is in which part; what the fields say stays behind. */
export function holdingInput(facts: HoldingFacts): HoldingInput {
  const parts = Object.entries(facts.parts).map(([name, { date: _, ...part }]) => [name, part])
  const fields = Object.entries(facts.fields).map(([name, { type: _t, format: _f, ...field }]) => [name, field])
  const { kind, organ, department } = facts
  return { kind, organ, department, parts: Object.fromEntries(parts), fields: Object.fromEntries(fields) }
}

/** A code of the tables, an organ or a task for one, is no words. */
const CODE = /^[A-Za-z][A-Za-z0-9:-]{0,31}$/

/** What a judgement is bound to, as the broker computes it. */
const DIGEST = /^sha256:[0-9a-f]{64}$/

/** Norms read what was tested, counted and coded; a reference is in the words of the judge, for people, and of any length. */
function withoutWords(details: Attestation['details']): AttestationInput['details'] {
  return Object.fromEntries(
    Object.entries(details).filter(
      ([, detail]) => typeof detail !== 'string' || CODE.test(detail) || DIGEST.test(detail),
    ),
  )
}
