/** The console over real HTTP, signing in at a provider of others; both on this machine. */
import { Hono } from 'hono'
import { providerSchema } from '../../src/auth/provider.ts'
import type { Person } from '../../src/cli/demo/people.ts'
import { providerSignIn } from '../../src/console/session/oidc.ts'
import type { ProviderSignIn } from '../../src/console/session/sign-in.ts'
import type { Event } from '../../src/events.ts'
import type { Clock } from '../../src/ports.ts'
import type { Exchanger } from '../../src/sources/exchange.ts'
import { undiciExchanger } from '../../src/sources/undici.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { consoleWith } from './console.ts'
import { listen } from './listen.ts'
import { AUDIENCE, CLIENT, RESOURCE, SECRET, startProvider, type TestProvider } from './provider.ts'
import { type Page, type Surfer, surfer } from './surfer.ts'
import { openWorld, type World } from './world.ts'

export type Provided = {
  readonly world: World
  readonly provider: TestProvider
  /** Origin of the console. */
  readonly url: string
  readonly events: Event[]
  /** What `signInOf` gave last is what the console uses. */
  use(signIn: ProviderSignIn): void
  /** Another console than one of `signInOf`. */
  mount(app: Hono): void
  signInOf(
    changes?: Readonly<Record<string, unknown>>,
    parts?: { exchanger?: Exchanger; secret?: string },
  ): ProviderSignIn
  /** From a page of the console to where it sent us after the login. */
  login(surfer: Surfer, person: Person, path?: string): Promise<Page>
  /** Logs in for what `begin` began, and gives the answer that a browser would bring back. */
  answer(to: URL, person: Person): Promise<URL>
  close(): Promise<void>
}

/** `host`: by which name browsers reach the console; the provider is at 127.0.0.1. */
export async function openProvided(people: readonly Person[], clock: Clock, host = '127.0.0.1'): Promise<Provided> {
  let app = new Hono()
  const front = await listen(new Hono().all('*', (c) => app.fetch(c.req.raw)))
  const url = front.origin.replace('127.0.0.1', host)
  const provider = await startProvider(url, people)
  const events: Event[] = []
  const world = await openWorld({ issuers: provider.issuers, observe: (event) => events.push(event) })
  const real = undiciExchanger(async () => ({}))
  const callback = `${url}/console/login/callback`

  async function pass(surfing: Surfer, page: Page, { person }: Person, hold?: string): Promise<Page> {
    const consent = await surfing.submit(page, '/interaction/', { login: person, password: 'any' }, hold)
    return consent.html.includes('value="consent"') ? surfing.submit(consent, '/interaction/', {}, hold) : consent
  }

  return {
    world,
    provider,
    url,
    events,
    use(signIn) {
      app = consoleWith(world, signIn, clock, url)
    },
    mount(other) {
      app = other
    },
    signInOf(changes = {}, { exchanger = real, secret = SECRET } = {}) {
      const written = {
        url,
        issuer: provider.issuer,
        clientId: CLIENT,
        clientSecret: { env: 'SLUIS_SECRET_CONSOLE' },
        scopes: ['openid', 'sluis'],
        resource: RESOURCE,
      }
      const config = providerSchema.parse({ ...written, ...changes })
      const crypto = createCrypto()
      return providerSignIn({
        provider: config,
        audience: AUDIENCE,
        clock,
        crypto,
        exchanger,
        secret: async () => secret,
      })
    },
    async login(surfing, person, path = '/console/purpose') {
      return pass(surfing, await surfing.go(`${url}${path}`), person)
    },
    async answer(to, person) {
      const surfing = surfer()
      return new URL((await pass(surfing, await surfing.go(to.href, callback), person, callback)).url)
    },
    async close() {
      await real.close()
      await front.close()
      await provider.close()
      await world.close()
    },
  }
}
