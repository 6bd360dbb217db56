/** GET /v1/me: who the caller is here, and which pages of the console open. Nothing in it is about anybody else: it is not logged. */
import { Hono } from 'hono'
import type { Caller } from '../domain/caller.ts'
import { PAGES, type Page } from '../domain/codes.ts'
import { ok } from '../errors.ts'
import { type AppPorts, answer, callerOf } from './context.ts'
import type { MeDocument } from './documents-judging.ts'
import { json } from './http.ts'
import { opensPage } from './pages.ts'

export function meRoutes(ports: AppPorts): Hono {
  const app = new Hono()

  app.get('/', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      return caller.ok ? ok(json(c, 200, documentOf(caller.value))) : caller
    }),
  )

  function documentOf(caller: Caller): MeDocument {
    const { organs, departments, roles } = ports.facts
    const { oin, organ, department, person } = caller
    return {
      person,
      organisation: { oin, name: ports.settings[oin]?.name ?? null },
      organ: named(organ, organs),
      department: department === null ? null : named(department, departments),
      roles: caller.roles.map((role) => named(role, roles)),
      pages: Object.fromEntries(PAGES.map((page) => [page, opens(caller, page)])) as MeDocument['pages'],
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
