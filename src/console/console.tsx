/**
 * The console: server-rendered pages over the API, for who has no software of their own. Order of a request: headers, assets,
 * signing in, session, language and purpose, then the page, of which the policy says whether these roles may open it.
 */
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { meDocumentSchema } from '../api/documents-judging.ts'
import { hex } from '../domain/trace.ts'
import type { Observer } from '../events.ts'
import { LIMITS } from '../limits.ts'
import type { NoteCrypto } from '../log/tree/note.ts'
import type { Clock, Crypto, Ledger } from '../ports.ts'
import { type Answered, ApiRefusal, apiFor } from './api.ts'
import { type Handler, type Me, type PageModule, PurposeNeeded, type Visit } from './page.ts'
import { PAGES } from './pages/index.ts'
import { MENU } from './pages/menu.ts'
import { ProblemPage } from './pages/problem.tsx'
import { PurposePage } from './pages/purpose.tsx'
import { SignInPage } from './pages/sign-in.tsx'
import { render } from './render.ts'
import { securityHeaders } from './security.ts'
import { cookieOf, dropCookie, giveCookie } from './session/cookies.ts'
import { languageOf } from './session/language.ts'
import { signInFailureOf } from './session/provider-fetch.ts'
import { crossSite, pathWithin, signInRoutes } from './session/routes.tsx'
import type { Grant, Session, Sessions } from './session/sessions.ts'
import type { SignIn } from './session/sign-in.ts'
import { createVocabularies } from './vocabulary.ts'
import { LANGUAGES, tongue } from './words.ts'

export type ConsolePorts = {
  readonly clock: Clock
  readonly crypto: Crypto
  readonly noteCrypto: NoteCrypto
  readonly observe: Observer
  readonly signIn: SignIn
  readonly sessions: Sessions
  /** Who could not be signed in has no entry in the log: it is counted there like a request without a good token. */
  readonly count: Ledger['count']
  /** Origin under which browsers reach it. */
  readonly url: string
  /** The API, as it is served over HTTP. */
  readonly fetchApi: (request: Request) => Promise<Response>
  /** By name under /console/assets. */
  readonly asset: (name: string) => Promise<{ readonly type: string; readonly body: string } | undefined>
}

const READING = ['P-AUDIT', 'P-RECHT']

