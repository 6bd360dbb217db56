/** Signing in at a provider, as far as the console does it: what waits for how long, and what is renewed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { Logins } from '../../src/console/session/logins.ts'
import { Sessions } from '../../src/console/session/sessions.ts'
import type { ProviderSignIn } from '../../src/console/session/sign-in.ts'
import { LIMITS } from '../../src/limits.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { browse, consoleWith, ORIGIN } from '../support/console.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let now = new Date()
const clock = () => now
const later = (ms: number) => {
  now = new Date(now.getTime() + ms)
}
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** Gives tokens of ten minutes, and new ones `renewals` times. */
function provider(renewals: number): ProviderSignIn & { renewed: number } {
  const grant = async () => ({
    accessToken: await world.token(PEOPLE.officer),
    expiresAt: now.getTime() + 600_000,
    subject: 'officer',
    providerSession: 'at-provider',
  })
  const signIn: ProviderSignIn & { renewed: number } = {
    kind: 'provider',
    renewed: 0,
    async begin(next) {
      const begun = { verifier: 'v', state: 's', nonce: 'n', next }
      return { url: new URL('https://login.example/authorize?state=s'), begun }
    },
    async finish(answer, { state }) {
      if (answer.searchParams.get('state') !== state) throw new Error('another state')
      return grant()
    },
    async renew() {
      signIn.renewed += 1
      return signIn.renewed > renewals ? null : grant()
    },
    farewell: () => new URL('https://login.example/end'),
    loggedOut: async (token) => (token === 'signed' ? { providerSession: 'at-provider' } : null),
    isIssuer: (issuer) => issuer === 'https://login.example',
  }
  return signIn
}

async function entered(signIn: ProviderSignIn) {
  const app = consoleWith(world, signIn, clock)
  const browser = browse(app)
  const started = await browser.raw('/console/login?next=/console/purpose')
  expect(started.headers.get('location')).toBe('https://login.example/authorize?state=s')
  const back = await browser.raw('/console/login/callback?code=c&state=s')
  expect([back.status, back.headers.get('location')]).toEqual([303, '/console/purpose'])
  return { app, browser }
}

it('comes back from the provider once, to the page that was asked for', async () => {
  const { browser } = await entered(provider(0))
  expect((await browser.raw('/console/purpose')).status).toBe(200)
  const again = await browser.raw('/console/login/callback?code=c&state=s')
  expect([again.status, await again.text()]).toEqual([200, expect.stringContaining('duurde te lang')])
})

it('does not wait longer than it takes to sign in', async () => {
  const signIn = provider(0)
  const browser = browse(consoleWith(world, signIn, clock))
  await browser.raw('/console/login')
  later(LIMITS.loginMs + 1)
  expect(await (await browser.raw('/console/login/callback?code=c&state=s')).text()).toContain('duurde te lang')
})

describe('a login under way', () => {
  const ports = { clock, crypto: createCrypto() }
  const begun = (state: string) => ({ verifier: 'v', state, nonce: 'n', next: '/console' })

  it('is not pushed out by those of others, however many begin', async () => {
    const app = consoleWith(world, provider(0), clock)
    const browser = browse(app)
    await browser.raw('/console/login?next=/console/purpose')
    for (let i = 0; i <= LIMITS.loginsRemembered; i += 1) await app.request(`${ORIGIN}/console/login`)
    expect((await browser.raw('/console/login/callback?code=c&state=s')).status).toBe(303)
  })

  it('is read and written by nobody else, lies in one cookie, and counts once, also under another name', () => {
    const logins = new Logins(ports)
    const cookie = logins.keep({ ...begun('a'.repeat(64)), next: 'x'.repeat(LIMITS.nextChars) })
    // RFC 6265, 6.1: name, value and attributes together.
    expect(cookie.length).toBeLessThan(3_900)
    expect(cookie).toMatch(/^[\w-]+$/)
    expect(atob(cookie.replaceAll('-', '+').replaceAll('_', '/'))).not.toContain('aaaa')
    expect(new Logins(ports).take(cookie)).toBeUndefined()
    for (const changed of ['', 'x', `${cookie}AAAA`, cookie.slice(0, -2), `B${cookie.slice(1)}`])
      if (changed !== cookie) expect(logins.take(changed)).toBeUndefined()
    expect(logins.take(cookie)).toMatchObject({ verifier: 'v', nonce: 'n' })
    expect(logins.take(cookie)).toBeUndefined()
    expect(logins.take(`${cookie}=`)).toBeUndefined()
  })

  it('that was used is remembered as long as it would count, while there is room', () => {
    const logins = new Logins(ports, 2)
    const [a, b, c] = ['a', 'b', 'c'].map((state) => logins.keep(begun(state))) as [string, string, string]
    expect([a, b].map((one) => logins.take(one)?.state)).toEqual(['a', 'b'])
    expect([a, b].map((one) => logins.take(one))).toEqual([undefined, undefined])
    expect(logins.take(c)?.state).toBe('c')
    // The one that ends first was let go.
    expect([b, c].map((one) => logins.take(one))).toEqual([undefined, undefined])
    expect(LIMITS.loginsRemembered).toBeGreaterThan(2)
  })
})

