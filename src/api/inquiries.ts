/** /v1/inquiries: ask, walk again, preview, look back, withdraw. */
import { type Context, Hono } from 'hono'
import { inquire, walk } from '../broker.ts'
import type { Caller } from '../domain/caller.ts'
import type { Inquiry } from '../domain/inquiry.ts'
import type { Trace } from '../domain/trace.ts'
import { no, ok, type Result } from '../errors.ts'
import { LIMITS } from '../limits.ts'
import { closeInquiry } from '../log/closing.ts'
import { openContent } from '../log/content.ts'
import type { InquiryRow } from '../ports.ts'
import { once, type Repeatable, type RepeatKey } from '../steps/repeat.ts'
import type { Answer } from '../steps/respond.ts'
import { type AppPorts, answer, callerOf, keyRefused, notFound, queryOf, traceOf } from './context.ts'
import { latestDecision } from './decision-view.ts'
import type { OwnQuestion } from './documents.ts'
import { json, readJson } from './http.ts'
import { isReady, type OwnWaiting, ownReady, ownWaiting } from './own-waiting.ts'
import { ID, pageOf, wantedBy } from './paging.ts'
import { inquiryQuerySchema } from './queries.ts'

type Refusal = ReturnType<typeof no>

export function inquiryRoutes(ports: AppPorts): Hono {
  const app = new Hono()
  let concurrent = 0

  app.post('/', (c) => answer(c, () => ask(c, 'first')))
  app.post('/_preview', (c) => answer(c, () => ask(c, 'preview')))

  async function ask(c: Context, kind: 'first' | 'preview'): Promise<Result<Response>> {
    const body = await readJson(c)
    if (!body.ok) return afterCaller(c, body)
    const repeat = kind === 'first' ? repeatOf(c, body.value.bytes) : (keyRefused(c) ?? ok(null))
    if (!repeat.ok) return afterCaller(c, repeat)
    return observed(c, kind === 'preview' ? 200 : 201, () =>
      inquire(ports, {
        authorization: c.req.header('authorization'),
        body: body.value.value,
        walk: { kind },
        trace: traceOf(ports, c),
        repeat: repeat.value,
      }),
    )
  }

  /** Who may not ask at all learns nothing of what was wrong with the question. */
  async function afterCaller(c: Context, refusal: Refusal): Promise<Refusal> {
    const caller = await callerOf(ports, c)
    return caller.ok ? refusal : caller
  }

  app.post('/:id/disclosures', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const repeat = repeatOf(c, new Uint8Array())
      if (!repeat.ok) return repeat
      const trace = traceOf(ports, c)
      // A repeat asks for the answer of the walk that was, so the key is looked at before the inquiry's state is.
      return observed(c, 201, () =>
        once(ports, caller.value, repeat.value, trace, (key) => disclose(caller.value, c.req.param('id'), trace, key)),
      )
    }),
  )

  /** Walks the whole path again for what waited, was refused or failed; one walk of an inquiry at a time. */
  function disclose(caller: Caller, id: string, trace: Trace, key: Repeatable | null): Promise<Result<Answer>> {
    return alone(caller, id, async (row) => {
      const status = statusOf(row, ports.clock())
      if (status === 'open') return no('inquiry-in-flight', { inquiryId: id })
      if (!['waiting', 'aborted', 'refused'].includes(status)) return no('inquiry-closed', { inquiryId: id })
      const inquiry = await askedIn(row)
      if (!inquiry) return no('inquiry-closed', { inquiryId: id })
      const kind = { kind: 'again', inquiryId: id, decisions: row.decisions, createdAt: row.createdAt } as const
      return walk(ports, caller, inquiry, kind, trace, key)
    })
  }

  /** undefined: erased. */
  async function askedIn({ id, question }: InquiryRow): Promise<Inquiry | undefined> {
    return (await openContent(ports, `inquiry:${id}`, question)) as Inquiry | undefined
  }

  /** Two walks at once would each release; a withdrawal during a walk would be undone by it. */
  async function alone<T>(
    caller: Caller,
    id: string,
    work: (row: InquiryRow) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const mine = `inquiry ${caller.oin} ${caller.person} ${id}`
    if (ports.inFlight.has(mine)) return no('inquiry-in-flight', { inquiryId: id })
    ports.inFlight.add(mine)
    try {
      const row = await ports.inquiries.find(caller.oin, caller.person, id)
      return row ? await work(row) : notFound()
    } finally {
      ports.inFlight.delete(mine)
    }
  }

  app.get('/', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const query = queryOf(c, inquiryQuerySchema)
      if (!query.ok) return query
      const { status, caseId, source, ready } = query.value
      const wanted = wantedBy(query.value, ID)
      if (!wanted.ok) return wanted
      const { after, count } = wanted.value
      const { oin, person } = caller.value
      const able = ready === 'true' ? await ownReady(ports, caller.value) : null
      const found = await ports.inquiries.list(oin, person, {
        count,
        ...(able ? { ids: able } : {}),
        ...(status ? { status } : {}),
        ...(caseId ? { caseId } : {}),
        ...(source ? { source } : {}),
        ...(after === null ? {} : { after }),
      })
      const waits = await ownWaiting(ports, caller.value, { ids: found.map(({ id }) => id) })
      const shown = {
        key: ({ id }: InquiryRow) => id,
        // What expired since the last clean-up no longer has the status it was found by.
        items: (rows: readonly InquiryRow[]) =>
          rows.map((row) => summaryOf(row, ports.clock(), waits)).filter((one) => !status || one.status === status),
      }
      return ok(pageOf(c, wanted.value, found, shown))
    }),
  )

  app.get('/:id', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const row = await ports.inquiries.find(caller.value.oin, caller.value.person, c.req.param('id'))
      if (!row) return notFound()
      const decision = await latestDecision(ports, row)
      const waits = await ownWaiting(ports, caller.value, { ids: [row.id] })
      const question = ownQuestion(await askedIn(row))
      return ok(json(c, 200, { ...summaryOf(row, ports.clock(), waits), question, decision }))
    }),
  )

  app.delete('/:id', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      return alone(caller.value, c.req.param('id'), async (row) => {
        const status = statusOf(row, ports.clock())
        // Again: it is withdrawn, and the log has its one entry.
        if (status === 'withdrawn') return ok(json(c, 200, summaryOf(row, ports.clock())))
        if (!['waiting', 'aborted'].includes(status)) return no('inquiry-closed', { inquiryId: row.id })
        const at = ports.clock().toISOString()
        const closing = { result: 'withdrawn', caller: caller.value, at, trace: traceOf(ports, c) } as const
        try {
          const closed = await closeInquiry(ports, row, closing)
          if (!closed) return no('inquiry-closed', { inquiryId: row.id })
        } catch {
          return no('log-unavailable', { inquiryId: row.id })
        }
        const withdrawn: InquiryRow = { ...row, status: 'withdrawn', updatedAt: at, expiresAt: null }
        return ok(json(c, 200, summaryOf(withdrawn, ports.clock())))
      })
    }),
  )

  /** Counts only questions that are complete: a client that sends slowly holds no place that others need. */
  async function observed(
    c: Context,
    status: 200 | 201,
    run: () => Promise<Result<Answer>>,
  ): Promise<Result<Response>> {
    if (concurrent >= LIMITS.inquiriesConcurrent) return no('overloaded', { retryAfterSeconds: 1 })
    concurrent += 1
    const started = performance.now()
    try {
      const result = await run()
      const milliseconds = performance.now() - started
      const document = result.ok ? result.value.document : {}
      const outcome = result.ok ? String(document.outcome) : result.problem.code
      ports.observe({ type: 'inquiry', outcome, status: String(document.status ?? 'none'), milliseconds })
      return result.ok ? ok(answerResponse(c, result.value, status)) : result
    } finally {
      concurrent -= 1
    }
  }

  return app
}

