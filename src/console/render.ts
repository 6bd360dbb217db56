/** A page as a response: never cached, and nothing in it that the policy of the browser does not know. */
import type { Context } from 'hono'
import { html } from 'hono/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { View } from './page.ts'

export async function render(c: Context, view: View, status: ContentfulStatusCode = 200): Promise<Response> {
  return c.html(html`<!doctype html>${await view}`, status)
}
