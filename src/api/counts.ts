/** /v1/decisions/_counts: how often what was decided, out of what is counted off the path. Logged as a look in the log. */
import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import type { Caller } from '../domain/caller.ts'
import { ok, type Result } from '../errors.ts'
import { LIMITS } from '../limits.ts'
import type { AmongFilter, CountFilter, Spread } from '../log/decision-counts.ts'
import { talliedBy, tallyOf, totalOf } from '../log/tallies.ts'
import { type AppPorts, answer, callerOf, queryOf } from './context.ts'
import { bounded, namedBy, refusingNorms } from './counting.ts'
import type { CountsDocument } from './documents-counts.ts'
import { json } from './http.ts'
import { readingLog } from './log-reading.ts'
import { countsQuerySchema } from './queries-reports.ts'

const GROUPS = ['department', 'purpose', 'outcome'] as const
const SPANS = ['span', 'outcome'] as const

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
    const filter: AmongFilter = { from: asked.from, until: asked.until, ...given }
    const { facts } = ports
    const { all, spans, since } = await found(caller.oin, filter, per)
    const outcomes = tallyOf(all)
    const document: CountsDocument = {
      from: asked.from,
      until: asked.until,
      total: totalOf(outcomes),
      outcomes,
      purposes: namedBy(all, ({ purpose }) => purpose, facts.purposes),
      departments: namedBy(all, ({ department }) => department, facts.departments),
      ...(await together(caller.oin, filter)),
      spans: spans && inTime(talliedBy(spans, ({ span }) => span)),
      partly: since === null ? null : { most: LIMITS.countedDecisions, since },
    }
    return ok(json(c, 200, document))
  }

  /** Out of the counts where there are any of this filter; else by looking, newest first, up to a bound. */
  async function found(oin: string, filter: AmongFilter, per: Spread | undefined) {
    const { decisionIndex } = ports
    const kept = countedBy(filter)
    if (kept) {
      const all = await decisionIndex.counts(oin, kept.by, kept.filter, GROUPS)
      const spans = per ? await decisionIndex.counts(oin, kept.by, kept.filter, SPANS, per) : null
      return { all, spans, since: null }
    }
    const most = LIMITS.countedDecisions
    const { rows: all, since } = await decisionIndex.among(oin, filter, GROUPS, most)
    const spans = per ? (await decisionIndex.among(oin, filter, SPANS, most, per)).rows : null
    return { all, spans, since }
  }

  /** Of counts by one basis, norm or source it is not kept with which others it stood together. */
  async function together(oin: string, filter: AmongFilter): Promise<Pick<CountsDocument, 'legalBases' | 'norms'>> {
    const kept = countedBy(filter)
    if (kept?.by !== 'all') return { legalBases: null, norms: null }
    const { decisionIndex, facts, norms } = ports
    const bases = await decisionIndex.counts(oin, 'basis', kept.filter, ['code', 'outcome'])
    const refusing = await decisionIndex.counts(oin, 'refused', kept.filter, ['code'])
    return {
      legalBases: namedBy(bases, ({ code }) => code, facts.legal_bases),
      norms: refusingNorms(norms, refusing),
    }
  }

  return app
}

function inTime(tallied: ReturnType<typeof talliedBy>): CountsDocument['spans'] {
  return tallied.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([span, outcomes]) => ({ span, outcomes }))
}

/** Which counts are kept of this; null: none are. */
function countedBy(
  filter: AmongFilter,
): { readonly by: 'all' | 'basis' | 'source'; readonly filter: CountFilter } | null {
  const { legalBasis, source, norm, caseId, ...plain } = filter
  if (norm !== undefined || caseId !== undefined) return null
  if (legalBasis !== undefined)
    return source === undefined ? { by: 'basis', filter: { ...plain, code: legalBasis } } : null
  return source === undefined ? { by: 'all', filter: plain } : { by: 'source', filter: { ...plain, code: source } }
}
