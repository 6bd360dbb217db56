/** Coming in and going out: /console/login and below, /console/logout and below. The one place where sessions begin and end. */
import { type Context, Hono } from 'hono'
import { LIMITS } from '../../limits.ts'
import { ApiRefusal, apiFor, isPassing } from '../api.ts'
import type { ConsolePorts } from '../console.tsx'
import { SignInPage } from '../pages/sign-in.tsx'
import { SignOutPage } from '../pages/sign-out.tsx'
import { render } from '../render.ts'
import type { Language } from '../words.ts'
import { cookieOf, dropCookie, giveCookie } from './cookies.ts'
import { sessionOf } from './current.ts'
import { crossSite, genuine } from './genuine.ts'
import { languageChosen, languageOf } from './language.ts'
import { Logins } from './logins.ts'
import { signInFailureOf } from './provider-fetch.ts'
import type { Grant } from './sessions.ts'
import { peopleOf, SignInFailure } from './sign-in.ts'

/** The API said no, and counted that itself. */
const COUNTED = 'not-known-here'

export function signInRoutes(ports: ConsolePorts): Hono {
  const { signIn, sessions } = ports
  const app = new Hono()
  const logins = new Logins(ports)

  app.get('/login', async (c) => {
    const next = pathWithin(c.req.query('next'))
    if (signIn.kind === 'development') return signInPage(c, next)
    try {
      const { url, begun } = await signIn.begin(next)
      giveCookie(c, 'login', logins.keep(begun), LIMITS.loginMs / 1_000)
      return c.redirect(url.href)
    } catch (error) {
      return failed(c, next, error)
    }
  })

  app.get('/login/callback', async (c) => {
    if (signIn.kind !== 'provider') return c.text('404', 404)
    const id = cookieOf(c, 'login')
    const held = id === undefined ? undefined : logins.look(id)
    // Of two pages that sign in at once the browser holds what the later one began: what answers the other must not end that.
    const isOwn = held?.state === c.req.query('state')
    const login = isOwn && id !== undefined ? logins.take(id) : held
    if (isOwn || !held) dropCookie(c, 'login')
    if (!login) return signInPage(c, '/console', 'late')
    try {
      const answer = new URL(c.req.url)
      const grant = await signIn.finish(new URL(`${ports.url}${answer.pathname}${answer.search}`), login)
      return await enter(c, grant, login.next)
    } catch (error) {
      return failed(c, login.next, error)
    }
  })

  app.post('/login', async (c) => {
    if (signIn.kind !== 'development' || crossSite(c, ports.url)) return c.text('404', 404)
    const form = await c.req.parseBody()
    try {
      const grant = await signIn.grant(String(form.person ?? ''))
      if (!grant) throw new SignInFailure('unknown-person')
      return await enter(c, grant, pathWithin(String(form.next ?? '')))
    } catch (error) {
      return failed(c, '/console', error)
    }
  })

  /** There is no session yet to hold a token: a page of ours sent it, says the browser, and it changes only how they are read. */
  app.post('/login/language', async (c) => {
    if (crossSite(c, ports.url)) return c.text('404', 404)
    const { next } = await c.req.parseBody()
    await languageChosen(c)
    return c.redirect(`/console/login/start?next=${encodeURIComponent(pathWithin(String(next ?? '')))}`, 303)
  })

  /** The page itself, where /login goes on to the provider at once. */
  app.get('/login/start', (c) => signInPage(c, pathWithin(c.req.query('next'))))

  /** Asks nobody whether it may: whoever has no session here any more is still known to the provider, and is told so. */
  app.post('/logout', async (c) => {
    const session = sessionOf(c, ports)
    if (crossSite(c, ports.url) || (session && !(await genuine(c, ports, session)))) return c.text('403', 403)
    if (session) sessions.end(session)
    dropCookie(c, 'session')
    // Not a redirect to the provider: where forms of ours lead, our pages say, and that is here.
    const farewell = signIn.kind === 'provider' ? signIn.farewell() : null
    if (farewell === null) return c.redirect('/console/goodbye', 303)
    return render(c, <SignOutPage language={languageOf(c)} farewell={farewell} />)
  })

  app.get('/goodbye', (c) =>
    render(c, <SignInPage language={languageOf(c)} next="/console" people={peopleOf(signIn)} trouble="out" />),
  )

  /** The provider calls, not a browser: its signed word is what counts (OpenID Connect Back-Channel Logout 1.0). */
  app.post('/logout/backchannel', async (c) => {
    if (signIn.kind !== 'provider') return c.text('404', 404)
    const form = await c.req.parseBody()
    try {
      const who = await signIn.loggedOut(String(form.logout_token ?? ''))
      if (!who) throw new SignInFailure('logout-token')
      sessions.endAll(who)
      return c.body(null, 200)
    } catch (error) {
      const { code, unavailable } = signInFailureOf(error)
      ports.observe({ type: 'fault', where: 'logout', code })
      return unavailable ? c.json({ error: 'temporarily_unavailable' }, 503) : c.json({ error: 'invalid_request' }, 400)
    }
  })

  /** In a frame of the provider, so without our cookie: it names the session (OpenID Connect Front-Channel Logout 1.0). */
  app.get('/logout/frontchannel', (c) => {
    const { iss, sid } = c.req.query()
    if (signIn.kind !== 'provider' || !iss || !sid || !signIn.isIssuer(iss)) return c.text('404', 404)
    sessions.endAll({ providerSession: sid })
    return c.body(null, 200)
  })

  /** Throws SignInFailure. */
  async function enter(c: Context, grant: Grant, next: string): Promise<Response> {
    await recognised(grant, languageOf(c))
    // Whoever was here before under this browser is not any more: an id never outlives a login.
    const held = sessionOf(c, ports)
    if (held) sessions.end(held)
    giveCookie(c, 'session', sessions.start(grant).id)
    return c.redirect(next, 303)
  }

  /** Whom the API does not take would be sent back to the provider by the first page, and round again. */
  async function recognised({ accessToken }: Grant, language: Language): Promise<void> {
    try {
      await apiFor(ports.fetchApi, accessToken, language).raw('/me', {})
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error
      const unavailable = isPassing(error.problem)
      throw new SignInFailure(unavailable ? 'api-unavailable' : COUNTED, { unavailable, cause: error })
    }
  }

  /** Why, the operator hears, and nobody else; how often, the log says. */
  function failed(c: Context, next: string, error: unknown) {
    const { code, unavailable } = signInFailureOf(error)
    ports.observe({ type: 'fault', where: 'login', code })
    if (code !== COUNTED) ports.count(unavailable ? '5xx' : '401')
    return signInPage(c, next, unavailable ? 'away' : 'refused')
  }

  function signInPage(c: Context, next: string, trouble?: 'late' | 'refused' | 'away') {
    const page = <SignInPage language={languageOf(c)} next={next} people={peopleOf(signIn)} trouble={trouble} />
    return render(c, page, trouble === 'refused' ? 403 : trouble === 'away' ? 503 : 200)
  }

  return app
}

/** A page of the console and nothing else: not another host, nor what looks like one. */
export function pathWithin(next: string | undefined): string {
  if (
    next === undefined ||
    next.length > LIMITS.nextChars ||
    !/^\/console(\/[\w\-./]*)?(\?[\w\-.~%=&:+,]*)?$/.test(next) ||
    /\/[/.]/.test(next)
  )
    return '/console'
  return next
}
