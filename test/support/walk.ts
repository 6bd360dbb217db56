/** From page to page of the console along its links, one address of each route. */
import type { Page } from 'playwright-core'

/** Routes of one role; more would be a loop of links. */
const MOST = 60

/** The same page for every decision, case or norm. */
export const routeOf = (href: string): string =>
  href
    .replace(/[?#].*$/, '')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, ':id')
    .replace(/\/[A-Z]+-\d{2}$/, '/:norm')
    .replace(/\/(sha256:)?[0-9a-f]{12,}(?=\/|$)/g, '/:digest')

/** `html`: as it was sent. */
type Look = (route: string, html: string) => Promise<void>

/** Each route that links lead to, shown to `look`; the names of all. Throws where a link leads nowhere. */
export async function walk(page: Page, origin: string, look: Look): Promise<string[]> {
  const seen = new Map<string, string>([['/console', '/console']])
  for (const [route, href] of seen) {
    // A file is no page.
    const answer = await page.goto(`${origin}${href}`).catch((error: Error) => {
      if (!error.message.includes('Download is starting')) throw error
      return 'file' as const
    })
    if (answer === 'file') continue
    if (answer?.status() !== 200) throw new Error(`${route} (${href}) answers ${answer?.status()}`)
    await look(route, await answer.text())
    const links = await page.$$eval('a[href^="/console"]', (all) => all.map((a) => a.getAttribute('href') ?? ''))
    for (const link of links) if (!seen.has(routeOf(link)) && seen.size < MOST) seen.set(routeOf(link), link)
  }
  return [...seen.keys()]
}
