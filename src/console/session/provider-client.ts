/**
 * The provider as it describes itself (OpenID Connect Discovery 1.0), looked for when it is first needed and again every
 * hour: one that is down stops nobody but who signs in. Time is injected.
 */
import {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  type CustomFetch,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
  type ServerMetadata,
} from 'openid-client'
import type { Provider } from '../../auth/provider.ts'
import { LIMITS } from '../../limits.ts'
import type { Clock } from '../../ports.ts'
import { signInFailureOf } from './provider-fetch.ts'
import { SignInFailure } from './sign-in.ts'

export type ClientParts = {
  readonly provider: Pick<Provider, 'issuer' | 'clientId'>
  readonly clock: Clock
  /** Read each time, so that a rotated secret needs no restart. */
  readonly secret: () => Promise<string>
  readonly fetch: CustomFetch
}

export type ProviderClient = {
  /** Throws SignInFailure. */
  metadata(): Promise<ServerMetadata>
  /** For its token endpoint. Throws SignInFailure. */
  configuration(): Promise<Configuration>
  /** As it was last known, without asking. */
  known(): Configuration | undefined
}

/** Where it sends browsers, and where it is asked: all on its own origin. */
const ENDPOINTS = ['authorization_endpoint', 'token_endpoint', 'jwks_uri', 'end_session_endpoint'] as const

export function providerClient({ provider, clock, secret, fetch }: ClientParts): ProviderClient {
  const { issuer, clientId } = provider
  const server = new URL(issuer)
  const plain = server.protocol === 'http:'
  let held: { readonly metadata: ServerMetadata; readonly at: number } | undefined
  let pending: Promise<ServerMetadata> | undefined
  let failed: { readonly failure: SignInFailure; readonly at: number } | undefined
  let built: { readonly configuration: Configuration; metadata: ServerMetadata; secret: string } | undefined
  const since = (instant: number) => clock().getTime() - instant

  async function look(): Promise<ServerMetadata> {
    try {
      const execute = plain ? [allowInsecureRequests] : []
      const found = await discovery(server, clientId, undefined, None(), { [customFetch]: fetch, execute })
      const metadata = checked(found.serverMetadata())
      held = { metadata, at: clock().getTime() }
      return metadata
    } catch (error) {
      failed = { failure: unknownProvider(error), at: clock().getTime() }
      // Its description hardly ever changes: the one of an hour ago serves until there is another.
      if (held) return held.metadata
      throw failed.failure
    } finally {
      pending = undefined
    }
  }

  /** `iss` of tokens is compared with what stands here, and SLUIS_ISSUERS with `iss`: exactly. */
  function checked(metadata: ServerMetadata): ServerMetadata {
    if (metadata.issuer !== issuer) throw new SignInFailure('provider-issuer', { unavailable: true })
    const strange = ENDPOINTS.some((name) => {
      const endpoint = metadata[name]
      if (endpoint === undefined) return name !== 'end_session_endpoint'
      return !URL.canParse(endpoint) || new URL(endpoint).origin !== server.origin
    })
    if (strange) throw new SignInFailure('provider-elsewhere', { unavailable: true })
    return metadata
  }

  async function metadata(): Promise<ServerMetadata> {
    if (held && since(held.at) < LIMITS.providerFreshMs) return held.metadata
    if (failed && since(failed.at) < LIMITS.keySetRetryMs) {
      if (held) return held.metadata
      throw failed.failure
    }
    pending ??= look()
    return pending
  }

  return {
    metadata,
    async configuration() {
      const described = await metadata()
      const now = await secret().catch((error: unknown) => {
        throw new SignInFailure('no-client-secret', { unavailable: true, cause: error })
      })
      if (built?.metadata === described && built.secret === now) return built.configuration
      const configuration = new Configuration(described, clientId, undefined, authentication(described, now))
      configuration[customFetch] = fetch
      if (plain) allowInsecureRequests(configuration)
      enableNonRepudiationChecks(configuration)
      built = { configuration, metadata: described, secret: now }
      return configuration
    },
    known: () => built?.configuration,
  }
}

/** OpenID Connect Discovery 1.0, 3: who does not say takes them in the header. */
function authentication({ token_endpoint_auth_methods_supported: methods }: ServerMetadata, secret: string) {
  const header = methods === undefined || methods.includes('client_secret_basic')
  return header ? ClientSecretBasic(secret) : ClientSecretPost(secret)
}

function unknownProvider(error: unknown): SignInFailure {
  const failure = signInFailureOf(error)
  return failure.unavailable ? failure : new SignInFailure('provider-malformed', { unavailable: true, cause: error })
}
