/** Its types are a package of their own; this is what tests use of it. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  export class Provider {
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>)
    callback(): (request: IncomingMessage, response: ServerResponse) => void
    on(
      event: string,
      listener: (...given: { body?: Record<string, unknown>; oidc?: { params?: unknown } }[]) => void,
    ): void
  }
}
