/**
 * How the provider is asked: by the HTTP client that asks sources (no redirects, JSON of a bounded size, a timeout), and
 * nowhere but at the origin of the issuer, whatever its description names.
 */
import type { CustomFetch } from 'openid-client'
import { LIMITS } from '../../limits.ts'
import { SourceFailure } from '../../source-port.ts'
import type { Exchanger } from '../../sources/exchange.ts'
import { SignInFailure } from './sign-in.ts'

export function providerFetch(exchanger: Exchanger, origin: string): CustomFetch {
  return async (asked, { method, headers, body }) => {
    const url = new URL(asked)
    if (url.origin !== origin) throw new SignInFailure('provider-elsewhere', { unavailable: true })
    try {
      const reply = await exchanger.send({
        url,
        method: method === 'POST' ? 'POST' : 'GET',
        headers,
        ...(body instanceof URLSearchParams ? { body: body.toString() } : {}),
        signal: AbortSignal.timeout(LIMITS.providerTimeoutMs),
      })
      if (reply.status >= 500) {
        await reply.discard()
        throw new SignInFailure('provider-failing', { unavailable: true })
      }
      return Response.json(await reply.json(), { status: reply.status })
    } catch (error) {
      if (!(error instanceof SourceFailure)) throw error
      throw new SignInFailure(`provider-${error.kind}`, { unavailable: true, cause: error })
    }
  }
}

/** RFC 6749, 5.2 and RFC 8707, 2: what the operator may hear of an answer that says no. */
const TOKEN_ERRORS = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'invalid_target',
]

/** The library wraps what it does not know: ours is found inside. */
export function signInFailureOf(error: unknown): SignInFailure {
  for (let inner = error; inner instanceof Error; inner = inner.cause) if (inner instanceof SignInFailure) return inner
  const { code, error: said, name } = error as { readonly code?: unknown; readonly error?: unknown; name?: unknown }
  // What a browser brings back as `error` could be anything.
  const known = TOKEN_ERRORS.find((one) => one === said && name === 'ResponseBodyError')
  return new SignInFailure(known ?? (typeof code === 'string' ? code : 'unknown'), { cause: error })
}
