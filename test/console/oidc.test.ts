/** Signing in at a real provider, over real HTTP: coming in, staying and being renewed. */
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { consoleFor } from '../../src/cli/console/console.ts'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { readConfig } from '../../src/config.ts'
import { LIMITS } from '../../src/limits.ts'
import { SourceFailure } from '../../src/source-port.ts'
import type { Exchanger } from '../../src/sources/exchange.ts'
import { undiciExchanger } from '../../src/sources/undici.ts'
import { openProvided, type Provided } from '../support/provided.ts'
import { CLIENT, RESOURCE, SECRET } from '../support/provider.ts'
import { surfer } from '../support/surfer.ts'

let on: Provided
let ahead = 0
let down = false
const clock = () => new Date(Date.now() + ahead)
const real = undiciExchanger(async () => ({}))
/** A provider that can be switched off. */
const exchanger: Exchanger = {
  send: async (asked) => {
    if (down) throw new SourceFailure('unreachable')
    return real.send(asked)
  },
  close: () => real.close(),
}
const STRANGER = { person: 'demo-vreemde', organ: 'NIETS', department: 'NIETS', roles: [] }
const SESSION = '__Host-session'

beforeAll(async () => {
  on = await openProvided([PEOPLE.officer, PEOPLE.asker, STRANGER], clock)
})
afterAll(async () => {
  await on.close()
  await real.close()
})
beforeEach(() => {
  ahead = 0
  down = false
  on.events.length = 0
  on.provider.grants.length = 0
  on.use(on.signInOf({}, { exchanger }))
})
const faults = () => on.events.flatMap((event) => (event.type === 'fault' ? [`${event.where}/${event.code}`] : []))
const unlogged = async () => {
  await on.world.node.ports.ledger.flush()
  return (await on.world.node.ports.ledger.standing(0)).counters.unlogged
}