function repeatOf(c: Context, body: Uint8Array): Result<RepeatKey | null> {
  const key = c.req.header('idempotency-key')
  if (key === undefined) return ok(null)
  if (key.length < LIMITS.idempotencyKeyCharsMin || key.length > LIMITS.idempotencyKeyChars) {
    const message = `must have ${LIMITS.idempotencyKeyCharsMin} to ${LIMITS.idempotencyKeyChars} characters`
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

/** For who asked it themselves, and even so not whom it was about: each part that goes out is named. */
function ownQuestion(asked: Inquiry | undefined): OwnQuestion | null {
  if (!asked) return null
  const { regime, mode, task, legalBasis, level, fields, recipient, grounds } = asked
  return { regime, mode, task, legalBasis: [...legalBasis], level, fields: [...fields], recipient, grounds }
}

/** Expiry counts from the moment it passes, whether or not the clean-up has come by. */
function statusOf(row: InquiryRow, now: Date): InquiryRow['status'] {
  return row.expiresAt !== null && row.expiresAt <= now.toISOString() ? 'expired' : row.status
}

/** An inquiry still on its way shows as aborted: should its reply be lost, that is what it will be. */
function summaryOf(row: InquiryRow, now: Date, waits: OwnWaiting = new Map()) {
  const status = statusOf(row, now)
  const missing = waits.get(row.id) ?? []
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
    missing,
    ready: isReady(missing),
  }
}
