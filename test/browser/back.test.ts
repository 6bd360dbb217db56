/** Who sits down at a desk that somebody left: what was on the screen does not come back, in a real browser that keeps pages. */
import { Hono } from 'hono'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BSN, PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { LIMITS } from '../../src/limits.ts'
import { hasChromium, launch, pressed, visitor } from '../support/chromium.ts'
import { consoleOf } from '../support/console.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { type Listening, listen } from '../support/listen.ts'
import { openWorld, type World } from '../support/world.ts'

const KEPT = `<!doctype html><title>kept</title><script>
  addEventListener('pageshow', ({ persisted }) => persisted && fetch('/shown'))
</script>`

let shownAgain = false
let ahead = 0
/** What the browser asked of the console for itself, since it was looked at last. */
const asked: string[] = []
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
  app.all('*', (c) => {
    if (!c.req.path.includes('/assets/')) asked.push(`${c.req.method} ${c.req.path}`)
    return console.fetch(c.req.raw)
  })
  const console = consoleOf(world, [PEOPLE.officer, PEOPLE.asker], () => new Date(Date.now() + ahead))
  served = await listen(app)
  browser = await launch({ keepsPages: true })
})
afterAll(async () => {
  await browser?.close()
  await served?.close()
  await world?.close()
})

/** What stands on the screen after Back, and where that is. */
async function back(page: Page) {
  const went = page.waitForEvent('framenavigated')
  // What was answered to a form is not there any more, and the browser does not ask for it by itself.
  await page.goBack().catch((error: Error) => expect(error.message).toContain('ERR_CACHE_MISS'))
  await went
  await page.waitForLoadState()
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
    await pressed(page, 'form[action*="/reveal"] button')
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

describe.skipIf(!hasChromium)('the data of an answer', () => {
  it('do not come back by Back, Forward or reload, confirmed or not, nor in another tab; nothing is asked again', async () => {
    const question = municipal(garage.caseId, 'VERG/vergunningen', 'DETAIL', ['besluit'])
    const { body } = await garage.cast.asker.post('/v1/inquiries', question)
    const pc2a = JUDGEMENTS.pc2a('ONDM', 'C-VERG')
    await permitted(garage.cast.officer.post(`/v1/cases/${garage.caseId}/attestations`, pc2a))
    const page = await visitor(browser, served.origin, PEOPLE.asker.person)
    const own = `/console/inquiries/${String(body.id)}`
    await page.goto(`${served.origin}${own}`)
    const again = `form[action="${own}/again"] button`
    await pressed(page, again)
    const text = async () => String(await page.textContent('body'))
    expect(await text()).toContain('verleend')
    // A click too many, or an answer that was lost on its way: the same answer.
    await page.reload()
    expect(await text()).toContain('verleend')
    const size = await world.node.ports.ledger.size()
    ahead = LIMITS.answerAgainSeconds * 1_000 + 10_000
    try {
      await page.goto(`${served.origin}/console/inquiries`)
      for (const step of ['goBack', 'goForward', 'goBack'] as const) {
        asked.length = 0
        const patient = { waitUntil: 'commit', timeout: 5_000 } as const
        await page[step](patient).catch(() => null)
        expect([step, (await text()).includes('verleend'), asked.filter((one) => one.startsWith('POST'))]).toEqual([
          step,
          false,
          [],
        ])
        // Where the browser asks whether to send it again: yes.
        await page.reload(patient).catch(() => null)
        expect([step, (await text()).includes('verleend')]).toEqual([step, false])
        if (step === 'goBack') expect(page.url()).toBe(`${served.origin}${own}`)
      }
      const tab = await page.context().newPage()
      await tab.goto(`${served.origin}${own}/again`)
      expect(await tab.textContent('body')).not.toContain('verleend')
      expect(await world.node.ports.ledger.size()).toBe(size)
    } finally {
      ahead = 0
    }
    await page.context().close()
  })
})
