/**
 * /v1/decisions/{id}/why-not: the smallest changes of fact that would open what stayed closed. Decided and logged as a look
 * at that decision, for who may read the log: an asker gets no recipe. Asked of the policy of now, for what would open it
 * then is no use to anybody (I); one search at a time for each caller, and it leaves the thread after each evaluation.
 */
import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import type { Caller } from '../domain/caller.ts'
import { no, ok, type Result } from '../errors.ts'
import { LIMITS } from '../limits.ts'
import { leafFrom, openParts } from '../log/entry.ts'
import { inputOf } from '../log/facts.ts'
import { partOf } from '../log/parts.ts'
import { isDecided } from '../log/replay.ts'
import { turn } from '../log/turn.ts'
import type { Change } from '../policy/change.ts'
import { actVerdict, decideVerdict } from '../policy/evaluate.ts'
import type { PolicyInput } from '../policy/input.ts'
import { ACT, whyNotSteps } from '../policy/why-not.ts'
import { PolicyFault } from '../policy-port.ts'
import type { Entry } from '../ports.ts'
import { missingOf } from '../steps/respond.ts'
import { flat, oneAtATime } from './alone.ts'
import { type AppPorts, answer, callerOf, notFound, queryOf } from './context.ts'
import type { WhyNotDocument } from './documents-why-not.ts'
import { json } from './http.ts'
import { readingLog } from './log-reading.ts'
import { whyNotQuerySchema } from './queries.ts'

type Asked = z.infer<typeof whyNotQuerySchema>
type Found = Pick<WhyNotDocument, 'result' | 'openings' | 'lifts' | 'more' | 'evaluations' | 'complete'>

export function whyNotRoutes(ports: AppPorts): Hono {
  const app = new Hono()
  const alone = oneAtATime()

  app.get('/:id/why-not', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const query = queryOf(c, whyNotQuerySchema)
      if (!query.ok) return query
      return flat(await alone(c, caller.value, () => asked(c, caller.value, c.req.param('id'), query.value)))
    }),
  )

  async function asked(c: Context, caller: Caller, id: string, query: Asked): Promise<Result<Response>> {
    const { readingPurpose, field } = query
    const refused = await readingLog(ports, c, caller, readingPurpose, 'decision', { decision: id, whyNot: field })
    if (refused) return ok(refused)
    const entry = await ports.ledger.entry(id)
    if (entry?.oin !== caller.oin || !isDecided(entry.type)) return notFound()
    const found = await foundFor(entry, field)
    if (!found.ok) return found
    const { policy } = leafFrom(ports.crypto, entry)
    const document: WhyNotDocument = {
      ...{ id, field, policy: ports.engine.policy(), decidedUnder: policy.revision },
      ...found.value,
    }
    return ok(json(c, 200, document))
  }

  async function foundFor(entry: Entry, field: string): Promise<Result<Found>> {
    const parts = await openParts(ports, entry, ['caller', 'facts', 'decision'])
    const input = inputOf(parts)
    if (input === 'erased' || parts.decision === 'erased') return ok(nothing('erased'))
    const decision = partOf(parts, 'decision')
    if (!input || !decision) return ok(nothing('older'))
    const known = decision.fields.length === 0 ? [ACT] : decision.fields.map(({ name }) => name)
    if (known.includes(field)) return searched(input, field)
    const message = 'is not in this decision'
    return no('invalid-input', { problems: [{ pointer: '/field', message }], entered: true })
  }

  async function searched(input: PolicyInput, unit: string): Promise<Result<Found>> {
    const { facts, engine } = ports
    const ask = (now: PolicyInput) => (now.act ? actVerdict : decideVerdict)(engine, now)
    try {
      const steps = whyNotSteps({ facts, input, unit }, ask, LIMITS.whyNotEvaluations)
      let step = steps.next()
      for (; !step.done; step = steps.next()) await turn()
      const search = step.value
      const { evaluations, complete } = search
      const [closed] = search.units
      if (!closed) return ok({ ...nothing('open'), evaluations, complete })
      const { openings, lifts } = closed
      return ok({
        result: 'closed',
        openings: openings.slice(0, LIMITS.whyNotShown).map((one) => ({ ...one, changes: one.changes.map(shown) })),
        lifts: lifts
          .slice(0, LIMITS.whyNotShown)
          .map((one) => ({ changes: one.changes.map(shown), missing: [...missingOf(ports, one.missing)] })),
        more: openings.length > LIMITS.whyNotShown || lifts.length > LIMITS.whyNotShown,
        ...{ evaluations, complete },
      })
    } catch (error) {
      if (error instanceof PolicyFault) return no('policy-unavailable', { entered: true })
      throw error
    }
  }

  return app
}

function nothing(result: Found['result']): Found {
  return { result, openings: [], lifts: [], more: false, evaluations: 0, complete: true }
}

const shown = ({ kind, to, words, judgement }: Change) => ({ kind, to, words, ...(judgement ? { judgement } : {}) })
