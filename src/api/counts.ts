/** /v1/decisions/_counts: how often what was decided, out of what is counted off the path. Logged as a look in the log. */
import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import type { Caller } from '../domain/caller.ts'
import { ok, type Result } from '../errors.ts'
import { LIMITS } from '../limits.ts'
import { talliedBy, tallyOf, totalOf } from '../log/tallies.ts'
import { type AppPorts, answer, callerOf, queryOf } from './context.ts'
import { bounded, namedBy, refusingNorms } from './counting.ts'
import type { CountsDocument } from './documents-counts.ts'
import { json } from './http.ts'
import { readingLog } from './log-reading.ts'
import { countsQuerySchema } from './queries-reports.ts'

export function countRoutes(ports: AppPorts): Hono {
  const app = new Hono()

  app.get('/_counts', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const query = queryOf(c, countsQuerySchema)
      if (!query.ok) return query
      const days = query.value.per === 'day' ? LIMITS.countedDays : LIMITS.reportedDays
      const fits = bounded(query.value, days)
      return fits.ok ? counted(c, caller.value, query.value) : fits
    }),
  )

  async function counted(
    c: Context,
    caller: Caller,
    query: z.infer<typeof countsQuerySchema>,
  ): Promise<Result<Response>> {
    const { readingPurpose, per, ...asked } = query
    const refused = await readingLog(ports, c, caller, readingPurpose, 'counts', { counts: asked })
    if (refused) return ok(refused)
    await ports.catchUp()
    const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
    const filter = { from: asked.from, until: asked.until, ...given }
    const { decisionIndex, facts, norms } = ports
    const all = await decisionIndex.counts(caller.oin, 'all', filter, ['department', 'purpose', 'outcome'])
    const bases = await decisionIndex.counts(caller.oin, 'basis', filter, ['code', 'outcome'])
    const refusing = await decisionIndex.counts(caller.oin, 'refused', filter, ['code'])
    const spans = per ? await decisionIndex.counts(caller.oin, 'all', filter, ['span', 'outcome'], per) : null
    const outcomes = tallyOf(all)
    const document: CountsDocument = {
      from: asked.from,
      until: asked.until,
      total: totalOf(outcomes),
      outcomes,
      purposes: namedBy(all, ({ purpose }) => purpose, facts.purposes),
      departments: namedBy(all, ({ department }) => department, facts.departments),
      legalBases: namedBy(bases, ({ code }) => code, facts.legal_bases),
      norms: refusingNorms(norms, refusing),
      spans: spans && inTime(talliedBy(spans, ({ span }) => span)),
    }
    return ok(json(c, 200, document))
  }

  return app
}

function inTime(tallied: ReturnType<typeof talliedBy>): CountsDocument['spans'] {
  return tallied.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([span, outcomes]) => ({ span, outcomes }))
}
