/**
 * The path of an inquiry, on one page: authenticate -> validate -> decide -> record -> fetch -> screen -> redact ->
 * settle -> respond. Nothing is fetched before the decision is durable; nothing leaves before its settlement is.
 */
import type { Caller } from './domain/caller.ts'
import type { Inquiry } from './domain/inquiry.ts'
import type { Trace } from './domain/trace.ts'
import { ok, type Result } from './errors.ts'
import type { Facts } from './policy/facts.ts'
import { type AdmitPorts, admit } from './steps/admit.ts'
import { type AuthenticatePorts, authenticate } from './steps/authenticate.ts'
import { type DecidePorts, decide, type Walk } from './steps/decide.ts'
import { type FetchPorts, fetchRecords } from './steps/fetch.ts'
import { isPermit, type RecordedPermit, type RecordPorts, record } from './steps/record.ts'
import { redact } from './steps/redact.ts'
import { once, type Repeatable, type RepeatKey, type RepeatPorts } from './steps/repeat.ts'
import { type Answer, respondRefused, respondSettled, type Signing, type Texts } from './steps/respond.ts'
import { type ScreenPorts, screen } from './steps/screen.ts'
import { abort, type SettlePorts, settle } from './steps/settle.ts'
import { validateInquiry } from './steps/validate.ts'

type StepPorts = AuthenticatePorts &
  AdmitPorts &
  RepeatPorts &
  DecidePorts &
  RecordPorts &
  FetchPorts &
  ScreenPorts &
  SettlePorts
export type Broker = StepPorts & Texts & Signing & { readonly facts: Facts }

export type Question = {
  readonly authorization: string | undefined
  readonly body: unknown
  readonly walk: Walk
  readonly trace: Trace
  readonly repeat: RepeatKey | null
}

/** A question, and the lawful answer to it. */
export async function inquire(broker: Broker, question: Question): Promise<Result<Answer>> {
  const caller = await authenticate(broker, question.authorization)
  if (!caller.ok) return caller
  const admitted = await admit(broker, caller.value)
  if (!admitted.ok) return admitted
  const inquiry = validateInquiry(broker.facts, question.body, caller.value)
  if (!inquiry.ok) return inquiry
  return once(broker, caller.value, question.repeat, question.trace, (asked) =>
    walk(broker, caller.value, inquiry.value, question.walk, question.trace, asked),
  )
}

/** From question to answer; walked again, with a fresh token, for an inquiry that waited or whose source failed. */
export async function walk(
  broker: Broker,
  caller: Caller,
  inquiry: Inquiry,
  kind: Walk,
  trace: Trace,
  asked: Repeatable | null,
): Promise<Result<Answer>> {
  broker.ledger.enter()
  try {
    const decided = await decide(broker, caller, inquiry, kind, trace)
    if (!decided.ok) return decided
    const recorded = await record(broker, decided.value, asked)
    if (!recorded.ok) return recorded
    if (!isPermit(recorded.value)) return ok(respondRefused(broker, recorded.value))
    return await release(broker, recorded.value)
  } finally {
    broker.ledger.leave()
  }
}

/** The second gate. Whatever goes wrong behind it is settled as aborted, and nothing leaves. */
async function release(broker: Broker, permit: RecordedPermit): Promise<Result<Answer>> {
  try {
    const fetched = await fetchRecords(broker, permit)
    if (!fetched.ok) return await abort(broker, permit, fetched.problem, 'source-failed')
    const screened = screen(broker, fetched.value)
    if (!screened.ok) return await abort(broker, permit, screened.problem, 'screening-fault')
    const redacted = redact(broker, screened.value)
    if (!redacted.ok) return await abort(broker, permit, redacted.problem, 'redaction-fault')
    const settled = await settle(broker, redacted.value)
    if (!settled.ok) return settled
    return ok(respondSettled(broker, settled.value))
  } catch {
    return await abort(broker, permit, { code: 'internal-error' }, 'fault')
  }
}
