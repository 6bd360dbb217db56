/** Who sits down at a desk that somebody left: what was on the screen does not come back, in a real browser that keeps pages. */
import { Hono } from 'hono'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BSN, PEOPLE } from '../../src/cli/demo/people.ts'
import { hasChromium, launch, visitor } from '../support/chromium.ts'
import { consoleOf } from '../support/console.ts'
import { type Garage, openGarage } from '../support/garage.ts'
import { type Listening, listen } from '../support/listen.ts'
import { openWorld, type World } from '../support/world.ts'

const KEPT = `<!doctype html><title>kept</title><script>
  addEventListener('pageshow', ({ persisted }) => persisted && fetch('/shown'))
</script>`

let shownAgain = false
let world: World
let garage: Garage
let served: Listening
let browser: Browser
beforeAll(async () => {
  if (!hasChromium) return
  world = await openWorld()
  garage = await openGarage(world, 'B4')
  const app = new Hono()
  // A page that may be kept, to see that this browser keeps pages at all.
  app.get('/kept', (c) => c.html(KEPT))
  app.get('/shown', (c) => {
    shownAgain = true
    return c.body(null)
  })
  app.all('*', (c) => console.fetch(c.req.raw))
  const console = consoleOf(world, [PEOPLE.officer, PEOPLE.asker])
  served = await listen(app)
  browser = await launch({ keepsPages: true })
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await served?.close()
  await world?.close()
})

/** What stands on the screen after Back, and where that is. */
async function back(page: Page) {
  await page.goBack({ waitUntil: 'commit', timeout: 5_000 }).catch(() => null)
  await page.waitForLoadState().catch(() => undefined)
  return { url: page.url(), text: String(await page.textContent('body')) }
}
const signOut = async (page: Page) => {
  await page.click('form[action="/console/logout"] button')
  await page.waitForURL('**/console/goodbye')
}

describe.skipIf(!hasChromium)('Back', () => {
  it('in this browser shows a page that may be kept as it was', async () => {
    const page = await (await browser.newContext()).newPage()
    await page.goto(`${served.origin}/kept`)
    await page.goto(`${served.origin}/console/login`)
    // What drives the browser waits for a load that does not come.
    await page.goBack({ waitUntil: 'commit', timeout: 2_000 }).catch(() => null)
    await expect.poll(() => shownAgain).toBe(true)
    await page.context().close()
  })

  it('after signing out shows nothing of the page that was there', async () => {
    const page = await visitor(browser, served.origin, PEOPLE.officer.person)
    await page.goto(`${served.origin}/console/decisions`)
    expect(await page.textContent('main')).toContain('Alle besluiten van uw organisatie')
    await signOut(page)
    const shown = await back(page)
    expect(shown.text).not.toContain('Alle besluiten van uw organisatie')
    expect(shown.url).toContain('/console/login')
    await page.context().close()
  })

  it('after signing out shows nobody’s number that was revealed, nor asks for it again', async () => {
    const page = await visitor(browser, served.origin, PEOPLE.asker.person)
    const at = `${served.origin}/console/cases/${garage.caseId}`
    await page.goto(at)
    await page.click(`details:has(form[action*="/reveal"]) summary`)
    await page.fill('textarea[name=revealGrounds]', 'Nodig voor de brief.')
    await page.click('form[action*="/reveal"] button')
    const numbers = Object.values(BSN)
    const has = (text: string) => numbers.some((bsn) => text.includes(bsn))
    expect(has(String(await page.textContent('body')))).toBe(true)
    await signOut(page)
    const before = await world.node.ports.ledger.size()
    const shown = await back(page)
    expect([has(shown.text), has(shown.url), has(await page.content())]).toEqual([false, false, false])
    expect(await world.node.ports.ledger.size()).toBe(before)
    await page.context().close()
  })
})
