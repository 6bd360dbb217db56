/**
 * How pages look where the screen is not the usual one: at 400 %, on paper, in the dark, and under a finger. What is measured is what
 * the browser drew.
 */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_PEOPLE } from '../../src/cli/console/people.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { hasChromium, launch, violations, visitor } from '../support/chromium.ts'
import { consoleOf } from '../support/console.ts'
import { openGarage, permitted } from '../support/garage.ts'
import { type Listening, listen } from '../support/listen.ts'
import { openWorld, type World } from '../support/world.ts'
import { WAYS } from './ways.ts'

/** What a window of 1280 by 1024 has at 400 % (WCAG 1.4.10). */
const ZOOMED = { width: 320, height: 256 }
const PHONE = { width: 320, height: 640 }
const WIDE = { width: 1280, height: 900 }
/** What is left of A4 within the margins. */
const PAPER = { width: 688, height: 970 }
const LEAST_TARGET = 24
const OFFICER = ['/decisions', '/judgements', '/review/obligations', '/statements', '/policy']

let world: World
let served: Listening
let browser: Browser
/** At an answer with data. */
let asker: Page
let officer: Page
beforeAll(async () => {
  if (!hasChromium) return
  world = await openWorld()
  const { caseId, cast } = await openGarage(world, 'B4')
  await permitted(cast.officer.post('/v1/attestations', JUDGEMENTS.college67))
  await permitted(cast.officer.post(`/v1/cases/${caseId}/attestations`, JUDGEMENTS.pc2a('ONDM', 'C-BEL-G')))
  await cast.asker.post('/v1/inquiries', municipal(caseId, 'VERG/vergunningen', 'HITNOHIT'))
  served = await listen(consoleOf(world, DEMO_PEOPLE))
  browser = await launch()
  asker = await visitor(browser, served.origin, 'demo-casusregisseur')
  await WAYS.casusregisseur?.answer?.(asker, served.origin, caseId)
  officer = await visitor(browser, served.origin, 'demo-privacyfunctionaris')
})
afterAll(async () => {
  await browser?.close()
  await served?.close()
  await world?.close()
})

type Shown = {
  readonly size: typeof WIDE
  readonly media?: 'print' | 'screen'
  readonly colorScheme?: 'dark' | 'light'
}

async function show({ size, media = 'screen', colorScheme = 'light' }: Shown): Promise<void> {
  for (const page of [asker, officer]) {
    await page.setViewportSize(size)
    await page.emulateMedia({ media, colorScheme })
  }
}

/** What `look` finds wrong with the answer, and with pages of an officer. */
async function found(shown: Shown, look: (page: Page) => Promise<readonly string[]>): Promise<string[]> {
  await show(shown)
  const wrong = (await look(asker)).map((one) => `answer: ${one}`)
  for (const path of OFFICER) {
    await officer.goto(`${served.origin}/console${path}`)
    wrong.push(...(await look(officer)).map((one) => `${path}: ${one}`))
  }
  return wrong
}

/** In the page: whether what has the focus is to be seen, and not below something else (WCAG 2.4.11). */
const COVERED = `(() => {
  const one = document.activeElement
  if (one === document.body) return null
  const box = one.getBoundingClientRect()
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1)
  const y = Math.min(Math.max(box.top + Math.min(box.height, 40) / 2, 1), innerHeight - 1)
  const top = document.elementFromPoint(x, y)
  return one === top || one.contains(top) || top?.contains(one) ? null : one.outerHTML.slice(0, 100)
})()`

/** In the page: what can be used and lies over another such thing. */
const OVERLAPPING = `(() => {
  const all = [...document.querySelectorAll('h1, header a, header span, a, button, input:not([type=hidden]), select, textarea, summary')]
    .filter((one) => one.checkVisibility() && !one.closest('.nl-skip-link'))
    .flatMap((one) => [...one.getClientRects()].map((box) => ({ one, box })))
  return all.flatMap(({ one, box }, i) =>
    all.slice(i + 1).flatMap((other) => {
      if (one.contains(other.one) || other.one.contains(one)) return []
      const width = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left)
      const height = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top)
      return width > 1 && height > 4 ? [one.outerHTML.slice(0, 80) + ' and ' + other.one.outerHTML.slice(0, 80)] : []
    }))
})()`

/** In the page: grounds that take ink, tables that the paper cuts, and what is folded away on it. */
const ON_PAPER = `(() => {
  const shown = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility())
  const bare = ['rgba(0, 0, 0, 0)', 'rgb(255, 255, 255)']
  return [
    ...shown('body, header, section, thead, .nl-data-badge, .utrecht-alert')
      .filter((one) => !bare.includes(getComputedStyle(one).backgroundColor)).map((one) => 'ink under ' + one.className),
    ...shown('table').filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
      .map((one) => 'cut: ' + one.caption.textContent),
    ...shown('main details').filter((one) => !one.lastElementChild.checkVisibility({ contentVisibilityAuto: true }))
      .map((one) => 'folded: ' + one.textContent.slice(0, 60)),
  ]
})()`

/** In the page: what is smaller than a finger needs and stands in no running text (WCAG 2.5.8). A label is part of its box. */
const SMALL = `[...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea, summary')]
  .filter((one) => one.checkVisibility() && !one.closest('.nl-skip-link'))
  .filter((one) => !(one.matches('a') && one.closest('p, td, th, dd, h3, li.utrecht-unordered-list__item')))
  .filter((one) => { const { width, height } = one.getBoundingClientRect(); return Math.min(width, height) < ${LEAST_TARGET} })
  .map((one) => one.outerHTML.slice(0, 100))`

