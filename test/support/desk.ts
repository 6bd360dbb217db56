/**
 * Somebody at the console in a real browser, who does what people do: sign in, press, choose, write and read. What is written
 * about a person, and the numbers of the people of the demo, may come into no address and no title: each is looked for there.
 */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { BSN } from '../../src/cli/demo/people.ts'
import { violations } from './chromium.ts'
import { routeOf } from './walk.ts'

/** What was done in the browser, for who wants figures. */
export type Tour = {
  /** Pressed, chosen, written. */
  steps: number
  /** By route: how long each answer took until it was whole, in milliseconds. */
  readonly pages: Map<string, number[]>
  /** Addresses and titles with what may not stand there. */
  readonly leaks: string[]
}
export const newTour = (): Tour => ({ steps: 0, pages: new Map(), leaks: [] })

type Place = { readonly browser: Browser; readonly origin: string; readonly tour: Tour }
export type Words = string | RegExp
export type File = { readonly name: string; readonly bytes: Uint8Array; readonly text: string }

export type Desk = {
  readonly page: Page
  /** What one reads between menu and foot, white space as one blank. */
  read(): Promise<string>
  says(...words: Words[]): Promise<void>
  silent(...words: Words[]): Promise<void>
  heading(): Promise<string>
  /** What no link leads to is looked at here, as the others are in the crawl: axe finds nothing, in light and in dark. */
  accessible(): Promise<void>
  /** From the menu; who reads the log for the first time is asked why, and says: to control. */
  menu(name: string): Promise<void>
  /** An address typed by hand. Gives the status of the answer. */
  visit(path: string): Promise<number>
  /** Presses a button, and waits for what comes of it. */
  press(name: Words, within?: Locator): Promise<void>
  /** Follows a link, the first of its name. */
  follow(name: Words, within?: Locator): Promise<void>
  /** Opens what is folded. */
  unfold(name: Words): Promise<void>
  choose(label: Words, option: Words, within?: Locator): Promise<void>
  /** A radio button or checkbox, in the group of that name where others are called alike. */
  tick(label: Words, group?: Words): Promise<void>
  /** What anybody may read: a filter, a day, a number of things. */
  fill(label: Words, text: string, within?: Locator): Promise<void>
  /** What nobody may find in an address or a title: grounds, somebody's number. */
  write(label: Words, text: string, within?: Locator): Promise<void>
  /** Rows of a table, by its caption. */
  rows(caption: Words): Locator
  /** What is downloaded when this is done. */
  taken(act: () => Promise<void>): Promise<File>
  /** By the keys alone: on with the tab key until this has the focus. */
  tabTo(what: Locator): Promise<void>
  leave(): Promise<void>
}

const WAIT_MS = 20_000
/** More controls than any page has. */
const TABS = 400

