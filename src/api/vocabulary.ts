/** /v1/norms, /v1/sources, /v1/tasks and the like: what can be asked, what can be judged and by whom, by which rules. */
import { type Context, Hono } from 'hono'
import type { Caller } from '../domain/caller.ts'
import { ok } from '../errors.ts'
import { LIMITS } from '../limits.ts'
import { coded, statesOf } from '../policy/listed.ts'
import { type AppPorts, answer, callerOf, notFound, queryOf } from './context.ts'
import { json } from './http.ts'
import { wordsOf } from './judging-texts.ts'
import { readingLog } from './log-reading.ts'
import { normReadSchema } from './queries.ts'

export function vocabularyRoutes(ports: AppPorts): Hono {
  const app = new Hono()
  const { facts } = ports

  const forCaller = (c: Context, document: (caller: Caller) => unknown): Promise<Response> =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const value = document(caller.value)
      return value === undefined ? notFound() : ok(json(c, 200, value))
    })

  /** The table says whose roles give it. Whether they may here and now is decided when it is given. */
  const judgements = (roles: readonly string[]) =>
    coded(facts.attestations).map((type) => ({
      ...type,
      mine: type.roles.some((role) => roles.includes(role)),
      words: wordsOf(type.code, type),
    }))

  const list = (items: readonly unknown[]) => ({ items, next: null })

  const norms = [...ports.norms.values()].map((norm) => ({ ...norm, links: ports.acts.linksOf(norm.article) }))

  app.get('/norms', (c) => forCaller(c, () => list(norms)))
  app.get('/norms/:id', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const query = queryOf(c, normReadSchema)
      if (!query.ok) return query
      const norm = norms.find(({ id }) => id === c.req.param('id'))
      if (!norm) return notFound()
      const { readingPurpose: purpose } = query.value
      const shown = ports.shown.get(norm.id) ?? null
      if (purpose === undefined) return ok(json(c, 200, { ...norm, shown, seen: null }))
      const looked = { filter: { norm: norm.id } }
      const refused = await readingLog(ports, c, caller.value, purpose, 'decisions', looked)
      return ok(refused ?? json(c, 200, { ...norm, shown, seen: await seenIn(ports, caller.value.oin, norm.id) }))
    }),
  )
  app.get('/purposes', (c) => forCaller(c, () => list(coded(facts.purposes))))
  app.get('/legal-bases', (c) => forCaller(c, () => list(coded(facts.legal_bases))))
  app.get('/tasks', (c) => forCaller(c, () => list(coded(facts.tasks))))
  app.get('/crime-forms', (c) => forCaller(c, () => list(coded(facts.crime_forms))))
  app.get('/attestation-types', (c) => forCaller(c, ({ roles }) => list(judgements(roles))))
  app.get('/obligation-types', (c) => forCaller(c, () => list(coded(facts.obligations))))
  app.get('/organs', (c) => forCaller(c, () => list(coded(facts.organs))))
  app.get('/departments', (c) => forCaller(c, () => list(coded(facts.departments))))
  app.get('/categories', (c) => forCaller(c, () => list(coded(facts.categories))))
  app.get('/case-states', (c) => forCaller(c, () => list(statesOf(facts))))
  app.get('/remedies', (c) => forCaller(c, () => list(coded(facts.remedies))))
  app.get('/roles', (c) => forCaller(c, () => list(coded(facts.roles))))
  app.get('/policy', (c) => forCaller(c, () => ({ ...ports.engine.policy(), norms: ports.norms.size })))
  app.get('/sources', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      // `connected`: whether this organisation can reach the source at all; whether it may is for an inquiry to find out.
      const items = coded(facts.sources).map(({ control: _, ...source }) => ({
        ...source,
        fields: Object.entries(source.fields).map(([name, field]) => ({ name, ...field })),
        connected: ports.sources.find(caller.value.oin, source.code) !== undefined,
      }))
      return ok(json(c, 200, list(items)))
    }),
  )

  return app
}

/** In how many decisions of this organisation it spoke, counted up to a bound. */
async function seenIn(ports: AppPorts, oin: string, norm: string): Promise<{ decisions: number; more: boolean }> {
  await ports.catchUp()
  const rows = await ports.decisionIndex.search(oin, { norm, count: LIMITS.seenDecisions + 1 })
  return { decisions: Math.min(rows.length, LIMITS.seenDecisions), more: rows.length > LIMITS.seenDecisions }
}
