/** Lists in pages: what a query asks for, the rows of it that a caller may see, and the page that is shown of them. */
import type { Context } from 'hono'
import { no, ok, type Result } from '../errors.ts'
import { LIMITS } from '../limits.ts'
import { turn } from '../log/turn.ts'
import { json } from './http.ts'

/** Sort keys of lists: an id, or an index of the log. */
export const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
export const INDEX = /^\d{1,15}$/

/** Judged at a stretch; then whoever waits goes first. */
const STRETCH_ROWS = 8

/** What is looked for: rows behind the sort key `after` (null: from the first), one more than the page holds. */
export type Wanted = { readonly after: string | null; readonly count: number }

type Query = { readonly cursor?: string | undefined; readonly limit?: number | undefined }

/** `form`: that of the sort keys of this list; any other cursor is none of its cursors. */
export function wantedBy({ cursor, limit }: Query, form: RegExp): Result<Wanted> {
  const after = cursor === undefined ? null : keyIn(cursor, form)
  if (cursor !== undefined && after === null) {
    return no('invalid-input', { problems: [{ pointer: '/cursor', message: 'is not a cursor of this list' }] })
  }
  return ok({ after, count: Math.min(limit ?? LIMITS.pageItemsDefault, LIMITS.pageItems) + 1 })
}

type Judged<T> = {
  list(after: string | null, count: number): Promise<readonly T[]>
  /** Rows that are alike get the same answer: it is asked once. */
  alike(row: T): string
  may(row: T): boolean | Promise<boolean>
}

/** What a caller may not see is in no page and in no cursor: the policy says so, row by row. */
export async function readable<T extends { readonly id: string }>(wanted: Wanted, of: Judged<T>): Promise<T[]> {
  const mine: T[] = []
  const known = new Map<string, boolean>()
  let last = wanted.after
  while (mine.length < wanted.count) {
    const rows = await of.list(last, LIMITS.pageItems)
    for (const row of rows) {
      const alike = of.alike(row)
      let may = known.get(alike)
      if (may === undefined) {
        if (known.size % STRETCH_ROWS === STRETCH_ROWS - 1) await turn()
        may = await of.may(row)
        known.set(alike, may)
      }
      if (may) mine.push(row)
    }
    const end = rows.at(-1)
    if (!end || rows.length < LIMITS.pageItems) break
    last = end.id
  }
  return mine
}

type Shown<T> = { key(row: T): string; items(rows: readonly T[]): readonly unknown[] }

/** The page of what was found, with a Link to the next one (RFC 8288) where more was found than it holds. */
export function pageOf<T>(c: Context, { count }: Wanted, found: readonly T[], { key, items }: Shown<T>): Response {
  const rows = found.slice(0, count - 1)
  const last = rows.at(-1)
  const next = found.length > rows.length && last !== undefined ? cursorOf(key(last)) : null
  const headers: Record<string, string> = {}
  if (next) {
    // It carries the filters that were asked, never a person.
    const url = new URL(c.req.url)
    url.searchParams.set('cursor', next)
    headers.link = `<${url.pathname}${url.search}>; rel="next"`
  }
  return json(c, 200, { items: items(rows), next }, headers)
}

/** Opaque cursor of a page: the sort key of its last row. */
function cursorOf(key: string): string {
  return btoa(key).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** null: no key of this form. */
function keyIn(cursor: string, form: RegExp): string | null {
  try {
    const key = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))
    return form.test(key) ? key : null
  } catch {
    return null
  }
}