describe('coming in', () => {
  it('asks for a code with PKCE, state, nonce and the API as resource', async () => {
    const { url } = await on.signInOf().begin('/console')
    const asked = Object.fromEntries(url.searchParams)
    expect(url.origin).toBe(on.provider.issuer)
    expect(asked).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      scope: 'openid sluis',
      resource: RESOURCE,
      redirect_uri: `${on.url}/console/login/callback`,
    })
    expect([asked.state?.length, asked.nonce?.length, asked.code_challenge?.length]).toEqual([64, 64, 43])
  })

  it('ends on the page that was asked for, as the same person as at the API', async () => {
    const browser = surfer()
    const page = await on.login(browser, PEOPLE.officer, '/console/purpose?next=%2Fconsole%2Fdecisions')
    expect([page.status, page.url]).toEqual([200, `${on.url}/console/purpose?next=%2Fconsole%2Fdecisions`])
    const list = await browser.submit(page, '/console/purpose', { purpose: 'P-AUDIT' })
    expect([list.status, list.url]).toEqual([200, `${on.url}/console/decisions`])
    const signIn = on.signInOf()
    const { url, begun } = await signIn.begin('/console')
    const { accessToken } = await signIn.finish(await on.answer(url, PEOPLE.officer), begun)
    const me = await on.world.call(accessToken, 'GET', '/v1/me')
    expect(me).toMatchObject({ status: 200, body: { department: { code: 'PRIV' }, roles: [{ code: 'R-PRIV' }] } })
  })

  it('lasts as long as the configuration says', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sluis-secret-'))
    await writeFile(join(folder, 'secret'), `${SECRET}\n`)
    const document = {
      ...{ url: on.url, issuer: on.provider.issuer, clientId: CLIENT, clientSecret: { file: join(folder, 'secret') } },
      ...{ scopes: ['openid', 'sluis'], resource: RESOURCE, idleMinutes: 1, absoluteMinutes: 2 },
    }
    const env = { SLUIS_CONSOLE: JSON.stringify(document), SLUIS_ISSUERS: JSON.stringify([on.provider.document]) }
    const config = readConfig(env, String)
    if (!config.ok) throw new Error(JSON.stringify(config.problems))
    const { node } = on.world
    const served = consoleFor(config.value, { ...node, ports: { ...node.ports, clock } }, 'http://unused')
    if (!served) throw new Error('no console')
    on.mount(served.app)
    const browser = surfer()
    await on.login(browser, PEOPLE.officer)
    const passed = async (seconds: number) => {
      ahead += seconds * 1_000
      return (await browser.go(`${on.url}/console/purpose`, `${on.url}/console/login`)).status
    }
    expect([await passed(50), await passed(50), await passed(25)]).toEqual([200, 200, 0])
    await browser.go(`${on.url}/console/login?next=/console/purpose`)
    expect([await passed(55), await passed(65)]).toEqual([200, 0])
    await served.close()
    await rm(folder, { recursive: true })
  })

  it('never goes on under a session id from before the login', async () => {
    const browser = surfer()
    const planted = 'a'.repeat(64)
    browser.cookies(on.url).set(SESSION, planted)
    await on.login(browser, PEOPLE.asker)
    const first = browser.cookies(on.url).get(SESSION) ?? ''
    expect(first).toMatch(/^[0-9a-f]{64}$/)
    expect(first).not.toBe(planted)
    // Another login of the same browser: the session of before is over.
    await browser.go(`${on.url}/console/login?next=/console/purpose`)
    const second = browser.cookies(on.url).get(SESSION)
    expect(second).not.toBe(first)
    for (const [id, status] of [
      [planted, 303],
      [first, 303],
      [second, 200],
    ] as const) {
      const headers = { cookie: `${SESSION}=${id}` }
      expect((await fetch(`${on.url}/console/purpose`, { headers, redirect: 'manual' })).status).toBe(status)
    }
  })

  it('takes an answer once, from the browser that began, and for what it began', async () => {
    const browser = surfer()
    const other = surfer()
    const callback = `${on.url}/console/login/callback`
    const login = await browser.go(`${on.url}/console/login?next=/console/purpose`)
    const consent = await browser.submit(login, '/interaction/', { login: PEOPLE.officer.person, password: 'any' })
    const { url } = await browser.submit(consent, '/interaction/', {}, callback)
    const before = await unlogged()
    // A browser that began nothing; then one that began something else: it is not signed in as who logged in here.
    expect((await other.go(url)).html).toContain('duurde te lang')
    await other.go(`${on.url}/console/login`)
    const forced = await other.go(url)
    expect([forced.status, other.cookies(on.url).has(SESSION)]).toEqual([403, false])
    expect(faults()).toEqual(['login/OAUTH_INVALID_RESPONSE'])
    expect((await unlogged())['401']).toBe(before['401'] + 1)
    expect((await browser.go(url)).status).toBe(200)
    expect((await browser.go(url)).html).toContain('duurde te lang')
    expect(on.provider.grants).toEqual(['authorization_code'])
  })

  it('of two pages at once succeeds for the later one, whichever is answered first', async () => {
    const browser = surfer()
    const begin = async () =>
      (await browser.go(`${on.url}/console/login?next=/console/purpose`, on.provider.issuer)).url
    const [first, later] = [await begin(), await begin()]
    const answer = (url: string) => on.answer(new URL(url), PEOPLE.officer).then(({ href }) => href)
    expect((await browser.go(await answer(first))).status).toBe(403)
    expect(browser.cookies(on.url).has(SESSION)).toBe(false)
    const { status, url } = await browser.go(await answer(later))
    expect([status, url]).toEqual([200, `${on.url}/console/purpose`])
  })

  it('is closed to who the API does not know, without going round', async () => {
    const browser = surfer()
    const before = await unlogged()
    const page = await on.login(browser, STRANGER)
    expect([page.status, browser.cookies(on.url).has(SESSION)]).toEqual([403, false])
    expect(page.html).toContain('kent u hier niet')
    expect(faults()).toContain('login/not-known-here')
    // Once: the API counted it.
    const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((a, b) => a + b, 0)
    expect(sum(await unlogged())).toBe(sum(before) + 1)
  })
})