describe.skipIf(!hasChromium)('at 400 %', () => {
  it('the page itself begins on the first screen, whole from left to right', async () => {
    const wrong = await found({ size: ZOOMED }, async (page) => {
      const box = await page.locator('h1').boundingBox()
      const shown = box !== null && box.y + Math.min(box.height, 40) <= 256 && box.x >= 0 && box.x + box.width <= 320
      const wide = await page.evaluate('document.documentElement.scrollWidth')
      return [...(shown ? [] : [`h1 at ${JSON.stringify(box)}`]), ...(wide === 320 ? [] : [`${wide} wide`])]
    })
    expect(wrong).toEqual([])
  })

  it('nothing lies over something else, and nothing over what has the focus', async () => {
    const wrong = await found({ size: ZOOMED }, async (page) => {
      const covered: string[] = []
      const all = await page.locator('a, button, input, select, textarea, summary').count()
      for (let i = 0; i < Math.min(all, 40); i += 1) {
        await page.keyboard.press('Tab')
        const one = (await page.evaluate(COVERED)) as string | null
        if (one !== null) covered.push(`covered ${one}`)
      }
      return [...covered, ...((await page.evaluate(OVERLAPPING)) as string[])]
    })
    expect(wrong).toEqual([])
  })

  it('the menu is folded and opens; where there is room it stands open', async () => {
    await show({ size: ZOOMED })
    await officer.goto(`${served.origin}/console/decisions`)
    const menu = officer.locator('nav a[href="/console/judgements"]').first()
    expect(await menu.isVisible()).toBe(false)
    await officer.click('nav summary')
    expect(await menu.isVisible()).toBe(true)
    await show({ size: WIDE })
    await officer.goto(`${served.origin}/console/decisions`)
    expect([await menu.isVisible(), await officer.locator('nav summary').first().isVisible()]).toEqual([true, false])
  })
})

describe.skipIf(!hasChromium)('on paper', () => {
  it('has the answer with what became of each field, when and for whom; nothing that one clicks', async () => {
    await show({ size: PAPER, media: 'print' })
    for (const part of ['h1', '#gegevens', '.sluis-printed'])
      expect([part, await asker.locator(part).first().isVisible()]).toEqual([part, true])
    const text = async (selector: string) => (await asker.locator(selector).allInnerTexts()).join(' ')
    expect(await text('#gegevens')).toMatch(/IBAN\s+NL\*+6789\s+deels afgeschermd/)
    expect(await text('.sluis-footer')).toMatch(/Ondermijning \(Casusregisseur\).* \d{4}, \d\d:\d\d/)
    const clickable = await asker.$$eval('button, nav, summary, select', (all) =>
      all.filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 80)),
    )
    expect(clickable).toEqual([])
  })

  it('has no ground of ink, cuts no table, and leaves out nothing that is folded on the screen', async () => {
    const look = async (page: Page) => (await page.evaluate(ON_PAPER)) as string[]
    expect(await found({ size: PAPER, media: 'print', colorScheme: 'dark' }, look)).toEqual([])
  })
})

const COLOURS = ['ink', 'paper', 'ground', 'soft', 'link', 'focus', 'band', 'on-band', 'positive', 'negative'] as const
type Colours = Readonly<Record<(typeof COLOURS)[number], string>>
/** In the page: colours by name, and what is drawn with them. */
const DRAWN = `(() => {
  const theme = getComputedStyle(document.body)
  const ground = (one) => getComputedStyle(document.querySelector(one)).backgroundColor
  return {
    colours: Object.fromEntries(${JSON.stringify(COLOURS)}.map((name) => [name, theme.getPropertyValue('--sluis-' + name).trim()])),
    drawn: ['body', '.sluis-section', '.sluis-header'].map(ground),
  }
})()`

describe.skipIf(!hasChromium)('in the dark', () => {
  async function drawn(colorScheme: 'light' | 'dark') {
    await show({ size: WIDE, colorScheme })
    return (await asker.evaluate(DRAWN)) as { readonly colours: Colours; readonly drawn: readonly string[] }
  }

  it('every colour is another, what is drawn follows, and focus and text keep their contrast in both', async () => {
    const [light, dark] = [await drawn('light'), await drawn('dark')]
    for (const name of COLOURS) expect([name, dark.colours[name]]).not.toEqual([name, light.colours[name]])
    for (const i of [0, 1, 2]) expect(dark.drawn[i]).not.toBe(light.drawn[i])
    for (const { colours } of [light, dark]) {
      for (const under of ['paper', 'ground'] as const) {
        for (const over of ['ink', 'soft', 'link', 'positive', 'negative'] as const)
          expect(contrast(colours[over], colours[under]), `${over} on ${under}`).toBeGreaterThan(4.5)
        expect(contrast(colours.focus, colours[under]), `focus on ${under}`).toBeGreaterThan(3)
      }
      expect(contrast(colours['on-band'], colours.band)).toBeGreaterThan(4.5)
    }
  })
})

describe.skipIf(!hasChromium)('an answer to a form, which no link leads to', () => {
  it.each(['light', 'dark'] as const)('has nothing that axe finds, %s', async (colorScheme) => {
    await show({ size: WIDE, colorScheme })
    expect(await violations(asker)).toEqual([])
  })
})

describe.skipIf(!hasChromium)('under a finger', () => {
  it.each([
    ['wide', WIDE],
    ['narrow', PHONE],
  ] as const)('%s, nothing to hit is smaller than 24 px', async (_, size) => {
    expect(await found({ size }, async (page) => (await page.evaluate(SMALL)) as string[])).toEqual([])
  })
})

/** WCAG 2.2, relative luminance. */
function contrast(one: string, other: string): number {
  const luminance = (hex: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}
