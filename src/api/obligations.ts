/** /v1/obligations: what somebody must do, for who owes it and who oversees. Whose it is and who may end it says the policy. */
import { type Context, Hono } from 'hono'
import { type Act, act, judge } from '../acts.ts'
import { dischargeRequestSchema } from '../cases/duties.ts'
import type { DutyFilter } from '../cases/duty-register.ts'
import type { Caller } from '../domain/caller.ts'
import type { Discharge } from '../domain/codes.ts'
import type { HeldDuty } from '../domain/duty.ts'
import { holdingAsked } from '../domain/holding.ts'
import { erasedByDischarge } from '../erasure/ordered.ts'
import { no, ok, type Result } from '../errors.ts'
import { openParts } from '../log/entry.ts'
import { partOf } from '../log/parts.ts'
import type { ActInput } from '../policy/input.ts'
import { obligationText } from '../steps/respond.ts'
import { oneAtATime } from './alone.ts'
import { type AppPorts, answer, bodyOf, callerOf, entered, notFound, queryOf, traceOf } from './context.ts'
import { json } from './http.ts'
import { look } from './looking.ts'
import { ID, pageOf, readable, type Wanted, wantedBy } from './paging.ts'
import { obligationQuerySchema } from './queries.ts'

export function obligationRoutes(ports: AppPorts): Hono {
  const app = new Hono()
  const alone = oneAtATime()

  app.get('/', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const query = queryOf(c, obligationQuerySchema)
      if (!query.ok) return query
      const { cursor, limit, ...exact } = query.value
      const wanted = wantedBy({ cursor, limit }, ID)
      if (!wanted.ok) return wanted
      const given = Object.entries(exact).filter(([, value]) => value !== undefined)
      const filter = Object.fromEntries(given) as Omit<DutyFilter, 'count'>
      const mine = await alone(c, caller.value, () => listed(caller.value, filter, wanted.value))
      if (!mine.ok) return mine
      return ok(pageOf(c, wanted.value, mine.value, { key: ({ id }) => id, items: (rows) => rows.map(shown) }))
    }),
  )

  app.get('/:id', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const found = await place(c, caller.value)
      if (!found.ok) return found
      const { duty, about } = found.value
      // As a look at a case: logged before anything is shown, a refused one as well.
      const at = { ...about, input: reading(duty), content: { obligation: duty.id } }
      const seen = await look(ports, c, caller.value, at)
      if (!seen.ok) return seen
      return seen.value.permitted ? ok(json(c, 200, shown(duty))) : notFound()
    }),
  )

  app.post('/:id/discharges', (c) =>
    answer(c, async () => {
      const known = await callerOf(ports, c)
      if (!known.ok) return known
      const body = await bodyOf(c, dischargeRequestSchema)
      if (!body.ok) return body
      const caller = known.value
      const found = await place(c, caller)
      if (!found.ok) return found
      const { duty, about } = found.value
      const { how, grounds } = body.value
      // To who may not see it, it is not there; that it has ended is for who may.
      const visible = isReadable(caller, duty, about)
      if (duty.status !== 'open') return visible ? no('obligation-ended') : notFound()
      const askers = await askersOf(duty)
      const ofCaller = askers.length === 0 ? null : askers.includes(caller.person)
      const acted = entered(
        c,
        await act(
          ports,
          caller,
          {
            ...about,
            entry: 'act',
            input: { kind: 'discharge', obligation: { ...obligationInput(duty, how), ofCaller } },
            content: { obligation: duty.id, how, grounds },
            changes: async ({ id, at }) => {
              const status = how === 'DONE' ? 'done' : 'waived'
              return [{ kind: 'duty-ended', end: { id: duty.id, status, by: caller.person, at, decisionId: id } }]
            },
            erases: (decision) => erasedByDischarge(duty, how, decision),
          },
          traceOf(ports, c),
        ),
      )
      if (!acted.ok) return acted
      ports.observe({ type: 'act', kind: 'discharge', outcome: acted.value.decision.outcome })
      if (acted.value.permitted) ports.eraseSoon()
      if (!acted.value.permitted && !visible) return notFound()
      return ok(json(c, 201, { ...acted.value.document, obligationId: duty.id }))
    }),
  )

  /** What an obligation is about, for the norms: its case, and what is held where it is about that. */
  type About = Pick<Act, 'held' | 'holding'>
  type Place = { readonly duty: HeldDuty; readonly about: About }
  async function place(c: Context, { oin }: Caller): Promise<Result<Place>> {
    const duty = await ports.duties.find(oin, c.req.param('id') ?? '')
    return duty ? ok({ duty, about: await aboutOf(duty) }) : notFound()
  }

  /** `held` null: of no case, or of one that is erased. */
  async function aboutOf({ oin, caseId, source }: HeldDuty): Promise<About> {
    const held = (caseId === null ? undefined : await ports.cases.find(oin, caseId)) ?? null
    const id = holdingAsked(source ?? '')
    const kept = id === null ? undefined : await ports.cases.holding(oin, id)
    return { held, ...(kept ? { holding: kept.value.facts } : {}) }
  }

  /** Whose questions and acts made it or obliged to it again. Of one from before these were kept the log knows the first. */
  async function askersOf({ oin, id, decisionId }: HeldDuty): Promise<readonly string[]> {
    const askers = await ports.duties.askers(oin, id)
    if (askers.length > 0) return askers
    const entry = await ports.ledger.entry(decisionId)
    const first = entry && partOf(await openParts(ports, entry, ['caller']), 'caller')?.person
    return first === undefined ? [] : [first]
  }

  function listed(caller: Caller, filter: Omit<DutyFilter, 'count'>, wanted: Wanted): Promise<HeldDuty[]> {
    return readable(wanted, {
      list: (after, count) => ports.duties.list(caller.oin, { ...filter, ...(after === null ? {} : { after }), count }),
      // Obligations of one case, about one source and of the same owners get the same answer.
      alike: ({ caseId, source, norm, obligation, owners }) =>
        JSON.stringify([caseId, source, norm, obligation, owners]),
      may: async (duty) => isReadable(caller, duty, await aboutOf(duty)),
    })
  }

  function isReadable(caller: Caller, duty: HeldDuty, { held, ...about }: About): boolean {
    const asked = { ...about, input: reading(duty), held: held && { ...held, attestations: [] } }
    const judged = judge(ports, caller, asked)
    return judged.ok && judged.value.decision.outcome === 'permit'
  }

  function reading(duty: HeldDuty) {
    return { kind: 'read', resource: 'obligation', obligation: obligationInput(duty, null) } as const
  }

  function obligationInput(duty: HeldDuty, how: Discharge | null): NonNullable<ActInput['obligation']> {
    return {
      code: duty.obligation,
      norm: duty.norm,
      owners: [...duty.owners],
      how,
      source: duty.source,
      ofCase: duty.caseId !== null,
      ofCaller: null,
    }
  }

  function isOverdue({ status, due }: HeldDuty): boolean {
    return status === 'open' && due !== null && due < ports.clock().toISOString().slice(0, 10)
  }

  function shown(duty: HeldDuty) {
    const { oin: _, ...rest } = duty
    const article = ports.facts.obligations[duty.obligation]?.article ?? null
    return { ...rest, text: obligationText(ports.facts, duty.obligation), article, overdue: isOverdue(duty) }
  }

  return app
}
