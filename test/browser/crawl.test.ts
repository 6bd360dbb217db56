/**
 * Every page that a role can get to by links, in a real browser: axe finds nothing at WCAG 2.2 AA, in light and in dark, nothing
 * scrolls sideways at 320 px (which is 1280 at 400 %), everything can be reached by keyboard, and a page stays small.
 */
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_PEOPLE } from '../../src/cli/console/people.ts'
import { ASKERS, fill } from '../../src/cli/demo/fill.ts'
import { hasChromium, launch, violations, visitor } from '../support/chromium.ts'
import { consoleOf } from '../support/console.ts'
import { accounted } from '../support/garage.ts'
import { type Listening, listen } from '../support/listen.ts'
import { walk } from '../support/walk.ts'
import { castOf, openWorld, type World } from '../support/world.ts'

/** Enough to show what a page does with much; the demo asks five hundred. */
const QUESTIONS = 90
const PAGE_BYTES = 100 * 1024

const personOf = (id: string) => {
  const found = DEMO_PEOPLE.find((one) => one.id === id)
  if (!found) throw new Error(`nobody is called ${id}`)
  return found
}

let world: World
let served: Listening
let browser: Browser
beforeAll(async () => {
  if (!hasChromium) return
  world = await openWorld()
  const cast = await castOf(world)
  await accounted(cast.officer, 'BGP', 'P-BGP-AANPAK')
  const askers = Object.entries(ASKERS).map(async ([name, person]) => [name, await world.as(person)] as const)
  await fill(cast, Object.fromEntries(await Promise.all(askers)) as Parameters<typeof fill>[1], QUESTIONS)
  served = await listen(consoleOf(world, DEMO_PEOPLE))
  browser = await launch()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await served?.close()
  await world?.close()
})

const ROLES = ['privacyfunctionaris', 'casusregisseur', 'jurist', 'eigenaar', 'baliemedewerker']

describe.skipIf(!hasChromium).each(ROLES)('what %s can get to', (id) => {
  it('has nothing that axe finds, in light and in dark', async () => {
    const page = await visitor(browser, served.origin, personOf(id).person)
    const found: string[] = []
    const routes = await walk(page, served.origin, async (route) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        found.push(...(await violations(page)).map((one) => `${route} ${colorScheme} ${one}`))
      }
    })
    expect(found).toEqual([])
    expect(routes.length).toBeGreaterThan(2)
    await page.context().close()
  }, 240_000)

  it('needs no sideways scrolling at 320 px, and is there without JavaScript', async () => {
    const options = { viewport: { width: 320, height: 640 }, javaScriptEnabled: false }
    const page = await visitor(browser, served.origin, personOf(id).person, options)
    const wide: string[] = []
    await walk(page, served.origin, async (route) => {
      const [, body = ''] = /<main[^>]*>([\s\S]*)<\/main>/.exec(await page.content()) ?? []
      if (body.trim() === '') wide.push(`${route} shows nothing`)
      const { width } = (await page.locator('body').boundingBox()) ?? { width: 0 }
      if (width > 320) wide.push(`${route} ${width}`)
    })
    expect(wide).toEqual([])
    await page.context().close()
  }, 240_000)

  it('is small, asks nobody else, and can be used by keyboard alone', async () => {
    const page = await visitor(browser, served.origin, personOf(id).person)
    const foreign: string[] = []
    const sizes: Promise<number>[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(served.origin)) foreign.push(request.url())
    })
    page.on('response', (response) => {
      // Of a page that was left before it was whole, nothing counts.
      if (response.status() === 200)
        sizes.push(
          response.body().then(
            (body) => gzipSync(body).length,
            () => 0,
          ),
        )
    })
    const wrong: string[] = []
    await walk(page, served.origin, async (route) => {
      const size = (await Promise.all(sizes.splice(0))).reduce((sum, one) => sum + one, 0)
      if (size > PAGE_BYTES) wrong.push(`${route} weighs ${size}`)
      wrong.push(...(await unreached(page)).map((one) => `${route} ${one}`))
    })
    expect([wrong, foreign]).toEqual([[], []])
    await page.context().close()
  }, 240_000)
})

/** In the page: numbers what can be used, and gives the numbers of what is shown (of radio buttons the tab key takes one). */
const NUMBERED = `[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
  .map((element, i) => (element.setAttribute('data-tab', i), element))
  .filter((element) => element.checkVisibility() && element.type !== 'radio')
  .map((element) => element.getAttribute('data-tab'))`
/** In the page: what that is, for who reads what was found. */
const TOLD = (tab: string) => `document.querySelector('[data-tab="${tab}"]').outerHTML.slice(0, 120)`
/** In the page: the number of what has the focus, and whether that shows. */
const FOCUSED = `(() => {
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement)
  const shows = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
  return { tab: document.activeElement.getAttribute('data-tab'), shows }
})()`

/** Controls that the tab key does not come to, or shows no focus on. */
async function unreached(page: Page): Promise<string[]> {
  const all = (await page.evaluate(NUMBERED)) as string[]
  const reached = new Set<string>()
  const bare = new Set<string>()
  for (let i = 0; i < 4 * all.length + 40 && !all.every((tab) => reached.has(tab)); i += 1) {
    await page.keyboard.press('Tab')
    const { tab, shows } = (await page.evaluate(FOCUSED)) as { tab: string | null; shows: boolean }
    if (tab !== null) reached.add(tab)
    if (tab !== null && !shows) bare.add(tab)
  }
  const told = async (what: string, tabs: readonly string[]) => {
    const lines: string[] = []
    for (const tab of tabs) lines.push(`${what}: ${await page.evaluate(TOLD(tab))}`)
    return lines
  }
  return [
    ...(await told(
      'not reached',
      all.filter((tab) => !reached.has(tab)),
    )),
    ...(await told('no focus', [...bare])),
  ]
}
