/** How somebody gets into the console: through a provider of OpenID Connect, or, in development, as one of the demo people. */
import type { Grant } from './sessions.ts'

/** Why nobody was signed in, for the operator: a code of ours, of the library or of OAuth, and nothing of the answer itself. */
export class SignInFailure extends Error {
  override readonly name = 'SignInFailure'
  readonly code: string
  /** The provider gave nothing to judge by: later it may. */
  readonly unavailable: boolean

  constructor(
    code: string,
    { unavailable = false, ...options }: ErrorOptions & { readonly unavailable?: boolean } = {},
  ) {
    super(code, options)
    this.code = code
    this.unavailable = unavailable
  }
}

/** What a login that was begun needs to be ended; the browser holds it, sealed. */
export type Begun = { readonly verifier: string; readonly state: string; readonly nonce: string; readonly next: string }

/** What asks the provider throws SignInFailure. */
export type ProviderSignIn = {
  readonly kind: 'provider'
  /** Where the browser goes; `begun` is to be kept for `finish`. */
  begin(next: string): Promise<{ readonly url: URL; readonly begun: Begun }>
  /** `answer`: the whole URL with which the browser came back. Throws when anything about it is not as it was begun. */
  finish(answer: URL, begun: Begun): Promise<Grant>
  /** null: the provider gives no new one. Asked more than once with one grant, it answers all the same. */
  renew(grant: Grant): Promise<Grant | null>
  /**
   * Where to end the session at the provider (OpenID Connect RP-Initiated Logout 1.0, 2), in a browser that goes there by itself:
   * it names this client, and nobody. null: it has no such place.
   */
  farewell(): URL | null
  /** Whom a logout token is about (OpenID Connect Back-Channel Logout 1.0, 2.6); null: it is none of this provider for us. */
  loggedOut(token: string): Promise<{ readonly subject?: string; readonly providerSession?: string } | null>
  /** Whether a front-channel call is from the provider (OpenID Connect Front-Channel Logout 1.0). */
  isIssuer(issuer: string): boolean
}

/** Only `sluis serve` in development makes one: production has no way to. */
export type DevelopmentSignIn = {
  readonly kind: 'development'
  readonly people: readonly { readonly id: string; readonly nl: string; readonly en: string }[]
  /** undefined: nobody of the list. */
  grant(id: string): Promise<Grant | undefined>
}

export type SignIn = ProviderSignIn | DevelopmentSignIn

/** Whom one can sign in as; null: that is asked at the provider. */
export function peopleOf(signIn: SignIn): DevelopmentSignIn['people'] | null {
  return signIn.kind === 'development' ? signIn.people : null
}
