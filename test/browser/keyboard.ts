/** What of a page cannot be reached by keyboard, or does not show that it was. */
import type { Page } from 'playwright-core'

/** In the page: numbers what can be used, and tells of each whether it had the focus, and whether that showed. */
const NUMBERED = `(() => {
  const seen = (globalThis.focusSeen = new Map())
  document.addEventListener('focusin', ({ target }) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(target)
    const shows = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
    const tab = target.getAttribute('data-tab')
    if (tab !== null) seen.set(tab, shows && seen.get(tab) !== false)
  })
  return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .map((element, i) => (element.setAttribute('data-tab', String(i)), element))
    // Of radio buttons the tab key takes one.
    .filter((element) => element.checkVisibility() && element.type !== 'radio')
    .map((element) => element.getAttribute('data-tab'))
})()`
const SEEN = '[...globalThis.focusSeen]'
/** In the page: what that is, for who reads what was found. */
const TOLD = (tab: string) => `document.querySelector('[data-tab="${tab}"]').outerHTML.slice(0, 120)`

/** Controls that the tab key does not come to, or shows no focus on; one line each. */
export async function unreached(page: Page): Promise<string[]> {
  const all = (await page.evaluate(NUMBERED)) as string[]
  let seen = new Map<string, boolean>()
  let left = all
  // Past the parts of a date field, and what scrolls.
  for (let pressed = 0; left.length > 0 && pressed < 4 * all.length + 40; pressed += left.length) {
    // Sent one after another, in order, without waiting for each.
    await Promise.all(left.map(() => page.keyboard.press('Tab')))
    seen = new Map((await page.evaluate(SEEN)) as [string, boolean][])
    left = all.filter((tab) => !seen.has(tab))
  }
  const bare = [...seen].flatMap(([tab, shows]) => (shows ? [] : [tab]))
  const told = async (what: string, tabs: readonly string[]) => {
    const lines: string[] = []
    for (const tab of tabs) lines.push(`${what}: ${await page.evaluate(TOLD(tab))}`)
    return lines
  }
  return [...(await told('not reached', left)), ...(await told('no focus', bare))]
}
