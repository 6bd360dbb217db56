/**
 * GET /v1/me: who the caller is here, which pages of the console open, and where work waits. Nothing in it is about anybody else
 * but that a judgement is awaited: it is not logged.
 */
import { Hono } from 'hono'
import type { Caller } from '../domain/caller.ts'
import { PAGES, type Page } from '../domain/codes.ts'
import { ok } from '../errors.ts'
import { type AppPorts, answer, callerOf, queryOf } from './context.ts'
import type { MeDocument } from './documents-judging.ts'
import { json } from './http.ts'
import { landingOf } from './landing.ts'
import { ownReady } from './own-waiting.ts'
import { opensPage } from './pages.ts'
import { meQuerySchema } from './queries.ts'

export function meRoutes(ports: AppPorts): Hono {
  const app = new Hono()

  app.get('/', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const query = queryOf(c, meQuerySchema)
      if (!query.ok) return query
      return ok(json(c, 200, await documentOf(caller.value, query.value.landing === 'true')))
    }),
  )

  /** `lands`: where work waits is looked for, which takes a look at what others wait for. */
  async function documentOf(caller: Caller, lands: boolean): Promise<MeDocument> {
    const { organs, departments, roles } = ports.facts
    const { oin, organ, department, person } = caller
    const ready = (await ownReady(ports, caller)).length
    const pages = Object.fromEntries(PAGES.map((page) => [page, opens(caller, page)])) as MeDocument['pages']
    return {
      person,
      organisation: { oin, name: ports.settings[oin]?.name ?? null },
      organ: named(organ, organs),
      department: department === null ? null : named(department, departments),
      roles: caller.roles.map((role) => named(role, roles)),
      pages,
      ready,
      landing: lands ? await landingOf(ports, caller, (page) => pages[page], ready) : null,
    }
  }

  /** When the policy cannot say it, no page opens. */
  function opens(caller: Caller, page: Page): boolean {
    const opened = opensPage(ports, caller, page)
    return opened.ok && opened.value
  }

  return app
}

/** A token with a code that no table has is refused before this. */
function named(code: string, table: Readonly<Record<string, { readonly nl: string; readonly en: string }>>) {
  const { nl, en } = table[code] ?? { nl: code, en: code }
  return { code, nl, en }
}