/** Signed in by the name of the person, as in development. */
export async function sitDown(place: Place, who: string, options: BrowserContextOptions = {}): Promise<Desk> {
  const { browser, origin, tour } = place
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(WAIT_MS)
  const secrets = new Set<string>(Object.values(BSN))
  await watch(page, place, secrets)
  const main = page.locator('main')
  const menu = page.getByRole('navigation', { name: 'Hoofdmenu' })

  async function arrive(act: () => Promise<unknown>): Promise<void> {
    tour.steps += 1
    await Promise.all([page.waitForEvent('load', { timeout: 2 * WAIT_MS }), act()])
  }
  const read = async () => (await main.allInnerTexts()).join(' ').replace(/\s+/g, ' ')
  const has = (text: string, words: Words) => (typeof words === 'string' ? text.includes(words) : words.test(text))
  const field = (label: Words, within: Locator = main) =>
    within.getByLabel(label, exactly(label)).filter({ visible: true }).first()

  const desk: Desk = {
    page,
    read,
    async says(...words) {
      const text = await read()
      for (const one of words) assert.ok(has(text, one), `${page.url()} does not say ${one}: ${text.slice(0, 1_500)}`)
    },
    async silent(...words) {
      const text = await read()
      for (const one of words) assert.ok(!has(text, one), `${page.url()} says ${one}`)
    },
    heading: async () => (await page.getByRole('heading', { level: 1 }).textContent()) ?? '',
    async accessible() {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        assert.deepEqual([page.url(), await violations(page)], [page.url(), []])
      }
      await page.emulateMedia({ colorScheme: null })
    },
    async menu(name) {
      await arrive(() => menu.getByRole('link', { name: new RegExp(`^${name}`) }).click())
      if (!new URL(page.url()).pathname.endsWith('/purpose')) return
      await desk.tick(/^Controle/)
      await desk.press('Verder')
    },
    async visit(path) {
      tour.steps += 1
      return (await page.goto(`${origin}${path}`))?.status() ?? 0
    },
    press: (name, within = main) => arrive(() => within.getByRole('button', { name, ...exactly(name) }).click()),
    follow: (name, within = main) =>
      arrive(() =>
        within
          .getByRole('link', { name, ...exactly(name) })
          .first()
          .click(),
      ),
    async unfold(name) {
      tour.steps += 1
      const summary = main.locator('summary').filter({ hasText: name }).first()
      if (!(await summary.evaluate((element) => element.parentElement?.hasAttribute('open')))) await summary.click()
    },
    async choose(label, option, within) {
      tour.steps += 1
      const select = field(label, within)
      const options = await select.locator('option').allInnerTexts()
      const found = options.find((text) => has(text, option))
      assert.ok(found !== undefined, `${page.url()} offers no ${option}: ${options}`)
      await select.selectOption({ label: found })
    },
    async tick(label, group) {
      tour.steps += 1
      const within = group === undefined ? main : main.getByRole('group', { name: group })
      await field(label, within).check()
    },
    async fill(label, text, within) {
      tour.steps += 1
      await field(label, within).fill(text)
    },
    async write(label, text, within) {
      if (text.length > 4) secrets.add(text)
      await desk.fill(label, text, within)
    },
    rows: (caption) => main.getByRole('table', { name: caption }).locator('tbody tr'),
    async taken(act) {
      tour.steps += 1
      const [download] = await Promise.all([page.waitForEvent('download'), act()])
      const name = download.suggestedFilename()
      told([...secrets], name, tour)
      const bytes = await readFile(await download.path())
      return { name, bytes, text: bytes.toString('utf8') }
    },
    async tabTo(what) {
      for (let i = 0; i < TABS; i += 1) {
        await page.keyboard.press('Tab')
        if (await what.evaluate((element) => element === element.ownerDocument.activeElement)) return
      }
      assert.fail(`the tab key does not come to ${what}`)
    },
    async leave() {
      await context.close()
      assert.deepEqual(tour.leaks, [])
    },
  }
  await page.goto(`${origin}/console/login`)
  await arrive(() => page.getByRole('button', { name: who, exact: true }).click())
  return desk
}

/** Words are the whole name of what has a name of its own; a pattern is a part of it. */
const exactly = (name: Words) => (typeof name === 'string' ? { exact: true } : {})

function told(secrets: readonly string[], where: string, { leaks }: Tour): void {
  const text = decodeURIComponent(where.replaceAll('+', ' '))
  for (const secret of secrets) if (text.includes(secret)) leaks.push(`${secret} in ${where}`)
}

/** Every address that is asked for, and every title that is shown. */
async function watch(page: Page, { tour }: Place, secrets: ReadonlySet<string>): Promise<void> {
  const tell = (where: string) => told([...secrets], where, tour)
  page.on('request', (request) => tell(request.url()))
  page.on('requestfinished', (request) => {
    if (!request.isNavigationRequest()) return
    const route = `${request.method()} ${routeOf(new URL(request.url()).pathname)}`
    tour.pages.set(route, [...(tour.pages.get(route) ?? []), request.timing().responseEnd])
  })
  await page.exposeBinding('titled', (_, title: string) => tell(title))
  await page.addInitScript("addEventListener('DOMContentLoaded', () => globalThis.titled(document.title))")
}
