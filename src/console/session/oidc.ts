/**
 * Signing in at a provider of OpenID Connect (Core 1.0): authorization code with PKCE (RFC 7636), `iss` where it is announced
 * (RFC 9207), and an access token for the API (RFC 8707, RFC 9068), which the console uses as anybody else would. What the
 * protocol asks is checked by openid-client and jose; here stands what we ask beyond it.
 */
import { decodeJwt, type JSONWebKeySet, type JWTPayload } from 'jose'
import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  refreshTokenGrant,
  type TokenEndpointResponse,
} from 'openid-client'
import { ALGORITHMS } from '../../auth/issuers.ts'
import { createKeySet, REMOTE } from '../../auth/key-sets.ts'
import type { Provider } from '../../auth/provider.ts'
import { hex } from '../../domain/trace.ts'
import { LIMITS } from '../../limits.ts'
import type { Clock, Crypto } from '../../ports.ts'
import type { Exchanger } from '../../sources/exchange.ts'
import { logoutTokens } from './logout-tokens.ts'
import { providerClient } from './provider-client.ts'
import { providerFetch, signInFailureOf } from './provider-fetch.ts'
import type { Grant } from './sessions.ts'
import { type ProviderSignIn, SignInFailure } from './sign-in.ts'

export type OidcParts = {
  readonly provider: Provider
  /** Of the issuer at the API: whom its access tokens are for. */
  readonly audience: string
  readonly clock: Clock
  readonly crypto: Crypto
  readonly exchanger: Exchanger
  /** Read each time, so that a rotated secret needs no restart. */
  readonly secret: () => Promise<string>
}

export function providerSignIn({ provider, audience, clock, crypto, exchanger, secret }: OidcParts): ProviderSignIn {
  const { issuer, clientId, url, scopes } = provider
  const { origin } = new URL(issuer)
  const fetch = providerFetch(exchanger, origin)
  const client = providerClient({ provider, clock, secret, fetch })
  const resource: Record<string, string> = provider.resource === undefined ? {} : { resource: provider.resource }
  const logouts = logoutTokens({ clock, issuer, clientId })
  const keys = createKeySet(loadKeys, clock, REMOTE)
  /** One refresh token is used once: a provider that sees it twice takes it for stolen (RFC 9700, 4.14.2). */
  const renewals = new WeakMap<Grant, Promise<Grant | null>>()
  const word = () => hex(crypto.random(32))

  /** Whether it is a key set, jose says. */
  async function loadKeys(): Promise<JSONWebKeySet> {
    const { jwks_uri = '' } = await client.metadata()
    const init = { method: 'GET', headers: {}, body: undefined, redirect: 'manual' } as const
    return (await fetch(jwks_uri, init)).json() as Promise<JSONWebKeySet>
  }

  /** The token as the API will want it; what it says is believed by nobody here, the API verifies it. */
  function accessOf(token: string): JWTPayload & { readonly exp: number } {
    const claims = claimsOf(token)
    const { iss, aud, exp } = claims
    if (token.length > LIMITS.tokenBytes) throw new SignInFailure('access-token-too-large')
    if (iss !== issuer) throw new SignInFailure('access-token-issuer')
    if (![aud].flat().includes(audience)) throw new SignInFailure('access-token-audience')
    if (exp === undefined) throw new SignInFailure('access-token-opaque')
    return { ...claims, exp }
  }

  function grantOf(given: TokenEndpointResponse, who: Pick<Grant, 'subject' | 'providerSession'>): Grant {
    if (given.token_type !== 'bearer') throw new SignInFailure('access-token-type')
    return {
      accessToken: given.access_token,
      expiresAt: accessOf(given.access_token).exp * 1_000,
      ...(given.refresh_token === undefined ? {} : { refreshToken: given.refresh_token }),
      ...who,
    }
  }

  async function renewed(grant: Grant, refreshToken: string): Promise<Grant> {
    const given = await refreshTokenGrant(await client.configuration(), refreshToken, resource)
    // OpenID Connect Core 1.0, 12.2: the same person, or nobody.
    const claims = given.claims()
    if (claims !== undefined && claims.sub !== grant.subject) throw new SignInFailure('another-person')
    const next = grantOf(given, { subject: grant.subject, ...sessionOf(grant.providerSession) })
    if (claimsOf(next.accessToken).sub !== claimsOf(grant.accessToken).sub) throw new SignInFailure('another-person')
    return { ...next, refreshToken: next.refreshToken ?? refreshToken }
  }

  return {
    kind: 'provider',
    async begin(next) {
      const begun = { verifier: word(), state: word(), nonce: word(), next }
      const configuration = await client.configuration()
      const to = buildAuthorizationUrl(configuration, {
        redirect_uri: `${url}/console/login/callback`,
        scope: scopes.join(' '),
        state: begun.state,
        nonce: begun.nonce,
        code_challenge: await calculatePKCECodeChallenge(begun.verifier),
        code_challenge_method: 'S256',
        ...resource,
      })
      return { url: to, begun }
    },
    async finish(answer, { verifier, state, nonce }) {
      try {
        const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true }
        const given = await authorizationCodeGrant(await client.configuration(), answer, checks, resource)
        const claims = given.claims()
        if (claims === undefined) throw new SignInFailure('no-id-token')
        return grantOf(given, { subject: claims.sub, ...sessionOf(claims.sid) })
      } catch (error) {
        throw signInFailureOf(error)
      }
    },
    async renew(grant) {
      const { refreshToken } = grant
      if (refreshToken === undefined) return null
      const renewal =
        renewals.get(grant) ??
        renewed(grant, refreshToken).catch((error: unknown) => {
          const failure = signInFailureOf(error)
          // Of a provider that did not answer the same may be asked again.
          if (failure.unavailable) renewals.delete(grant)
          throw failure
        })
      renewals.set(grant, renewal)
      return renewal
    },
    // Without `id_token_hint`: an ID token says who somebody is, and addresses are kept by browsers and in logs. To send it in a form
    // would keep it out of them, but from another site such a form comes without the cookie of the provider (SameSite=Lax), which
    // then ends a session that it does not have, and says that all went well.
    farewell() {
      const configuration = client.known()
      if (configuration?.serverMetadata().end_session_endpoint === undefined) return null
      return buildEndSessionUrl(configuration, { post_logout_redirect_uri: `${url}/console/goodbye` })
    },
    async loggedOut(token) {
      const { id_token_signing_alg_values_supported: named = ['RS256'] } = await client.metadata()
      return logouts.read(
        token,
        keys.find,
        ALGORITHMS.filter((one) => named.includes(one)),
      )
    },
    isIssuer: (named) => named === issuer,
  }
}

function claimsOf(token: string): JWTPayload {
  try {
    return decodeJwt(token)
  } catch (cause) {
    throw new SignInFailure('access-token-opaque', { cause })
  }
}

function sessionOf(sid: unknown): Pick<Grant, 'providerSession'> {
  return typeof sid === 'string' && sid !== '' ? { providerSession: sid } : {}
}
