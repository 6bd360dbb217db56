/**
 * The console: server-rendered pages over the API, for who has no software of their own. Order of a request: headers, assets,
 * signing in, session, language and purpose, then the page, of which the policy says whether these roles may open it.
 */
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { meDocumentSchema } from '../api/documents-judging.ts'
import type { Observer } from '../events.ts'
import { LIMITS } from '../limits.ts'
import type { NoteCrypto } from '../log/tree/note.ts'
import type { Clock, Crypto, Ledger } from '../ports.ts'
import { type ApiProblem, ApiRefusal, apiFor, isPassing } from './api.ts'
import { type Handler, type Me, type PageModule, PurposeNeeded, type Visit } from './page.ts'
import { PAGES } from './pages/index.ts'
import { MENU } from './pages/menu.ts'
import { ProblemPage } from './pages/problem.tsx'
import { PurposePage } from './pages/purpose.tsx'
import { SignInPage } from './pages/sign-in.tsx'
import type { PdfFonts } from './pdf/document.ts'
import { closed, missing, sentBefore, unsure } from './problems.ts'
import { render } from './render.ts'
import { securityHeaders } from './security.ts'
import { watched } from './session/acts.ts'
import { entryOf, type KeptOut } from './session/entry.ts'
import { languageOf } from './session/language.ts'
import { formOf, once } from './session/once.ts'
import { onlyHere } from './session/only-here.ts'
import { pathWithin, signInRoutes } from './session/routes.tsx'
import type { Session, Sessions } from './session/sessions.ts'
import { peopleOf, type SignIn } from './session/sign-in.ts'
import { createVisits, hereOf } from './visit.ts'

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
  /** Letters of documents on paper. */
  readonly fonts: () => Promise<PdfFonts>
  /** By name under /console/assets. */
  readonly asset: (name: string) => Promise<{ readonly type: string; readonly body: string } | undefined>
}

const READING = ['P-AUDIT', 'P-RECHT']

