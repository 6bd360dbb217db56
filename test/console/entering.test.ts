/** Coming into the console and going out of it: sessions, cookies, headers. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { LIMITS } from '../../src/limits.ts'
import { browse, consoleOf, ORIGIN, signedIn } from '../support/console.ts'
import { openWorld, type World } from '../support/world.ts'

const CLERK = { person: 'demo-baliemedewerker', organ: 'COL', department: 'BZ', roles: [] }
let world: World
let now = new Date()
let app: ReturnType<typeof consoleOf>
beforeAll(async () => {
  world = await openWorld()
  app = consoleOf(world, [PEOPLE.officer, PEOPLE.asker, CLERK], () => now)
})
afterAll(() => world.close())
/** One for all: what each of them would ask the API anew counts as asking too much at once. */
const opened = () => app

describe('the console', () => {
  it('shows nothing to who is not signed in, and comes back to what was asked', async () => {
    const app = opened()
    const browser = browse(app)
    const asked = await browser.get('/console/decisions?outcome=deny')
    expect(asked.at).toBe('/console/login?next=%2Fconsole%2Fdecisions%3Foutcome%3Ddeny')
    const after = await browser.submit(asked, '/console/login', { person: PEOPLE.officer.person })
    expect(after.at).toContain('/console/purpose?next=')
    const list = await browser.submit(after, '/console/purpose', { purpose: 'P-AUDIT' })
    expect(list.at).toBe('/console/decisions?outcome=deny')
    expect(list.status).toBe(200)
  })

  it('sends nobody elsewhere after a login', async () => {
    for (const next of [
      'https://evil.example',
      '//evil.example',
      '/console/..//evil.example',
      '/console/../v1/cases',
      '/\\evil.example',
      '/v1/cases',
    ]) {
      const browser = browse(opened())
      const page = await browser.get(`/console/login?next=${encodeURIComponent(next)}`)
      expect(page.html).toContain('name="next" value="/console"')
    }
  })

  it('says what it is, and in English as well, before anybody is in', async () => {
    const browser = browse(opened())
    const page = await browser.get('/console/login?next=/console/cases')
    expect(page.text).toContain('Met Sluis vraagt u gegevens op bij een andere afdeling of organisatie.')
    const english = await browser.submit(page, '/console/login/language', { language: 'en' })
    expect([english.status, english.at]).toEqual([200, '/console/login/start?next=%2Fconsole%2Fcases'])
    expect(english.text).toContain('With Sluis you ask another department')
    expect(english.html).toContain('<html lang="en"')
    expect(english.html).toContain('name="next" value="/console/cases"')
    const send = (site: string, next: string) =>
      browse(opened()).raw('/console/login/language', {
        method: 'POST',
        body: new URLSearchParams({ language: 'en', next }).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': site },
      })
    expect((await send('cross-site', '/console')).status).toBe(404)
    expect((await send('same-origin', '//evil.example')).headers.get('location')).toBe(
      '/console/login/start?next=%2Fconsole',
    )
  })

  it('has one cookie that scripts, other sites and other hosts do not get, new at each login', async () => {
    const browser = browse(opened())
    const enter = () =>
      browser.raw('/console/login', {
        method: 'POST',
        body: new URLSearchParams({ person: PEOPLE.officer.person }).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
    const cookies = [(await enter()).headers.getSetCookie(), (await enter()).headers.getSetCookie()]
    for (const given of cookies) {
      expect(given).toHaveLength(1)
      expect(given[0]).toMatch(/^__Host-session=[0-9a-f]{64}; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    }
    expect(cookies[0]).not.toEqual(cookies[1])
    // The session of before is over: its id opens nothing.
    const old = cookies[0]?.[0]?.split(';')[0] ?? ''
    const again = await opened().request(`${ORIGIN}/console/decisions`, { headers: { cookie: old } })
    expect(again.status).toBe(303)
  })

  it('forgets who was away for half an hour, and everybody after a working day', async () => {
    now = new Date()
    const app = opened()
    const browser = await signedIn(app, PEOPLE.officer)
    const later = (ms: number) => {
      now = new Date(now.getTime() + ms)
    }
    later(LIMITS.sessionIdleMs - 1_000)
    expect((await browser.get('/console/purpose')).at).toBe('/console/purpose')
    later(LIMITS.sessionIdleMs + 1_000)
    expect((await browser.get('/console/purpose')).at).toContain('/console/login')
    const busy = await signedIn(app, PEOPLE.officer)
    const started = now.getTime()
    while (now.getTime() - started < LIMITS.sessionMs - LIMITS.sessionIdleMs) {
      expect((await busy.raw('/console/purpose')).status).toBe(200)
      later(LIMITS.sessionIdleMs - 1_000)
    }
    later(LIMITS.sessionIdleMs - 1_000)
    expect((await busy.get('/console/purpose')).at).toContain('/console/login')
    now = new Date()
  })

  it('says to who sent a form too late that it was not recorded, and leads nowhere with it', async () => {
    const browser = await signedIn(opened(), PEOPLE.officer)
    const page = await browser.get('/console/purpose')
    now = new Date(now.getTime() + LIMITS.sessionIdleMs + 1)
    const late = await browser.submit(page, '/console/purpose', { purpose: 'P-AUDIT' })
    expect([late.status, late.at]).toEqual([403, '/console/purpose'])
    expect(late.text).toContain('Wat u verstuurde, is niet vastgelegd')
    expect(late.html).toContain('name="person"')
  })

  it('says to who follows a link of ours too late that they are out, and leads back to it; from elsewhere it is signing in', async () => {
    const browser = await signedIn(opened(), PEOPLE.officer)
    now = new Date(now.getTime() + LIMITS.sessionIdleMs + 1)
    const late = await browser.raw('/console/decisions?cursor=x', { headers: { 'sec-fetch-site': 'same-origin' } })
    const html = await late.text()
    expect([late.status, html.includes('U bent niet meer ingelogd. Log opnieuw in')]).toEqual([403, true])
    expect(html).toContain('name="next" value="/console/decisions?cursor=x"')
    const other = await browser.raw('/console/decisions?cursor=x')
    expect(other.headers.get('location')).toBe('/console/login?next=%2Fconsole%2Fdecisions%3Fcursor%3Dx')
  })

  it('gives every page headers that keep it in one place', async () => {
    const browser = await signedIn(opened(), PEOPLE.officer)
    for (const path of ['/console/login', '/console/purpose', '/console/decisions', '/console/nothing']) {
      const { headers } = await browser.get(path)
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      )
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('x-frame-options')).toBe('DENY')
    }
  })

  it('opens to a role what the policy opens to it, and says so where it does not', async () => {
    const clerk = await signedIn(opened(), CLERK)
    const closed = await clerk.get('/console/decisions')
    expect(closed.status).toBe(403)
    expect(closed.text).toContain('Deze bladzijde is niet voor uw rol')
    expect(closed.html).not.toContain('href="/console/decisions"')
    const officer = await signedIn(opened(), PEOPLE.officer)
    const open = await officer.get('/console/decisions')
    expect(open.status).toBe(200)
    expect(open.html).toContain('href="/console/decisions"')
  })

  it('says of what is not there that it is not, or not for who looks', async () => {
    const officer = await signedIn(opened(), PEOPLE.officer)
    const nothing = await officer.get('/console/inquiries/0197c6a0-0000-7000-8000-000000000000')
    expect(nothing.status).toBe(404)
    expect(nothing.html).toMatch(/<h1[^>]*>Deze bladzijde is er niet, of niet voor u</)
  })

  it('speaks the language that was chosen', async () => {
    const browser = await signedIn(opened(), PEOPLE.officer)
    const dutch = await browser.get('/console/decisions')
    expect(dutch.html).toContain('<html lang="nl"')
    const english = await browser.submit(dutch, '/console/language', { language: 'en' })
    expect(english.at).toBe('/console/decisions')
    expect(english.html).toContain('<html lang="en"')
    expect(english.text).toContain('All decisions of your organisation')
    const raw = await browser.raw('/console/language', {
      method: 'POST',
      body: new URLSearchParams({
        language: 'nl',
        _csrf: /name="_csrf" value="([0-9a-f]+)"/.exec(english.html)?.[1] ?? '',
      }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(raw.headers.get('set-cookie')).toContain(`Max-Age=${LIMITS.languageKeptSeconds}`)
  })

  it('offers another language on no answer to a form: that has no address to come back to', async () => {
    const browser = await signedIn(opened(), PEOPLE.asker)
    const page = await browser.get('/console/purpose')
    expect(page.html).toContain('action="/console/language"')
    const answer = await browser.submit(page, '/console/purpose', { purpose: 'X' })
    expect(answer.status).toBe(200)
    expect(answer.html).not.toContain('action="/console/language"')
    expect(answer.text).toContain('English: on another page.')
    const step = await browser.submit(await browser.get('/console/ask'), '/console/ask', {})
    expect([step.at, step.html.includes('action="/console/language"')]).toEqual(['/console/ask', false])
    // Where a form was begun, the form itself has it.
    expect([step.html.includes('id="taal"'), step.text.includes('on another page')]).toEqual([true, false])
  })

  it('is left for good', async () => {
    const browser = await signedIn(opened(), PEOPLE.officer)
    const out = await browser.submit(await browser.get('/console/decisions'), '/console/logout')
    expect(out.text).toContain('U bent uitgelogd')
    expect((await browser.get('/console/decisions')).at).toContain('/console/login')
  })

  it('begins at the first page that is open to who signed in', async () => {
    const browser = await signedIn(opened(), CLERK)
    for (const start of ['/console', '/console/']) {
      const { at, status } = await browser.get(start)
      expect([at, status], start).toEqual(['/console/ask', 200])
    }
  })

  it('is left also while the API answers nobody, and by who was away for too long', async () => {
    const browser = await signedIn(opened(), PEOPLE.officer)
    const page = await browser.get('/console/decisions')
    now = new Date(now.getTime() + LIMITS.sessionIdleMs + 1)
    expect((await browser.submit(page, '/console/logout')).at).toBe('/console/goodbye')
    const people = await browser.get('/console/login')
    const inside = await browser.submit(people, '/console/login', {
      person: PEOPLE.officer.person,
      next: '/console/ask',
    })
    const down = { type: 'about:blank', title: 'Down', status: 503, detail: 'Down' }
    const api = vi.spyOn(world.node.app, 'fetch').mockImplementation(() => Response.json(down, { status: 503 }))
    const busy = await browser.get('/console/inquiries')
    expect([busy.status, busy.html]).toEqual([503, expect.stringContaining('href="/console/inquiries"')])
    expect(busy.text).toContain('U bent nog ingelogd')
    api.mockImplementation(() => Response.json({ ...down, status: 429 }, { status: 429 }))
    expect((await browser.get('/console/inquiries')).text).toContain('U bent nog ingelogd')
    expect((await browser.submit(inside, '/console/logout')).at).toBe('/console/goodbye')
    api.mockRestore()
    expect((await browser.get('/console/ask')).at).toContain('/console/login')
  })

  it('asks the API nothing but what a page names, whatever stands in an address', async () => {
    const browser = await signedIn(opened(), PEOPLE.asker)
    for (const id of ['..%2Fme', '..%2F..%2Flivez', '%252e%252e%2Fme', '%252e%252e', 'x%3Fa=b']) {
      expect((await browser.raw(`/console/inquiries/${id}`)).status, id).toBe(404)
    }
    const { html } = await browser.get('/console/inquiries')
    const [, csrf = ''] = /name="_csrf" value="([^"]*)"/.exec(html) ?? []
    const withdrawn = await browser.raw('/console/inquiries/..%2Fcases%2Fx/withdraw', {
      method: 'POST',
      body: new URLSearchParams({ _csrf: csrf }),
    })
    expect(withdrawn.status).toBe(404)
  })

  it('takes forms in the one way that its pages send them, signed in or not', async () => {
    const browser = await signedIn(opened(), PEOPLE.asker)
    for (const type of ['multipart/form-data; boundary=x', 'text/plain', 'application/json']) {
      for (const path of ['/console/statements', '/console/login', '/console/logout/backchannel']) {
        const answer = await browser.raw(path, { method: 'POST', body: 'x', headers: { 'content-type': type } })
        expect([answer.status, answer.headers.has('content-security-policy')], `${type} ${path}`).toEqual([415, true])
      }
    }
  })
})
