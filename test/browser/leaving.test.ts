/**
 * Going out by way of a provider on another site, in a real browser: it holds redirects after a form to `form-action`, and sends
 * the cookies of the provider along only where SameSite lets it.
 */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { LIMITS } from '../../src/limits.ts'
import { hasChromium, launch, pressed, violations } from '../support/chromium.ts'
import { openProvided, type Provided } from '../support/provided.ts'

let on: Provided
let browser: Browser
let ahead = 0
beforeAll(async () => {
  if (!hasChromium) return
  on = await openProvided([PEOPLE.asker], () => new Date(Date.now() + ahead), 'localhost')
  on.use(on.signInOf())
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await on?.close()
})

async function entered(path: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await page.goto(`${on.url}${path}`)
  await page.fill('input[name=login]', PEOPLE.asker.person)
  await page.fill('input[name=password]', 'any')
  await pressed(page, 'button[type=submit]')
  await page.click('button[type=submit]')
  await page.waitForURL(`${on.url}${path}`)
  return page
}

describe.skipIf(!hasChromium)('in a browser', () => {
  it('signing out ends the session at the provider as well, and whoever comes next is asked who they are', async () => {
    const page = await entered('/console/inquiries')
    const addresses: string[] = []
    page.on('request', (request) => addresses.push(request.url()))
    await page.click('form[action="/console/logout"] button')
    await page.waitForSelector('a:has-text("Ook afmelden bij")')
    expect(await violations(page)).toEqual([])
    await pressed(page, 'a:has-text("Ook afmelden bij")')
    expect(page.url()).toContain(`${on.provider.issuer}/session/end?`)
    await page.click('button[value=yes]')
    await page.waitForURL(`${on.url}/console/goodbye`)
    expect(addresses.filter((one) => /ey[\w-]+\.ey|demo-/.test(one))).toEqual([])
    await page.goto(`${on.url}/console/inquiries`)
    await page.waitForSelector('input[name=login]')
    await page.context().close()
  })

  it('a filter that is sent after the session was over leads to a page that says so, and from there in again', async () => {
    const page = await entered('/console/inquiries')
    ahead += LIMITS.sessionIdleMs + 1_000
    await page.selectOption('select[name=status]', 'waiting')
    await pressed(page, 'main form[action="/console/inquiries"] button')
    expect(await page.textContent('main')).toContain('U bent niet meer ingelogd')
    expect(await violations(page)).toEqual([])
    await page.click('main a.nl-button')
    await page.waitForURL(`${on.url}/console/inquiries?status=waiting`)
    expect(await page.textContent('h1')).toBe('Mijn verzoeken')
    await page.context().close()
  })
})