export function createConsole(ports: ConsolePorts): Hono {
  const { sessions, signIn } = ports
  const vocabularies = createVocabularies(ports.clock)
  const app = new Hono().basePath('/console')
  app.use(securityHeaders(signIn))
  app.use(bodyLimit({ maxSize: LIMITS.formBytes }))
  // As our forms are sent, and the provider sends: what is of another kind, or half of one, is no fault of ours.
  app.use((c, next) => (c.req.method === 'POST' && !isForm(c) ? Promise.resolve(c.text('415', 415)) : next()))
  app.get('/assets/:name', async (c) => {
    const asset = await ports.asset(c.req.param('name'))
    if (!asset) return c.text('404', 404)
    return c.body(asset.body, 200, { 'content-type': asset.type, 'cache-control': 'public, max-age=300' })
  })
  app.route('/', signInRoutes(ports))

  app.on('GET', ['/', ''], (c) => guarded(c, async (visit) => c.redirect(`/console${firstOf(visit.me)}`)))
  app.get('/purpose', (c) => guarded(c, (visit) => PurposePage({ v: visit, next: pathWithin(c.req.query('next')) })))
  app.post('/purpose', (c) =>
    guarded(c, async (visit) => {
      const { purpose, next } = await c.req.parseBody()
      if (typeof purpose !== 'string' || !READING.includes(purpose)) return PurposePage({ v: visit, next: '/console' })
      visit.session.readingPurpose = purpose
      return c.redirect(pathWithin(String(next)), 303)
    }),
  )
  app.post('/language', (c) =>
    guarded(c, async () => {
      const { language, next } = await c.req.parseBody()
      const chosen = LANGUAGES.find((one) => one === language)
      if (chosen) giveCookie(c, 'language', chosen, LIMITS.languageKeptSeconds)
      return c.redirect(pathWithin(String(next)), 303)
    }),
  )
  /** Asks nobody whether it may: whoever has no session here any more is still known to the provider, and goes out there. */
  app.post('/logout', async (c) => {
    const id = cookieOf(c, 'session')
    const session = id === undefined ? undefined : sessions.find(id)
    if (crossSite(c) || (session && !(await genuine(c, session)))) return c.text('403', 403)
    if (session) sessions.end(session)
    dropCookie(c, 'session')
    const farewell = signIn.kind === 'provider' ? signIn.farewell(session?.grant ?? {}) : null
    return c.redirect(farewell?.href ?? '/console/goodbye', 303)
  })
  app.get('/goodbye', (c) =>
    render(c, <SignInPage language={languageOf(c)} next="/console" people={peopleOf(signIn)} trouble="out" />),
  )
  for (const page of PAGES) mount(page)
  app.notFound((c) => guarded(c, (visit) => problemPage(c, visit, missing(visit))))

  function mount(page: PageModule): void {
    for (const [route, handler] of Object.entries(page.routes)) {
      const [method = 'GET', path = '/'] = route.split(' ')
      const under = `${page.path}${path === '/' ? '' : path}`
      app.on(method, under, (c) => guarded(c, (visit, inner) => opened(page, visit, inner, handler)))
    }
  }

  /** The policy said which pages these roles may open; the API behind the page decides by itself again. */
  function opened(page: PageModule, visit: Visit, c: Context, handler: Handler): ReturnType<Handler> {
    return visit.me.pages[page.id] ? handler(visit, c) : problemPage(c, visit, closed(visit))
  }

  async function guarded(c: Context, handler: Handler): Promise<Response> {
    const session = await current(c)
    const { pathname, search } = new URL(c.req.url)
    if (!session) {
      const next = c.req.method === 'GET' ? pathWithin(`${pathname}${search}`) : '/console'
      return c.redirect(`/console/login?next=${encodeURIComponent(next)}`, 303)
    }
    if (c.req.method === 'POST' && !(await genuine(c, session))) return c.text('403', 403)
    const language = languageOf(c)
    const api = apiFor(ports.fetchApi, session.grant.accessToken)
    const word = () => hex(ports.crypto.random(16))
    const shared = {
      language,
      t: tongue(language),
      api,
      session,
      now: ports.clock(),
      word,
      noteCrypto: ports.noteCrypto,
      here: `${pathname}${search}`,
    }
    let visit: Visit | undefined
    try {
      const me = await api.get('/me', meDocumentSchema)
      const vocabulary: Visit['vocabulary'] = (path, answer) => vocabularies.get(api, me, path, answer)
      visit = { ...shared, me, vocabulary, readingPurpose: () => purposeOf(session) }
      const shown = await handler(visit, c)
      return shown instanceof Response ? shown : await render(c, shown)
    } catch (error) {
      if (error instanceof PurposeNeeded) {
        const next = c.req.method === 'GET' ? shared.here : '/console'
        return c.redirect(`/console/purpose?next=${encodeURIComponent(pathWithin(next))}`)
      }
      if (!(error instanceof ApiRefusal)) throw error
      if (error.problem.status === 401) {
        sessions.end(session)
        return c.redirect('/console/login')
      }
      if (visit) return problemPage(c, visit, { ok: false, problem: error.problem })
      return error.problem.status >= 500 ? unknownHere(c, language, 503) : unknownHere(c, language, 403)
    }
  }

  /** The session of the cookie, its token renewed where it is about to end; undefined: sign in (again). */
  async function current(c: Context): Promise<Session | undefined> {
    const id = cookieOf(c, 'session')
    const session = id === undefined ? undefined : sessions.find(id)
    if (!session) return undefined
    const left = session.grant.expiresAt - ports.clock().getTime()
    if (left > LIMITS.tokenRenewedMs) return session
    const renewed = await renewedOf(session.grant, left > 0)
    if (renewed) session.grant = renewed
    else sessions.end(session)
    // It may have been ended at the provider in the meantime.
    return sessions.find(id ?? '')
  }

  /** A provider that is away for a moment signs nobody out whose token still counts. */
  async function renewedOf(grant: Grant, counts: boolean): Promise<Grant | null> {
    if (signIn.kind !== 'provider') return null
    try {
      return await signIn.renew(grant)
    } catch (error) {
      const { code, unavailable } = signInFailureOf(error)
      ports.observe({ type: 'fault', where: 'renewal', code })
      return unavailable && counts ? grant : null
    }
  }

  async function genuine(c: Context, session: Session): Promise<boolean> {
    if (crossSite(c)) return false
    const { _csrf } = await c.req.parseBody()
    return typeof _csrf === 'string' && same(ports.crypto, _csrf, session.csrf)
  }

  /** Somebody whom the provider knows and the broker does not, or cannot tell. */
  function unknownHere(c: Context, language: 'nl' | 'en', status: 403 | 503): Promise<Response> {
    const trouble = status === 503 ? 'away' : 'refused'
    return render(
      c,
      <SignInPage language={language} next="/console" people={peopleOf(signIn)} trouble={trouble} />,
      status,
    )
  }

  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse()
    ports.observe({ type: 'fault', where: 'console', code: error.name })
    return c.text('500', 500)
  })
  return app
}

function problemPage(
  c: Context,
  visit: Visit,
  { problem }: Extract<Answered<never>, { ok: false }>,
): Promise<Response> {
  const status = problem.status as 400
  return render(c, <ProblemPage v={visit} problem={problem} />, status)
}

function purposeOf(session: Session): string {
  if (session.readingPurpose === null) throw new PurposeNeeded()
  return session.readingPurpose
}

/** In the time that one comparison takes, whatever is compared. */
function same(crypto: Crypto, a: string, b: string): boolean {
  const utf8 = new TextEncoder()
  return crypto.sha256Hex(utf8.encode(a)) === crypto.sha256Hex(utf8.encode(b))
}

const isForm = (c: Context) => /^application\/x-www-form-urlencoded\s*(;|$)/i.test(c.req.header('content-type') ?? '')
const peopleOf = (signIn: SignIn) => (signIn.kind === 'development' ? signIn.people : null)
const firstOf = (me: Me) => MENU.find(({ id }) => me.pages[id])?.path ?? '/nothing'

const missing = ({ t }: Visit) => problem(404, t('Deze bladzijde bestaat niet', 'There is no such page'), '')
const closed = ({ t }: Visit) =>
  problem(
    403,
    t('Deze bladzijde is niet voor uw rol', 'This page is not for your role'),
    t(
      'Het beleid opent haar voor andere rollen. Heeft u haar nodig voor uw werk, vraag dan uw leidinggevende om die rol.',
      'The policy opens it to other roles. If your work needs it, ask your manager for that role.',
    ),
  )

function problem(status: number, title: string, detail: string): Extract<Answered<never>, { ok: false }> {
  return { ok: false, problem: { type: 'about:blank', title, status, detail } }
}
