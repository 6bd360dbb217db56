/**
 * /v1/reports/accountability: what an organisation can show of a period (AVG 5 lid 2): per purpose and basis what was decided,
 * what refused, how long people waited, what is overdue, who looked. Out of counts: its cost does not grow with the log.
 */
import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import type { Caller } from '../domain/caller.ts'
import { policyDay } from '../erasure/calendar.ts'
import { ok, type Result } from '../errors.ts'
import type { Duration, LookRow } from '../log/decision-counts.ts'
import { tallyOf, totalOf, waitOf } from '../log/tallies.ts'
import { type AppPorts, answer, callerOf, queryOf } from './context.ts'
import { bounded, codedOf, namedBy, refusingNorms } from './counting.ts'
import type { AccountabilityDocument } from './documents-counts.ts'
import { json } from './http.ts'
import { readingLog } from './log-reading.ts'
import { accountabilityQuerySchema } from './queries-reports.ts'

type Asked = z.infer<typeof accountabilityQuerySchema>

export function reportRoutes(ports: AppPorts): Hono {
  const app = new Hono()

  app.get('/accountability', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const query = queryOf(c, accountabilityQuerySchema)
      if (!query.ok) return query
      const fits = bounded(query.value)
      return fits.ok ? reported(c, caller.value, query.value) : fits
    }),
  )

  async function reported(c: Context, caller: Caller, { readingPurpose, ...period }: Asked): Promise<Result<Response>> {
    const refused = await readingLog(ports, c, caller, readingPurpose, 'report', {
      report: 'accountability',
      ...period,
    })
    if (refused) return ok(refused)
    await ports.catchUp()
    return ok(json(c, 200, await documentOf(caller.oin, period)))
  }

  async function documentOf(oin: string, period: Omit<Asked, 'readingPurpose'>): Promise<AccountabilityDocument> {
    const { decisionIndex, facts, norms } = ports
    const now = ports.clock()
    const all = await decisionIndex.counts(oin, 'all', period, ['type', 'purpose', 'outcome'])
    const ofType = (type: string) => all.filter((row) => row.type === type)
    const asked = { ...period, type: 'decision' } as const
    const bases = await decisionIndex.counts(oin, 'basis', asked, ['code', 'outcome'])
    const looks = await decisionIndex.looks(oin, period)
    const outcomes = tallyOf(ofType('decision'))
    const previewOutcomes = tallyOf(ofType('preview'))
    return {
      ...period,
      madeAt: now.toISOString(),
      organisation: oin,
      inquiries: {
        total: totalOf(outcomes),
        outcomes,
        purposes: namedBy(ofType('decision'), ({ purpose }) => purpose, facts.purposes),
        legalBases: namedBy(bases, ({ code }) => code, facts.legal_bases),
      },
      previews: totalOf(previewOutcomes),
      previewOutcomes,
      judgedPreviewOutcomes: tallyOf(await decisionIndex.counts(oin, 'account', period, ['outcome'])),
      acts: tallyOf(ofType('act')),
      norms: refusingNorms(norms, await decisionIndex.counts(oin, 'refused', asked, ['code'])),
      waiting: waitingOf(
        await decisionIndex.durations(oin, 'judged', period),
        await decisionIndex.durations(oin, 'answered', period),
      ),
      overdue: overdueOf(await ports.duties.overdue(policyDay(now), oin)),
      readers: readersOf(looks.filter(({ type }) => type === 'read')),
      exports: permittedOf(looks.filter(({ type }) => type === 'export')),
      erasures: erasuresOf(await decisionIndex.erasures(oin, period)),
    }
  }

  function waitingOf(judged: readonly Duration[], answered: readonly Duration[]): AccountabilityDocument['waiting'] {
    const purposes = [...new Set([...judged, ...answered].map(({ purpose }) => purpose))].sort()
    const of = (purpose: string | null, durations: readonly Duration[]) =>
      waitOf(durations.filter((one) => one.purpose === purpose))
    return {
      judged: waitOf(judged),
      answered: waitOf(answered),
      purposes: purposes.map((purpose) => ({
        ...codedOf(ports.facts.purposes, purpose ?? ''),
        judged: of(purpose, judged),
        answered: of(purpose, answered),
      })),
    }
  }

  function overdueOf(counts: ReadonlyMap<string, number>): AccountabilityDocument['overdue'] {
    return [...counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([obligation, open]) => {
        const row = Object.hasOwn(ports.facts.obligations, obligation) ? ports.facts.obligations[obligation] : undefined
        return { obligation, text: row ? { nl: row.nl, en: row.en } : null, article: row?.article ?? null, open }
      })
  }

  /** Persons as their pseudonym, each under the purpose for which they looked and the roles that they had. */
  function readersOf(looks: readonly LookRow[]): AccountabilityDocument['readers'] {
    const keyOf = ({ purpose, person, roles }: LookRow) => JSON.stringify([purpose, person, roles])
    return [...new Set(looks.map(keyOf))].map((key) => {
      const theirs = looks.filter((look) => keyOf(look) === key)
      const [purpose, person, roles] = JSON.parse(key)
      const resources = [...new Set(theirs.map(({ resource }) => resource))].sort()
      return {
        purpose: codedOf(ports.facts.purposes, purpose),
        person,
        roles,
        looks: resources.map((resource) => ({
          resource,
          ...permittedOf(theirs.filter((look) => look.resource === resource)),
        })),
      }
    })
  }

  function erasuresOf(counts: ReadonlyMap<string, number>): AccountabilityDocument['erasures'] {
    const { rows } = ports.retention
    return [...counts].map(([ground, erased]) => {
      const row = Object.hasOwn(rows, ground) ? rows[ground] : undefined
      return { ground, text: row ? { nl: row.nl, en: row.en } : null, erased }
    })
  }

  return app
}

function permittedOf(looks: readonly LookRow[]): { permitted: number; refused: number } {
  const sum = (some: readonly LookRow[]) => some.reduce((total, one) => total + one.looks, 0)
  const permitted = looks.filter(({ outcome }) => outcome === 'permit')
  return { permitted: sum(permitted), refused: sum(looks) - sum(permitted) }
}
