/**
 * Pictures of every page of the console, to be looked at: wide, narrow, dark, at 400 % and as printed, for who works with it, over
 * a log that the demo filled. `npm run screens [-- person…]` writes them to .cache/screens; `npm run screens -- --readme` makes the
 * two of the README.
 */
import { mkdir, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { DEMO_PEOPLE } from '../../src/cli/console/people.ts'
import { ASKERS, fill } from '../../src/cli/demo/fill.ts'
import { tell } from '../../src/cli/demo/story.ts'
import { launch, visitor } from '../support/chromium.ts'
import { consoleOf } from '../support/console.ts'
import { listen } from '../support/listen.ts'
import { SILENT } from '../support/silent.ts'
import { walk } from '../support/walk.ts'
import { castOf, openWorld } from '../support/world.ts'
import { WAYS } from './ways.ts'

const FOLDER = fileURLToPath(new URL('../../.cache/screens/', import.meta.url))
const README_FOLDER = fileURLToPath(new URL('../../src/console/screens/', import.meta.url))
const QUESTIONS = 200
const WIDE = { width: 1280, height: 900 }
const README_SIZE = { width: 1280, height: 940 }

/** How each picture is taken of the page as it is then, without asking for it again. */
const FORMS: Readonly<Record<string, (page: Page, file: string) => Promise<void>>> = {
  async wide(page, file) {
    await page.screenshot({ path: `${file}.png`, fullPage: true })
  },
  async dark(page, file) {
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.screenshot({ path: `${file}.png`, fullPage: true })
    await page.emulateMedia({ colorScheme: 'light' })
  },
  async narrow(page, file) {
    await page.setViewportSize({ width: 320, height: 640 })
    await page.screenshot({ path: `${file}.png`, fullPage: true })
  },
  /** A window of 1280 by 1024 at 400 %: what one sees first. */
  async zoom(page, file) {
    await page.setViewportSize({ width: 320, height: 256 })
    await page.screenshot({ path: `${file}.png` })
    await page.setViewportSize(WIDE)
  },
  async print(page, file) {
    await page.pdf({ path: `${file}.pdf`, format: 'A4' })
  },
}

async function filled() {
  const world = await openWorld()
  const cast = await castOf(world)
  const { caseId } = await tell(cast, SILENT)
  const askers = Object.entries(ASKERS).map(async ([name, person]) => [name, await world.as(person)] as const)
  await fill(cast, Object.fromEntries(await Promise.all(askers)) as Parameters<typeof fill>[1], QUESTIONS)
  const period = { from: new Date(Date.now() - 86_400_000).toISOString(), until: new Date().toISOString() }
  const sample = { readingPurpose: 'P-AUDIT', ...period, size: 10, grounds: 'Kwartaalcontrole.' }
  const { status } = await cast.officer.post('/v1/samples', sample)
  if (status >= 400) throw new Error(`a sample got ${status}`)
  return { world, caseId }
}

const { world, caseId } = await filled()
const served = await listen(consoleOf(world, DEMO_PEOPLE))
const browser = await launch()
const personOf = (id: string) => DEMO_PEOPLE.find((one) => one.id === id)?.person ?? id
const chosen = process.argv.slice(2)

async function lookedAt(id: string): Promise<void> {
  const page = await visitor(browser, served.origin, personOf(id))
  await mkdir(`${FOLDER}${id}`, { recursive: true })
  const shoot = async (name: string) => {
    for (const [form, take] of Object.entries(FORMS)) await take(page, `${FOLDER}${id}/${name}-${form}`)
  }
  await walk(page, served.origin, (route) => shoot(route.replace('/console', 'menu').replace(/[/:]+/g, '-')))
  for (const [name, go] of Object.entries(WAYS[id] ?? {})) {
    await go(page, served.origin, caseId)
    await shoot(`way-${name}`)
  }
  await page.context().close()
}

/** An answer as its asker sees it, and the log as its overseer does. */
async function forReadme(): Promise<void> {
  await mkdir(README_FOLDER, { recursive: true })
  for (const [id, name, file] of [
    ['privacyfunctionaris', 'decisions', 'decisions'],
    ['casusregisseur', 'answer', 'answer'],
  ] as const) {
    const page = await visitor(browser, served.origin, personOf(id), { viewport: README_SIZE })
    await WAYS[id]?.[name]?.(page, served.origin, caseId)
    await page.screenshot({ path: `${README_FOLDER}${file}.jpg`, type: 'jpeg', quality: 80 })
  }
}

try {
  if (chosen.includes('--readme')) await forReadme()
  else {
    if (chosen.length === 0) await rm(FOLDER, { recursive: true, force: true })
    for (const id of chosen.length > 0 ? chosen : Object.keys(WAYS)) await lookedAt(id)
  }
} finally {
  await browser.close()
  await served.close()
  await world.close()
}
