/** Coming into the console and going out of it: sessions, cookies, headers, forms that others send. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { LIMITS } from '../../src/limits.ts'
import { browse, consoleOf, ORIGIN, signedIn } from '../support/console.ts'
import { openWorld, type World } from '../support/world.ts'

const CLERK = { person: 'demo-baliemedewerker', organ: 'COL', department: 'BZ', roles: [] }
let world: World
let now = new Date()
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
const opened = () => consoleOf(world, [PEOPLE.officer, PEOPLE.asker, CLERK], () => now)

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
      '/\\evil.example',
      '/v1/cases',
    ]) {
      const browser = browse(opened())
      const page = await browser.get(`/console/login?next=${encodeURIComponent(next)}`)
      expect(page.html).toContain('name="next" value="/console"')
    }
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

  it('takes no form that its own page did not send', async () => {
    const app = opened()
    const browser = await signedIn(app, PEOPLE.officer)
    const body = (fields: Record<string, string>) => new URLSearchParams(fields).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const page = await browser.get('/console/purpose')
    const [, csrf = ''] = /name="_csrf" value="([0-9a-f]+)"/.exec(page.html) ?? []
    const post = (fields: Record<string, string>, more: Record<string, string> = {}) =>
      browser.raw('/console/purpose', { method: 'POST', body: body(fields), headers: { ...headers, ...more } })
    expect((await post({ purpose: 'P-AUDIT' })).status).toBe(403)
    expect((await post({ purpose: 'P-AUDIT', _csrf: `${csrf}0` })).status).toBe(403)
    expect((await post({ purpose: 'P-AUDIT', _csrf: csrf }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await post({ purpose: 'P-AUDIT', _csrf: csrf })).status).toBe(303)
    expect((await post({ purpose: 'x'.repeat(LIMITS.formBytes + 1), _csrf: csrf })).status).toBe(413)
    const other = await signedIn(app, PEOPLE.asker)
    const stolen = await other.raw('/console/purpose', {
      method: 'POST',
      body: body({ purpose: 'P-AUDIT', _csrf: csrf }),
      headers,
    })
    expect(stolen.status).toBe(403)
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

  it('is left for good', async () => {
    const browser = await signedIn(opened(), PEOPLE.officer)
    const out = await browser.submit(await browser.get('/console/decisions'), '/console/logout')
    expect(out.text).toContain('U bent uitgelogd')
    expect((await browser.get('/console/decisions')).at).toContain('/console/login')
  })
})
