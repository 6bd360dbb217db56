/** Going out of the console and of the provider, from either side: a real provider, over real HTTP. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { openProvided, type Provided } from '../support/provided.ts'
import { CLIENT } from '../support/provider.ts'
import { surfer } from '../support/surfer.ts'

let on: Provided
beforeAll(async () => {
  on = await openProvided([PEOPLE.officer], () => new Date())
})
afterAll(() => on.close())
beforeEach(() => {
  on.events.length = 0
  on.use(on.signInOf())
})

describe('going out', () => {
  /** The way on to the provider that the page after signing out shows. */
  const onward = (html: string) => new URL(/href="(http[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '')

  it('from here ends the session, shows the way to the provider, and comes back from there', async () => {
    const browser = surfer()
    const page = await on.login(browser, PEOPLE.officer)
    const here = await browser.submit(page, '/console/logout')
    expect([here.status, here.html]).toEqual([200, expect.stringContaining('U bent uitgelogd bij Sluis')])
    expect(browser.cookies(on.url).has('__Host-session')).toBe(false)
    expect(here.html).toContain(`Ook afmelden bij ${new URL(on.provider.issuer).host}`)
    // Forms of ours go to ourselves alone, and no address says who somebody is.
    expect(here.headers.get('content-security-policy')).toContain("form-action 'self';")
    const to = onward(here.html)
    expect(to.origin).toBe(on.provider.issuer)
    expect(Object.fromEntries(to.searchParams)).toEqual({
      client_id: CLIENT,
      post_logout_redirect_uri: `${on.url}/console/goodbye`,
    })
    const out = await browser.submit(await browser.go(to.href), '/session/end/confirm', { logout: 'yes' })
    expect([out.url, out.html]).toEqual([`${on.url}/console/goodbye`, expect.stringContaining('U bent uitgelogd')])
    // Whoever sits down next is asked who they are.
    expect((await browser.go(`${on.url}/console/purpose`)).html).toContain('name="login"')
  })

  it('from here shows the way also when the session here is over: nobody comes in again by going out', async () => {
    const browser = surfer()
    const page = await on.login(browser, PEOPLE.officer)
    await browser.submit(page, '/console/logout')
    const { html } = await browser.submit(page, '/console/logout')
    expect(onward(html).href).toContain(`${on.provider.issuer}/session/end`)
  })

  it('needs no form that leads elsewhere: a form without a session is told so, and not sent on to sign in', async () => {
    const browser = surfer()
    const page = await on.login(browser, PEOPLE.officer)
    await browser.submit(page, '/console/logout')
    const lost = await browser.submit(page, '/console/purpose', { purpose: 'P-AUDIT' })
    expect([lost.status, lost.url]).toEqual([403, `${on.url}/console/purpose`])
    expect(lost.html).toContain('U bent niet meer ingelogd')
    expect(browser.cookies(on.url).has('__Host-session')).toBe(false)
  })

  it('at the provider ends the session here, by its logout token', async () => {
    const browser = surfer()
    const bystander = surfer()
    await on.login(browser, PEOPLE.officer)
    await on.login(bystander, PEOPLE.officer)
    const asked = await browser.go(`${on.provider.issuer}/session/end`)
    await browser.submit(asked, '/session/end/confirm', { logout: 'yes' })
    expect((await browser.go(`${on.url}/console/purpose`, on.provider.issuer)).status).toBe(0)
    // Another session of the same person at the provider goes on.
    expect((await bystander.go(`${on.url}/console/purpose`)).status).toBe(200)
    expect(on.events.filter(({ type }) => type === 'fault')).toEqual([])
  })

  it('at the provider ends the session here, from a frame that names issuer and session', async () => {
    const browser = surfer()
    const signIn = on.signInOf()
    let sid = ''
    on.use({
      ...signIn,
      finish: async (answer, begun) => {
        const grant = await signIn.finish(answer, begun)
        sid = grant.providerSession ?? ''
        return grant
      },
    })
    await on.login(browser, PEOPLE.officer)
    expect(sid).not.toBe('')
    const frame = (iss: string, session: string) =>
      fetch(`${on.url}/console/logout/frontchannel?${new URLSearchParams({ iss, sid: session })}`)
    expect((await frame('https://evil.example', sid)).status).toBe(404)
    expect((await frame(on.provider.issuer, 'another')).status).toBe(200)
    expect((await browser.go(`${on.url}/console/purpose`)).status).toBe(200)
    expect((await frame(on.provider.issuer, sid)).status).toBe(200)
    expect((await browser.go(`${on.url}/console/purpose`, `${on.url}/console/login`)).url).toContain('/console/login')
  })
})
