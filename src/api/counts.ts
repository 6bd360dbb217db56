/** /v1/decisions/_counts: how often what was decided, out of what is counted off the path. Logged as a look in the log. */
import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import type { Caller } from '../domain/caller.ts'
import { ok, type Result } from '../errors.ts'
import { LIMITS } from '../limits.ts'
import type { AmongFilter, CountedBy, CountFilter, CountGroup, CountRow, Spread } from '../log/decision-counts.ts'
import { kindOf } from '../log/decision-index.ts'
import { type Tallied, talliedBy, tallyOf, totalOf, without } from '../log/tallies.ts'
import { type AppPorts, answer, callerOf, queryOf } from './context.ts'
import { bounded, namedBy, refusingNorms } from './counting.ts'
import type { CountsDocument } from './documents-counts.ts'
import { json } from './http.ts'
import { readingLog } from './log-reading.ts'
import { countsQuerySchema } from './queries-reports.ts'

const GROUPS = ['type', 'department', 'purpose', 'outcome'] as const
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
    const ofType = (type: string) => all.filter((row) => row.type === type)
    const inquiries = ofType('decision')
    const previewOutcomes = tallyOf(ofType('preview'))
    const document: CountsDocument = {
      from: asked.from,
      until: asked.until,
      total: totalOf(outcomes),
      outcomes,
      inquiries: {
        total: totalOf(tallyOf(inquiries)),
        outcomes: tallyOf(inquiries),
        purposes: namedBy(inquiries, ({ purpose }) => purpose, facts.purposes),
      },
      previewOutcomes,
      judgedPreviewOutcomes: await judgedOf(caller.oin, filter, previewOutcomes),
      acts: tallyOf(ofType('act')),
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
      return {
        all: await keptOf(oin, kept, GROUPS),
        spans: per ? await keptOf(oin, kept, SPANS, per) : null,
        since: null,
      }
    }
    const most = LIMITS.countedDecisions
    const { rows: all, since } = await decisionIndex.among(oin, filter, GROUPS, most)
    const spans = per ? (await decisionIndex.among(oin, filter, SPANS, most, per)).rows : null
    return { all, spans, since }
  }

  async function keptOf<Group extends CountGroup>(
    oin: string,
    { by, filter, asked }: Kept,
    groups: readonly Group[],
    spread?: Spread,
  ): Promise<readonly CountRow<Group>[]> {
    const { decisionIndex } = ports
    const all = await decisionIndex.counts(oin, by, filter, groups, spread)
    return asked ? without(all, await decisionIndex.counts(oin, 'account', filter, groups, spread)) : all
  }

  /** Those of one source, or of what was looked at, do not say on whose account they were made. */
  async function judgedOf(oin: string, filter: AmongFilter, previews: Tallied): Promise<Tallied | null> {
    if (filter.type !== undefined && filter.type !== 'preview')
      return filter.type === 'preview-judged' ? previews : tallyOf([])
    const kept = countedBy(filter)
    return kept?.by === 'all'
      ? tallyOf(await ports.decisionIndex.counts(oin, 'account', kept.filter, ['outcome']))
      : null
  }

  /** Of counts by one basis, norm or source it is not kept with which others it stood together. */
  async function together(oin: string, filter: AmongFilter): Promise<Pick<CountsDocument, 'legalBases' | 'norms'>> {
    const kept = countedBy(filter)
    if (kept?.by !== 'all' || kept.asked) return { legalBases: null, norms: null }
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

/** `asked`: without those that were made with a judgement. */
type Kept = {
  readonly by: Extract<CountedBy, 'all' | 'basis' | 'source' | 'account'>
  readonly filter: CountFilter
  readonly asked: boolean
}

/** Which counts are kept of this; null: none are. */
function countedBy({ legalBasis, source, norm, caseId, type: kind, ...exact }: AmongFilter): Kept | null {
  if (norm !== undefined || caseId !== undefined) return null
  const { type, account } = kind === undefined ? { type: undefined, account: null } : kindOf(kind)
  const plain: CountFilter = { ...exact, ...(type === undefined ? {} : { type }) }
  if (legalBasis === undefined && source === undefined)
    return { by: account === true ? 'account' : 'all', filter: plain, asked: account === false }
  if (account !== null || (legalBasis !== undefined && source !== undefined)) return null
  return legalBasis === undefined
    ? { by: 'source', filter: { ...plain, code: source ?? '' }, asked: false }
    : { by: 'basis', filter: { ...plain, code: legalBasis }, asked: false }
}
