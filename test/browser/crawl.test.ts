/**
 * Every page that a role can get to by links, in a real browser: axe finds nothing at WCAG 2.2 AA, in light and in dark, nothing
 * scrolls sideways at 320 px (which is 1280 at 400 %), everything can be reached by keyboard, and a page stays small. One walk
 * for all of it: what costs time is making the page.
 */
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, violations, visitor } from '../support/chromium.ts'
import { openStage, personOf, type Stage } from '../support/stage.ts'
import { walk } from '../support/walk.ts'
import { unreached } from './keyboard.ts'

/** Enough to show what a page does with much; the demo asks five hundred. */
const QUESTIONS = 90
const PAGE_BYTES = 100 * 1024
const WIDE = { width: 1280, height: 900 }
const NARROW = { width: 320, height: 640 }

let stage: Stage
beforeAll(async () => {
  if (hasChromium) stage = await openStage(QUESTIONS)
})
afterAll(() => stage?.close())

/** Sizes of what a page takes, pressed together, since it was asked for last; and who else was asked for anything. */
function weighed(page: Page) {
  const foreign: string[] = []
  const sizes: Promise<number>[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(stage.origin)) foreign.push(request.url())
  })
  page.on('response', (response) => {
    if (response.status() !== 200) return
    // Of a page that was left before it was whole, nothing counts.
    const size = response.body().then(
      (body) => gzipSync(body).length,
      () => 0,
    )
    sizes.push(size)
  })
  const size = async () => (await Promise.all(sizes.splice(0))).reduce((sum, one) => sum + one, 0)
  return { foreign, size }
}

const ROLES = ['privacyfunctionaris', 'casusregisseur', 'jurist', 'eigenaar', 'baliemedewerker']

describe.skipIf(!hasChromium)('what can be got to', () => {
  it.each(ROLES)('by %s is accessible in light and dark, narrow and by keyboard alone, and small', async (id) => {
    const page = await visitor(stage.browser, stage.origin, personOf(id).person, { viewport: WIDE })
    const { foreign, size } = weighed(page)
    await size()
    const wrong: string[] = []
    const routes = await walk(page, stage.origin, async (route, html) => {
      const weight = await size()
      if (weight > PAGE_BYTES) wrong.push(`${route} weighs ${weight}`)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        wrong.push(...(await violations(page)).map((one) => `${route} in ${colorScheme}: ${one}`))
      }
      await page.emulateMedia({ colorScheme: 'light' })
      wrong.push(...(await unreached(page)).map((one) => `${route} ${one}`))
      await page.setViewportSize(NARROW)
      const { width } = (await page.locator('body').boundingBox()) ?? { width: 0 }
      if (width > NARROW.width) wrong.push(`${route} is ${width} wide`)
      await page.setViewportSize(WIDE)
      wrong.push(...scripted(html).map((one) => `${route} ${one}`))
    })
    expect([wrong, foreign]).toEqual([[], []])
    expect(routes.length).toBeGreaterThan(2)
    await page.context().close()
  })
})

/** As it was sent it is whole, so that who has no JavaScript sees the same. */
function scripted(html: string): string[] {
  const [, body = ''] = /<main[^>]*>([\s\S]*)<\/main>/.exec(html) ?? []
  return [...(body.trim() === '' ? ['shows nothing'] : []), ...(/<script/i.test(html) ? ['has a script'] : [])]
}
