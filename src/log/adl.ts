/**
 * A decision as the Authorization Decision Log 1.0.0 (Logius, ftv/adl) writes it, at level 4: request, response, policies,
 * information and configuration, so that it can be evaluated again. Pure. The payload is in AuthZEN 1.0 shape.
 */
import type { Caller } from '../domain/caller.ts'
import type { Entry } from '../ports.ts'
import type { OpenedParts } from './entry.ts'
import { recordedInput } from './facts.ts'
import { type Leaf, parseLeaf } from './leaf.ts'
import { type Part, partOf } from './parts.ts'

type Payload = Readonly<Record<string, unknown>>

export type AdlRecord = {
  /** 32 and 16 lower-case hex digits (W3C Trace Context). */
  readonly trace_id: string
  readonly span_id: string
  readonly parent_span_id?: string
  readonly event_name: 'adl.access_evaluation'
  /** Moment of decision, milliseconds since 1970. */
  readonly timestamp: number
  /** A refusal is an answer: `Error` is for a decision that could not be made, and such a one is never recorded. */
  readonly status: 'Ok'
  /** References only (ADL-06): what they name can be found by its digest. */
  readonly attributes: Payload
  /** Payloads; each key stands in the body or in the attributes, never in both (ADL-04). */
  readonly body: Payload
}

/** null: no decision (a settlement, a repeat, a closing), or its content is erased. */
export function adlRecord(entry: Entry, parts: OpenedParts): AdlRecord | null {
  return adlRecordOf(parseLeaf(entry.leaf), parts)
}

/** The same of a leaf that was read already. */
export function adlRecordOf(leaf: Leaf, parts: OpenedParts): AdlRecord | null {
  const decision = partOf(parts, 'decision')
  if (!decision) return null
  const subject = partOf(parts, 'subject')?.key
  const input = recordedInput(parts)
  return {
    trace_id: leaf.trace.traceId,
    span_id: leaf.trace.spanId,
    ...(leaf.trace.parentSpanId === undefined ? {} : { parent_span_id: leaf.trace.parentSpanId }),
    event_name: 'adl.access_evaluation',
    timestamp: Date.parse(leaf.at),
    status: 'Ok',
    attributes: {
      'adl.core.policies': { sluis: `${leaf.policy.digest}@${leaf.policy.revision}` },
      'adl.core.configuration': EVALUATOR,
      ...(subject ? { 'dpl.core.data_subject_id': subject } : {}),
    },
    body: {
      'adl.core.request': requestOf(leaf, parts),
      'adl.core.response': responseOf(decision),
      ...(input === undefined || input === 'erased' ? {} : { 'adl.core.information': { input } }),
    },
  }
}

/** No leaf commits to it: a record that says anything else is not taken for one of ours (export/check.ts). */
const EVALUATOR: Payload = { evaluator: 'opa-wasm', entrypoints: 'sluis/decide, sluis/screen, sluis/act' }

function requestOf(leaf: Leaf, parts: OpenedParts): Payload {
  const caller = partOf(parts, 'caller')
  const question = partOf(parts, 'request')
  const act = partOf(parts, 'act')
  const context = { time: leaf.at }
  if (question) {
    const { source, mode, fields, ...claims } = question
    return {
      subject: subjectOf(caller),
      action: { name: `inquiry.${mode}` },
      resource: { type: 'source', id: source, properties: { fields, subject: partOf(parts, 'subject')?.key ?? null } },
      context: { ...context, ...claims },
    }
  }
  return {
    subject: subjectOf(caller),
    action: { name: `${leaf.type}.${act?.kind ?? 'unknown'}` },
    resource: act?.caseId ? { type: 'case', id: act.caseId } : { type: 'organisation', id: caller?.oin ?? 'erased' },
    context,
  }
}

/** The person stays a pseudonym; once the caller is erased, only that there was one remains. */
function subjectOf(caller: Caller | undefined): Payload {
  if (!caller) return { type: 'user', id: 'erased' }
  const { person, ...properties } = caller
  return { type: 'user', id: person, properties }
}

function responseOf({ outcome, policy: _, ...context }: Part<'decision'>): Payload {
  return { decision: outcome === 'permit', context: { outcome, ...context } }
}
