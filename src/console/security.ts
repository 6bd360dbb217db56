/** Headers of every page: nothing inline, nothing from elsewhere, in no frame, in no cache, in no referrer. */
import type { MiddlewareHandler } from 'hono'
import type { SignIn } from './session/sign-in.ts'

export function securityHeaders(signIn: SignIn): MiddlewareHandler {
  // A form that signs out is sent on to the provider, and browsers hold that to the policy of the form.
  const forms = signIn.kind === 'provider' ? `'self' ${signIn.origin}` : "'self'"
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    "script-src 'self'",
    `form-action ${forms}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
  return async (c, next) => {
    await next()
    const { headers } = c.res
    headers.set('content-security-policy', policy)
    headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains')
    headers.set('x-content-type-options', 'nosniff')
    headers.set('x-frame-options', 'DENY')
    headers.set('referrer-policy', 'no-referrer')
    headers.set('cross-origin-opener-policy', 'same-origin')
    headers.set('cross-origin-resource-policy', 'same-origin')
    headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=()')
    if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
  }
}
