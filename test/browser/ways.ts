/** Pages that no link leads to: what a form leads to, what is wrong with one, and what is not there. */
import type { Page } from 'playwright-core'
import { BSN } from '../../src/cli/demo/people.ts'
import { GROUNDS } from '../../src/cli/demo/questions.ts'
import { pressed } from '../support/chromium.ts'

type Fields = Readonly<Record<string, string | readonly string[]>>
/** Leads to a page, from any other; `caseId`: one with all judgements for data about taxes. */
type Way = (page: Page, origin: string, caseId: string) => Promise<void>

/** Fills fields of the main part by their names, as their kind wants it; what is folded is opened first. */
async function fillIn(page: Page, fields: Fields): Promise<void> {
  await page.locator('main form details').evaluateAll((all) => {
    for (const one of all) one.setAttribute('open', '')
  })
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`main [name="${name}"]`)
    const kind = await field.first().evaluate((one) => `${one.tagName} ${one.getAttribute('type') ?? ''}`)
    if (/radio|checkbox/.test(kind))
      for (const one of [value].flat()) await field.and(page.locator(`[value="${one}"]`)).check()
    else if (kind.startsWith('SELECT')) await field.selectOption(value as string)
    else await field.fill(String(value))
  }
}

const STEPS = (caseId: string): readonly Fields[] => [
  GROUNDS,
  { track: `BGP:${caseId}` },
  { purpose: 'P-BGP-AANPAK' },
  { task: 'Opiumwet:13b', legalBasis: 'LB-6E' },
  { source: 'BEL/heffingen', mode: 'DETAIL', level: 'OPS' },
  { fields: ['aanslag_ozb', 'openstaand', 'kwijtschelding', 'iban'], type: 'bsn', value: BSN.garagehouder },
]

/** At the step after so many that were answered. */
const asked =
  (steps: number, more?: (page: Page) => Promise<void>): Way =>
  async (page, origin, caseId) => {
    await page.goto(`${origin}/console/ask`)
    for (const fields of STEPS(caseId).slice(0, steps)) {
      await fillIn(page, fields)
      await pressed(page, 'main button[value=next]')
    }
    await more?.(page)
  }
const at =
  (path: string, act?: (page: Page) => Promise<void>): Way =>
  async (page, origin) => {
    await page.goto(`${origin}/console${path}`)
    await act?.(page)
  }
/** To the first page that a link of such an address leads to. */
const first =
  (list: string, link: RegExp, act: (page: Page) => Promise<void>): Way =>
  async (page, origin) => {
    await page.goto(`${origin}/console${list}`)
    const links = await page.$$eval('main a[href]', (all) => all.map((a) => a.getAttribute('href') ?? ''))
    await page.goto(`${origin}${links.find((href) => link.test(href))}`)
    await act(page)
  }
const send = (action: string) => (page: Page) =>
  pressed(page, `main form[action^="/console/${action}"] button[type=submit]`)
const person = { identifierType: 'bsn', value: BSN.garagehouder }
const search = (value: string) => async (page: Page) => {
  await page.click('main details:has(form[action="/console/decisions/search"]) summary')
  await fillIn(page, { ...person, value })
  await send('decisions/search')(page)
}

/** As the browser would not: it keeps what is required from being sent empty. */
const unchecked = (page: Page) =>
  page.$$eval('main form', (all) => all.map((form) => form.toggleAttribute('novalidate', true)))

/** By who goes there, an id of the people to sign in as, and by what the page is called. */
export const WAYS: Readonly<Record<string, Readonly<Record<string, Way>>>> = {
  privacyfunctionaris: {
    purpose: at('/purpose'),
    decisions: at('/decisions'),
    'decisions-found': at('/decisions', search(BSN.garagehouder)),
    'decisions-wrong': at('/decisions', search('12')),
    'decision-replayed': first('/decisions?outcome=permit', /decisions\/[0-9a-f-]{36}/, async (page) => {
      await pressed(page, 'main form[action*="/replay"] button')
    }),
    'decision-refused': first('/decisions?outcome=deny', /decisions\/[0-9a-f-]{36}/, async () => undefined),
    'decision-why-not': first('/decisions?outcome=deny', /decisions\/[0-9a-f-]{36}/, async (page) => {
      await pressed(page, 'main form[action*="/why-not"] button')
    }),
    'judgement-preview': first('/judgements', /judgements\/waiting\//, async (page) => {
      for (const one of await page.locator('main input[value=yes]').all()) await one.check()
      await fillIn(page, { outcome: 'granted', grounds: 'De vijf toetsen zijn gedaan, en zijn positief.' })
      await pressed(page, 'main button[value=preview]')
    }),
    'judgement-wrong': first('/judgements', /judgements\/waiting\//, async (page) => {
      await unchecked(page)
      await pressed(page, 'main button[value=give]')
    }),
    statement: at('/statements', async (page) => {
      await fillIn(page, { ...person, for: 'officer' })
      await send('statements')(page)
    }),
    'finding-wrong': first('/review/samples', /samples\/[0-9a-f-]{36}/, async (page) => {
      await pressed(page, 'main a[href*="findings/new"]')
      await unchecked(page)
      await send('review/findings/new')(page)
    }),
    absent: at('/decisions/00000000-0000-4000-8000-000000000000'),
  },
  casusregisseur: {
    ...Object.fromEntries([0, 1, 2, 3, 4, 5, 6].map((steps) => [`ask-${steps + 1}`, asked(steps)])),
    'ask-wrong': asked(0, (page) => pressed(page, 'main button[value=next]')),
    answer: asked(6, send('ask/answer')),
    'case-revealed': first('/cases', /cases\/[0-9a-f-]{36}/, async (page) => {
      for (const closed of await page.locator('main summary').all()) await closed.click()
      await fillIn(page, { revealGrounds: 'Nodig voor de brief aan de eigenaar.' })
      await pressed(page, 'main form[action*="/reveal"] button')
    }),
    closed: at('/decisions'),
  },
  jurist: {
    tried: at('/policy/try', async (page) => {
      await fillIn(page, { fields: ['aanslag_ozb', 'iban'] })
      await pressed(page, 'main form[action="/console/policy/try"] button[type=submit]')
    }),
    'try-wrong': at('/policy/try', async (page) => {
      for (const closed of await page.locator('main summary').all()) await closed.click()
      await fillIn(page, { json: '{' })
      await pressed(page, 'main form:has([name=json]) button[type=submit]')
    }),
  },
  baliemedewerker: {
    closed: at('/cases'),
    'signed-out': (page) => pressed(page, 'form[action="/console/logout"] button'),
  },
}
