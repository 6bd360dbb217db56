/**
 * /v1/corrections: what a source said was wrong, and who received it must be told (AVG 19; in a RIEC BGS 1.7). A source
 * corrects itself, and that is recorded here; what is held is corrected here, as its next version. Each recipient becomes
 * an obligation that ends when they were told.
 */
import { type Context, Hono } from 'hono'
import { type Act, type Acted, act, judge, mayRead } from '../acts.ts'
import { aboutWhom, type CorrectionRequest, correctedHolding, correctionRequestSchema } from '../cases/correction.ts'
import { dutiesOf } from '../cases/duties.ts'
import type { Caller } from '../domain/caller.ts'
import type { Duty, Recipient } from '../domain/duty.ts'
import { type Holding, holdingAsked } from '../domain/holding.ts'
import { no, ok, type Result } from '../errors.ts'
import { sealHolding } from '../log/content.ts'
import { type Datum, type Disclosed, disclosedBefore, recipientsOf } from '../log/disclosed.ts'
import { pseudonymsOf } from '../steps/decide.ts'
import { type AppPorts, answer, bodyOf, callerOf, entered, notFound, traceOf } from './context.ts'
import { json } from './http.ts'
import { nextVersion } from './next-version.ts'

export function correctionRoutes(ports: AppPorts): Hono {
  const app = new Hono()

  app.post('/', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const body = await bodyOf(c, correctionRequestSchema)
      if (!body.ok) return body
      const id = holdingAsked(body.value.source)
      return id === null ? correctSource(c, caller.value, body.value) : correctHolding(c, caller.value, id, body.value)
    }),
  )

  async function correctSource(c: Context, caller: Caller, body: CorrectionRequest): Promise<Result<Response>> {
    const { source, caseId = null, fields, grounds } = body
    const identifier = aboutWhom(ports.facts, body)
    if (!identifier.ok) return identifier
    const held = caseId === null ? null : ((await ports.cases.find(caller.oin, caseId)) ?? null)
    if (caseId !== null && !held) return notFound()
    const subjects = identifier.value && pseudonymsOf(ports, caller.oin, identifier.value)
    const subject = subjects?.[0] ?? null
    const visible = held === null || mayRead(ports, caller, held)
    return record(c, caller, {
      asked: { held, input: { kind: 'correct', resource: source } },
      datum: { source, subjects, caseId, fields },
      content: { source, fields, subject, grounds },
      changes: async () => [],
      visible,
    })
  }

  /** A new version of what is held, and of its case: whoever is being answered from it meanwhile is judged again. */
  async function correctHolding(
    c: Context,
    caller: Caller,
    id: string,
    body: CorrectionRequest,
  ): Promise<Result<Response>> {
    const found = await ports.cases.holding(caller.oin, id)
    if (!found) return notFound()
    const { caseId, version: before } = found.value
    const held = caseId === null ? null : ((await ports.cases.find(caller.oin, caseId)) ?? null)
    if (caseId !== null && !held) return notFound()
    const visible = held ? mayRead(ports, caller, held) : keeps(caller)
    const corrected = correctedHolding(found, body)
    // What its fields are called is for who may see it.
    if (!corrected.ok) return visible ? corrected : notFound()
    const { facts, content, touched } = corrected.value
    const { source, fields, disputed = null, values, grounds } = body
    const version = before + 1
    return record(c, caller, {
      asked: { held, holding: facts, input: { kind: 'correct', resource: source } },
      datum: { source, caseId, fields: touched },
      // Which fields got other words, never which.
      content: { holding: id, version, source, fields, disputed, replaced: values !== undefined, grounds },
      changes: async () => {
        const value: Holding = { ...found.value, version, facts }
        const sealed = await sealHolding(ports, value, content)
        return [...(held ? [await nextVersion(ports, held.value)] : []), { kind: 'holding', value, sealed }]
      },
      visible,
    })
  }

  type Correction = {
    readonly asked: Pick<Act, 'held' | 'holding' | 'input'>
    readonly datum: Datum
    readonly content: Act['content']
    readonly changes: Act['changes']
    /** To who is refused and may not see it, it is not there. */
    readonly visible: boolean
  }
  async function record(c: Context, caller: Caller, correction: Correction): Promise<Result<Response>> {
    const { asked, datum, content, changes, visible } = correction
    // Judged beforehand as well: to whom something went is looked up for nobody who may not know.
    const judged = judge(ports, caller, asked)
    if (!judged.ok) return judged
    const told = judged.value.decision.outcome === 'permit' ? await disclosed(caller, datum) : ok([])
    if (!told.ok) return told
    const request: Act = {
      ...asked,
      entry: 'act',
      content: { ...content, disclosures: told.value.map(({ decisionId }) => decisionId) },
      recipients: recipientsOf(told.value),
      source: datum.source,
      changes,
    }
    const acted = entered(c, await act(ports, caller, request, traceOf(ports, c)))
    if (!acted.ok) return acted
    ports.observe({ type: 'act', kind: 'correct', outcome: acted.value.decision.outcome })
    if (!acted.value.permitted && !visible) return notFound()
    if (!acted.value.permitted || !asked.holding) return ok(json(c, 201, documentOf(acted.value, told.value)))
    const late = await receivedMeanwhile(caller, correction, acted.value, told.value)
    if (!late.ok) return late
    const all = { ...acted.value, duties: [...acted.value.duties, ...late.value.duties] }
    return ok(json(c, 201, documentOf(all, [...late.value.told, ...told.value])))
  }

  /**
   * What is held leaves no more as it was once the correction stands; what left since it was looked at is found now. A crash
   * before this: the log says to whom that went, and nobody is obliged to tell them.
   */
  async function receivedMeanwhile(
    caller: Caller,
    { asked, datum }: Correction,
    { decision }: Acted,
    known: readonly Disclosed[],
  ): Promise<Result<{ told: readonly Disclosed[]; duties: readonly Duty[] }>> {
    const now = await disclosed(caller, datum)
    // One too many to look at, since: the correction stands all the same, with who was found before.
    if (!now.ok) return ok({ told: [], duties: [] })
    const told = now.value.filter(({ decisionId }) => !known.some((one) => one.decisionId === decisionId))
    const changes = dutiesOf(ports, {
      oin: caller.oin,
      decision,
      caseId: asked.held?.value.id ?? null,
      rejectedDay: null,
      obligations: decision.obligations,
      source: datum.source,
      subjects: [],
      by: caller.person,
      receiver: null,
      recipients: recipientsOf(told).filter((one) => !recipientsOf(known).some((other) => isSame(one, other))),
    }).filter(({ value }) => value.recipient !== null)
    if (changes.length === 0) return ok({ told, duties: [] })
    try {
      await ports.ledger.note(changes)
      return ok({ told, duties: changes.map(({ value }) => value) })
    } catch {
      return no('log-unavailable')
    }
  }

  /** Whether the policy shows this caller what their organ holds, of no case. */
  function keeps(caller: Caller): boolean {
    const judged = judge(ports, caller, { input: { kind: 'read', resource: 'holding' }, held: null })
    return judged.ok && judged.value.decision.outcome === 'permit'
  }

  async function disclosed({ oin }: Caller, datum: Datum): Promise<Result<readonly Disclosed[]>> {
    await ports.catchUp()
    const found = await disclosedBefore(ports, oin, datum)
    if (found) return ok(found)
    const message = 'this was asked too often to look at in one go'
    // What is held is of one case already.
    const wider = holdingAsked(datum.source) === null && datum.caseId === null
    const problem = wider ? { pointer: '/caseId', message: `${message}; name a case` } : { pointer: '/source', message }
    return no('invalid-input', { problems: [problem] })
  }

  return app
}

function isSame(one: Recipient, other: Recipient): boolean {
  return one.organ === other.organ && one.department === other.department
}

function documentOf({ document, permitted, duties }: Acted, told: readonly Disclosed[]) {
  const owed = duties.filter(({ recipient }) => recipient !== null)
  const notifications = owed.map(({ id, recipient, due }) => ({ obligationId: id, ...recipient, due }))
  return { ...document, disclosures: permitted ? told : [], notifications }
}
