/**
 * /v1/samples: decisions drawn at random for review, so that anybody with the seed and the log can draw them again (how:
 * src/log/sampling.ts). Drawing is an act with an entry; looking has a purpose, is decided by policy, and is logged.
 */
import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import { type Act, act, judge } from '../acts.ts'
import type { Caller } from '../domain/caller.ts'
import type { Population, Sample } from '../domain/sample.ts'
import { hex } from '../domain/trace.ts'
import { no, ok, type Result } from '../errors.ts'
import { LIMITS } from '../limits.ts'
import { drawSample, redraw } from '../log/sampling.ts'
import { flat, oneAtATime } from './alone.ts'
import { type AppPorts, answer, bodyOf, callerOf, entered, notFound, queryOf, traceOf } from './context.ts'
import { shownFinding } from './finding-view.ts'
import { json } from './http.ts'
import { readingLog } from './log-reading.ts'
import { ID, pageOf, wantedBy } from './paging.ts'
import { decisionReadSchema } from './queries.ts'
import { sampleQuerySchema, sampleRequestSchema } from './queries-review.ts'

/** As many as a key of this kind takes: it is no secret, only nobody's choice. */
const SEED_BYTES = 16

export function sampleRoutes(ports: AppPorts): Hono {
  const app = new Hono()
  const alone = oneAtATime()

  app.post('/', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const body = await bodyOf(c, sampleRequestSchema)
      if (!body.ok) return body
      if (Date.parse(body.value.from) >= Date.parse(body.value.until)) {
        return no('invalid-input', { problems: [{ pointer: '/until', message: 'must lie after from' }] })
      }
      return flat(await alone(c, caller.value, () => drawnBy(c, caller.value, body.value)))
    }),
  )

  /** Judged beforehand as well: nothing is drawn for who may not. */
  async function drawnBy(
    c: Context,
    caller: Caller,
    { readingPurpose, size, grounds, ...asked }: z.infer<typeof sampleRequestSchema>,
  ): Promise<Result<Response>> {
    const input = { kind: 'read', resource: 'sample', purpose: readingPurpose } as const
    const judged = judge(ports, caller, { input, held: null })
    if (!judged.ok) return judged
    const seed = asked.seed ?? hex(ports.crypto.random(SEED_BYTES))
    const population = await populationOf(caller, asked)
    const may = judged.value.decision.outcome === 'permit'
    const drawn = may ? await drawSample(ports, population, { seed, size }, LIMITS.samplePopulation) : NOTHING
    if (!drawn) {
      const message = `holds more than ${LIMITS.samplePopulation} decisions; take a shorter period`
      return no('invalid-input', { problems: [{ pointer: '/from', message }] })
    }
    const { oin: _, ...from } = population
    const value = {
      ...from,
      ...{ id: ports.newId(), seed, seedGiven: asked.seed !== undefined, size },
      ...{ population: drawn.population, drawn: drawn.chosen.map(({ index }) => index) },
    }
    const request: Act = {
      entry: 'act',
      held: null,
      input,
      content: { sample: value, grounds },
      changes: async ({ at }) => [{ kind: 'sample', value: { ...value, oin: caller.oin, at } }],
    }
    const acted = entered(c, await act(ports, caller, request, traceOf(ports, c)))
    if (!acted.ok) return acted
    const { permitted, decision, document } = acted.value
    ports.observe({ type: 'act', kind: 'sample', outcome: decision.outcome })
    const made = { sampleId: value.id, population: value.population, drawn: value.drawn.length }
    return ok(json(c, 201, { ...document, ...(permitted ? made : {}) }))
  }

  /** What is in the log now: who draws again draws from no more. */
  async function populationOf(
    { oin }: Caller,
    { from, until, department }: Pick<z.infer<typeof sampleRequestSchema>, 'from' | 'until' | 'department'>,
  ): Promise<Population> {
    await ports.catchUp()
    const upTo = await ports.decisionIndex.position()
    return {
      oin,
      from: new Date(from).toISOString(),
      until: new Date(until).toISOString(),
      department: department ?? null,
      upTo,
    }
  }

  app.get('/', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const query = queryOf(c, sampleQuerySchema)
      if (!query.ok) return query
      const wanted = wantedBy(query.value, ID)
      if (!wanted.ok) return wanted
      const refused = await readingLog(ports, c, caller.value, query.value.readingPurpose, 'sample', { samples: true })
      if (refused) return ok(refused)
      const { oin } = caller.value
      const found = await ports.reviews.samples(oin, wanted.value.after, wanted.value.count)
      const reviewed = await ports.reviews.reviewed(
        oin,
        found.map(({ id }) => id),
      )
      const items = (rows: readonly Sample[]) => rows.map((one) => summaryOf(one, reviewed.get(one.id) ?? 0))
      return ok(pageOf(c, wanted.value, found, { key: ({ id }) => id, items }))
    }),
  )

  app.get('/:id', (c) => looked(c, shown))
  app.get('/:id/redraw', (c) =>
    looked(c, async (caller, sample) => {
      await ports.catchUp()
      const again = await alone(c, caller, () => redraw(ports, sample, LIMITS.samplePopulation))
      return again.ok ? ok(json(c, 200, { id: sample.id, result: again.value })) : again
    }),
  )

  function looked(c: Context, show: (caller: Caller, sample: Sample, c: Context) => Promise<Result<Response>>) {
    return answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const query = queryOf(c, decisionReadSchema)
      if (!query.ok) return query
      const id = c.req.param('id') ?? ''
      const refused = await readingLog(ports, c, caller.value, query.value.readingPurpose, 'sample', { sample: id })
      if (refused) return ok(refused)
      const sample = await ports.reviews.sample(caller.value.oin, id)
      return sample ? show(caller.value, sample, c) : notFound()
    })
  }

  async function shown({ oin }: Caller, sample: Sample, c: Context): Promise<Result<Response>> {
    await ports.catchUp()
    const rows = new Map((await ports.decisionIndex.rows(oin, sample.drawn)).map((row) => [row.index, row]))
    const findings = await ports.reviews.ofSample(oin, sample.id, LIMITS.findingsPerSample)
    const decisions = []
    for (const index of sample.drawn) {
      const row = rows.get(index) ?? null
      const id = row?.id ?? (await ports.ledger.range(index, 1))[0]?.id ?? ''
      const own = findings.filter(({ decisionId }) => decisionId === id).map((one) => shownFinding(one, ports.clock()))
      decisions.push({ index, id, decision: row, findings: own })
    }
    const reviewed = new Set(findings.map(({ decisionId }) => decisionId)).size
    return ok(json(c, 200, { ...summaryOf(sample, reviewed), decisions }))
  }

  return app
}

const NOTHING = { population: 0, chosen: [] }

function summaryOf({ oin: _, drawn, ...sample }: Sample, reviewed: number) {
  return { ...sample, drawn: drawn.length, reviewed }
}
