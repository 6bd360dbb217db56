/** Headers of every answer: nothing inline, nothing from elsewhere, in no frame, in no cache, in no referrer. */
import type { MiddlewareHandler } from 'hono'

/** Browsers hold redirects after a form to `form-action` as well: none of ours leads elsewhere. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "script-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
}

/** Also for what answers in front of the console, so that no answer of it goes without. */
export function secured(headers: Headers): Headers {
  for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value)
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
  return headers
}

export const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next()
  secured(c.res.headers)
}
