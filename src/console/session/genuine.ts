/**
 * Whether a request comes from a page of ours: what the browser says of it (Fetch Metadata, Origin), and of a form the token in it.
 */
import type { Context } from 'hono'
import type { Crypto } from '../../ports.ts'
import type { Session } from './sessions.ts'

type Ports = { readonly crypto: Pick<Crypto, 'same'>; readonly url: string }

/**
 * A browser says so itself. One too old for Fetch Metadata names the origin, but for pages that send no referrer, as ours, that
 * is `null` (Fetch, 3.2): then the token in the form is what remains.
 */
export function crossSite(c: Context, url: string): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const origin = c.req.header('origin')
  if (origin === undefined || origin === 'null') return false
  return !URL.canParse(origin) || ![new URL(url).host, new URL(c.req.url).host].includes(new URL(origin).host)
}

/**
 * A page of elsewhere that has one of ours as a picture, a script or a frame of its own, also from a neighbour of the same site, whose
 * requests bear the cookie: nobody looks at it, and the log would say that who is signed in did. A link from there is followed.
 */
export function embedded(c: Context): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site === undefined || site === 'same-origin' || site === 'none') return false
  return c.req.header('sec-fetch-mode') !== 'navigate' || c.req.header('sec-fetch-dest') !== 'document'
}

export async function genuine(c: Context, { crypto, url }: Ports, session: Session): Promise<boolean> {
  if (crossSite(c, url)) return false
  const { _csrf } = await c.req.parseBody()
  return typeof _csrf === 'string' && crypto.same(_csrf, session.csrf)
}
