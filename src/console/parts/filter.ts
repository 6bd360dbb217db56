/**
 * Filters with a field that is typed in: the form is posted, and only what was checked stands in the address that can be shared.
 * Whatever else somebody typed there, a number of a person above all, comes into no address, history or log.
 */
import type { Context } from 'hono'
import { ID } from '../../api/paging.ts'
import { caseReferenceIn } from '../../cases/reference.ts'
import type { ApiProblem } from '../api.ts'
import type { Handler, View, Visit } from '../page.ts'
import { dayIn } from '../period.ts'
import { ownProblem } from '../problems.ts'
import { caseTyped } from './case.tsx'

/** What a filter is given as, and what is wrong with it. */
export type Unfit = { readonly given: Readonly<Record<string, string>>; readonly problem: ApiProblem }
type Field = {
  /** As it may stand in an address; null: not at all. */
  readonly checked: (v: Visit, typed: string) => string | null | Promise<string | null>
  readonly wrong: readonly [nl: string, en: string]
}
type Page = (v: Visit, c: Context, unfit?: Unfit) => View | Promise<Awaited<View>>

/** A day, also where a browser has no calendar of its own and lets anything be typed. */
export const DAY_FILTER: Field = {
  checked: (_, typed) => dayIn(typed) ?? null,
  wrong: ['dit is geen dag, zoals 2026-11-27', 'this is no day, such as 2026-11-27'],
}

/** A case by its reference or its number: that says nothing of anybody. In an address stands its number. */
export const CASE_FILTER: Readonly<Record<'caseId', Field>> = {
  caseId: {
    async checked(v, typed) {
      const id = (await caseTyped(v, typed)).toLowerCase()
      return ID.test(id) ? id : null
    },
    wrong: ['dit is geen kenmerk of nummer van een zaak', 'this is no reference or number of a case'],
  },
}

/** The same where the API knows it by either, also for who sees no cases: as it was typed, in the form that it is shown in. */
export const CASE_NAME_FILTER: Readonly<Record<'case', Field>> = {
  case: {
    checked: (_, typed) => caseReferenceIn(typed) ?? (ID.test(typed.toLowerCase()) ? typed.toLowerCase() : null),
    wrong: CASE_FILTER.caseId.wrong,
  },
}

/**
 * The post of a filter form: on to `path` with what was chosen, or the page with what is wrong, without it in the address. Left
 * empty stands in the address only what says something by that: those named `all` have a choice of their own where they are absent.
 */
export function filteredBy(
  path: string,
  typed: Readonly<Record<string, Field>>,
  page: Page,
  all: readonly string[] = [],
): Handler {
  return async (v, c) => {
    const given: Record<string, string> = {}
    const errors: { pointer: string; message: string }[] = []
    for (const [name, value] of Object.entries(await c.req.parseBody())) {
      if (typeof value !== 'string' || name.startsWith('_')) continue
      const text = value.trim()
      const field = text !== '' && Object.hasOwn(typed, name) ? typed[name] : undefined
      const checked = field ? await field.checked(v, text) : text
      given[name] = checked ?? text
      if (checked === null && field) errors.push({ pointer: `/${name}`, message: v.t(...field.wrong) })
    }
    if (errors.length === 0) {
      const chosen = Object.entries(given).filter(([name, value]) => value !== '' || all.includes(name))
      return c.redirect(chosen.length === 0 ? path : `${path}?${new URLSearchParams(chosen)}`, 303)
    }
    const title = v.t('Verbeter wat hieronder staat.', 'Mend what stands below.')
    return page(v, c, { given, problem: { ...ownProblem(400, title), errors } })
  }
}
