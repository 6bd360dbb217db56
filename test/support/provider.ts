/** A provider of OpenID Connect by others (oidc-provider), on a free port of this machine, with one client: the console. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose'
import { Provider } from 'oidc-provider'
import { type Issuer, issuersSchema } from '../../src/auth/issuers.ts'
import { OIN, type Person } from '../../src/cli/demo/people.ts'

export const CLIENT = 'sluis-console'
export const SECRET = 'a secret of this test alone'
/** What the API is called there; the provider gives tokens for it that are JWTs of `AUDIENCE`. */
export const RESOURCE = 'https://sluis.example/v1'
/** Known to the provider, and of another audience. */
export const OTHER_RESOURCE = 'https://other.example/v1'
export const AUDIENCE = 'sluis'

export type TestProvider = {
  readonly issuer: string
  /** As SLUIS_ISSUERS has it. */
  readonly document: Readonly<Record<string, unknown>>
  readonly issuers: readonly Issuer[]
  /** Of its token endpoint, in order: grant types that it answered well, and errors. */
  readonly grants: string[]
  /** Signs with the key of the provider. */
  sign(claims: JWTPayload, header?: Readonly<Record<string, unknown>>): Promise<string>
  close(): Promise<void>
}

/** `consoleUrl`: where its client lives. Everybody of `people` can log in by their name, with any password. */
export async function startProvider(consoleUrl: string, people: readonly Person[], port = 0): Promise<TestProvider> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const key: JWK = { ...(await exportJWK(privateKey)), kid: 'provider-1', alg: 'ES256', use: 'sig' }
  const server = createServer()
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, configurationOf(consoleUrl, people, key))
  const grants: string[] = []
  provider.on('grant.success', (context) => {
    grants.push(String((context?.oidc?.params as Record<string, unknown>)?.grant_type))
  })
  provider.on('grant.error', (_, error) => grants.push(String((error as { error?: unknown })?.error)))
  server.on('request', provider.callback())
  const document = {
    issuer,
    audience: AUDIENCE,
    jwks: { url: `${issuer}/jwks` },
    claims: {
      oin: { value: OIN.voorbeeldstad },
      organ: { claim: 'organ' },
      department: { claim: 'department' },
      roles: { claim: 'roles' },
      person: { claim: 'sub' },
      authorised: { claim: 'authorised' },
      screened: { claim: 'screened' },
      trained: { claim: 'trained' },
    },
  }
  return {
    issuer,
    document,
    issuers: issuersSchema.parse([document]),
    grants,
    sign: async (claims, header = {}) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', kid: 'provider-1', ...header })
        .sign(await importJWK(key, 'ES256')),
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

function configurationOf(consoleUrl: string, people: readonly Person[], key: JWK): Readonly<Record<string, unknown>> {
  const known = new Map(people.map((person) => [person.person, person]))
  return {
    clients: [
      {
        client_id: CLIENT,
        client_secret: SECRET,
        redirect_uris: [`${consoleUrl}/console/login/callback`],
        post_logout_redirect_uris: [`${consoleUrl}/console/goodbye`],
        backchannel_logout_uri: `${consoleUrl}/console/logout/backchannel`,
        backchannel_logout_session_required: true,
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: ['of this test alone'] },
    pkce: { required: () => true },
    findAccount: (_: unknown, id: string) =>
      known.has(id) ? { accountId: id, claims: () => ({ sub: id }) } : undefined,
    extraTokenClaims: (_: unknown, { accountId }: { accountId: string }) => {
      const { organ, department, roles } = known.get(accountId) ?? {}
      return { organ, department, roles, authorised: true, screened: true, trained: true, acr: 'substantial' }
    },
    // By itself it calls nobody on this machine.
    fetch: (url: string, { dispatcher: _, ...init }: RequestInit & { dispatcher?: unknown }) => fetch(url, init),
    issueRefreshToken: () => true,
    rotateRefreshToken: true,
    features: {
      backchannelLogout: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_: unknown, resource: string) => ({
          scope: 'sluis',
          audience: resource === RESOURCE ? AUDIENCE : 'other',
          accessTokenTTL: 600,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    ttl: { Interaction: 600, Session: 600, Grant: 600, IdToken: 600, AccessToken: 600, RefreshToken: 6_000 },
  }
}
