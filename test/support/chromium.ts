/** The browser of this machine, driven as people use it: nothing is downloaded, and where there is none it says so. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const FOUND = process.env.SLUIS_CHROMIUM ?? PLACES.find((path) => existsSync(path))

/** Whether tests in a browser can run. CI has one: there they fail without. */
export const hasChromium = FOUND !== undefined || process.env.CI === 'true'
if (!hasChromium) console.warn('no Chromium on this machine (SLUIS_CHROMIUM names one): tests in a browser are skipped')

/** `keepsPages`: with the cache that Back shows pages from, which tests otherwise go without. */
export function launch({ keepsPages = false } = {}): Promise<Browser> {
  if (FOUND === undefined)
    throw new Error(`no Chromium: install it, or name it in SLUIS_CHROMIUM (${PLACES.join(', ')})`)
  const kept = keepsPages ? { ignoreDefaultArgs: ['--disable-back-forward-cache'] } : {}
  return chromium.launch({ executablePath: FOUND, args: ['--no-sandbox'], ...kept })
}

/** Presses what leads to another page, and waits until that is whole. */
export async function pressed(page: Page, selector: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.click(selector)])
}

/** Signed in as one of the people of a console that `consoleOf` made, and past the question why the log is read. */
export async function visitor(
  browser: Browser,
  base: string,
  person: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  await page.goto(`${base}/console/login`)
  await pressed(page, `form:has(input[value="${person}"]) button`)
  await page.goto(`${base}/console/purpose`)
  await page.check('input[value=P-AUDIT]')
  await pressed(page, 'main button[type=submit]')
  return page
}

const AXE = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds on this page: rule and the places where, one line each. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(await AXE)
  return page.evaluate(async (values) => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
    const found = await axe.run({ runOnly: { type: 'tag', values }, resultTypes: ['violations'] })
    return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
  }, TAGS)
}
