/** The console of a world, and a browser without JavaScript: it keeps cookies, follows forms and reads what is shown. */
import type { Hono } from 'hono'
import { assets } from '../../src/cli/console/assets.ts'
import { fonts } from '../../src/cli/console/fonts.ts'
import type { Person } from '../../src/cli/demo/people.ts'
import { createConsole } from '../../src/console/console.tsx'
import { Sessions } from '../../src/console/session/sessions.ts'
import type { SignIn } from '../../src/console/session/sign-in.ts'
import { LIMITS } from '../../src/limits.ts'
import type { Clock } from '../../src/ports.ts'
import { ed25519 } from '../../src/storage/node/ed25519.ts'
import type { World } from './world.ts'

export const ORIGIN = 'https://sluis.example'

/** Everybody of `people` can sign in by their name. */
export function consoleOf(
  world: World,
  people: readonly Person[],
  clock: Clock = world.node.ports.clock,
  letters = fonts(),
): Hono {
  const signIn: SignIn = {
    kind: 'development',
    people: people.map(({ person }) => ({ id: person, nl: person, en: person })),
    async grant(id) {
      const person = people.find((one) => one.person === id)
      if (!person) return undefined
      const accessToken = await world.token(person)
      return { accessToken, expiresAt: clock().getTime() + LIMITS.sessionMs, subject: id }
    },
  }
  return consoleWith(world, signIn, clock, ORIGIN, letters)
}

export function consoleWith(
  world: World,
  signIn: SignIn,
  clock: Clock = world.node.ports.clock,
  url = ORIGIN,
  letters = fonts(),
): Hono {
  const { crypto, observe, ledger } = world.node.ports
  const { count } = ledger
  const limits = { idleMs: LIMITS.sessionIdleMs, absoluteMs: LIMITS.sessionMs, most: LIMITS.sessions }
  const sessions = new Sessions({ clock, crypto }, limits)
  const fetchApi = async (request: Request): Promise<Response> => world.node.app.fetch(request)
  const noteCrypto = { sha256: crypto.sha256, ed25519 }
  return createConsole({
    clock,
    crypto,
    noteCrypto,
    observe,
    signIn,
    sessions,
    count,
    url,
    fetchApi,
    asset: assets(),
    fonts: letters,
  })
}

export type Shown = {
  readonly status: number
  readonly headers: Headers
  /** Path and query of where it ended. */
  readonly at: string
  readonly html: string
  /** What one reads: without tags, white space as one blank. */
  readonly text: string
}

export type Browser = {
  get(path: string): Promise<Shown>
  /** Sends the form of `shown` that goes to `action` (by how it begins), with its hidden fields and these. */
  submit(shown: Shown, action: string, fields?: Readonly<Record<string, string>>): Promise<Shown>
  /** A request as it is, with these cookies. */
  raw(path: string, init?: RequestInit): Promise<Response>
}

const REDIRECTS = 6

export function browse(app: Hono): Browser {
  const cookies = new Map<string, string>()

  async function raw(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await app.request(`${ORIGIN}${path}`, { ...init, headers })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '' || /max-age=0/i.test(cookie)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }

  async function follow(path: string, init?: RequestInit): Promise<Shown> {
    let at = path
    let response = await raw(at, init)
    for (let i = 0; i < REDIRECTS && response.status >= 300 && response.status < 400; i += 1) {
      at = (response.headers.get('location') ?? '').replace(ORIGIN, '')
      response = await raw(at)
    }
    const html = await response.text()
    return { status: response.status, headers: response.headers, at, html, text: textOf(html) }
  }

  return {
    raw,
    get: (path) => follow(path),
    submit(shown, action, fields = {}) {
      const form = [...shown.html.matchAll(/<form[\s\S]*?<\/form>/g)]
        .map(([text]) => text)
        .find((text) => unescaped(attribute(text, 'action') ?? '').startsWith(action))
      if (!form) throw new Error(`no form to ${action} on ${shown.at}`)
      const hidden = [...form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]): [string, string] => [
        attribute(input, 'name') ?? '',
        unescaped(attribute(input, 'value') ?? ''),
      ])
      const body = new URLSearchParams([...hidden, ...Object.entries(fields)])
      const to = unescaped(attribute(form, 'action') ?? '').replace(/#.*$/, '')
      if (attribute(form, 'method')?.toLowerCase() !== 'post') return follow(`${to}?${body}`)
      return follow(to, {
        method: 'POST',
        body: body.toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      })
    },
  }
}

/** Signed in, and past the question why the log is read. */
export async function signedIn(app: Hono, { person }: Pick<Person, 'person'>, purpose = 'P-AUDIT'): Promise<Browser> {
  const browser = browse(app)
  const page = await browser.get('/console/login')
  await browser.submit(page, '/console/login', { person })
  await browser.submit(await browser.get('/console/purpose'), '/console/purpose', { purpose })
  return browser
}

const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]
const unescaped = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
const textOf = (html: string) =>
  unescaped(html.replace(/<(style|script)[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()