describe('a provider that is away', () => {
  it('lets nobody in, stops nothing else, and is looked for again', async () => {
    down = true
    const before = await unlogged()
    const page = await surfer().go(`${on.url}/console/login`)
    expect([page.status, page.html]).toEqual([503, expect.stringContaining('niet bereikbaar')])
    expect(faults()).toEqual(['login/provider-unreachable'])
    expect((await unlogged())['5xx']).toBe(before['5xx'] + 1)
    expect((await on.world.node.app.request('/livez')).status).toBe(200)
    down = false
    // Not at once: who reloads a page is no reason to ask it each time.
    expect((await surfer().go(`${on.url}/console/login`)).status).toBe(503)
    ahead += LIMITS.keySetRetryMs
    expect((await on.login(surfer(), PEOPLE.officer)).status).toBe(200)
  })

  it('is not needed for its description again within the hour, nor after that while it is away', async () => {
    await on.login(surfer(), PEOPLE.officer)
    for (const passed of [LIMITS.providerFreshMs - 1_000, LIMITS.providerFreshMs + 1_000]) {
      ahead = passed
      down = true
      const { url } = await surfer().go(`${on.url}/console/login`, on.provider.issuer)
      expect(new URL(url).origin).toBe(on.provider.issuer)
    }
  })

  it('in the middle of a login is 503, and signs nobody in', async () => {
    const browser = surfer()
    const login = await browser.go(`${on.url}/console/login`)
    const consent = await browser.submit(login, '/interaction/', { login: PEOPLE.officer.person, password: 'any' })
    down = true
    expect((await browser.submit(consent, '/interaction/')).status).toBe(503)
    expect(browser.cookies(on.url).has(SESSION)).toBe(false)
  })

  it('and takes all the time of the world did not answer', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const issuer = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`
    const started = performance.now()
    await expect(on.signInOf({ issuer }).begin('/console')).rejects.toMatchObject({ code: 'provider-timeout' })
    expect(performance.now() - started).toBeGreaterThan(LIMITS.providerTimeoutMs - 100)
    silent.closeAllConnections()
    silent.close()
  })
})

describe('renewal', () => {
  const soon = 600_000 - LIMITS.tokenRenewedMs + 5_000

  it('uses a refresh token once, however many pages are opened at the same time', async () => {
    const browser = surfer()
    await on.login(browser, PEOPLE.officer)
    ahead = soon
    const pages = await Promise.all(Array.from({ length: 4 }, () => browser.go(`${on.url}/console/purpose`)))
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(on.provider.grants).toEqual(['authorization_code', 'refresh_token'])
    // Rotated: the next one is another, and the provider took none twice.
    expect((await browser.go(`${on.url}/console/purpose`)).status).toBe(200)
    expect(on.provider.grants).toEqual(['authorization_code', 'refresh_token', 'refresh_token'])
  })

  it('that the provider refuses is the end of the session', async () => {
    const signIn = on.signInOf()
    const { url, begun } = await signIn.begin('/console')
    const grant = await signIn.finish(await on.answer(url, PEOPLE.officer), begun)
    await expect(signIn.renew({ ...grant, refreshToken: 'another' })).rejects.toMatchObject({ code: 'invalid_grant' })
    const { refreshToken: _, ...without } = grant
    expect(await signIn.renew(without)).toBeNull()
    const next = await signIn.renew(grant)
    expect(next).toMatchObject({ subject: grant.subject, providerSession: grant.providerSession })
    expect(next?.refreshToken).not.toBe(grant.refreshToken)
    // The old one again, by another than this console: the provider takes all of it back.
    await expect(signIn.renew({ ...grant })).rejects.toMatchObject({ code: 'invalid_grant' })
    await expect(signIn.renew(next ?? grant)).rejects.toMatchObject({ code: 'invalid_grant' })
  })

  it('waits for a provider that is away, as long as the token counts', async () => {
    const browser = surfer()
    await on.login(browser, PEOPLE.officer)
    ahead = soon
    down = true
    expect((await browser.go(`${on.url}/console/purpose`)).status).toBe(200)
    expect(faults()).toEqual(['renewal/provider-unreachable'])
    down = false
    expect((await browser.go(`${on.url}/console/purpose`)).status).toBe(200)
    expect(on.provider.grants).toContain('refresh_token')
    ahead += 600_000
    down = true
    expect((await browser.go(`${on.url}/console/purpose`, `${on.url}/console/login`)).url).toContain('/console/login')
  })
})
