/** /v1/decisions: the log as a privacy officer may read it. Reading states a purpose, is decided by policy, and is logged. */
import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import type { Caller } from '../domain/caller.ts'
import { idsFrom } from '../domain/ids.ts'
import type { Pseudonyms } from '../domain/pseudonyms.ts'
import { no, ok, type Result } from '../errors.ts'
import { adlRecord } from '../log/adl.ts'
import type { DecisionFilter } from '../log/decision-index.ts'
import { openParts } from '../log/entry.ts'
import { partOf } from '../log/parts.ts'
import { isDecided, type Replay, replay } from '../log/replay.ts'
import { suppliedDecision } from '../log/supplied.ts'
import { tableOf } from '../log/table.ts'
import { turn } from '../log/turn.ts'
import type { Entry } from '../ports.ts'
import { flat, oneAtATime } from './alone.ts'
import { type AppPorts, answer, bodyOf, callerOf, notFound, queryOf } from './context.ts'
import type { DecisionRecord } from './documents-decision.ts'
import { json, wantsTable } from './http.ts'
import { readingLog, subjectKeys } from './log-reading.ts'
import { obligationsOf } from './owed.ts'
import { ID, INDEX, pageOf, wantedBy } from './paging.ts'
import { decisionQuerySchema, decisionReadSchema, decisionReplaySchema, decisionSearchSchema } from './queries.ts'
import { streaming } from './streaming.ts'
import { walksOf, withAccounts, withAct } from './walks.ts'

type Query = z.infer<typeof decisionQuerySchema>

