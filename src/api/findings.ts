/**
 * /v1/findings: what who reviews says about a decision, and what was done about it until it is closed. Whose it is, who may
 * see it and who may close it says the policy; nobody reviews a decision on their own question.
 *
 * The words lie sealed with the finding, under the key of the decision's own content, and go with it. The log has a digest of
 * them: an entry of a later day cannot lie under the key of the day of the decision.
 */
import { type Context, Hono } from 'hono'
import { type Act, act } from '../acts.ts'
import type { FindingFilter, HeldFinding } from '../cases/reviews.ts'
import type { Caller } from '../domain/caller.ts'
import {
  actionWordsSchema,
  type Finding,
  findingActionRequestSchema,
  findingRequestSchema,
  findingWordsSchema,
  placeOfAction,
  placeOfFinding,
} from '../domain/finding.ts'
import { no, ok, type Problem, type Result } from '../errors.ts'
import { LIMITS } from '../limits.ts'
import { unknownCode } from '../policy/listed.ts'
import { oneAtATime } from './alone.ts'
import { type AppPorts, answer, bodyOf, callerOf, entered, notFound, queryOf, traceOf } from './context.ts'
import { shownFinding } from './finding-view.ts'
import { json } from './http.ts'
import { look } from './looking.ts'
import { ID, pageOf, readable, type Wanted, wantedBy } from './paging.ts'
import { findingQuerySchema } from './queries-review.ts'
import * as reviewing from './reviewing.ts'

const NOTHING_TO_DO = { owner: null, due: null, followUp: null }

