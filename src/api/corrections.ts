/**
 * /v1/corrections: what a source said was wrong, and who received it must be told (AVG 19; in a RIEC BGS 1.7). The source
 * corrects itself; here it is recorded, and each recipient becomes an obligation that ends when they were told.
 */
import { type Context, Hono } from 'hono'
import { type Act, type Acted, act, judge, mayRead } from '../acts.ts'
import { aboutWhom, type CorrectionRequest, correctionRequestSchema } from '../cases/correction.ts'
import type { Caller } from '../domain/caller.ts'
import { holdingAsked } from '../domain/holding.ts'
import { no, ok, type Result } from '../errors.ts'
import { type Datum, type Disclosed, disclosedBefore, recipientsOf } from '../log/disclosed.ts'
import { pseudonymOf } from '../steps/decide.ts'
import { type AppPorts, answer, bodyOf, callerOf, notFound, traceOf } from './context.ts'
import { json } from './http.ts'

export function correctionRoutes(ports: AppPorts): Hono {
  const app = new Hono()

  app.post('/', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const body = await bodyOf(c, correctionRequestSchema)
      if (!body.ok) return body
      // What is held is corrected by a new version of it, not at a source.
      if (holdingAsked(body.value.source) !== null) return notFound()
      return correctSource(c, caller.value, body.value)
    }),
  )

  async function correctSource(c: Context, caller: Caller, body: CorrectionRequest): Promise<Result<Response>> {
    const { source, caseId = null, fields, grounds } = body
    const identifier = aboutWhom(ports.facts, body)
    if (!identifier.ok) return identifier
    const held = caseId === null ? null : ((await ports.cases.find(caller.oin, caseId)) ?? null)
    if (caseId !== null && !held) return notFound()
    const subject = identifier.value && pseudonymOf(ports, caller.oin, identifier.value)
    const input = { kind: 'correct', resource: source } as const
    // Judged beforehand as well: to whom something went is looked up for nobody who may not know.
    const judged = judge(ports, caller, { input, held })
    if (!judged.ok) return judged
    const told =
      judged.value.decision.outcome === 'permit' ? await disclosed(caller, { source, subject, caseId, fields }) : ok([])
    if (!told.ok) return told
    const request: Act = {
      entry: 'act',
      held,
      input,
      content: { source, fields, subject, grounds, disclosures: told.value.map(({ decisionId }) => decisionId) },
      recipients: recipientsOf(told.value),
      changes: async () => [],
    }
    const acted = await act(ports, caller, request, traceOf(ports, c))
    if (!acted.ok) return acted
    ports.observe({ type: 'act', kind: 'correct', outcome: acted.value.decision.outcome })
    if (!acted.value.permitted && held && !mayRead(ports, caller, held)) return notFound()
    return ok(json(c, 201, documentOf(acted.value, told.value)))
  }

  async function disclosed({ oin }: Caller, datum: Datum): Promise<Result<readonly Disclosed[]>> {
    await ports.catchUp()
    const found = await disclosedBefore(ports, oin, datum)
    if (found) return ok(found)
    const message = 'this was asked too often to look at in one go; name a case'
    return no('invalid-input', { problems: [{ pointer: '/caseId', message }] })
  }

  return app
}

function documentOf({ document, permitted, duties }: Acted, told: readonly Disclosed[]) {
  const notifications = duties.map(({ id, recipient, due }) => ({ obligationId: id, ...recipient, due }))
  return { ...document, disclosures: permitted ? told : [], notifications }
}
