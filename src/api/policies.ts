/**
 * /v1/policies: which policies were in force since when, and how two of them differ. For everybody whom the policy page opens
 * to, and no entry of the log: it is about rules and nobody. Local settings are those of the caller's own organisation.
 */
import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import type { Caller } from '../domain/caller.ts'
import { ok, type Result } from '../errors.ts'
import { turn } from '../log/turn.ts'
import type { KeptPolicy } from '../policy/archive.ts'
import { papersOf } from '../policy/bundle.ts'
import { settingsSchema } from '../policy/facts.ts'
import { digestSchema } from '../policy/manifest.ts'
import { normDifference, settingsDifference, tableDifferences } from '../policy/policy-difference.ts'
import { type Alone, flat, oneAtATime } from './alone.ts'
import { type CasesBetween, casesBetween } from './cases-between.ts'
import { type AppPorts, answer, callerOf, notFound, queryOf } from './context.ts'
import type { policyDifferenceSchema, Revision } from './documents-policy.ts'
import { json } from './http.ts'
import { onPage } from './pages.ts'
import { pageOf, wantedBy } from './paging.ts'
import { differenceQuerySchema, revisionsQuerySchema } from './queries-policy.ts'

/** Moment and digest of the last revision of a page. */
const PLACE = /^\S{1,64} sha256:[0-9a-f]{64}$/
type Difference = z.infer<typeof policyDifferenceSchema>

export function policyRoutes(ports: AppPorts): Hono {
  const app = new Hono()
  const alone: Alone = oneAtATime()
  const between: CasesBetween = casesBetween(ports)

  app.get('/', (c) =>
    answer(c, async () => {
      const caller = opened(await callerOf(ports, c))
      if (!caller.ok) return caller
      const query = queryOf(c, revisionsQuerySchema)
      if (!query.ok) return query
      const wanted = wantedBy(query.value, PLACE)
      if (!wanted.ok) return wanted
      const { after, count } = wanted.value
      const [at = '', digest = ''] = after?.split(' ') ?? []
      const found = await ports.policies.list(after === null ? null : { at, digest }, count)
      const page = { key: (one: { at: string; digest: string }) => `${one.at} ${one.digest}`, items: revisions }
      return ok(pageOf(c, wanted.value, found, page))
    }),
  )

  app.get('/:a/difference/:b', (c) =>
    answer(c, async () => {
      const caller = opened(await callerOf(ports, c))
      if (!caller.ok) return caller
      const query = queryOf(c, differenceQuerySchema)
      if (!query.ok) return query
      // Both policies are read whole, whatever is asked of them.
      return flat(await alone(c, caller.value, () => difference(c, caller.value, query.value.cases !== 'false')))
    }),
  )

  async function difference(c: Context, caller: Caller, withCases: boolean): Promise<Result<Response>> {
    const [a, b] = await Promise.all([kept(c, 'a'), kept(c, 'b')])
    if (!a || !b) return notFound()
    const papers = papersBetween(a, b, caller)
    await turn()
    return ok(json(c, 200, { ...papers, cases: withCases ? await between(a, b) : null }))
  }

  const kept = (c: Context, name: 'a' | 'b') => ports.policies.find(c.req.param(name) ?? '')

  function opened(caller: Result<Caller>): Result<Caller> {
    if (!caller.ok) return caller
    const page = onPage(ports, caller.value, 'policy')
    return page.ok ? caller : page
  }

  function revisions(rows: readonly (Pick<KeptPolicy, 'digest' | 'at'> & { readonly norms: number })[]): Revision[] {
    return rows.map(({ digest, at, norms }) => revision(digest, at, norms))
  }

  function revision(digest: string, firstInForceAt: string, norms: number): Revision {
    const short = digest.slice('sha256:'.length, 'sha256:'.length + 12)
    return { revision: short, digest, firstInForceAt, norms, inForce: ports.engine.policy().digest === digest }
  }

  function papersBetween(a: KeptPolicy, b: KeptPolicy, { oin }: Caller): Omit<Difference, 'cases'> {
    const [old, fresh] = [papersOf(a.files), papersOf(b.files)]
    const rulesOf = ({ files }: KeptPolicy) => digestSchema.parse(JSON.parse(files.digest)).parts.wasm
    const settingsOf = ({ settings }: KeptPolicy) => settingsSchema.parse(JSON.parse(settings))[oin]
    const { came, went, changed } = normDifference(old.manifest.norms, fresh.manifest.norms)
    return {
      from: revision(a.digest, a.at, old.manifest.norms.length),
      to: revision(b.digest, b.at, fresh.manifest.norms.length),
      rules: rulesOf(a) !== rulesOf(b),
      norms: {
        came: [...came],
        went: [...went],
        changed: changed.map((one) => ({ ...one, members: [...one.members] })),
      },
      tables: tableDifferences(old.facts, fresh.facts).map(({ table, ...rows }) => ({
        table,
        came: [...rows.came],
        went: [...rows.went],
        changed: [...rows.changed],
      })),
      settings: settingsDifference(settingsOf(a), settingsOf(b)),
    }
  }

  return app
}