export function findingRoutes(ports: AppPorts): Hono {
  const app = new Hono()
  const alone = oneAtATime()

  app.post('/', (c) =>
    answer(c, async () => {
      const known = await callerOf(ports, c)
      if (!known.ok) return known
      const body = await bodyOf(c, findingRequestSchema)
      if (!body.ok) return body
      const caller = known.value
      const { decisionId, sampleId = null, severity } = body.value
      const { owner, due, followUp } = body.value.severity === 'NONE' ? NOTHING_TO_DO : body.value
      const decision = await reviewing.reviewedDecision(ports, caller, decisionId)
      if (!decision) return notFound()
      const { caseId, source } = decision
      // What is wrong with it is for who may review: to anybody else neither decision nor sample is there.
      const problems = [...problemsOf(owner, due), ...(await sampleProblems(caller, sampleId, decision.index))]
      const mine = reviewing.isFindingReadable(ports, caller, { caseId, source, owner: null }, { held: null })
      if (problems.length > 0) return mine ? no('invalid-input', { problems }) : notFound()
      const id = ports.newId()
      const words = { finding: body.value.finding ?? null, followUp, salt: reviewing.newSalt(ports) }
      const digest = reviewing.digestOfWords(ports, words)
      const status = severity === 'NONE' ? 'closed' : 'open'
      const request: reviewing.ReviewAct = {
        resource: 'decision',
        finding: { caseId, source, owner },
        ofCaller: decision.by === null ? null : decision.by === caller.person,
        content: { finding: id, decision: decisionId, sample: sampleId, severity, owner, due, digest },
        changes: async ({ id: actId, at }) => {
          const of = { id, oin: caller.oin, at, sampleId, decisionId, caseId, source }
          const closedAt = status === 'closed' ? at : null
          const sealed = await reviewing.sealWords(ports, caller, decision, placeOfFinding(id), words)
          return [{ kind: 'finding', value: { ...of, severity, owner, due, status, actId, closedAt }, sealed }]
        },
      }
      return perform(c, caller, request, { findingId: id }, mine)
    }),
  )

  app.get('/', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const query = queryOf(c, findingQuerySchema)
      if (!query.ok) return query
      const { cursor, limit, ...exact } = query.value
      const wanted = wantedBy({ cursor, limit }, ID)
      if (!wanted.ok) return wanted
      const given = Object.entries(exact).filter(([, value]) => value !== undefined)
      const filter = Object.fromEntries(given) as Omit<FindingFilter, 'count'>
      const mine = await alone(c, caller.value, () => listed(caller.value, filter, wanted.value))
      if (!mine.ok) return mine
      const items = (rows: readonly Finding[]) => rows.map((one) => shownFinding(one, ports.clock()))
      return ok(pageOf(c, wanted.value, mine.value, { key: ({ id }) => id, items }))
    }),
  )

  app.get('/:id', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const found = await ports.reviews.finding(caller.value.oin, c.req.param('id'))
      if (!found) return notFound()
      // The words are shown: logged before, a refused look as well.
      const about = await reviewing.aboutOf(ports, caller.value, found.value)
      const input = { kind: 'read', resource: 'finding', ...reviewing.findingInput(ports, found.value, null) } as const
      const seen = await look(ports, c, caller.value, { ...about, input, content: { finding: found.value.id } })
      if (!seen.ok) return seen
      return seen.value.permitted ? ok(json(c, 200, await withWords(found))) : notFound()
    }),
  )

  app.post('/:id/actions', (c) =>
    answer(c, async () => {
      const known = await callerOf(ports, c)
      if (!known.ok) return known
      const body = await bodyOf(c, findingActionRequestSchema)
      if (!body.ok) return body
      const caller = known.value
      const found = await ports.reviews.finding(caller.oin, c.req.param('id'))
      const decision = found && (await reviewing.reviewedDecision(ports, caller, found.value.decisionId))
      if (!found || !decision) return notFound()
      const { id: findingId, status } = found.value
      const about = await reviewing.aboutOf(ports, caller, found.value)
      const visible = reviewing.isFindingReadable(ports, caller, found.value, about)
      const refused = refusalOf(status, found.actions.length)
      if (refused) return visible ? refused : notFound()
      const id = ports.newId()
      const { close: closes } = body.value
      const words = { words: body.value.words, salt: reviewing.newSalt(ports) }
      const request: reviewing.ReviewAct = {
        resource: closes ? 'closing' : 'follow-up',
        finding: found.value,
        ofCaller: decision.by === null ? null : decision.by === caller.person,
        content: { finding: findingId, action: id, closes, digest: reviewing.digestOfWords(ports, words) },
        changes: async ({ id: actId, at }) => {
          const place = { caseId: found.value.caseId, at: decision.at }
          const sealed = await reviewing.sealWords(ports, caller, place, placeOfAction(id), words)
          return [{ kind: 'finding-action', value: { id, findingId, at, closes, actId }, sealed }]
        },
      }
      return perform(c, caller, request, { findingId, actionId: id }, visible)
    }),
  )

  /** To who is refused and may not see findings here, there is nothing. */
  async function perform(
    c: Context,
    caller: Caller,
    { resource, finding, ofCaller, content, changes }: reviewing.ReviewAct,
    made: { readonly findingId: string; readonly actionId?: string },
    visible: boolean,
  ): Promise<Result<Response>> {
    const request: Act = {
      ...(await reviewing.aboutOf(ports, caller, finding)),
      entry: 'act',
      input: { kind: 'review', resource, ...reviewing.findingInput(ports, finding, ofCaller) },
      content,
      changes,
    }
    const acted = entered(c, await act(ports, caller, request, traceOf(ports, c)))
    if (!acted.ok) return acted
    const { permitted, decision, document } = acted.value
    ports.observe({ type: 'act', kind: 'review', outcome: decision.outcome })
    if (!permitted && !visible) return notFound()
    return ok(json(c, 201, { ...document, ...(permitted ? made : {}) }))
  }

  function listed(caller: Caller, filter: Omit<FindingFilter, 'count'>, wanted: Wanted): Promise<Finding[]> {
    return readable(wanted, {
      list: (after, count) =>
        ports.reviews.findings(caller.oin, { ...filter, ...(after === null ? {} : { after }), count }),
      // Findings of one case, about one source and for the same role get the same answer.
      alike: ({ caseId, source, owner }) => JSON.stringify([caseId, source, owner]),
      may: async (one) => reviewing.isFindingReadable(ports, caller, one, await reviewing.aboutOf(ports, caller, one)),
    })
  }

  async function sampleProblems({ oin }: Caller, sampleId: string | null, index: number): Promise<Problems> {
    if (sampleId === null) return []
    const sample = await ports.reviews.sample(oin, sampleId)
    if (!sample?.drawn.includes(index)) return [{ pointer: '/sampleId', message: 'this decision is not in the sample' }]
    const given = await ports.reviews.ofSample(oin, sampleId, LIMITS.findingsPerSample)
    const isFull = given.length >= LIMITS.findingsPerSample
    return isFull ? [{ pointer: '/sampleId', message: 'there are too many findings in this sample' }] : []
  }

  function problemsOf(owner: string | null, due: string | null): Problems {
    const today = ports.clock().toISOString().slice(0, 10)
    return [
      ...(owner === null || Object.hasOwn(ports.facts.roles, owner)
        ? []
        : [{ pointer: '/owner', message: unknownCode(ports.facts, 'roles', owner) }]),
      ...(due === null || due >= today ? [] : [{ pointer: '/due', message: 'must not lie in the past' }]),
    ]
  }

  async function withWords({ value, sealed, actions }: HeldFinding) {
    const said = findingWordsSchema.safeParse(await reviewing.openWords(ports, placeOfFinding(value.id), sealed)).data
    const done = []
    for (const { value: action, sealed: bytes } of actions) {
      const words = actionWordsSchema.safeParse(await reviewing.openWords(ports, placeOfAction(action.id), bytes)).data
      const { findingId: _, ...rest } = action
      done.push({ ...rest, words: words?.words ?? null })
    }
    const summary = shownFinding(value, ports.clock())
    return { ...summary, finding: said?.finding ?? null, followUp: said?.followUp ?? null, actions: done }
  }

  return app
}

type Problems = NonNullable<Problem['problems']>

function refusalOf(status: Finding['status'], actions: number) {
  if (status === 'closed') return no('finding-closed')
  if (actions < LIMITS.actionsPerFinding) return null
  return no('invalid-input', { problems: [{ pointer: '', message: 'there is too much follow-up; close it' }] })
}