export function createConsole(ports: ConsolePorts): Hono {
  const { sessions, signIn } = ports
  const visitOf = createVisits(ports)
  const app = new Hono().basePath('/console')
  app.use(securityHeaders)
  if (signIn.kind === 'development') app.use(onlyHere(ports.url))
  app.use(bodyLimit({ maxSize: LIMITS.formBytes }))
  // As our forms are sent, and the provider sends: what is of another kind, or half of one, is no fault of ours.
  app.use((c, next) => (c.req.method === 'POST' && !isForm(c) ? Promise.resolve(c.text('415', 415)) : next()))
  app.get('/assets/:name', async (c) => {
    const asset = await ports.asset(c.req.param('name'))
    if (!asset) return c.text('404', 404)
    return c.body(asset.body, 200, { 'content-type': asset.type, 'cache-control': 'public, max-age=300' })
  })
  app.route('/', signInRoutes(ports))

  app.on('GET', ['/', ''], (c) =>
    guarded(c, async ({ api }) =>
      c.redirect(`/console${firstOf(await api.get('/me', meDocumentSchema, { landing: 'true' }))}`),
    ),
  )
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
      const { next } = await c.req.parseBody()
      return c.redirect(pathWithin(String(next)), 303)
    }),
  )
  for (const page of PAGES) mount(page)
  app.notFound((c) => guarded(c, (visit) => problemPage(c, visit, missing(visit))))

  function mount(page: PageModule): void {
    for (const [route, handler] of Object.entries(page.routes)) {
      const [method = 'GET', path = '/'] = route.split(' ')
      const under = `${page.path}${path === '/' ? '' : path}`
      const shown: Handler = (visit, inner) => opened(page, visit, inner, handler)
      app.on(method, under, (c) => guarded(c, method === 'POST' ? countedOnce(shown) : shown))
    }
  }

  /** The policy said which pages these roles may open; the API behind the page decides by itself again. */
  function opened(page: PageModule, visit: Visit, c: Context, handler: Handler): ReturnType<Handler> {
    return visit.me.pages[page.right] ? handler(visit, c) : problemPage(c, visit, closed(visit))
  }

  /** The path of each request: it gets in, who it is of is known, and the handler answers it. */
  async function guarded(c: Context, handler: Handler): Promise<Response> {
    const entry = await entryOf(c, ports)
    if ('keptOut' in entry) return outside(c, entry.keptOut)
    let visit: Visit | undefined
    try {
      visit = await visitOf(c, entry.session)
      const shown = await handler(visit, c)
      return shown instanceof Response ? shown : await render(c, shown)
    } catch (error) {
      return stopped(c, error, entry.session, visit)
    }
  }

  /** What the handler, or the API behind it, needs first or says no to. `visit`: absent where who it is of is not known. */
  function stopped(c: Context, error: unknown, session: Session, visit?: Visit): Response | Promise<Response> {
    if (error instanceof PurposeNeeded) return c.redirect(`/console/purpose?next=${encodeURIComponent(backTo(c))}`)
    if (!(error instanceof ApiRefusal)) throw error
    if (error.problem.status === 401) {
      sessions.end(session)
      return outside(c, c.req.method === 'POST' ? 'over' : 'ended')
    }
    if (visit) return problemPage(c, visit, error.problem)
    return outside(c, isPassing(error.problem) ? 'busy' : 'refused')
  }

  /** What a page leads on to after a form counts for each other sending of that form. */
  function countedOnce(handler: Handler): Handler {
    return async (visit, c) => {
      const form = await formOf(c, ports.crypto)
      if (!form) return handler(visit, c)
      const acts = watched(ports.fetchApi)
      const api = apiFor(acts.fetchApi, visit.session.grant.accessToken, visit.language)
      const sent = await once(visit.session.sendings, form, async (tell) => {
        try {
          const answer = await handler({ ...visit, api }, c)
          tell(acts.cameOf(answer))
          return answer
        } catch (error) {
          tell(acts.cameOfFault())
          throw error
        }
      })
      if ('answer' in sent) return sent.answer
      const { before } = sent
      if (before.kind === 'done') return c.redirect(before.at, 303)
      return problemPage(c, visit, before.kind === 'other' ? sentBefore(visit) : unsure(visit))
    }
  }

  /**
   * Who is not in, or not any more. From a page of ours it is a page, not a redirect: that would go on to the provider, which lets
   * in again whoever sits there now; and browsers do not follow it where a form of ours began it (`form-action`).
   */
  function outside(c: Context, why: KeptOut | 'busy' | 'refused'): Response | Promise<Response> {
    if (why === 'embedded') return c.text('403', 403)
    if (why === 'new') return c.redirect(`/console/login?next=${encodeURIComponent(backTo(c))}`, 303)
    const next = why === 'refused' ? '/console' : backTo(c)
    const page = <SignInPage language={languageOf(c)} next={next} people={peopleOf(signIn)} trouble={why} />
    return render(c, page, why === 'busy' ? 503 : 403)
  }

  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse()
    ports.observe({ type: 'fault', where: 'console', code: error.name })
    return c.text('500', 500)
  })
  return app
}

function problemPage(c: Context, visit: Visit, problem: ApiProblem): Promise<Response> {
  return render(c, <ProblemPage v={visit} problem={problem} />, problem.status as 400)
}

/** Where one goes on after what is to come first: what was sent is not sent again. */
function backTo(c: Context): string {
  return c.req.method === 'POST' ? '/console' : pathWithin(hereOf(c))
}

const isForm = (c: Context) => /^application\/x-www-form-urlencoded\s*(;|$)/i.test(c.req.header('content-type') ?? '')
/** Where work waits, as the API says; else the first page that opens. */
function firstOf({ landing, pages }: Me): string {
  const at = MENU.find(({ right, work }) => work && right === landing) ?? MENU.find(({ right }) => pages[right])
  return at?.path ?? '/nothing'
}
