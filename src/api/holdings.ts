/** /v1/holdings: what a case or an organ already has. Shown is where it came from; what it says takes an inquiry. */
import { type Context, Hono } from 'hono'
import { type Act, act } from '../acts.ts'
import { draftedHolding, holdingRequestSchema } from '../cases/holding.ts'
import type { Caller } from '../domain/caller.ts'
import { type Holding, sourceOfHolding } from '../domain/holding.ts'
import { no, ok, type Result } from '../errors.ts'
import { sealHolding } from '../log/content.ts'
import type { HeldCase } from '../ports.ts'
import { type AppPorts, answer, bodyOf, callerOf, entered, notFound, queryOf, traceOf } from './context.ts'
import { json } from './http.ts'
import { look } from './looking.ts'
import { nextVersion } from './next-version.ts'
import { ID, pageOf, wantedBy } from './paging.ts'
import { holdingQuerySchema } from './queries.ts'

export function holdingRoutes(ports: AppPorts): Hono {
  const app = new Hono()

  app.post('/', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const body = await bodyOf(c, holdingRequestSchema)
      if (!body.ok) return body
      const drafted = draftedHolding(ports.facts, body.value, caller.value)
      if (!drafted.ok) return drafted
      const held = await placeOf(caller.value, body.value.caseId)
      if (!held.ok) return held
      const caseId = held.value?.value.id ?? null
      const [id, { facts, content }] = [ports.newId(), drafted.value]
      const request: Act = {
        entry: 'act',
        held: held.value,
        holding: facts,
        input: { kind: 'hold' },
        content: { holding: id, grounds: body.value.grounds, facts },
        changes: async (decision) => {
          const { oin, person: by } = caller.value
          const value: Holding = { id, oin, caseId, version: 1, at: decision.at, by, facts }
          const sealed = await sealHolding(ports, value, content)
          const version = held.value ? [await nextVersion(ports, held.value.value)] : []
          return [...version, { kind: 'holding', value, sealed }]
        },
      }
      const acted = entered(c, await act(ports, caller.value, request, traceOf(ports, c)))
      if (!acted.ok) return acted
      const { permitted, hidden, decision, document } = acted.value
      ports.observe({ type: 'act', kind: 'hold', outcome: decision.outcome })
      if (hidden) return notFound()
      if (!permitted) return ok(json(c, 201, document))
      const shown = { ...document, holdingId: id, source: sourceOfHolding(id) }
      return ok(json(c, 201, shown, { location: `/v1/holdings/${id}` }))
    }),
  )

  app.get('/', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const query = queryOf(c, holdingQuerySchema)
      if (!query.ok) return query
      const { caseId } = query.value
      const wanted = wantedBy(query.value, ID)
      if (!wanted.ok) return wanted
      const held = await placeOf(caller.value, caseId)
      if (!held.ok) return held
      const { after, count } = wanted.value
      const found = await ports.cases.holdings(caller.value.oin, caseId ?? null, after, count)
      const onPage = found.slice(0, count - 1).map(({ id }) => id)
      const seen = await seenBy(c, caller.value, held.value, onPage)
      if (!seen.ok) return seen
      return ok(pageOf(c, wanted.value, found, { key: ({ id }) => id, items: (rows) => rows.map(provenance) }))
    }),
  )

  app.get('/:id', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const found = await ports.cases.holding(caller.value.oin, c.req.param('id'))
      if (!found) return notFound()
      const held = await placeOf(caller.value, found.value.caseId ?? undefined)
      if (!held.ok) return held
      const seen = await seenBy(c, caller.value, held.value, [found.value.id])
      if (!seen.ok) return seen
      const titled = knowsTitle(caller.value, found.value) ? { title: found.content.title } : {}
      return ok(json(c, 200, { ...provenance(found.value), ...titled }))
    }),
  )

  /** The case that was named; null: none was. */
  async function placeOf({ oin }: Caller, caseId: string | undefined): Promise<Result<HeldCase | null>> {
    if (caseId === undefined) return ok(null)
    const held = await ports.cases.find(oin, caseId)
    return held ? ok(held) : notFound()
  }

  /** A look, and at what, is logged before anything is shown, a refused one as well; to who is refused nothing is there. */
  async function seenBy(
    c: Context,
    caller: Caller,
    held: HeldCase | null,
    holdings: readonly string[],
  ): Promise<Result<null>> {
    const input = { kind: 'read', resource: held ? 'case' : 'holding' } as const
    const seen = await look(ports, c, caller, { held, input, content: { holdings } })
    if (!seen.ok) return seen
    return seen.value.permitted ? ok(null) : no('not-found')
  }

  return app
}

/** A title is somebody's words: for who holds it and the privacy officer; of a case, for everybody who may see the case (I). */
function knowsTitle({ organ, department, roles }: Caller, { caseId, facts }: Holding): boolean {
  return caseId !== null || (organ === facts.organ && department === facts.department) || roles.includes('R-PRIV')
}

function provenance({ oin: _, ...shown }: Holding) {
  return { ...shown, source: sourceOfHolding(shown.id) }
}