export function decisionRoutes(ports: AppPorts): Hono {
  const app = new Hono()
  // A page of them is as many evaluations, and can be asked for as often as one likes.
  const alone = oneAtATime()
  const stream = streaming('table', ports.observe)

  app.get('/', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const query = queryOf(c, decisionQuerySchema)
      if (!query.ok) return query
      return wantsTable(c) ? table(c, caller.value, query.value) : list(c, caller.value, query.value, null)
    }),
  )

  app.post('/_search', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const body = await bodyOf(c, decisionSearchSchema)
      if (!body.ok) return body
      const { subject, ...query } = body.value
      const keys = subjectKeys(ports, caller.value, subject)
      return keys.ok ? list(c, caller.value, query, keys.value) : keys
    }),
  )

  app.post('/_replay', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const body = await bodyOf(c, decisionReplaySchema)
      if (!body.ok) return body
      return flat(await alone(c, caller.value, () => replayed(c, caller.value, body.value)))
    }),
  )

  app.get('/:id/replay', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const query = queryOf(c, decisionReadSchema)
      if (!query.ok) return query
      const id = c.req.param('id')
      const content = { decision: id, replay: true }
      const refused = await readingLog(ports, c, caller.value, query.value.readingPurpose, 'decision', content)
      if (refused) return ok(refused)
      const entry = await ports.ledger.entry(id)
      if (entry?.oin !== caller.value.oin || !isDecided(entry.type)) return notFound()
      return ok(json(c, 200, await replay(ports, entry)))
    }),
  )

  app.get('/:id', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const query = queryOf(c, decisionReadSchema)
      if (!query.ok) return query
      const id = c.req.param('id')
      const refused = await readingLog(ports, c, caller.value, query.value.readingPurpose, 'decision', { decision: id })
      if (refused) return ok(refused)
      const entry = await ports.ledger.entry(id)
      if (!entry) return notFound()
      const settlement = await ports.ledger.settlementOf(id)
      if (entry.oin !== caller.value.oin) {
        const supplied = await suppliedTo(caller.value.oin, entry, settlement)
        return supplied ? ok(json(c, 200, supplied)) : notFound()
      }
      return ok(json(c, 200, await recordOf(entry, settlement)))
    }),
  )

  async function recordOf(entry: Entry, settlement: Entry | undefined): Promise<DecisionRecord> {
    const parts = await openParts(ports, entry)
    const settled = settlement ? await openParts(ports, settlement) : null
    const { id, type, index, at, leafHash } = entry
    return {
      ...{ id, type, index, at, leafHash },
      record: adlRecord(entry, parts),
      grounds: partOf(parts, 'grounds') ?? null,
      settlement: settlement
        ? { id: settlement.id, index: settlement.index, leafHash: settlement.leafHash, ...settled }
        : null,
      obligations: obligationsOf(ports.facts, entry, parts, settled),
      walks: await walksOf(ports, entry),
    }
  }

  /** Of another organisation's entry, that something is wrong with it is not told either. */
  async function suppliedTo(oin: string, entry: Entry, settlement: Entry | undefined) {
    try {
      const settled = settlement ? await openParts(ports, settlement) : null
      return suppliedDecision(oin, entry, await openParts(ports, entry), settled)
    } catch {
      ports.observe({ type: 'fault', where: 'decisions', code: 'altered' })
      return null
    }
  }

  async function replayed(
    c: Context,
    caller: Caller,
    query: z.infer<typeof decisionReplaySchema>,
  ): Promise<Result<Response>> {
    const { readingPurpose, from, until, cursor, limit } = query
    const wanted = wantedBy({ cursor, limit }, ID)
    if (!wanted.ok) return wanted
    const { after, count } = wanted.value
    const refused = await readingLog(ports, c, caller, readingPurpose, 'decisions', { replay: true, from, until })
    if (refused) return ok(refused)
    const found: Replay[] = []
    for (const entry of await ports.ledger.decided(caller.oin, after ?? idsFrom(from), idsFrom(until), count)) {
      await turn()
      found.push(await replay(ports, entry))
    }
    return ok(pageOf(c, wanted.value, found, { key: ({ id }) => id, items: (rows) => rows }))
  }

  async function list(
    c: Context,
    caller: Caller,
    query: Query,
    subjects: Pseudonyms | null,
  ): Promise<Result<Response>> {
    const { readingPurpose, cursor, limit, from, until, ...exact } = query
    const wanted = wantedBy({ cursor, limit }, INDEX)
    if (!wanted.ok) return wanted
    const { after, count } = wanted.value
    const resource = subjects === null ? 'decisions' : 'decisions-by-subject'
    const refused = await readingLog(ports, c, caller, readingPurpose, resource, {
      filter: exact,
      from,
      until,
      subject: subjects?.[0] ?? null,
    })
    if (refused) return ok(refused)
    await ports.catchUp()
    const filter = {
      ...filterOf(query),
      count,
      ...(subjects ? { subjects } : {}),
      // The newest stands first: behind a row comes what was before it.
      ...(after === null ? {} : { before: Number(after) }),
    }
    const rows = await withAccounts(ports, await ports.decisionIndex.search(caller.oin, filter))
    const found = await Promise.all(rows.map((row) => withAct(ports, row)))
    return ok(pageOf(c, wanted.value, found, { key: ({ index }) => String(index), items: (rows) => rows }))
  }

  /** All pages in one, up to a bound; decided and logged as the list is. */
  async function table(c: Context, caller: Caller, query: Query): Promise<Result<Response>> {
    const { readingPurpose, cursor, limit, from, until, ...exact } = query
    const given = ['cursor', 'limit'].filter((name) => c.req.query(name) !== undefined)
    const problems = given.map((name) => ({
      pointer: `/${name}`,
      message: 'is not taken by a table: it has all pages',
    }))
    if (problems.length > 0) return no('invalid-input', { problems })
    const content = { filter: exact, from, until, subject: null, table: true }
    const refused = await readingLog(ports, c, caller, readingPurpose, 'decisions', content)
    if (refused) return ok(refused)
    await ports.catchUp()
    const filter = filterOf(query)
    const lines = tableOf(async (page) =>
      withAccounts(ports, await ports.decisionIndex.search(caller.oin, { ...filter, ...page })),
    )
    return ok(
      c.body(stream(lines), 200, {
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': 'attachment; filename="beslissingen.csv"',
      }),
    )
  }

  return app
}

/** What is asked exactly, and the period as the log writes it. */
function filterOf({
  readingPurpose: _,
  cursor: __,
  limit: ___,
  from,
  until,
  ...exact
}: Query): Omit<DecisionFilter, 'count'> {
  return {
    ...Object.fromEntries(Object.entries(exact).filter(([, value]) => value !== undefined)),
    ...(from ? { from: new Date(from).toISOString() } : {}),
    ...(until ? { until: new Date(until).toISOString() } : {}),
  }
}