it('takes no answer that was not begun here', async () => {
  const browser = browse(consoleWith(world, provider(0), clock))
  await browser.raw('/console/login')
  const forged = await browser.raw('/console/login/callback?code=c&state=other')
  expect([forged.status, await forged.text()]).toEqual([403, expect.stringContaining('niet gelukt')])
})

it('renews a token before it ends, and signs out where the provider does not', async () => {
  const signIn = provider(1)
  const { browser } = await entered(signIn)
  later(600_000 - LIMITS.tokenRenewedMs - 1_000)
  expect([(await browser.raw('/console/purpose')).status, signIn.renewed]).toEqual([200, 0])
  later(2_000)
  expect([(await browser.raw('/console/purpose')).status, signIn.renewed]).toEqual([200, 1])
  later(600_000 - 1_000)
  expect([(await browser.raw('/console/purpose')).status, signIn.renewed]).toEqual([303, 2])
})

it('ends sessions when the provider says so, by its signed word or in its frame', async () => {
  for (const [path, init] of [
    ['/console/logout/backchannel', { method: 'POST', body: new URLSearchParams({ logout_token: 'signed' }) }],
    ['/console/logout/frontchannel?iss=https://login.example&sid=at-provider', {}],
  ] as const) {
    const { app, browser } = await entered(provider(0))
    expect((await browser.raw('/console/purpose')).status).toBe(200)
    expect((await app.request(`${ORIGIN}${path}`, init)).status).toBe(200)
    expect((await browser.raw('/console/purpose')).status).toBe(303)
  }
  const { app, browser } = await entered(provider(0))
  const forged = { method: 'POST', body: new URLSearchParams({ logout_token: 'forged' }) }
  expect((await app.request(`${ORIGIN}/console/logout/backchannel`, forged)).status).toBe(400)
  const elsewhere = '/console/logout/frontchannel?iss=https://evil.example&sid=at-provider'
  expect((await app.request(`${ORIGIN}${elsewhere}`)).status).toBe(404)
  expect((await browser.raw('/console/purpose')).status).toBe(200)
})

it('ends what the provider names: one of its sessions, or all of a person', () => {
  const limits = { idleMs: LIMITS.sessionIdleMs, absoluteMs: LIMITS.sessionMs, most: LIMITS.sessions }
  const started = () => {
    const sessions = new Sessions({ clock, crypto: world.node.ports.crypto }, limits)
    const of = (subject: string, providerSession?: string) =>
      sessions.start({ accessToken: 't', expiresAt: 0, subject, ...(providerSession ? { providerSession } : {}) }).id
    const ids = [of('a', '1'), of('a', '2'), of('a'), of('b', '1x'), of('b')]
    return { sessions, left: () => ids.map((id) => sessions.find(id) !== undefined) }
  }
  for (const [named, left] of [
    [{ providerSession: '1' }, [false, true, true, true, true]],
    [{ subject: 'a' }, [false, false, false, true, true]],
    // Of one of the person's sessions it is not known which it was there: it ends as well.
    [{ subject: 'a', providerSession: '2' }, [true, false, false, true, true]],
    [{}, [true, true, true, true, true]],
  ] as const) {
    const { sessions, left: now } = started()
    sessions.endAll(named)
    expect(now()).toEqual(left)
  }
})

it('goes out at once when the provider says so while it renews', async () => {
  let go: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    go = resolve
  })
  const signIn = provider(1)
  const { renew } = signIn
  signIn.renew = async (grant) => {
    await held
    return renew(grant)
  }
  const { app, browser } = await entered(signIn)
  later(600_000)
  const page = browser.raw('/console/purpose')
  const signed = { method: 'POST', body: new URLSearchParams({ logout_token: 'signed' }) }
  expect((await app.request(`${ORIGIN}/console/logout/backchannel`, signed)).status).toBe(200)
  go()
  expect((await page).status).toBe(303)
})

it('holds so many sessions, and lets the one go that was left alone for longest', async () => {
  const limits = { idleMs: LIMITS.sessionIdleMs, absoluteMs: LIMITS.sessionMs, most: 2 }
  const sessions = new Sessions({ clock, crypto: world.node.ports.crypto }, limits)
  const grant = { accessToken: 't', expiresAt: 0, subject: 's' }
  const first = sessions.start(grant)
  later(1_000)
  const second = sessions.start(grant)
  later(1_000)
  sessions.find(first.id)
  sessions.start(grant)
  expect([sessions.find(first.id) !== undefined, sessions.find(second.id)]).toEqual([true, undefined])
  expect(LIMITS.sessions).toBeGreaterThan(limits.most)
})

it('lets nobody push out the sessions of others by signing in again and again', () => {
  const most = LIMITS.sessionsPerPerson + 5
  const limits = { idleMs: LIMITS.sessionIdleMs, absoluteMs: LIMITS.sessionMs, most }
  const sessions = new Sessions({ clock, crypto: world.node.ports.crypto }, limits)
  const of = (subject: string) => {
    later(1)
    return sessions.start({ accessToken: 't', expiresAt: 0, subject }).id
  }
  const [other, first] = [of('other'), of('one')]
  const rest = Array.from({ length: most }, () => of('one'))
  const held = (ids: readonly string[]) => ids.filter((id) => sessions.find(id) !== undefined)
  expect([held([other]), held([first])]).toEqual([[other], []])
  expect(held(rest)).toEqual(rest.slice(-LIMITS.sessionsPerPerson))
})
