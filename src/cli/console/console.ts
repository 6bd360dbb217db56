/** The console of this server: the API in the same process, its style sheet, and how people sign in to it. */
import { resolve } from 'node:path'
import type { Hono } from 'hono'
import { isThisMachine } from '../../auth/issuers.ts'
import type { Provider } from '../../auth/provider.ts'
import type { Config } from '../../config.ts'
import { createConsole } from '../../console/console.tsx'
import { secured } from '../../console/security.ts'
import { providerSignIn } from '../../console/session/oidc.ts'
import { Sessions } from '../../console/session/sessions.ts'
import type { SignIn } from '../../console/session/sign-in.ts'
import type { UnloggedKind } from '../../domain/counters.ts'
import { LIMITS } from '../../limits.ts'
import type { SluisNode } from '../../node.ts'
import type { Exchanger } from '../../sources/exchange.ts'
import { secretOf } from '../../sources/registry.ts'
import { undiciExchanger } from '../../sources/undici.ts'
import { ed25519 } from '../../storage/node/ed25519.ts'
import { inUrl } from '../listen.ts'
import { mintToken } from '../token.ts'
import { assets } from './assets.ts'
import { fonts } from './fonts.ts'
import { DEMO_PEOPLE } from './people.ts'

/** `close` lets go of the provider. */
export type ServedConsole = { readonly app: Hono; close(): Promise<void> }

/** null: without a provider there is none in production, nor where other machines reach it. `here`: where the server listens. */
export function consoleFor(config: Config, { app, ports }: SluisNode, here: string): ServedConsole | null {
  const exchanger = undiciExchanger(async () => ({}))
  const signIn = config.console ? providerOf(config, config.console, ports, exchanger) : developmentOf(config)
  if (signIn === null) return null
  const { clock, crypto, observe, ledger } = ports
  const { idleMinutes = LIMITS.sessionIdleMs / 60_000, absoluteMinutes = LIMITS.sessionMs / 60_000 } =
    config.console ?? {}
  const limits = { idleMs: idleMinutes * 60_000, absoluteMs: absoluteMinutes * 60_000, most: LIMITS.sessions }
  const sessions = new Sessions({ clock, crypto }, limits)
  const shared = { clock, crypto, observe, count: (kind: UnloggedKind) => ledger.count(kind) }
  const fetchApi = async (request: Request): Promise<Response> => app.fetch(request)
  const noteCrypto = { sha256: crypto.sha256, ed25519 }
  const url = config.console?.url ?? here
  return {
    app: createConsole({ ...shared, noteCrypto, signIn, sessions, url, fetchApi, asset: assets(), fonts: fonts() }),
    close: () => exchanger.close(),
  }
}

function providerOf(
  { issuers }: Config,
  provider: Provider,
  { clock, crypto }: SluisNode['ports'],
  exchanger: Exchanger,
): SignIn {
  const trusted = issuers.find(({ issuer }) => issuer === provider.issuer)
  if (!trusted) throw new Error('a configuration that was not checked')
  const secret = () => secretOf(provider.clientSecret, (file) => resolve(file), process.env)
  return providerSignIn({ provider, audience: trusted.audience, clock, crypto, exchanger, secret })
}

/**
 * Nothing in the configuration turns this on: development has it where nobody else can reach it, and production has no way to.
 */
function developmentOf(config: Config): SignIn | null {
  if (config.mode !== 'development' || isReachable(config)) return null
  return {
    kind: 'development',
    people: DEMO_PEOPLE,
    async grant(id) {
      const found = DEMO_PEOPLE.find((one) => one.id === id)
      if (!found) return undefined
      const { oin, organ, department, roles, person } = found
      const minutes = LIMITS.sessionMs / 60_000
      const accessToken = await mintToken(config.keysDir, { oin, organ, department, roles, person, minutes })
      return { accessToken, expiresAt: Date.now() + minutes * 60_000, subject: person }
    },
  }
}

/** From other machines: there nobody may get in without being asked who they are. */
export function isReachable({ host }: Pick<Config, 'host'>): boolean {
  return !isThisMachine(inUrl(host).toLowerCase())
}

/** What answers a request: the console below its path, the API everywhere else. */
export function frontOf(app: Hono, console: Hono | undefined): Hono['fetch'] {
  if (console === undefined) return app.fetch
  return (request, env, context) => {
    const { pathname } = new URL(request.url)
    if (pathname === '/') {
      return new Response(null, { status: 302, headers: secured(new Headers({ location: '/console' })) })
    }
    const below = pathname === '/console' || pathname.startsWith('/console/')
    return (below ? console : app).fetch(request, env, context)
  }
}
