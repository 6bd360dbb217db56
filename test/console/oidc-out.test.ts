/** Going out of the console and of the provider, from either side: a real provider, over real HTTP. */
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { openProvided, type Provided } from '../support/provided.ts'
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
  it('from here ends the session at the provider too, and comes back', async () => {
    const browser = surfer()
    const page = await on.login(browser, PEOPLE.officer)
    const asked = await browser.submit(page, '/console/logout')
    const { origin, searchParams } = new URL(asked.url)
    expect(origin).toBe(on.provider.issuer)
    expect(decodeJwt(searchParams.get('id_token_hint') ?? '').sub).toBe(PEOPLE.officer.person)
    expect(searchParams.get('post_logout_redirect_uri')).toBe(`${on.url}/console/goodbye`)
    const out = await browser.submit(asked, '/session/end/confirm', { logout: 'yes' })
    expect([out.url, out.html]).toEqual([`${on.url}/console/goodbye`, expect.stringContaining('U bent uitgelogd')])
    // Whoever sits down next is asked who they are.
    expect((await browser.go(`${on.url}/console/purpose`)).html).toContain('name="login"')
  })

  it('from here goes on to the provider also when the session here is over: nobody comes in again by going out', async () => {
    const browser = surfer()
    const page = await on.login(browser, PEOPLE.officer)
    await browser.submit(page, '/console/logout', {}, on.provider.issuer)
    const { url } = await browser.submit(page, '/console/logout')
    expect(url).toContain(`${on.provider.issuer}/session/end`)
    expect(new URL(url).searchParams.get('post_logout_redirect_uri')).toBe(`${on.url}/console/goodbye`)
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
    const page = await on.login(browser, PEOPLE.officer)
    const asked = await browser.submit(page, '/console/logout', {}, on.provider.issuer)
    const sid = String(decodeJwt(new URL(asked.url).searchParams.get('id_token_hint') ?? '').sid)
    await browser.go(`${on.url}/console/login?next=/console/purpose`)
    const frame = (iss: string, session: string) =>
      fetch(`${on.url}/console/logout/frontchannel?${new URLSearchParams({ iss, sid: session })}`)
    expect((await frame('https://evil.example', sid)).status).toBe(404)
    expect((await frame(on.provider.issuer, 'another')).status).toBe(200)
    expect((await browser.go(`${on.url}/console/purpose`)).status).toBe(200)
    expect((await frame(on.provider.issuer, sid)).status).toBe(200)
    expect((await browser.go(`${on.url}/console/purpose`, `${on.url}/console/login`)).url).toContain('/console/login')
  })
})
