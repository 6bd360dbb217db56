/** OAuth 2.0 client credentials (RFC 6749, 4.4): one token per source, kept until shortly before it expires, never logged. */
import { z } from 'zod'
import type { Clock } from '../ports.ts'
import { SourceFailure } from '../source-port.ts'
import type { HttpConnector } from './connector.ts'
import type { Exchange, Reply } from './exchange.ts'

export type TokenParts = {
  readonly send: (asked: Exchange) => Promise<Reply>
  readonly clock: Clock
  /** Read at every token request, so that a rotated secret needs no restart. */
  readonly secret: () => Promise<string>
}
export type Tokens = {
  bearer(signal: AbortSignal): Promise<string>
  /** After the source refused the token: the next question asks for a new one. */
  forget(): void
}

const tokenSchema = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]{1,8192}$/),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number().positive().optional(),
})

/** A token that expires on the way is a failure nobody understands. */
const MARGIN_MS = 30_000
/** RFC 6749, 5.1 only recommends `expires_in`; without it a token is used for a minute. */
const UNSTATED_MS = 60_000

export function clientCredentials(oauth: NonNullable<HttpConnector['oauth']>, parts: TokenParts): Tokens {
  let held: { readonly token: string; readonly until: number } | undefined

  async function bearer(signal: AbortSignal): Promise<string> {
    const now = parts.clock().getTime()
    if (held && now < held.until) return held.token
    const reply = await parts.send(question(oauth, await parts.secret(), signal))
    if (reply.status !== 200) {
      await reply.discard()
      throw new SourceFailure('refused')
    }
    const token = tokenSchema.safeParse(await reply.json())
    if (!token.success) throw new SourceFailure('refused')
    const { access_token, expires_in } = token.data
    const lifeMs = expires_in === undefined ? UNSTATED_MS : expires_in * 1000
    held = { token: access_token, until: now + Math.max(0, lifeMs - MARGIN_MS) }
    return access_token
  }

  return {
    bearer,
    forget() {
      held = undefined
    },
  }
}

function question(oauth: NonNullable<HttpConnector['oauth']>, secret: string, signal: AbortSignal): Exchange {
  const form = new URLSearchParams({ grant_type: 'client_credentials' })
  if (oauth.scope) form.set('scope', oauth.scope)
  const headers: Record<string, string> = { 'content-type': 'application/x-www-form-urlencoded' }
  if (oauth.authentication === 'body') {
    form.set('client_id', oauth.clientId)
    form.set('client_secret', secret)
  } else {
    // RFC 6749, 2.3.1: both are form-encoded before they are joined.
    const pair = `${formEncoded(oauth.clientId)}:${formEncoded(secret)}`
    headers.authorization = `Basic ${btoa(pair)}`
  }
  return { url: new URL(oauth.tokenUrl), method: 'POST', headers, body: form.toString(), signal }
}

function formEncoded(text: string): string {
  return new URLSearchParams({ v: text }).toString().slice(2)
}
