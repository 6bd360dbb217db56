/**
 * In development nobody is asked who they are: then the console answers under the names of this machine and its own alone. A page of
 * elsewhere whose name was made to lead here (DNS rebinding) comes with that name.
 */
import type { MiddlewareHandler } from 'hono'
import { isThisMachine } from '../../auth/issuers.ts'

export function onlyHere(url: string): MiddlewareHandler {
  const own = new URL(url).host
  return async (c, next) => {
    const { host, hostname } = new URL(c.req.url)
    if (host !== own && !isThisMachine(hostname)) return c.text('421', 421)
    return next()
  }
}
