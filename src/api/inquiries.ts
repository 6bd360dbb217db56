/** /v1/inquiries: ask, walk again, preview, look back, withdraw. */
import { type Context, Hono } from 'hono'
import { inquire, walk } from '../broker.ts'
import type { Inquiry } from '../domain/inquiry.ts'
import { no, ok, type Result } from '../errors.ts'
import { LIMITS } from '../limits.ts'
import { openContent } from '../log/content.ts'
import type { InquiryRow } from '../ports.ts'
import type { RepeatKey } from '../steps/repeat.ts'
import { once } from '../steps/repeat.ts'
import type { Answer } from '../steps/respond.ts'
import { type AppPorts, answer, callerOf, notFound, pageSize, queryOf, traceOf } from './context.ts'
import { latestDecision } from './decision-view.ts'
import { cursorOf, json, keyOf, page, readJson } from './http.ts'
import { inquiryQuerySchema } from './queries.ts'

export function inquiryRoutes(ports: AppPorts): Hono {
  const app = new Hono()
  let concurrent = 0

  app.post('/', (c) => answer(c, () => ask(c, 'first')))
  app.post('/_preview', (c) => answer(c, () => ask(c, 'preview')))

  async function ask(c: Context, kind: 'first' | 'preview'): Promise<Result<Response>> {
    if (concurrent >= LIMITS.inquiriesConcurrent) return no('overloaded', { retryAfterSeconds: 1 })
    concurrent += 1
    const started = performance.now()
    try {
      const body = await readJson(c)
      if (!body.ok) {
        const caller = await callerOf(ports, c)
        return caller.ok ? body : caller
      }
      const repeat = kind === 'first' ? repeatOf(c, body.value.bytes) : ok(null)
      if (!repeat.ok) return repeat
      const result = await inquire(ports, {
        authorization: c.req.header('authorization'),
        body: body.value.value,
        walk: { kind },
        trace: traceOf(ports, c),
        repeat: repeat.value,
      })
      observe(result, started)
      return result.ok ? ok(answerResponse(c, result.value, kind === 'preview' ? 200 : 201)) : result
    } finally {
      concurrent -= 1
    }
  }

  app.post('/:id/disclosures', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const row = await ports.inquiries.find(caller.value.oin, caller.value.person, c.req.param('id'))
      if (!row) return notFound()
      if (!['waiting', 'aborted', 'refused'].includes(statusOf(row, ports.clock())))
        return no('inquiry-closed', { inquiryId: row.id })
      const inquiry = (await openContent(ports, `inquiry:${row.id}`, row.question)) as Inquiry | undefined
      if (!inquiry) return no('inquiry-closed', { inquiryId: row.id })
      const repeat = repeatOf(c, new Uint8Array())
      if (!repeat.ok) return repeat
      const started = performance.now()
      const kind = { kind: 'again', inquiryId: row.id, decisions: row.decisions, createdAt: row.createdAt } as const
      const trace = traceOf(ports, c)
      const result = await once(ports, caller.value, repeat.value, trace, (key) =>
        walk(ports, caller.value, inquiry, kind, trace, key),
      )
      observe(result, started)
      return result.ok ? ok(answerResponse(c, result.value, 201)) : result
    }),
  )

  app.get('/', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const query = queryOf(c, inquiryQuerySchema)
      if (!query.ok) return query
      const { status, caseId, source, cursor, limit } = query.value
      const after = cursor ? keyOf(cursor) : undefined
      if (after === null)
        return no('invalid-input', { problems: [{ pointer: '/cursor', message: 'is not a cursor of this list' }] })
      const count = pageSize(limit)
      const rows = await ports.inquiries.list(caller.value.oin, caller.value.person, {
        count: count + 1,
        ...(status ? { status } : {}),
        ...(caseId ? { caseId } : {}),
        ...(source ? { source } : {}),
        ...(after ? { after } : {}),
      })
      const shown = rows.slice(0, count)
      const last = shown.at(-1)
      return ok(
        page(
          c,
          shown.map((row) => summaryOf(row, ports.clock())),
          rows.length > count && last ? cursorOf(last.id) : null,
        ),
      )
    }),
  )

  app.get('/:id', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const row = await ports.inquiries.find(caller.value.oin, caller.value.person, c.req.param('id'))
      if (!row) return notFound()
      const decision = await latestDecision(ports, row)
      return ok(json(c, 200, { ...summaryOf(row, ports.clock()), decision }))
    }),
  )

  app.delete('/:id', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const row = await ports.inquiries.find(caller.value.oin, caller.value.person, c.req.param('id'))
      if (!row) return notFound()
      if (!['waiting', 'aborted', 'withdrawn'].includes(statusOf(row, ports.clock())))
        return no('inquiry-closed', { inquiryId: row.id })
      const at = ports.clock().toISOString()
      await ports.ledger.note([{ kind: 'inquiry-status', id: row.id, status: 'withdrawn', at, expiresAt: null }])
      return ok(json(c, 200, summaryOf({ ...row, status: 'withdrawn', updatedAt: at, expiresAt: null }, ports.clock())))
    }),
  )

  function observe(result: Result<Answer>, started: number): void {
    const milliseconds = performance.now() - started
    const document = result.ok ? result.value.document : {}
    const outcome = result.ok ? String(document.outcome) : result.problem.code
    ports.observe({ type: 'inquiry', outcome, status: String(document.status ?? 'none'), milliseconds })
  }

  return app
}

function repeatOf(c: Context, body: Uint8Array): Result<RepeatKey | null> {
  const key = c.req.header('idempotency-key')
  if (key === undefined) return ok(null)
  if (key.length < 8 || key.length > LIMITS.idempotencyKeyChars) {
    const message = `must have 8 to ${LIMITS.idempotencyKeyChars} characters`
    return no('invalid-input', { problems: [{ pointer: '/headers/Idempotency-Key', message }] })
  }
  return ok({ key, route: `${c.req.method} ${c.req.path}`, body })
}

/** The disclosure goes out as the very bytes that were committed to. */
function answerResponse(c: Context, given: Answer, status: 200 | 201): Response {
  const document = JSON.stringify(given.document)
  const body =
    given.disclosureText === null ? document : `${document.slice(0, -1)},"disclosure":${given.disclosureText}}`
  const headers = { 'content-type': 'application/json', location: `/v1/inquiries/${given.inquiryId}` }
  return c.body(body, status, status === 201 ? headers : { 'content-type': 'application/json' })
}

/** Expiry counts from the moment it passes, whether or not the clean-up has come by. */
function statusOf(row: InquiryRow, now: Date): InquiryRow['status'] {
  return row.expiresAt !== null && row.expiresAt <= now.toISOString() ? 'expired' : row.status
}

/** An inquiry still on its way shows as aborted: should its reply be lost, that is what it will be. */
function summaryOf(row: InquiryRow, now: Date) {
  const status = statusOf(row, now)
  return {
    id: row.id,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    expiresAt: row.expiresAt,
    outcome: row.outcome,
    status: status === 'open' ? 'aborted' : status,
    source: row.source,
    purpose: row.purpose,
    caseId: row.caseId,
    decisions: row.decisions,
  }
}
